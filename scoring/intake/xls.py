"""Sheets of old .xls workbooks, whose number formats, formulas and error values cannot be seen.

They are read in a process of their own: a damaged .xls can make its reader ask for more memory than there is, and that
ends the process it runs in.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from scoring.intake import xls_cells
from scoring.intake.sheets import Sheet, Unreadable, from_rows, long_texts, value_text
from scoring.words import Text

_SECONDS = 300
_HAS_PASSWORD = 3
_READABLE = Text("未损坏、未加密的.xls或.xlsx工作簿", "an undamaged .xls or .xlsx workbook without a password")
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_xls(path: Path, name: str) -> list[Sheet]:
    """Every sheet of an old .xls, hidden ones too.

    Raises:
        Unreadable: damaged, or with a password (an .xlsx with one is such a file too).
    """
    if _OLE_ENCRYPTED in path.read_bytes():
        raise _encrypted()
    # `-P` keeps the folder of the script, where modules have short names, off its import path.
    command = [sys.executable, "-P", xls_cells.__file__, str(path.resolve())]
    try:
        ran = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - our own script
    except subprocess.TimeoutExpired as error:
        raise _damaged() from error
    if ran.returncode == _HAS_PASSWORD:
        raise _encrypted()
    if ran.returncode:
        raise _damaged()
    return [_sheet(name, sheet["name"], sheet["rows"], sheet["merges"]) for sheet in json.loads(ran.stdout)]


def _sheet(file: str, name: str, rows: list[list[object]], merges: list[list[int]]) -> Sheet:
    cells = from_rows([[value_text(value) for value in row] for row in rows])
    ranges = tuple((top, left, low, right) for top, left, low, right in merges)
    floats = frozenset(range(1, cells.width + 1))
    return Sheet(file, name, cells, merges=ranges, formats_known=False, floats=floats, texts=long_texts(rows))


def _encrypted() -> Unreadable:
    words = Text("文件有打开密码，请取消后再报送", "the file has a password: save it without one")
    return Unreadable("encrypted_file", _READABLE, words)


def _damaged() -> Unreadable:
    return Unreadable("corrupt_file", _READABLE, Text("文件已损坏，无法读取", "the file is damaged"))
