"""LibreOffice opens the workbook, recalculates it and finds the same values and no error."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.words import LANGUAGES, Language
from tests.report.conftest import Books
from tests.report.reading import opened


def converted(soffice: str, path: Path, kind: str, folder: Path) -> Path:
    profile = (folder / "profile").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=300)
    return folder / f"{path.stem}.{kind}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_is_the_same_after_libreoffice_saved_it(
    language: Language, soffice: str, few_path: Callable[[Language], Path], book: Books, tmp_path: Path
) -> None:
    saved = opened(converted(soffice, few_path(language), "xlsx", tmp_path))
    assert saved.sheetnames == book(language).sheetnames
    for sheet in book(language).worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                again = saved[sheet.title][cell.coordinate]
                assert again.value == cell.value, (sheet.title, cell.coordinate)
                assert again.data_type != "e", (sheet.title, cell.coordinate)
