"""The roster: levels, groups, attributes, codes that come twice, and no roster at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.rubric.model import Rubric
from tests.intake.given import ROSTER, Folder, codes, told


@pytest.fixture
def bare(tmp_path: Path, rubric: Rubric) -> Folder:
    return Folder(tmp_path, rubric, roster=False)


def test_the_roster_has_the_rubrics_attributes_typed(folder: Folder) -> None:
    roster = folder.read().roster
    assert roster.row(0, named=True) == {
        "jurisdiction": "J1",
        "name": "示例·甲县",
        "level": "县",
        "parent": None,
        "group": "一类",
        "severe": "是",
        "people": 52000,
    }


def test_levels_may_be_written_in_english(bare: Folder) -> None:
    bare.csv("roster.csv", [["code", "name", "level", "group"], ["J1", "A", "County", "一类"]])
    assert bare.read().roster["level"].to_list() == ["县"]


@pytest.mark.parametrize(
    ("column", "text", "code", "expected"),
    [
        (2, "地级市", "unknown_level", "县、镇"),
        (4, "三类", "unknown_group", "一类、二类"),
        (5, "也许", "unknown_attribute", "是、否"),
        (6, "很多", "unknown_attribute", "整数"),
        (6, "100001", "unknown_attribute", "100至100000的整数"),
        (6, "99", "unknown_attribute", "100至100000的整数"),
        (6, "-5", "unknown_attribute", "100至100000的整数"),
    ],
)
def test_what_the_rubric_does_not_know_is_left_blank(
    bare: Folder, column: int, text: str, code: str, expected: str
) -> None:
    row = [*ROSTER[1]]
    row[column] = text
    bare.csv("名录.csv", [ROSTER[0], row])
    inputs = bare.read("zh")
    finding = told(inputs, code)
    assert (finding["severity"], finding["found"]) == ("error", text)
    assert expected in finding["expected"]
    assert finding["cell"] == f"{'ABCDEFG'[column]}2"
    assert inputs.roster.row(0)[column] is None


@pytest.mark.parametrize("number", ["100", "100,000", "１００"])
def test_a_number_at_its_bounds_is_taken(bare: Folder, number: str) -> None:
    bare.csv("名录.csv", [ROSTER[0], [*ROSTER[1][:6], number]])
    inputs = bare.read()
    assert inputs.roster["people"].to_list() == [100_000 if "," in number else 100]
    assert codes(inputs) == set()


@pytest.mark.parametrize("number", ["5,20", "5,2000", "5,,200", "0,520", "520,"])
def test_commas_that_group_no_thousands_make_no_number(folder: Folder, number: str) -> None:
    folder.csv("名录.csv", [ROSTER[0], [*ROSTER[1][:6], number]])
    inputs = folder.read()
    assert (told(inputs, "unknown_attribute")["cell"], inputs.roster["people"].to_list()) == ("G2", [None])


def test_a_code_given_twice_alike_counts_once(bare: Folder) -> None:
    bare.csv("名录.csv", [*ROSTER, ROSTER[1]])
    inputs = bare.read()
    assert inputs.roster.height == 3
    assert told(inputs, "duplicate")["severity"] == "warning"


def test_a_code_given_twice_differently_counts_as_first_given(bare: Folder) -> None:
    bare.csv("名录.csv", [*ROSTER, ["J1", "示例·丁县", "县"]])
    inputs = bare.read("zh")
    finding = told(inputs, "conflict")
    assert inputs.roster["name"].to_list() == ["示例·甲县", "示例·乙镇", "示例·丙镇"]
    assert (finding["severity"], finding["cell"]) == ("error", "A5")
    assert "A2" in finding["message"]


def test_a_parent_nobody_knows_is_warned_about(bare: Folder) -> None:
    bare.csv("名录.csv", [ROSTER[0], ["J2", "示例·乙镇", "镇", "J7"]])
    assert told(bare.read(), "unknown_parent")["found"] == "J7"


def test_without_a_roster_those_who_appear_are_taken_and_it_is_said(bare: Folder) -> None:
    bare.metrics(
        ["K2", "示例·己", "镇", "5"], ["K1", "", "", "6"], headers=["地区代码", "地区名称", "层级", "在册人数"]
    )
    bare.csv("台账.csv", [["期次", "地区代码", "项目", "结论"], ["2023", "K3", "D1", "符合"]])
    inputs = bare.read("zh")
    rows = inputs.roster.select("jurisdiction", "name", "level").rows()
    assert rows == [("K2", "示例·己", "镇"), ("K1", "K1", None), ("K3", "K3", None)]
    assert "3个地区" in told(inputs, "no_roster")["message"]
    assert inputs.roster["people"].to_list() == [None, None, None]


def test_a_name_beginning_with_an_equals_sign_stays_text(bare: Folder) -> None:
    bare.csv("名录.csv", [ROSTER[0], ["J1", "=示例·甲县", "县"]])
    inputs = bare.read()
    assert inputs.roster["name"].to_list() == ["=示例·甲县"]
    assert codes(inputs) == set()
