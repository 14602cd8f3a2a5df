"""Old .xls workbooks, made by LibreOffice: what can be read of them, and what their damage must not do."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest
import xlsxwriter

from scoring.rubric.model import Rubric
from tests.intake.given import REFUSED, Folder, state_codes, told, values


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory, soffice: str) -> Path:
    folder = tmp_path_factory.mktemp("xls")
    book = xlsxwriter.Workbook(str(folder / "m.xlsx"))
    page = book.add_worksheet("2023")
    page.merge_range("A1:D1", "2023年度填报表")
    page.write_row("A2", ["地区代码", "在册人数", "见面人数", "知晓率"])
    page.write_row("A3", ["J1", 10, 9.0])
    page.write("D3", 0.955, book.add_format({"num_format": "0.0%"}))
    page.write_row("A4", ["J2", "约7", None, 88.5])
    book.close()
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "xls", "--outdir", str(folder), str(folder / "m.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "m.xls"


@pytest.mark.parametrize("name", ["m.xls", "m.xlsx", "报送.et"])
def test_values_are_read_whatever_the_file_is_called(folder: Folder, old: Path, name: str) -> None:
    shutil.copy(old, folder.path / name)
    inputs = folder.read()
    assert values(inputs, "registered") == {"J1": 10, "J2": None}
    assert values(inputs, "met") == {"J1": 9, "J2": None}
    assert told(inputs, "not_a_number")["cell"] == "B4"
    assert told(inputs, "old_format")["file"] == name


def test_a_share_that_may_have_been_shown_as_a_percentage_is_refused(folder: Folder, old: Path) -> None:
    shutil.copy(old, folder.path / "m.xls")
    inputs = folder.read("zh")
    finding = told(inputs, "doubtful_percent")
    assert (finding["severity"], finding["cell"]) == ("error", "D3")
    assert "95.5%" in finding["message"]
    assert (values(inputs, "rate"), state_codes(inputs, "rate")) == ({"J1": None, "J2": 8850}, {"J1": REFUSED, "J2": 0})


@pytest.mark.parametrize("seed", range(10))
def test_damage_never_ends_the_program(tmp_path: Path, rubric: Rubric, old: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(old.read_bytes())
    for _ in range(40):
        content[chance.randrange(512, len(content))] = chance.randrange(256)
    folder = Folder(tmp_path, rubric)
    (tmp_path / "m.xls").write_bytes(content)
    assert folder.read().roster.height == 3
