"""Judges' marks: bounds, void ballots, reasons, judges told apart, one row a mark or a column an item."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from scoring.intake.inputs import Inputs
from scoring.methods import registry
from scoring.rubric.load import load_rubric
from scoring.rubric.model import Rubric
from tests.intake.given import Folder, Rows, codes, told

HEAD = ["期次", "地区代码", "评分项", "评委", "评分", "作废", "理由"]
TWICE = [["2023", "J1", "P1", "E1", "8.5", "", ""]] * 2


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    return load_rubric(Path(__file__).parent / "panels.yaml", registry())


def marks(inputs: Inputs) -> list[tuple[str, str, int | None, bool]]:
    """Item, judge, mark and whether it is void, row by row."""
    return inputs.marks.select("item", "judge", "mark", "void").rows()


def told_of(inputs: Inputs) -> set[str]:
    """What is said of the marks; that this small rubric reads none of them is beside the point."""
    return codes(inputs) - {"not_due"}


def test_a_mark_is_read_exactly(folder: Folder) -> None:
    folder.csv("评议.csv", [HEAD, ["2023", "J1", "汇报内容", "e1", "8.123456", "", "条理清楚"]])
    inputs = folder.read()
    row = inputs.marks.row(0, named=True)
    assert (row["period"], row["jurisdiction"], row["item"], row["judge"]) == ("2023", "J1", "P1", "e1")
    assert (row["mark"], row["void"], row["reason"]) == (8_123_456, False, "条理清楚")
    assert (row["file"], row["sheet"], row["row"]) == ("评议.csv", "", 2)
    assert told_of(inputs) == set()


@pytest.mark.parametrize("head", [["地区代码", "项目", "评审员代码", "得分"], ["code", "item", "judge", "mark"]])
def test_headers_are_read_in_either_language(folder: Folder, head: list[str]) -> None:
    folder.csv("2023.csv", [head, ["J1", "P2", "E1", "-5分"]])
    assert marks(folder.read()) == [("P2", "E1", -5_000_000, False)]


@pytest.mark.parametrize(
    ("record", "code", "severity", "cell"),
    [
        (["2023", "J1", "P9", "E1", "8", "", ""], "unknown_item", "error", "C2"),
        (["2023", "J9", "P1", "E1", "8", "", ""], "unknown_jurisdiction", "error", "B2"),
        (["2030", "J1", "P1", "E1", "8", "", ""], "unknown_period", "error", "A2"),
        (["2023", "J1", "P1", "E1", "10.1", "", ""], "out_of_range", "error", "E2"),
        (["2023", "J1", "P2", "E1", "-5.000001", "", ""], "out_of_range", "error", "E2"),
        (["2023", "J1", "P1", "E1", "8.1234567", "", ""], "too_fine", "error", "E2"),
        (["2023", "J1", "P1", "E1", "良好", "", ""], "not_a_number", "error", "E2"),
        (["2023", "J1", "P1", "E1", "", "", ""], "blank_mark", "warning", "E2"),
        (["2023", "J1", "P1", "E1", "不适用", "", ""], "blank_mark", "warning", "E2"),
        (["2023", "J1", "P1", "E1", "8", "也许", ""], "not_yes_or_no", "error", "F2"),
        (["2023", "J1", "J1", "E1", "80", "", ""], "no_reason", "error", "G2"),
        (["2023", "J1", "J1", "E1", "80", "", "无"], "no_reason", "error", "G2"),
        (["2023", "J1", "X1", "E03", "8", "", ""], "unknown_judge", "error", "D2"),
        (["2023", "J1", "X1", "", "8", "", ""], "blank_key", "error", "D2"),
    ],
)
def test_a_mark_at_fault_is_not_used(folder: Folder, record: list[str], code: str, severity: str, cell: str) -> None:
    folder.csv("评议.csv", [HEAD, record, ["2023", "J2", "P1", "E1", "8", "", ""]])
    inputs = folder.read("zh")
    finding = told(inputs, code)
    assert (finding["severity"], finding["cell"]) == (severity, cell)
    assert "未采用" in finding["message"]
    assert "not used" in told(folder.read("en"), code)["message"]
    assert inputs.marks["jurisdiction"].to_list() == ["J2"]


def test_a_mark_that_is_text_in_a_workbook_is_held_to_its_last_digit(folder: Folder) -> None:
    long: Rows = [["J1", "P1", "E1", 0.1 + 0.2], ["J2", "P1", "E1", "0.30000000000000004"]]
    folder.xlsx("评议.xlsx", _2023=[["地区代码", "评分项", "评委", "评分"], *long])
    inputs = folder.read()
    assert marks(inputs) == [("P1", "E1", 300_000, False)]
    assert told(inputs, "too_fine")["cell"] == "D3"


def test_a_mark_out_of_range_says_the_range(folder: Folder) -> None:
    folder.csv("评议.csv", [HEAD, ["2023", "J1", "P1", "E1", "11", "", ""]])
    assert told(folder.read("zh"), "out_of_range")["expected"] == "0至10之间的数（分）"


@pytest.mark.parametrize(("mark", "void", "kept"), [("8", "是", 8_000_000), ("", "√", None), ("作废", "", None)])
def test_a_void_ballot_is_kept_and_marked(folder: Folder, mark: str, void: str, kept: int | None) -> None:
    folder.csv("评议.csv", [HEAD, ["2023", "J1", "P1", "E1", mark, void, ""]])
    inputs = folder.read()
    assert marks(inputs) == [("P1", "E1", kept, True)]
    assert told_of(inputs) == set()


def test_a_void_ballot_needs_no_reason(folder: Folder) -> None:
    folder.csv("评议.csv", [HEAD, ["2023", "J1", "J1", "E1", "80", "是", ""]])
    assert told_of(folder.read()) == set()


def test_a_judges_code_is_read_whatever_its_case(folder: Folder) -> None:
    folder.csv("评议.csv", [HEAD, ["2023", "J1", "X1", "e０1", "8", "", ""]])
    assert folder.read().marks["judge"].to_list() == ["E01"]


def test_the_same_mark_twice_counts_once(folder: Folder) -> None:
    folder.csv("评议.csv", [HEAD, *TWICE])
    inputs = folder.read()
    assert inputs.marks.height == 1
    assert told(inputs, "duplicate")["severity"] == "warning"


@pytest.mark.parametrize(("mark", "void"), [("9", ""), ("8.5", "是")])
def test_two_marks_of_one_judge_that_contradict_each_other_are_none(folder: Folder, mark: str, void: str) -> None:
    folder.csv("评议.csv", [HEAD, TWICE[0], ["2023", "J1", "P1", "E1", mark, void, ""]])
    inputs = folder.read("zh")
    clash = inputs.findings.filter(pl.col("code") == "conflict")
    assert clash["cell"].to_list() == ["E2", "E3"]
    assert "“8.5”，均不采用" in clash["message"][1]
    assert inputs.marks.is_empty()


def test_a_sheet_with_a_column_an_item_reads_like_one_with_a_row_a_mark(folder: Folder) -> None:
    rows = [["2023", "J1", item, "E1", mark, "", "好"] for item, mark in (("P1", "8"), ("P2", "-1"), ("J1", "90"))]
    path = folder.csv("长.csv", [HEAD, *rows])
    long = folder.read().marks.drop("file", "row")
    path.unlink()
    wide = [["地区代码", "评委", "汇报内容", "P2", "工作实绩", "理由"], ["J1", "E1", "8", "-1", "90", "好"]]
    folder.xlsx("评议.xlsx", _2023=wide)
    assert folder.read().marks.drop("file", "sheet", "row").equals(long.drop("sheet"))


def test_a_fault_in_a_column_an_item_is_told_at_its_cell(folder: Folder) -> None:
    folder.csv("2023.csv", [["地区代码", "评委", "P1", "P2", "P7"], ["J1", "E1", "11", "1", "3"]])
    inputs = folder.read("zh")
    assert told(inputs, "out_of_range")["cell"] == "C2"
    assert told(inputs, "unknown_item")["cell"] == "E1"
    assert "整列未读取" in told(inputs, "unknown_item")["message"]
    assert marks(inputs) == [("P2", "E1", 1_000_000, False)]


def test_a_table_without_its_marks_is_an_error_that_names_them(folder: Folder) -> None:
    folder.csv("某表.csv", [["地区代码", "评分项", "评委", "分"], ["J1", "P1", "E1", "8"]])
    assert "评委打分表，但缺少“评分”" in told(folder.read("zh"), "required_column")["message"]


def test_marks_no_indicator_reads_are_warned_about(folder: Folder) -> None:
    folder.csv("评议.csv", [HEAD, ["2023", "J1", "P1", "E1", "8", "", ""]])
    finding = told(folder.read("zh"), "not_due")
    assert (finding["severity"], finding["found"]) == ("warning", "P1")
    assert "评委打分" in finding["message"]
