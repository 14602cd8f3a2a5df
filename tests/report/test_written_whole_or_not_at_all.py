"""A workbook is put in its place in one step; where it cannot be, the old one stays and the reason is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.api import score
from scoring.errors import OutputError
from scoring.result.result import Result
from tests.engine.agreement import loaded
from tests.oracle.given import given
from tests.oracle.small import small

LEAVES = "[{leaf: x, title: x, points: 10, value: a / 10, proportional: {target: 1}}]"


@pytest.fixture
def result(tmp_path: Path) -> Result:
    return score(loaded(small(LEAVES), tmp_path), given(metrics={"2023": {"甲": {"a": 7}}}))


def test_an_old_workbook_is_replaced(result: Result, tmp_path: Path) -> None:
    path = tmp_path / "ranked.xlsx"
    path.write_bytes(b"old")
    assert result.write_workbook(path) == path
    assert path.read_bytes().startswith(b"PK")


def test_the_same_result_gives_the_same_bytes(result: Result, tmp_path: Path) -> None:
    first, second = (result.write_workbook(tmp_path / name).read_bytes() for name in ("1.xlsx", "2.xlsx"))
    assert first == second


@pytest.mark.parametrize(
    ("error", "zh", "en"),
    [
        (PermissionError(13, "used by another process"), "Excel 或 WPS", "open in Excel or WPS"),
        (OSError(28, "No space left on device"), "No space left", "No space left"),
    ],
)
def test_a_target_that_cannot_be_replaced_stays_whole(
    error: OSError, zh: str, en: str, result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ranked.xlsx"
    path.write_bytes(b"old")
    before = sorted(tmp_path.iterdir())

    def refuse(*_: Path) -> Path:
        # What Windows does when another program holds the file.
        raise error

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError) as fault:
        result.write_workbook(path)
    assert zh in fault.value.say("zh")
    assert en in fault.value.say("en")
    assert path.read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == before


def test_a_missing_folder_is_named(result: Result, tmp_path: Path) -> None:
    with pytest.raises(OutputError) as fault:
        result.write_workbook(tmp_path / "没有" / "ranked.xlsx")
    assert "文件夹不存在" in fault.value.say("zh")
    assert "there is no folder" in fault.value.say("en")
    assert str(tmp_path / "没有") in fault.value.say("en")


def test_a_folder_is_no_file(result: Result, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="是一个文件夹"):
        result.write_workbook(tmp_path)
