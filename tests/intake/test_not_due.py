"""Records filed under a period that does not assess them: said aloud, and not taken for those that were due."""

from __future__ import annotations

import pytest

from scoring.rubric.change import Change
from scoring.rubric.declarations import Period
from scoring.rubric.model import Rubric
from scoring.words import Language
from tests.intake.given import Folder, told

DESK = ["期次", "地区代码", "项目", "结论"]
VISIT = ["期次", "地区代码", "点位类型", "点位", "检查项", "结论"]
SURVEY = ["期次", "地区代码", "问卷编号", "题号", "答案"]
YEAR_2021 = {"starts": "2021-01-01", "ends": "2021-12-31"}


@pytest.fixture
def yearly(folder: Folder, rubric: Rubric) -> Folder:
    """A programme that assesses everything in 2023 only."""
    tree = rubric.tree.model_copy(update={"due": ("2023",)})
    folder.rubric = rubric.model_copy(update={"tree": tree})
    return folder


@pytest.mark.parametrize(
    ("head", "rows", "item"),
    [
        (DESK, [["2022", "J1", "D1", "符合"], ["2022", "J2", "D1", "符合"]], "D1"),
        (VISIT, [["2022", "J1", "学校", "甲", "V1", "符合"], ["2022", "J1", "学校", "甲", "V2", "符合"]], "学校"),
        (SURVEY, [["2022", "J1", "R1", "S1", "满意"], ["2022", "J1", "R2", "S1", "满意"]], "S1"),
    ],
)
def test_records_no_indicator_reads_are_warned_about_once_with_their_count(
    yearly: Folder, head: list[str], rows: list[list[str]], item: str
) -> None:
    yearly.csv("记录.csv", [head, *rows])
    finding = told(yearly.read("zh"), "not_due")
    assert (finding["severity"], finding["found"], finding["expected"]) == ("warning", item, "2023年度")
    assert finding["cell"] == f"{'ABCDEF'[len(head) - 1]}2"
    assert "有2条" in finding["message"]


@pytest.mark.parametrize(("language", "said"), [("zh", "它在2023年度测评"), ("en", "it is assessed in year 2023")])
def test_where_they_belong_is_said_in_both_languages(yearly: Folder, language: Language, said: str) -> None:
    yearly.csv("台账.csv", [DESK, ["2022", "J1", "D1", "符合"]])
    assert said in told(yearly.read(language), "not_due")["message"]


def test_records_of_another_period_do_not_stand_for_those_that_are_due(yearly: Folder) -> None:
    yearly.metrics(["J1", "5"])
    yearly.csv("台账2022.csv", [DESK, ["2022", "J1", "D1", "符合"]])
    findings = yearly.read("en").findings
    lacking = findings.filter((findings["code"] == "missing_sheet") & (findings["expected"] == "desk review"))
    assert lacking["severity"].to_list() == ["error"]
    assert lacking["message"].str.contains("year 2023 has no records").to_list() == [True]


def test_records_of_a_period_that_is_due_are_read_in_silence(yearly: Folder) -> None:
    yearly.csv("台账.csv", [DESK, ["2023", "J1", "D1", "符合"]])
    assert "not_due" not in yearly.read().findings["code"].to_list()


def test_records_of_every_earlier_period_a_change_is_made_from_are_read_in_silence(yearly: Folder) -> None:
    first = Period.model_validate({"id": "2021", "kind": "year", "title": "2021年", **YEAR_2021})
    change = Change.model_validate({"against": "mean_before", "periods": 2, "no_history": "missing"})
    tree = yearly.rubric.tree
    moved = tuple(c.model_copy(update={"change": change}) if c.code == "B1" else c for c in tree.children)
    update = {"periods": (first, *yearly.rubric.periods), "tree": tree.model_copy(update={"children": moved})}
    yearly.rubric = yearly.rubric.model_copy(update=update)
    yearly.csv("台账.csv", [DESK, ["2021", "J1", "D1", "符合"], ["2022", "J1", "D1", "符合"]])
    yearly.csv("问卷.csv", [SURVEY, ["2022", "J1", "R1", "S1", "满意"]])
    findings = yearly.read().findings
    assert findings.filter(findings["code"] == "not_due")["found"].to_list() == ["S1"]
