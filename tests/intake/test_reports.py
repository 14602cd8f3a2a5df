"""Reports sent in: what for, when, never, and at a time that cannot be told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from scoring.intake.dates import read_span
from scoring.intake.inputs import Inputs
from scoring.methods import registry
from scoring.rubric.load import load_rubric
from scoring.rubric.model import Rubric
from scoring.rubric.windows import Every
from tests.intake.given import Folder, codes, told

HEAD = ["地区代码", "报送事项", "所属期", "报送日期", "理由"]
MARCH = dt.date(2023, 3, 1)


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    return load_rubric(Path(__file__).parent / "panels.yaml", registry())


def reports(inputs: Inputs) -> list[tuple[Any, ...]]:
    """Task, window, sent and unclear, row by row."""
    return inputs.reports.select("task", "window", "sent", "unclear").rows()


def told_of(inputs: Inputs) -> set[str]:
    """What is said of the reports; that this small rubric reads none of them is beside the point."""
    return codes(inputs) - {"not_due"}


def test_a_report_is_read_by_its_task_window_and_day(folder: Folder) -> None:
    folder.csv("报送.csv", [HEAD, ["J1", "禁毒月报", "2023年3月", "2023-03-24", ""]])
    inputs = folder.read()
    assert reports(inputs) == [("月报", MARCH, dt.date(2023, 3, 24), False)]
    assert inputs.has_reports
    assert told_of(inputs) == set()


@pytest.mark.parametrize(
    ("every", "text", "first"),
    [
        *[("month", text, 3) for text in ("2023-03", "2023/3", "2023.03", "2023.3", "202303", "２０２３年３月")],
        *[("month", text, 3) for text in ("2023年3月份", "2023年三月", "2023-03-01", "2023m03", "٢٠٢٣٠٣")],
        *[("month", text, 10) for text in ("2023.10", "2023年十月", "2023-10")],
        *[("month", text, 12) for text in ("2023年十二月", "2023-12")],
        *[("quarter", text, 4) for text in ("2023Q2", "2023-Q2", "2023年第二季度", "2023年二季度", "2023年2季度")],
        *[("half", text, 7) for text in ("2023H2", "2023年下半年", "2023下半年")],
        *[("year", text, 1) for text in ("2023", "2023年", "2023年度", "2023全年")],
    ],
)
def test_a_window_is_read_as_people_write_it(every: Every, text: str, first: int) -> None:
    assert read_span(text, every) == dt.date(2023, first, 1)


@pytest.mark.parametrize(
    ("every", "text"),
    [
        ("month", "2023Q1"),
        ("month", "2023"),
        ("month", "2023-13"),
        ("month", "2023-00"),
        ("month", "2023.1"),
        ("month", "2023-03-02"),
        ("month", "3月"),
        ("month", "2023年3月①"),
        ("month", "9999-12-01"),
        ("month", "0001-01-01"),
        ("month", "0001年1月"),
        ("month", "٢٠٢٣١٣"),
        ("quarter", "2023-03"),
        ("quarter", "2023Q5"),
        ("quarter", "2023-02-01"),
        ("quarter", "一季度"),
        ("half", "2023年"),
        ("year", "2023上半年"),
        ("year", "0000"),
        ("year", "9999"),
    ],
)
def test_what_is_no_window_of_that_length_is_refused(every: Every, text: str) -> None:
    """2023.1 is what a spreadsheet makes of 2023.10."""
    assert read_span(text, every) is None


def test_a_window_without_its_year_takes_the_sheets(folder: Folder) -> None:
    folder.xlsx("报送.xlsx", _2022=[HEAD, ["J1", "月报", "3月", "2022-03-25", ""], ["J1", "季报", "一季度", "", ""]])
    assert [row[1] for row in reports(folder.read())] == [dt.date(2022, 3, 1), dt.date(2022, 1, 1)]


@pytest.mark.parametrize("written", ["", "未报", " 未报送 ", "not sent"])
def test_a_report_never_sent_has_no_day(folder: Folder, written: str) -> None:
    folder.csv("报送.csv", [HEAD, ["J1", "月报", "2023-03", written, ""]])
    inputs = folder.read()
    assert reports(inputs) == [("月报", MARCH, None, False)]
    assert told_of(inputs) == set()


@pytest.mark.parametrize("written", ["3月底", "45010", "——", "2023-02-30"])
def test_a_day_that_cannot_be_read_leaves_it_unclear(folder: Folder, written: str) -> None:
    folder.csv("报送.csv", [HEAD, ["J1", "月报", "2023-03", written, ""]])
    inputs = folder.read("zh")
    finding = told(inputs, "not_a_date")
    assert (finding["severity"], finding["cell"], finding["found"]) == ("error", "D2", written)
    assert "不计按时，也不计未报" in finding["message"]
    assert "neither as on time nor as not sent" in told(folder.read("en"), "not_a_date")["message"]
    assert reports(inputs) == [("月报", MARCH, None, True)]


@pytest.mark.parametrize(
    ("record", "code", "cell", "expected"),
    [
        (["J1", "周报", "2023-03", "2023-03-24", ""], "unknown_task", "B2", "月报、季报、计划"),
        (["J1", "", "2023-03", "2023-03-24", ""], "unknown_task", "B2", "月报、季报、计划"),
        (["J1", "月报", "2023Q1", "2023-03-24", ""], "unknown_window", "C2", "月份，如2023-03、2023年3月"),
        (["J1", "季报", "2023-03", "2023-03-24", ""], "unknown_window", "C2", "季度，如2023Q1、2023年一季度"),
        (["J1", "月报", "", "2023-03-24", ""], "unknown_window", "C2", "月份，如2023-03、2023年3月"),
        (["J9", "月报", "2023-03", "2023-03-24", ""], "unknown_jurisdiction", "A2", "名册中的地区代码"),
    ],
)
def test_a_report_at_fault_is_not_used(folder: Folder, record: list[str], code: str, cell: str, expected: str) -> None:
    folder.csv("报送.csv", [HEAD, record, ["J2", "月报", "2023-03", "2023-03-24", ""]])
    inputs = folder.read("zh")
    finding = told(inputs, code)
    assert (finding["severity"], finding["cell"], finding["expected"]) == ("error", cell, expected)
    assert "not used" in told(folder.read("en"), code)["message"]
    assert inputs.reports["jurisdiction"].to_list() == ["J2"]


def test_two_days_for_one_report_leave_it_unclear(folder: Folder) -> None:
    rows = [["J1", "月报", "2023-03", day, ""] for day in ("2023-03-24", "2023-03-28")]
    folder.csv("报送.csv", [HEAD, *rows])
    inputs = folder.read("zh")
    clash = inputs.findings.filter(pl.col("code") == "conflict")
    assert clash["cell"].to_list() == ["C2", "C3"]
    assert "为“2023-03-28”，看不出何时送达" in clash["message"][0]
    assert reports(inputs) == [("月报", MARCH, None, True)]


def test_the_same_report_twice_is_one(folder: Folder) -> None:
    folder.csv("报送.csv", [HEAD, *[["J1", "月报", "2023-03", "2023-03-24", ""]] * 2])
    inputs = folder.read()
    assert inputs.reports.height == 1
    assert told(inputs, "duplicate")["severity"] == "warning"


def test_a_report_sent_before_its_month_began_is_doubted_and_counts(folder: Folder) -> None:
    folder.csv("报送.csv", [HEAD, ["J1", "月报", "2023-03", "2022-03-24", ""]])
    inputs = folder.read()
    assert told(inputs, "sent_before_window")["severity"] == "warning"
    assert reports(inputs) == [("月报", MARCH, dt.date(2022, 3, 24), False)]


def test_a_window_in_no_period_is_warned_about(folder: Folder) -> None:
    folder.csv("报送.csv", [HEAD, ["J1", "月报", "2021-03", "2021-03-24", ""]])
    finding = told(folder.read(), "outside_periods")
    assert (finding["severity"], finding["cell"]) == ("warning", "C2")


def test_reports_speak_of_the_shortest_period_around_them(folder: Folder) -> None:
    folder.csv("报送.csv", [HEAD, ["J1", "月报", "2023-03", "2023-03-24", ""]])
    assert folder.read().periods == ("2023H1",)


def test_a_table_of_no_reports_is_not_the_same_as_no_table(folder: Folder) -> None:
    assert not folder.read().has_reports
    folder.csv("报送.csv", [HEAD])
    assert folder.read().has_reports
