"""Self-assessed, reviewed and final values: the one that counts, what stands in for it, the others kept."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from scoring.api import run
from scoring.intake.inputs import Inputs
from scoring.rubric.declarations import Counting
from scoring.rubric.model import Rubric
from tests.intake.given import REFUSED, Folder, codes, state_codes, told, values

WIDE = ["地区代码", "阶段", "在册人数", "知晓率"]
LONG = ["期次", "地区代码", "口径", "指标", "数值"]
Given = Callable[..., Folder]


@pytest.fixture
def counting(folder: Folder, rubric: Rubric) -> Given:
    """The same programme with a stage that counts."""

    def given(stage: str, *otherwise: str) -> Folder:
        declared = Counting.model_validate({"stage": stage, "else": otherwise})
        folder.rubric = rubric.model_copy(update={"counting": declared})
        return folder

    return given


def others(inputs: Inputs) -> list[tuple[str, ...]]:
    return inputs.other_values.select("jurisdiction", "metric", "stage", "value").rows()


def test_the_final_value_counts_and_the_others_are_kept(counting: Given) -> None:
    folder = counting("final", "reviewed", "self")
    rows = [["J1", "自评", "5", "95%"], ["J1", "复核", "6", "94.5%"], ["J1", "终评", "7", "90%"]]
    folder.csv("2023.csv", [WIDE, *rows])
    inputs = folder.read()
    assert values(inputs, "registered") == {"J1": 7}
    assert values(inputs, "rate") == {"J1": 9000}
    assert others(inputs) == [
        ("J1", "registered", "self", "5"),
        ("J1", "registered", "reviewed", "6"),
        ("J1", "rate", "self", "95"),
        ("J1", "rate", "reviewed", "94.5"),
    ]
    assert codes(inputs) == set()


def test_a_value_is_kept_with_its_cell(counting: Given) -> None:
    folder = counting("final", "self")
    folder.xlsx("填报.xlsx", _2023=[WIDE, ["J1", "自评", "5", None], ["J1", "终评", "7", None]])
    inputs = folder.read()
    kept = inputs.other_values.row(0, named=True)
    assert (kept["period"], kept["file"], kept["sheet"], kept["row"]) == ("2023", "填报.xlsx", "2023", 2)
    assert inputs.origins("2023", "registered").rows() == [("J1", "填报.xlsx", "2023", "C3")]


def test_where_the_stage_has_no_value_the_next_one_stands_in(counting: Given) -> None:
    folder = counting("final", "reviewed", "self")
    rows = [["J1", "自评", "5", "95%"], ["J1", "复核", "", "94%"], ["J1", "终评", "", ""], ["J2", "", "8", ""]]
    folder.csv("2023.csv", [WIDE, *rows])
    inputs = folder.read("zh")
    assert values(inputs, "registered") == {"J1": 5, "J2": 8}
    assert values(inputs, "rate") == {"J1": 9400, "J2": None}
    notes = inputs.findings.filter(pl.col("code") == "other_stage_counts")
    assert notes.select("severity", "cell", "jurisdiction").rows() == [("notice", "C2", ""), ("notice", "D3", "J1")]
    assert "2个数没有终评值，采用自评值（J1、J2）" in notes["message"][0]
    english = folder.read("en").findings.filter(pl.col("code") == "other_stage_counts")
    assert "have no final one: the self-assessed one counts (J1, J2)" in english["message"][0]
    assert others(inputs) == [("J1", "rate", "self", "95")]


def test_a_refused_value_of_the_stage_is_not_replaced(counting: Given) -> None:
    """An unreadable final value is not a reason for the self-assessed one to count."""
    folder = counting("final", "self")
    folder.csv("2023.csv", [WIDE, ["J1", "自评", "5", ""], ["J1", "终评", "约5", ""]])
    inputs = folder.read()
    assert values(inputs, "registered") == {"J1": None}
    assert state_codes(inputs, "registered") == {"J1": REFUSED}


def test_a_stage_that_may_not_stand_in_leaves_the_value_missing(counting: Given) -> None:
    folder = counting("final")
    folder.csv("2023.csv", [WIDE, ["J1", "自评", "5", ""], ["J2", "终评", "6", ""]])
    inputs = folder.read("zh")
    assert values(inputs, "registered") == {"J1": None, "J2": 6}
    finding = told(inputs, "stage_does_not_count")
    assert (finding["severity"], finding["cell"], finding["jurisdiction"]) == ("warning", "C2", "J1")
    assert "没有终评值，按未报处理" in finding["message"]
    assert "missing" in told(folder.read("en"), "stage_does_not_count")["message"]
    assert others(inputs) == [("J1", "registered", "self", "5")]


def test_a_first_hand_in_of_a_stage_that_does_not_count_is_kept_and_counts_nowhere(counting: Given) -> None:
    folder = counting("final")
    folder.csv("2023.csv", [WIDE, ["J1", "自评", "5", "95%"], ["J2", "自评", "", "94%"]])
    inputs = folder.read("zh")
    assert inputs.metrics["2023"].rows() == [("J1",), ("J2",)]
    assert inputs.origins("2023", "registered").is_empty()
    assert inputs.periods == ("2023",)
    assert others(inputs) == [
        ("J1", "registered", "self", "5"),
        ("J1", "rate", "self", "95"),
        ("J2", "rate", "self", "94"),
    ]
    assert "没有终评值，按未报处理" in told(inputs, "stage_does_not_count")["message"]
    nothing = inputs.findings.filter(pl.col("message").str.contains("都不是计入的阶段"))
    assert nothing.select("severity", "code").rows() == [("error", "missing_sheet")]
    assert folder.read("en").findings["message"].str.contains("none of a stage that counts").any()


def test_a_first_hand_in_that_does_not_count_may_be_long_and_said_twice(counting: Given) -> None:
    folder = counting("final", "reviewed")
    row = ["2023", "J1", "自评", "在册人数", "5"]
    folder.csv("自评.csv", [LONG, row, row])
    inputs = folder.read()
    assert inputs.metrics["2023"].rows() == [("J1",)]
    assert others(inputs) == [("J1", "registered", "self", "5")]
    assert codes(inputs) == {"duplicate", "stage_does_not_count"}


def test_what_does_not_count_is_scored_as_missing(counting: Given) -> None:
    folder = counting("final")
    folder.csv("2023.csv", [WIDE, ["J1", "自评", "5", "95%"]])
    result = run(folder.rubric, folder.path, period="2023")
    assert set(result.scores.lazy().filter(pl.col("node") == "A2").collect()["state"]) == {"missing"}


def test_long_and_wide_tables_may_hold_different_stages(counting: Given) -> None:
    folder = counting("final", "self")
    folder.csv("2023.csv", [["地区代码", "在册人数"], ["J1", "5"], ["J2", "6"]])
    folder.csv("终评.csv", [LONG, ["2023", "J1", "终评", "在册人数", "4"], ["2023", "J1", "final", "在册人数", "4"]])
    inputs = folder.read()
    assert values(inputs, "registered") == {"J1": 4, "J2": 6}
    assert inputs.origins("2023", "registered").rows() == [("J2", "2023.csv", "", "B3"), ("J1", "终评.csv", "", "E2")]
    assert codes(inputs) == {"duplicate", "other_stage_counts"}
    assert others(inputs) == [("J1", "registered", "self", "5")]


def test_an_unknown_stage_is_refused(counting: Given) -> None:
    folder = counting("final", "self")
    folder.csv("2023.csv", [WIDE, ["J1", "fnal", "5", ""], ["J2", "终评", "6", ""]])
    inputs = folder.read("zh")
    finding = told(inputs, "unknown_stage")
    assert (finding["severity"], finding["cell"]) == ("error", "B2")
    assert finding["message"].endswith("是否应为“final”？")
    assert values(inputs, "registered") == {"J2": 6}


def test_several_stages_without_a_rule_are_an_error_that_says_how_to_mend_it(folder: Folder) -> None:
    folder.csv("2023.csv", [WIDE, ["J1", "自评", "5", ""], ["J2", "终评", "6", ""]])
    finding = told(folder.read("zh"), "several_stages")
    assert (finding["severity"], finding["cell"]) == ("error", "B3")
    assert "counting: {stage: final, else: [reviewed, self]}" in finding["message"]
    assert "does not say which counts" in told(folder.read("en"), "several_stages")["message"]


def test_one_stage_needs_no_rule(folder: Folder) -> None:
    folder.csv("2023.csv", [WIDE, ["J1", "终评", "5", ""], ["J2", "终评", "6", ""]])
    inputs = folder.read()
    assert values(inputs, "registered") == {"J1": 5, "J2": 6}
    assert codes(inputs) == set()


def test_a_column_of_that_name_may_hold_something_else(folder: Folder) -> None:
    folder.csv("2023.csv", [WIDE, ["J1", "按户籍", "5", ""], ["J2", "按常住", "6", ""]])
    inputs = folder.read()
    assert values(inputs, "registered") == {"J1": 5, "J2": 6}
    assert codes(inputs) == set()
