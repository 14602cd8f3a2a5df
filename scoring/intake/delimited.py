"""Tables of text with a separator (.csv, .tsv, .txt): UTF-8, or the GBK that Chinese spreadsheets write."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

import polars as pl

from scoring.intake.sheets import Sheet, Unreadable, from_rows, tidy_cells
from scoring.words import Text

_SEPARATORS = ",\t;|"
_HEAD = 10
_LOOKED_AT = 1 << 16
_LONGEST = 1 << 24
_QUOTED = re.compile(r'"[^"]*"')
_LINE_END = re.compile(r"\r\n?|\n")
_NEEDS_CARE = re.compile(r'"|\r(?!\n)')
_READABLE = Text("UTF-8或GBK编码的文本表格", "a table of text in UTF-8 or GBK")


def read_delimited(path: Path, name: str) -> list[Sheet]:
    """The one table of a text file.

    Raises:
        Unreadable: not text, in neither encoding, or with a quote that is not closed where its cell ends.
    """
    written = path.read_bytes()
    if b"\0" in written[:4096] and not written.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("corrupt_file", _READABLE, Text("文件不是文本", "the file is not text"))
    text = _decode(written)
    if not text.strip():
        return [Sheet(name, "", pl.DataFrame())]
    return [Sheet(name, "", _cells(text, _separator(text)))]


def _decode(written: bytes) -> str:
    encodings = ("utf-16",) if written.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("unknown_encoding", _READABLE, Text("文字编码无法识别", "the text encoding is not known"))


def _separator(text: str) -> str:
    # How many of the first lines have it, not how often: one reason full of semicolons is still one line.
    lines = [line for line in _LINE_END.split(_QUOTED.sub("", text[:_LOOKED_AT])) if line.strip()][:_HEAD] or [""]
    return max(_SEPARATORS, key=lambda mark: (sum(mark in line for line in lines), lines[0].count(mark)))


def _cells(text: str, separator: str) -> pl.DataFrame:
    if not _NEEDS_CARE.search(text):
        width = 1 + max(line.count(separator) for line in text[:_LOOKED_AT].split("\n"))
        schema = {str(n): pl.String for n in range(1, width + 1)}
        try:
            return tidy_cells(pl.read_csv(text.encode(), has_header=False, separator=separator, schema=schema))
        except pl.exceptions.PolarsError:
            # A row wider than the first ones: rare, so the slow reader, which takes it.
            pass
    return from_rows(_split(text, separator))


def _split(text: str, separator: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    broken: list[tuple[int, int]] = []
    line = 1
    try:
        for row in reader:
            if reader.line_num > line:
                broken.append((len(rows), line))
            rows.append(row)
            line = reader.line_num + 1
    except csv.Error as error:
        raise _unclosed(line) from error
    width = Counter(map(len, rows)).most_common(1)[0][0]
    for at, line in broken:
        if _swallows(rows[at], separator, width):
            raise _unclosed(line)
    return rows


def _swallows(row: list[str], separator: str, width: int) -> bool:
    # Two stray quotes, lines apart, close each other: the lines between are then one cell that still holds the
    # separators of whole rows. A text of several lines holds fewer, and leaves its row as wide as the others.
    for cell in row:
        first, *others = _LINE_END.split(cell)
        marks = sum(line.count(separator) for line in others)
        is_rows = marks + first.count(separator) >= len(others) * (width - 1)
        if marks and (is_rows or len(row) != width):
            return True
    return False


def _unclosed(line: int) -> Unreadable:
    message = Text(
        "第{line}行起有引号没有成对，无法判断各行从哪里断开，整个文件未读取；请补上或删去引号",
        "from line {line} on a quote is not closed, so where rows end cannot be told: file not read;"
        " close the quote or remove it",
    )
    return Unreadable("unclosed_quote", _READABLE, message.with_(line=line))
