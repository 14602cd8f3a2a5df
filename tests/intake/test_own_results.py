"""A ranked workbook left among the inputs is passed over: marks are no submission."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from scoring.api import score
from scoring.intake.results import CATEGORY
from scoring.words import LANGUAGES, Language
from tests.intake.given import Folder, told, values


@pytest.fixture
def scored(folder: Folder) -> Folder:
    folder.metrics(["J1", "5"])
    return folder


def edit(path: Path, part: str, old: str, new: str) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def leave_result(folder: Folder, language: Language) -> Path:
    return score(folder.rubric, folder.read(language)).write_workbook(folder.path / "结果.xlsx")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_among_the_inputs_changes_nothing_and_is_noticed(scored: Folder, language: Language) -> None:
    before = scored.read()
    leave_result(scored, language)
    after = scored.read("zh")
    finding = told(after, "own_result")
    assert (finding["severity"], finding["file"]) == ("notice", "结果.xlsx")
    assert "计分结果" in finding["message"]
    assert "results" in told(scored.read("en"), "own_result")["message"]
    assert after.roster.equals(before.roster)
    assert values(after, "registered") == {"J1": 5}
    assert after.findings.height == before.findings.height + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_that_lost_its_mark_is_known_by_its_sheets(scored: Folder, language: Language) -> None:
    edit(leave_result(scored, language), "docProps/core.xml", CATEGORY, "")
    assert told(scored.read(), "own_result")["file"] == "结果.xlsx"


def test_a_result_whose_sheets_were_renamed_is_known_by_its_mark(scored: Folder) -> None:
    edit(leave_result(scored, "zh"), "xl/workbook.xml", 'name="排名"', 'name="名次"')
    assert told(scored.read(), "own_result")["file"] == "结果.xlsx"
