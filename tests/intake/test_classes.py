"""Classes of respondents, in long and wide tables of answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.methods import registry
from scoring.rubric.load import load_rubric
from scoring.rubric.model import Rubric
from tests.intake.given import Folder, codes, told

LONG = ["期次", "地区代码", "受访者", "受访者类别", "题号", "答案"]
WIDE = ["期次", "地区代码", "受访者", "类别", "S1"]


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    return load_rubric(Path(__file__).parent / "panels.yaml", registry())


@pytest.mark.parametrize(
    "rows", [[LONG, ["2023", "J1", "R1", " 企业 ", "S1", "满意"]], [WIDE, ["2023", "J1", "R1", "企业", "满意"]]]
)
def test_the_class_stands_beside_the_answer(folder: Folder, rows: list[list[str]]) -> None:
    folder.csv("问卷.csv", rows)
    inputs = folder.read()
    assert inputs.survey.select("respondent", "class", "answer").rows() == [("R1", "企业", "满意")]
    assert codes(inputs) - {"not_due"} == set()


@pytest.mark.parametrize(
    ("written", "code", "severity"), [("个体户", "unknown_class", "error"), ("", "blank_class", "warning")]
)
def test_an_answer_of_no_known_class_is_kept_without_one(
    folder: Folder, written: str, code: str, severity: str
) -> None:
    folder.csv("问卷.csv", [LONG, ["2023", "J1", "R1", written, "S1", "满意"]])
    inputs = folder.read("zh")
    finding = told(inputs, code)
    assert (finding["severity"], finding["cell"], finding["expected"]) == (severity, "D2", "群众、企业")
    assert inputs.survey.select("class", "answer").rows() == [(None, "满意")]


def test_a_table_without_the_column_is_told_of_once(folder: Folder) -> None:
    rows = [["2023", "J1", f"R{n}", "S1", "满意"] for n in range(5)]
    folder.csv("问卷.csv", [[name for name in LONG if name != "受访者类别"], *rows])
    assert told(folder.read(), "blank_class")["severity"] == "warning"
