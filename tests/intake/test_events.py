"""Events: dates, types, severities, quantities, the same event twice."""

from __future__ import annotations

import datetime as dt

import pytest

from scoring.words import Language
from tests.intake.given import Folder, codes, told

HEAD = ["日期", "地区代码", "事件类型", "等级", "数量", "证据编号"]


@pytest.mark.parametrize("date", ["2023-05-01", "2023/5/1", "2023.5.1", "2023年5月1日", "20230501", "２０２３-05-01"])
def test_a_date_is_read_as_people_write_it(folder: Folder, date: str) -> None:
    folder.csv("事件.csv", [HEAD, [date, "J1", "通报", "一般", "", "N1"]])
    inputs = folder.read()
    row = inputs.events.row(0, named=True)
    assert (row["date"], row["type"], row["severity"], row["quantity"]) == (dt.date(2023, 5, 1), "通报", "一般", 1)
    assert inputs.has_events
    assert codes(inputs) == set()


def test_a_workbooks_own_dates_are_read(folder: Folder) -> None:
    folder.xlsx("事件.xlsx", 事件=[HEAD, [dt.date(2023, 5, 1), "J1", "案件", None, 2, "N1"]])
    row = folder.read().events.row(0, named=True)
    assert (row["date"], row["quantity"], row["severity"]) == (dt.date(2023, 5, 1), 2, None)


@pytest.mark.parametrize(
    ("event", "code", "cell"),
    [
        (["2023-02-30", "J1", "案件", "", "", "N1"], "not_a_date", "A2"),
        (["", "J1", "案件", "", "", "N1"], "not_a_date", "A2"),
        (["45047", "J1", "案件", "", "", "N1"], "not_a_date", "A2"),
        (["2023-05-01", "J1", "火灾", "", "", "N1"], "unknown_event", "C2"),
        (["2023-05-01", "J9", "案件", "", "", "N1"], "unknown_jurisdiction", "B2"),
    ],
)
def test_an_event_at_fault_is_not_used(folder: Folder, event: list[str], code: str, cell: str) -> None:
    folder.csv("事件.csv", [HEAD, event, ["2023-05-02", "J2", "案件", "", "", "N2"]])
    inputs = folder.read()
    finding = told(inputs, code)
    assert (finding["severity"], finding["cell"]) == ("error", cell)
    assert inputs.events["jurisdiction"].to_list() == ["J2"]


@pytest.mark.parametrize(
    ("quantity", "code"),
    [("-1", "not_a_count"), ("1.5", "not_a_count"), ("1000001", "too_many"), ("9" * 5000, "too_many")],
)
def test_an_event_whose_quantity_cannot_be_read_counts_as_one(folder: Folder, quantity: str, code: str) -> None:
    """It happened: to drop it could lift a veto."""
    folder.csv("事件.csv", [HEAD, ["2023-05-01", "J1", "案件", "", quantity, "N1"]])
    inputs = folder.read()
    finding = told(inputs, code)
    assert (finding["severity"], finding["cell"]) == ("error", "E2")
    assert inputs.events["quantity"].to_list() == [1]


def test_an_event_of_a_million_is_used(folder: Folder) -> None:
    folder.csv("事件.csv", [HEAD, ["2023-05-01", "J1", "案件", "", "0001000000", "N1"]])
    inputs = folder.read()
    assert inputs.events["quantity"].to_list() == [1_000_000]
    assert codes(inputs) == set()


@pytest.mark.parametrize(
    ("language", "message", "expected"),
    [("zh", "数量过大，按1起计", "不大于1,000,000"), ("en", "too large a quantity", "at most 1,000,000")],
)
def test_too_large_a_quantity_is_told_in_both_languages(
    folder: Folder, language: Language, message: str, expected: str
) -> None:
    folder.csv("事件.csv", [HEAD, ["2023-05-01", "J1", "案件", "", "1000001", "N1"]])
    finding = told(folder.read(language), "too_many")
    assert (finding["found"], finding["expected"]) == ("1000001", expected)
    assert message in finding["message"]


def test_an_event_of_unknown_severity_did_happen(folder: Folder) -> None:
    folder.csv("事件.csv", [HEAD, ["2023-05-01", "J1", "通报", "特大", "", "N1"]])
    inputs = folder.read()
    assert told(inputs, "unknown_severity")["severity"] == "error"
    assert inputs.events.select("type", "severity").rows() == [("通报", None)]


@pytest.mark.parametrize(("severity", "code"), [("", "blank_severity"), ("特大", "unknown_severity")])
def test_a_severity_that_some_indicator_counts_by_and_cannot_be_read_is_an_error(
    folder: Folder, severity: str, code: str
) -> None:
    leaf = folder.rubric.leaves["E1"]
    by_severity = leaf.evidence.model_copy(update={"severities": ("重大",)})
    children = [
        one.model_copy(update={"events": by_severity}) if one.code == "E1" else one
        for one in folder.rubric.tree.children
    ]
    tree = folder.rubric.tree.model_copy(update={"children": tuple(children)})
    folder.rubric = folder.rubric.model_copy(update={"tree": tree})
    folder.csv("事件.csv", [HEAD, ["2023-05-01", "J1", "通报", severity, "", "N1"]])
    finding = told(folder.read("zh"), code)
    assert (finding["severity"], finding["cell"], finding["expected"]) == ("error", "D2", "一般、重大")
    assert "按未测评处理" in finding["message"]
    assert "cannot be told" in told(folder.read("en"), code)["message"]


def test_a_blank_severity_nothing_counts_by_is_no_fault(folder: Folder) -> None:
    folder.csv("事件.csv", [HEAD, ["2023-05-01", "J1", "通报", "", "", "N1"]])
    assert codes(folder.read()) == set()


def test_a_date_in_no_period_is_warned_about(folder: Folder) -> None:
    folder.csv("事件.csv", [HEAD, ["2019-05-01", "J1", "案件", "", "", "N1"]])
    assert told(folder.read(), "outside_periods")["cell"] == "A2"


def test_the_same_numbered_event_twice_is_one(folder: Folder) -> None:
    folder.csv("事件.csv", [HEAD, *[["2023-05-01", "J1", "案件", "", "", "N1"]] * 2])
    inputs = folder.read()
    assert inputs.events.height == 1
    assert told(inputs, "duplicate")["severity"] == "warning"


def test_like_events_without_numbers_are_two_and_doubted(folder: Folder) -> None:
    folder.csv("事件.csv", [HEAD, *[["2023-05-01", "J1", "案件", "", "", ""]] * 2])
    inputs = folder.read()
    assert inputs.events.height == 2
    assert told(inputs, "perhaps_duplicate")["severity"] == "warning"


def test_an_event_with_two_quantities_does_not_vanish(folder: Folder) -> None:
    folder.csv("事件.csv", [HEAD, *(["2023-05-01", "J1", "案件", "", n, "N1"] for n in ("2", "3"))])
    inputs = folder.read()
    assert inputs.events["quantity"].to_list() == [2]
    assert "conflict" in codes(inputs)


def test_a_table_of_no_events_is_not_the_same_as_no_table(folder: Folder) -> None:
    folder.csv("事件.csv", [HEAD])
    inputs = folder.read()
    assert (inputs.has_events, inputs.events.height) == (True, 0)
