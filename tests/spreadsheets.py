"""Workbooks recalculated by LibreOffice."""

from __future__ import annotations

import subprocess
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook


def recalculated(book: Workbook, soffice: str, folder: Path) -> Workbook:
    """A workbook as LibreOffice saves it, with the values its formulas come to.

    Args:
        book: the workbook.
        soffice: LibreOffice's command.
        folder: an empty folder for it to work in.
    """
    path = folder / "formulas.xlsx"
    book.save(path)
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(folder / "done"), str(path)], check=True, capture_output=True, timeout=300
    )
    return openpyxl.load_workbook(folder / "done" / path.name, data_only=True)
