"""不适用: with its reason beside it, in a column of its own, in a long table; without one; where it is not allowed."""

from __future__ import annotations

import pytest

from scoring.rubric.model import Rubric
from scoring.sql import states
from tests.intake.given import DECLARED, NOT_SUBMITTED, UNREASONED, Folder, codes, state_codes, told, values


def test_a_reason_in_the_cell_counts(folder: Folder) -> None:
    folder.metrics(["J1", "不适用：辖区没有在册人员"], ["J2", "5"], ["J3", ""])
    inputs = folder.read()
    assert state_codes(inputs, "registered") == {"J1": DECLARED, "J2": 0, "J3": NOT_SUBMITTED}
    assert values(inputs, "registered") == {"J1": None, "J2": 5, "J3": None}
    assert codes(inputs) == set()


@pytest.mark.parametrize("header", ["在册人数说明", "在册人数 理由", "registered_reason", "Registered people reason"])
def test_a_reason_in_the_column_beside_it_counts(folder: Folder, header: str) -> None:
    folder.metrics(["J1", "不适用", "没有在册人员"], headers=["地区代码", "在册人数", header])
    inputs = folder.read()
    assert state_codes(inputs, "registered") == {"J1": DECLARED}
    assert codes(inputs) == set()


def test_a_reason_in_a_long_table_counts(folder: Folder) -> None:
    head = ["期次", "地区代码", "指标", "数值", "理由"]
    folder.csv("m.csv", [head, ["2023", "J1", "registered", "N/A", "没有"], ["2023", "J2", "registered", "N/A", ""]])
    inputs = folder.read()
    assert state_codes(inputs, "registered") == {"J1": DECLARED, "J2": UNREASONED}
    assert told(inputs, "unreasoned")["cell"] == "D3"


def test_a_filler_in_the_reason_column_is_no_reason(folder: Folder) -> None:
    head = ["期次", "地区代码", "指标", "数值", "理由"]
    folder.csv("m.csv", [head, ["2023", "J1", "registered", "N/A", "同上"], ["2023", "J2", "registered", "5", ""]])
    assert told(folder.read(), "unreasoned")["cell"] == "D2"


def test_without_a_reason_it_is_missing_and_warned_about(folder: Folder) -> None:
    folder.metrics(["J1", "不适用"])
    inputs = folder.read()
    finding = told(inputs, "unreasoned")
    assert state_codes(inputs, "registered") == {"J1": UNREASONED}
    assert (finding["severity"], finding["cell"], finding["expected"]) == ("warning", "B2", "不适用：理由")


def test_without_a_reason_it_is_not_assessed_where_the_rubric_says_so(folder: Folder, rubric: Rubric) -> None:
    folder.rubric = rubric.model_copy(update={"unreasoned_not_applicable": "not_assessed"})
    folder.metrics(["J1", "不适用"])
    expected = states.code(states.NOT_ASSESSED, states.UNREASONED)
    assert state_codes(folder.read(), "registered") == {"J1": expected}


def test_where_it_may_not_be_written_it_is_refused(folder: Folder) -> None:
    folder.metrics(["J1", "不适用：没有"], headers=["地区代码", "经费"])
    finding = told(folder.read(), "may_not_apply")
    assert (finding["severity"], finding["cell"], finding["metric"]) == ("error", "B2", "funds")
