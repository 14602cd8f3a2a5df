"""What an .xlsx package holds, looked at before any reader opens it: bombs, lies about size, formulas, formats."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from scoring.intake.results import CATEGORY, a_result
from scoring.intake.sheets import Unreadable
from scoring.words import Text

MOST_BYTES = 1 << 30
MOST_RATIO = 200
RATIO_FROM = 10 << 20
MOST_MEMBERS = 10_000
MOST_CELLS = 64_000_000

_CHUNK = 1 << 20
_OVERLAP = 256
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CLOSE_LOOK = re.compile(rb"<(?:\w+:)?f[\s>/]|\st=[\"']e[\"']")
_PERCENT = re.compile(rb"formatCode=[\"'][^\"']*%|numFmtId=[\"'](?:9|10)[\"']")
_CATEGORY = f"category>{CATEGORY}</".encode()
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=[\"'](\d+)")
_FAR_COLUMN = re.compile(rb"\sr=[\"']([A-Z]{3,})\d")
_COLUMN = re.compile(rb"\sr=[\"']([A-Z]+)\d")


@dataclass(frozen=True)
class Package:
    """`plain`: no formula, error value or percent format anywhere, so that values alone tell all there is."""

    plain: bool


def look_into(path: Path) -> Package:
    """Read every part of the package once, within bounds, and say what a reader must know of it.

    Raises:
        Unreadable: one of our own results, not a workbook, damaged, larger than any table, or holding what no
            workbook holds.
    """
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            _check_sizes(members)
            if not any(member.filename == "xl/workbook.xml" for member in members):
                raise Unreadable("corrupt_file", _WORKBOOK, Text("文件里没有工作簿", "the file holds no workbook"))
            if _is_result(package):
                raise a_result()
            seen = [_is_plain(package, member) for member in members]
            return Package(plain=all(seen))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable("corrupt_file", _WORKBOOK, Text("文件已损坏，无法打开", "the file is damaged")) from error


_WORKBOOK = Text("未损坏、未加密的.xlsx工作簿", "an undamaged .xlsx workbook without a password")


def _is_result(package: zipfile.ZipFile) -> bool:
    try:
        with package.open("docProps/core.xml") as part:
            return _CATEGORY in part.read(_CHUNK)
    except KeyError:
        return False


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    is_dense = unpacked > RATIO_FROM and unpacked > MOST_RATIO * packed
    if is_dense or len(members) > MOST_MEMBERS or unpacked > MOST_BYTES:
        raise _bomb(f"{packed:,} → {unpacked:,} B")


def _bomb(found: str) -> Unreadable:
    return Unreadable(
        "zip_bomb",
        Text("解压后不超过{mb}MB的工作簿", "a workbook of at most {mb} MB unpacked").with_(mb=MOST_BYTES >> 20),
        Text("解压后异常庞大（{found}），未打开", "abnormally large inside ({found}): not opened").with_(found=found),
    )


def _is_plain(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    tells = _PERCENT if member.filename == "xl/styles.xml" else _CLOSE_LOOK
    is_xml = member.filename.endswith((".xml", ".rels", ".vml"))
    plain, rows, far = True, 0, b""
    with package.open(member) as part:
        for chunk in _chunks(part):
            if is_xml and _DOCTYPE.search(chunk.replace(b"\0", b"")):
                raise Unreadable(
                    "xml_bomb",
                    _WORKBOOK,
                    Text("文件内含有XML实体定义，不予打开", "the file declares XML entities: not opened"),
                )
            plain = plain and not tells.search(chunk)
            rows = max(rows, _last(_ROW, chunk))
            far = max([far, *_FAR_COLUMN.findall(chunk)], key=_number)
    # Any part may be called a sheet by the workbook, wherever it lies.
    if rows:
        _check_extent(package, member, rows, far)
    return plain


def _check_extent(package: zipfile.ZipFile, member: zipfile.ZipInfo, rows: int, far: bytes) -> None:
    # One cell at XFD1048576 makes a reader lay out 17 thousand million cells: know the extent before it does.
    wide = _number(far) if far else 702
    if rows * wide <= MOST_CELLS:
        return
    if not far:
        with package.open(member) as part:
            names = {name for chunk in _chunks(part) for name in _COLUMN.findall(chunk)}
        wide = max(map(_number, names), default=1)
    if rows * wide > MOST_CELLS:
        raise _bomb(f"{rows:,} × {wide:,} cells")


def _chunks(part: IO[bytes]) -> Iterator[bytes]:
    tail = b""
    while chunk := part.read(_CHUNK):
        yield tail + chunk
        tail = chunk[-_OVERLAP:]


def _last(pattern: re.Pattern[bytes], chunk: bytes) -> int:
    return max((int(number) for number in pattern.findall(chunk)), default=0)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number
