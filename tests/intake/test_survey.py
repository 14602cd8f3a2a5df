"""Survey answers, long and wide."""

from __future__ import annotations

import pytest

from tests.intake.given import Folder, codes, told

LONG = ["期次", "地区代码", "问卷编号", "题号", "答案"]
WIDE = ["期次", "地区代码", "受访者", "S1", "是否改善"]


def test_long_and_wide_answers_read_alike(folder: Folder) -> None:
    folder.csv("长.csv", [LONG, ["2023", "J1", "R1", "S1", "满意"], ["2023", "J1", "R1", "是否改善", "不了解"]])
    long = folder.read().survey.drop("file", "row")
    (folder.path / "长.csv").unlink()
    folder.csv("宽.csv", [WIDE, ["2023", "J1", "R1", "满意", "不了解"]])
    inputs = folder.read()
    assert inputs.survey.drop("file", "row").equals(long)
    assert long.row(1) == ("2023", "J1", "public", "R1", None, "S2", "不了解", "")
    assert codes(inputs) == set()


def test_a_question_left_blank_in_a_wide_table_is_no_answer_and_no_fault(folder: Folder) -> None:
    folder.csv("宽.csv", [WIDE, ["2023", "J1", "R1", "满意", ""]])
    inputs = folder.read()
    assert inputs.survey["question"].to_list() == ["S1"]
    assert codes(inputs) == set()


@pytest.mark.parametrize(
    ("answer", "code", "severity", "cell"),
    [
        (["2023", "J1", "R1", "S9", "满意"], "unknown_question", "error", "D2"),
        (["2023", "J1", "R1", "S1", "还行"], "unknown_answer", "error", "E2"),
        (["2023", "J1", "", "S1", "满意"], "blank_key", "error", "C2"),
        (["2023", "J1", "R1", "S1", ""], "blank_answer", "notice", "E2"),
        (["2023", "J9", "R1", "S1", "满意"], "unknown_jurisdiction", "error", "B2"),
    ],
)
def test_an_answer_at_fault_is_not_used(folder: Folder, answer: list[str], code: str, severity: str, cell: str) -> None:
    folder.csv("问卷.csv", [LONG, answer, ["2023", "J2", "R2", "S1", "满意"]])
    inputs = folder.read()
    finding = told(inputs, code)
    assert (finding["severity"], finding["cell"]) == (severity, cell)
    assert inputs.survey["jurisdiction"].to_list() == ["J2"]


def test_a_strange_answer_in_a_wide_table_is_found_in_its_own_cell(folder: Folder) -> None:
    folder.csv("宽.csv", [WIDE, ["2023", "J1", "R1", "满意", "满意"], ["2023", "J1", "R2", "满意", "还行"]])
    inputs = folder.read()
    assert told(inputs, "unknown_answer")["cell"] == "E3"
    assert inputs.survey.height == 3


def test_one_respondent_with_two_answers_to_a_question_has_none(folder: Folder) -> None:
    answers = [["2023", "J1", "R1", "S1", answer] for answer in ("满意", "不满意", "满意")]
    folder.csv("问卷.csv", [LONG, *answers, ["2023", "J1", "R2", "S1", "满意"]])
    inputs = folder.read()
    assert inputs.survey["respondent"].to_list() == ["R2"]
    assert inputs.findings.filter(inputs.findings["code"] == "conflict")["cell"].to_list() == ["E2", "E3", "E4"]


def test_the_same_respondent_number_in_two_places_is_two_people(folder: Folder) -> None:
    folder.csv("问卷.csv", [LONG, ["2023", "J1", "R1", "S1", "满意"], ["2023", "J2", "R1", "S1", "不满意"]])
    assert folder.read().survey.height == 2
