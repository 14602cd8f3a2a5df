"""Rows of a roster that are no jurisdiction, facts left blank, and members nobody else speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.rubric.model import Rubric
from scoring.words import Language
from tests.intake.given import ROSTER, Folder, codes, told


@pytest.fixture
def bare(tmp_path: Path, rubric: Rubric) -> Folder:
    return Folder(tmp_path, rubric, roster=False)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["合计", "", "县"], "total_row"),
        (["", "总计", ""], "total_row"),
        (["999", "全旗合计", "县"], "total_row"),
        (["填表说明：按户籍统计", "", ""], "remark_row"),
        (["备注", "街道计入镇", ""], "remark_row"),
        (["注：含街道", "", ""], "remark_row"),
    ],
)
def test_totals_and_remarks_are_no_jurisdictions(bare: Folder, row: list[str], code: str) -> None:
    bare.csv("名录.csv", [*ROSTER, row])
    inputs = bare.read()
    assert inputs.roster["jurisdiction"].to_list() == ["J1", "J2", "J3"]
    assert told(inputs, code)["severity"] == "notice"
    assert codes(inputs) == {code}


@pytest.mark.parametrize(("language", "said"), [("zh", "评分规则要用"), ("en", "the rubric uses it")])
def test_a_blank_level_is_warned_about_in_its_cell(bare: Folder, language: Language, said: str) -> None:
    bare.csv("名录.csv", [ROSTER[0], ["J1", "示例·甲县", "", "", "一类", "是", "52000"]])
    finding = told(bare.read(language), "blank_fact")
    assert (finding["severity"], finding["cell"]) == ("warning", "C2")
    assert said in finding["message"]


def test_a_blank_attribute_is_warned_about_only_where_the_rubric_reads_it(bare: Folder, rubric: Rubric) -> None:
    bare.csv("名录.csv", [ROSTER[0], ["J1", "示例·甲县", "县", "", "", "", "52000"]])
    assert codes(bare.read()) == set()
    population = rubric.population.model_copy(update={"assessed": "severe = '是'"})
    bare.rubric = rubric.model_copy(update={"population": population})
    assert told(bare.read(), "blank_fact")["cell"] == "F2"


def test_a_roster_without_the_column_is_told_once(bare: Folder) -> None:
    bare.csv("名录.csv", [["代码", "名称"], ["J1", "示例·甲"], ["J2", "示例·乙"]])
    finding = told(bare.read("zh"), "blank_fact")
    assert (finding["cell"], finding["expected"]) == ("", "层级")


def test_a_member_no_other_table_names_is_warned_about(folder: Folder) -> None:
    folder.metrics(["J2", "5"])
    finding = told(folder.read("zh"), "silent_member")
    # J1 is of a level nobody of which appears, as one kept on the roster for its parts alone.
    assert (finding["severity"], finding["cell"], finding["jurisdiction"]) == ("warning", "A4", "J3")
    assert "没有出现" in finding["message"]
