"""Tables of text with a separator (.csv, .tsv, .txt): UTF-8, or the GBK that Chinese spreadsheets write."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import polars as pl

from scoring.intake.sheets import Sheet, Unreadable, from_rows, tidy_cells
from scoring.words import Text

_SEPARATORS = ",\t;|"
_LOOKED_AT = 64
_READABLE = Text("UTF-8或GBK编码的文本表格", "a table of text in UTF-8 or GBK")


def read_delimited(path: Path, name: str) -> list[Sheet]:
    """The one table of a text file.

    Raises:
        Unreadable: not text, or in neither encoding.
    """
    written = path.read_bytes()
    if b"\0" in written[:4096] and not written.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("corrupt_file", _READABLE, Text("文件不是文本", "the file is not text"))
    text = _decode(written)
    head = "".join(line + "\n" for line in text[: 1 << 16].splitlines()[:_LOOKED_AT])
    separator = max(_SEPARATORS, key=head.count)
    width = max((len(row) for row in csv.reader(io.StringIO(head), delimiter=separator)), default=0)
    if not width:
        return [Sheet(name, "", pl.DataFrame())]
    return [Sheet(name, "", _cells(text, separator, width))]


def _decode(written: bytes) -> str:
    encodings = ("utf-16",) if written.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("unknown_encoding", _READABLE, Text("文字编码无法识别", "the text encoding is not known"))


def _cells(text: str, separator: str, width: int) -> pl.DataFrame:
    try:
        frame = pl.read_csv(
            text.encode(),
            has_header=False,
            separator=separator,
            schema={str(n): pl.String for n in range(1, width + 1)},
        )
    except pl.exceptions.PolarsError:
        # A row wider than the first ones, or a stray quote: rare, so the slow reader, which takes both.
        csv.field_size_limit(1 << 24)
        try:
            return from_rows(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        except csv.Error as error:
            raise Unreadable("corrupt_file", _READABLE, Text("文件不是完整的表格", "the table is broken")) from error
    return tidy_cells(frame)
