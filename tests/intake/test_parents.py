"""Parents on the roster: by code or by name, names that several bear, parents nobody knows, and circles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from scoring.intake.inputs import Inputs
from scoring.rubric.model import Rubric
from tests.intake.given import Folder, codes, told

HEAD = ["地区代码", "地区名称", "层级", "上级代码", "分组", "毒情严重", "常住人口"]
REST = ["一类", "是", "500"]


@pytest.fixture
def bare(tmp_path: Path, rubric: Rubric) -> Folder:
    return Folder(tmp_path, rubric, roster=False)


def rows_of(parents: Sequence[tuple[str, str, str]]) -> list[list[str]]:
    return [[code, name, "镇", parent, *REST] for code, name, parent in parents]


def enrolled(folder: Folder, *parents: tuple[str, str, str]) -> Inputs:
    """What is read of a roster of codes, names and parents."""
    folder.csv("名录.csv", [HEAD, *rows_of(parents)])
    return folder.read("zh")


def above(inputs: Inputs) -> dict[str, str | None]:
    return dict(inputs.roster.select("jurisdiction", "parent").iter_rows())


@pytest.mark.parametrize("written", ["J1", "j1", "Ｊ１", "示例·甲县", " 示例·甲县 "])
def test_a_parent_is_written_by_its_code_or_its_name(bare: Folder, written: str) -> None:
    inputs = enrolled(bare, ("J1", "示例·甲县", ""), ("J2", "示例·乙镇", written))
    assert above(inputs) == {"J1": None, "J2": "J1"}
    assert codes(inputs) == set()


def test_a_name_that_several_bear_is_no_parent(bare: Folder) -> None:
    inputs = enrolled(bare, ("J1", "示例·城关", ""), ("J2", "示例·城关", ""), ("J3", "示例·丙村", "示例·城关"))
    finding = told(inputs, "ambiguous_parent")
    assert (finding["severity"], finding["sheet"], finding["cell"]) == ("error", "", "D4")
    assert (finding["found"], finding["expected"]) == ("示例·城关", "J1、J2")
    assert above(inputs)["J3"] is None


def test_a_parent_nobody_knows_is_told_once_and_still_makes_a_group(bare: Folder) -> None:
    inputs = enrolled(bare, ("JX1", "示例·甲县", "市"), ("JX2", "示例·乙县", "市"), ("JX3", "示例·丙镇", "JY1"))
    found = inputs.findings.filter(inputs.findings["code"] == "unknown_parent")
    assert found["cell"].to_list() == ["D2", "D4"]
    assert "有2个地区" in found["message"][0]
    assert "是否应为“JX1”" in found["message"][1]
    assert above(inputs) == {"JX1": "市", "JX2": "市", "JX3": "JY1"}


def test_nobody_is_its_own_parent(bare: Folder) -> None:
    inputs = enrolled(bare, ("J1", "示例·甲县", ""), ("J2", "示例·乙镇", "示例·乙镇"))
    finding = told(inputs, "own_parent")
    assert (finding["severity"], finding["cell"], finding["jurisdiction"]) == ("error", "D3", "J2")
    assert above(inputs) == {"J1": None, "J2": None}


def test_a_circle_of_parents_is_told_and_undone(bare: Folder) -> None:
    inputs = enrolled(
        bare, ("J4", "示例·丁村", "J2"), ("J1", "示例·甲", "J3"), ("J2", "示例·乙", "J1"), ("J3", "示例·丙", "J2")
    )
    finding = told(inputs, "circle_of_parents")
    assert (finding["severity"], finding["cell"], finding["found"]) == ("error", "D3", "J3")
    assert "J1 → J3 → J2 → J1" in finding["message"]
    assert above(inputs) == {"J4": "J2", "J1": None, "J2": None, "J3": None}
    assert codes(inputs) == {"circle_of_parents"}


def test_parents_beside_the_numbers_are_held_to_the_same(bare: Folder) -> None:
    bare.csv("名录.csv", [[*HEAD[:3], *HEAD[4:]], ["J1", "示例·甲县", "镇", *REST], ["J2", "示例·乙镇", "镇", *REST]])
    bare.metrics(["J1", "示例·乙镇", "5"], ["J2", "示例·甲县", "6"], headers=["地区代码", "上级地区", "在册人数"])
    inputs = bare.read()
    finding = told(inputs, "circle_of_parents")
    assert (finding["file"], finding["cell"]) == ("2023.csv", "B2")
    assert above(inputs) == {"J1": None, "J2": None}


def test_without_a_roster_a_parent_may_be_a_name_too(bare: Folder) -> None:
    head = ["地区代码", "地区名称", "层级", "上级地区", "在册人数"]
    bare.metrics(["J1", "示例·甲县", "镇", "", "5"], ["J2", "示例·乙镇", "镇", "示例·甲县", "6"], headers=head)
    bare.csv("2022.csv", [head, ["J2", "示例·乙镇", "镇", "J1", "6"]])
    inputs = bare.read()
    assert above(inputs)["J2"] == "J1"
    assert codes(inputs) == {"no_roster"}
