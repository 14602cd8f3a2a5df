"""Which files there are, and the sheets of each; a file that cannot be read is a finding, not an end."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import InputError
from scoring.intake.delimited import read_delimited
from scoring.intake.findings import NOTHING, Finding, Place
from scoring.intake.parquet import read_parquet
from scoring.intake.results import refuse_results
from scoring.intake.sheets import Sheet, Unreadable
from scoring.intake.workbook import read_xlsx
from scoring.intake.xls import read_xls
from scoring.sql.scan import parts
from scoring.words import Text

MOST_BYTES = 4 << 30
MOST_DEEP = 8
_ZIP, _OLE, _PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1"
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et")
_TEXTS = (".csv", ".tsv", ".txt")
FORMATS = (*_WORKBOOKS, *_TEXTS, ".parquet")
_TOO_DEEP = Text("超过{most}层", "more than {most} levels down")
_EMPTY = Text("文件是空的（0字节）", "the file is empty (0 bytes)")
_TOO_LARGE = Text("文件过大，超过{n} GB", "the file is too large: more than {n} GB").with_(n=MOST_BYTES >> 30)
_EXPECTED = Text("xlsx、xls、CSV或Parquet", "xlsx, xls, CSV or Parquet")


@dataclass(frozen=True)
class File:
    """A file to be read, or a folder with the parts of one in Parquet, and what findings call it."""

    path: Path
    name: str

    @property
    def sha256(self) -> str:
        """The hash of its bytes, in hexadecimal; of parts that of their hashes."""
        hashes = []
        for part in parts(self.path):
            with part.open("rb") as stream:
                hashes.append(hashlib.file_digest(stream, "sha256"))
        if not self.path.is_dir():
            return hashes[0].hexdigest()
        return hashlib.sha256(b"".join(one.digest() for one in hashes)).hexdigest()

    @property
    def head(self) -> bytes:
        """Its first bytes, which tell what it is."""
        with parts(self.path)[0].open("rb") as stream:
            return stream.read(8)

    @property
    def is_parquet(self) -> bool:
        """Whether it is Parquet, by what it holds."""
        return self.head.startswith(_PARQUET)

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return sum(part.stat().st_size for part in parts(self.path))


def find_files(paths: Sequence[Path | str], notes: list[Finding]) -> list[File]:
    """The files of folders (and of the folders in them, down to `MOST_DEEP`) and the files named, by name.

    Args:
        paths: folders or files.
        notes: takes a notice for each file in a folder that is no table, an error for one that was named, and a
            warning for each folder not looked into.

    Raises:
        InputError: a path that does not exist.
    """
    found: dict[Path, str] = {}
    for path in map(Path, paths):
        if not path.exists():
            raise InputError(Text("找不到文件或文件夹：{path}", "no such file or folder: {path}").with_(path=path))
        alone = not path.is_dir() or _is_in_parts(path)
        inside = [(path, path.name)] if alone else list(_inside(path, path, notes))
        for file, name in inside:
            if file.suffix.lower() in FORMATS:
                found.setdefault(file.resolve(), name)
            else:
                notes.append(_not_a_table(name, named=not path.is_dir()))
    names = list(found.values())
    told = (name if names.count(name) == 1 else f"{file.parent.name}/{name}" for file, name in found.items())
    return sorted((File(file, name) for file, name in zip(found, told, strict=True)), key=lambda file: file.name)


def _inside(folder: Path, top: Path, notes: list[Finding]) -> Iterator[tuple[Path, str]]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        notes.append(_not_looked_into(folder, Text(error.strerror or "")))
        return
    for path in entries:
        name = path.relative_to(top)
        # Lock files of an open workbook, and hidden ones, are nobody's submission; nor is what explains a folder.
        if path.name.startswith(("~$", ".")):
            continue
        if _is_in_parts(path):
            yield path, name.as_posix()
        elif path.is_dir() and len(name.parts) > MOST_DEEP:
            notes.append(_not_looked_into(path, _TOO_DEEP.with_(most=MOST_DEEP)))
        elif path.is_dir():
            yield from _inside(path, top, notes)
        elif path.is_file() and (path.stem.lower() != "readme" or path.suffix.lower() in FORMATS):
            yield path, name.as_posix()


def _is_in_parts(folder: Path) -> bool:
    """Whether a folder is one table in Parquet, as a cluster writes one; it then holds its parts and no folder."""
    try:
        if folder.suffix.lower() != ".parquet" or not folder.is_dir():
            return False
        return bool(parts(folder)) and not any(one.is_dir() for one in folder.iterdir())
    except OSError:
        return False


def _not_looked_into(folder: Path, why: Text) -> Finding:
    message = Text("文件夹未读取：{why}", "folder not looked into: {why}").with_(why=why)
    return Finding("warning", "folder_not_read", Place(folder.name), message)


def _not_a_table(name: str, *, named: bool) -> Finding:
    return Finding(
        "error" if named else "notice",
        "unknown_format",
        Place(name),
        Text("不是表格文件，未读取", "not a table file: not read"),
        found=Path(name).suffix or name,
        expected=_EXPECTED,
    )


def read_sheets(file: File, notes: list[Finding]) -> list[Sheet]:
    """The sheets of a file by what it holds, whatever its name says; none, with a finding, where it cannot be read."""
    try:
        sheets = _reader(file)(file.path, file.name)
        refuse_results(sheet.sheet for sheet in sheets)
    except Unreadable as refused:
        notes.append(
            Finding(
                refused.severity,
                refused.code,
                Place(file.name),
                refused.message,
                file.path.suffix if refused.expected != NOTHING else "",
                refused.expected,
            )
        )
        return []
    except OSError as error:
        message = Text("无法打开：{error}", "cannot be opened: {error}").with_(error=error.strerror or "")
        notes.append(Finding("error", "unreadable_file", Place(file.name), message, expected=_EXPECTED))
        return []
    if sheets and not sheets[0].formats_known:
        notes.append(_formats_unseen(file))
    return sheets


def _reader(file: File) -> Callable[[Path, str], list[Sheet]]:
    path, head, size = file.path, file.head, file.size
    # The numbers of a large Parquet file stay in it.
    if not size or (size > MOST_BYTES and not file.is_parquet):
        # What it is called, and should be, has nothing to do with it.
        raise Unreadable("corrupt_file", NOTHING, _EMPTY if not size else _TOO_LARGE)
    for magic, reader in ((_ZIP, read_xlsx), (_OLE, read_xls), (_PARQUET, read_parquet)):
        if head.startswith(magic):
            return reader
    if path.suffix.lower() in _TEXTS:
        return read_delimited
    raise Unreadable(
        "corrupt_file",
        _EXPECTED,
        Text(
            "内容不是{suffix}格式（可能只改了扩展名，或导出时是网页、文本）；请用表格软件打开后另存为.xlsx",
            "the content is not {suffix} (renamed, or exported as a web page or text?):"
            " open it in a spreadsheet and save it as .xlsx",
        ).with_(suffix=path.suffix),
    )


def _formats_unseen(file: File) -> Finding:
    return Finding(
        "notice",
        "old_format",
        Place(file.name),
        Text(
            "旧版.xls看不到单元格格式、公式和错误值，只读取数值；建议另存为.xlsx",
            "of an old .xls only values are read: formats, formulas and error values cannot be seen; prefer .xlsx",
        ),
    )
