"""Panels, judgements, checklists, schedules and events that are valued, worked out by hand."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from tests.oracle.arithmetic import half_up
from tests.oracle.document import Document
from tests.oracle.given import event, given
from tests.oracle.oracle import Cell, score
from tests.oracle.small import small

DECLARED = """
panels:
  talk: {title: 述职, items: {P1: {title: 内容, maximum: 60}, P2: {title: 表达, maximum: 40}}, assumed: {panels: 小例}}
  office: {title: 评定, items: {J1: {title: 实绩, minimum: -5, maximum: 10, reason: required}}, assumed: {panels: 小例}}
tasks:
  月报: {title: 月报, every: month, by: {day: 25}, assumed: {tasks: 小例}}
  季报: {title: 季报, every: quarter, by: {day: 31, months_after: 1}, assumed: {tasks: 小例}}
  新报: {title: 新报, every: month, by: {day: 25}, since: 2023-03-01, assumed: {tasks: 小例}}
"""


def leaf(keys: str, who: str = "甲", period: str = "2023", **records: Any) -> Cell:
    rubric = Document(small(f"[{{leaf: x, title: x, points: 10, {keys}}}]", more=DECLARED))
    return score(rubric, given("甲乙丙", **records), period).cells[who, "x"]


def marks(*records: tuple[str, str, str, float | None], void: int = -1) -> list[dict[str, Any]]:
    rows = []
    for n, (who, item, judge, mark) in enumerate(records):
        worth = None if mark is None else int(mark * 10**6)
        row = {"period": "2023", "jurisdiction": who, "item": item, "judge": judge, "mark": worth}
        rows.append({**row, "void": n == void, "reason": "理由"})
    return rows


def votes(*given_: float) -> list[dict[str, Any]]:
    return marks(*(("甲", "P1", f"E{n}", mark) for n, mark in enumerate(given_)))


DROP = "panel: {items: {P1: 1}, drop: {highest: 1, lowest: 1, when_more_than: 5}}"


def test_highest_and_lowest_are_dropped_only_above_the_number_stated() -> None:
    # five: all count, 150/5 = 30 of 60; six: 6 and 60 are dropped, 120/4 = 30 of 60
    assert leaf(DROP, marks=votes(6, 12, 30, 42, 60)).value == Fraction("0.5")
    assert leaf(DROP, marks=votes(6, 12, 30, 42, 36, 60)).value == Fraction("0.5")
    assert leaf(DROP, marks=votes(0, 60, 60, 60, 60, 60)).value == 1


def test_of_marks_that_are_alike_only_so_many_are_dropped() -> None:
    assert leaf(DROP, marks=votes(30, 30, 30, 60, 60, 60)).value == Fraction("0.75")


def test_items_without_weights_weigh_as_much_as_their_maximum() -> None:
    given_ = marks(("甲", "P1", "1", 60), ("甲", "P2", "1", 10))
    assert leaf("panel: {items: [P1, P2]}", marks=given_).value == Fraction("0.7")
    assert leaf("panel: {items: {P1: 1, P2: 1}}", marks=given_).value == Fraction("0.625")


def test_a_judges_marks_become_ranks_among_those_the_judge_marked() -> None:
    keys = "panel: {items: {P1: 1}, rank_marks: {within: judge, first: 10, per_place: -0.2}}"
    given_ = marks(
        *(("甲", "P1", "1", 50), ("乙", "P1", "1", 40), ("丙", "P1", "1", 50)),  # 1, 3, 1
        *(("甲", "P1", "2", 20), ("乙", "P1", "2", 30)),  # 2, 1
    )
    assert leaf(keys, marks=given_).value == Fraction("0.99")
    assert leaf(keys, "乙", marks=given_).value == Fraction("0.98")
    assert leaf(keys, "丙", marks=given_).value == 1


def test_whoever_is_only_shown_is_ranked_and_ranks_nobody_lower() -> None:
    keys = "panel: {items: {P1: 1}, rank_marks: {within: judge, first: 10, per_place: -1}}"
    roster = [{"jurisdiction": c, "name": c, "level": "镇" if c == "乙" else "县"} for c in "甲乙丙"]
    given_ = marks(("甲", "P1", "1", 10), ("乙", "P1", "1", 20), ("丙", "P1", "1", 30))
    more = f"{DECLARED}\npopulation: {{assessed: level = '县'}}"
    rubric = Document(small(f"[{{leaf: x, title: x, points: 10, {keys}}}]", more=more))
    cells = score(rubric, given(roster, marks=given_), "2023").cells
    assert [cells[who, "x"].value for who in "甲乙丙"] == [Fraction("0.9"), Fraction("0.9"), 1]


def test_rank_marks_fall_no_lower_than_their_least() -> None:
    keys = "panel: {items: {P1: 1}, rank_marks: {within: judge, first: 10, per_place: -8, least: 1}}"
    given_ = marks(("甲", "P1", "1", 10), ("乙", "P1", "1", 20), ("丙", "P1", "1", 30))
    assert [leaf(keys, who, marks=given_).value for who in "甲乙丙"] == [Fraction("0.1"), Fraction("0.2"), 1]


@pytest.mark.parametrize(
    ("given_", "void", "state"),
    [
        ([("甲", "P1", "1", 30), ("甲", "P1", "2", 30)], -1, "reported"),
        ([("甲", "P1", "1", 30), ("甲", "P1", "2", 30)], 1, "missing"),
        ([("甲", "P1", "1", 30)], 0, "not_assessed"),
        ([("甲", "P1", "1", None)], -1, "not_assessed"),
        ([], -1, "not_assessed"),
    ],
)
def test_void_ballots_do_not_count_and_too_few_are_what_is_stated(
    given_: list[tuple[str, str, str, float | None]], void: int, state: str
) -> None:
    keys = "panel: {items: {P1: 1}, minimum_judges: 2, below_minimum: missing}"
    assert leaf(keys, marks=marks(*given_, void=void)).state == state


@pytest.mark.parametrize(
    ("given_", "void", "value"),
    [
        ([("甲", "J1", "", 7.5)], -1, Fraction("0.75")),
        ([("甲", "J1", "", -5)], -1, Fraction("-0.5")),
        ([("甲", "J1", "1", 7.5), ("甲", "J1", "2", 3)], 0, Fraction("0.3")),
        ([("甲", "J1", "1", 7.5), ("甲", "J1", "2", 3)], -1, None),
        ([], -1, None),
    ],
)
def test_a_judgement_is_one_mark_over_the_most_there_is(
    given_: list[tuple[str, str, str, float | None]], void: int, value: Fraction | None
) -> None:
    cell = leaf("judgement: {item: J1}", marks=marks(*given_, void=void))
    assert (cell.state, cell.value) == ("not_assessed" if value is None else "reported", value)


def verdicts(*given_: str) -> list[dict[str, str]]:
    keys = {"period": "2023", "jurisdiction": "甲"}
    return [{**keys, "item": f"D{n}", "verdict": verdict} for n, verdict in enumerate(given_, 1)]


@pytest.mark.parametrize(
    ("more", "given_", "value"),
    [
        ("need: any", ["符合"], 1),  # whatever the other two are
        ("need: any", ["不符合", "不符合"], None),
        ("need: any", ["不符合", "不符合", "不适用"], 0),
        ("need: all", ["符合", "不符合"], 0),  # whatever the third is
        ("need: all", ["符合", "符合"], None),
        ("need: all, unreviewed: left_out", ["符合", "符合"], 1),
        ("need: all, unreviewed: unmet", ["符合", "符合"], 0),
        ("need: 2", ["符合", "基本符合", "符合"], 1),
        ("need: 2", ["符合", "不适用", "不适用"], 1),  # only one applies
        ("met: 60%", ["符合", "基本符合", "不符合"], Fraction(2, 3)),
        ("", ["符合", "基本符合", "不适用"], Fraction(1, 2)),
        ("", ["符合", "基本符合"], None),
        ("at_most: 2", ["符合", "符合", "不符合"], 1),
        ("at_most: 2", ["符合", "符合"], 1),  # the third cannot add to it
        ("at_most: 2, unreviewed: unmet", ["符合"], Fraction(1, 2)),
        ("unreviewed: unmet", [], None),
        ("unreviewed: unmet", ["不适用", "不适用"], None),
        ("unreviewed: left_out", ["未查", "未查", "符合"], 1),
    ],
)
def test_a_checklist_counts_what_is_met(more: str, given_: list[str], value: Fraction | None) -> None:
    cell = leaf(
        f"checklist: {{answers: verdict, items: {{D1: 一, D2: 二, D3: 三}}, {more}}}", desk_review=verdicts(*given_)
    )
    found = None if value is None else Fraction(half_up(value))
    assert (cell.state, cell.value) == ("not_assessed" if value is None else "reported", found)


def test_a_checklist_of_which_nothing_applies_does_not_apply() -> None:
    keys = "checklist: {answers: verdict, items: {D1: 一, D2: 二}, need: any}"
    assert leaf(keys, desk_review=verdicts("不适用", "不适用")).state == "not_applicable"


def sent(*days: str | None) -> list[dict[str, Any]]:
    rows = []
    for month, day in enumerate(days, 1):
        row = {"jurisdiction": "甲", "task": "月报", "window": dt.date(2023, month, 1), "unclear": day == "?"}
        rows.append({**row, "sent": None if day in (None, "?") else dt.date.fromisoformat(str(day))})
    return rows


@pytest.mark.parametrize(
    ("late", "value"),
    [
        ("", Fraction(1, 3)),
        (", late: {counts: 50%}", Fraction(1, 2)),
        (", late: {counts: 50%, within: 4}", Fraction(1, 3)),
    ],
)
def test_a_report_is_on_time_late_or_never_sent(late: str, value: Fraction) -> None:
    given_ = sent("2023-01-25", "2023-03-02", None)  # on the day, five days after the 25th of February, never
    cell = leaf(f"schedule: {{tasks: [月报]{late}}}", period="2023Q1", reports=given_)
    assert cell.value == half_up(value)


def test_a_report_nobody_can_say_when_it_came_leaves_its_window_out() -> None:
    keys = "schedule: {tasks: [月报]}"
    assert leaf(keys, period="2023Q1", reports=sent("2023-01-25", "?", "2023-04-01")).value == Fraction("0.5")
    assert leaf(keys, period="2023Q1", reports=sent("?", "?", "?")).state == "not_assessed"


def test_windows_weigh_what_their_task_does_and_are_due_inside_the_period() -> None:
    keys = "schedule: {tasks: {月报: 1, 季报: 3}}"
    quarter = {"jurisdiction": "甲", "task": "季报", "window": dt.date(2023, 1, 1), "sent": dt.date(2023, 4, 30)}
    # due on 30 April, the last day of the month after: 3 of 3 + 3
    assert leaf(keys, period="2023Q1", reports=[quarter]).value == Fraction("0.5")
    assert leaf(keys, period="2023Q2", reports=[quarter]).value == 0


def test_nothing_is_due_for_what_began_before_the_reports_did() -> None:
    march = {"jurisdiction": "甲", "task": "新报", "window": dt.date(2023, 3, 1), "sent": dt.date(2023, 3, 25)}
    assert leaf("schedule: {tasks: [新报]}", period="2023Q1", reports=[march]).value == 1
    # March to December
    assert leaf("schedule: {tasks: [新报]}", reports=[march]).value == Fraction("0.1")


def test_no_table_of_reports_is_not_assessed_and_a_table_without_one_is_none_sent() -> None:
    assert leaf("schedule: {tasks: [月报]}").state == "not_assessed"
    assert leaf("schedule: {tasks: [月报]}", reports=[]).value == 0


def test_where_nothing_is_to_be_sent_the_leaf_does_not_apply() -> None:
    half = "tasks: {半年报: {title: 半年报, every: half, by: {day: 10}, assumed: {tasks: 小例}}}"
    rubric = Document(small("[{leaf: x, title: x, points: 10, schedule: {tasks: 半年报}}]", more=half))
    assert score(rubric, given(reports=[]), "2023Q1").cells["甲", "x"].state == "not_applicable"


HAPPENED = [
    event("甲", "通报", "2023-01-01", 2, "一般"),
    event("甲", "通报", "2023-01-01", 1, "重大"),
    event("甲", "案件", "2023-06-01", 1, "重大"),
    event("甲", "案件", "2023-07-01", 0, "重大"),
    event("甲", "案件", "2022-06-30", 1, "一般"),
]
GRADED = "events: {通报: {title: 通报, severities: [一般, 重大]}, 案件: {title: 案件, severities: [一般, 重大]}}"


def counted(more: str, happened: list[dict[str, Any]] | None = None, **records: Any) -> Cell:
    keys = f"{{leaf: x, title: x, role: shown, events: {{types: [通报, 案件], {more}}}}}"
    rest = "{leaf: y, title: y, points: 10, value: a, proportional: {target: 1}}"
    rubric = Document(small(f"[{rest}, {keys}]", more=f"{DECLARED}\n{GRADED}"))
    found = score(rubric, given(events=HAPPENED if happened is None else happened, **records), "2023")
    return found.cells["甲", "x"]


@pytest.mark.parametrize(
    ("more", "value"),
    [
        ("", "4"),
        ("counted: records", "3"),  # a quantity of zero did not happen
        ("counted: days", "2"),
        ("worth: {一般: 0.3, 重大: 1}", "2.6"),
        ("worth: {一般: 0.3, 重大: 1}, counted: records", "2.3"),
        ("worth: {一般: 0.3, 重大: 1}, highest_only: overall", "1"),
        ("worth: {一般: 0.3, 重大: 1}, highest_only: type", "2"),
        ("worth: {一般: 0.3, 重大: 1}, highest_only: matter", "2.3"),
        ("escalating: {first: 0.3, later: 1}", "3.3"),
        ("escalating: {first: 0.3, later: 1, repeated: 2}", "5.3"),  # 通报 0.3, 2, 2, 案件 1
        ("within: {months: 18}", "4"),
        ("within: {months: 19}", "5"),
        ("within: {years: 2}", "5"),
        ("without_evidence: left_out", "0"),
        ("severities: [重大], worth: {重大: 2.5}", "5"),
    ],
)
def test_events_are_counted_or_valued_as_is_said(more: str, value: str) -> None:
    assert counted(more).value == Fraction(value)


def test_of_one_matter_only_the_gravest_counts() -> None:
    happened = [
        {**event("甲", "通报", "2023-01-01", 2, "一般"), "evidence": "1"},
        {**event("甲", "案件", "2023-02-01", 1, "重大"), "evidence": "1"},
        {**event("甲", "案件", "2023-03-01", 1, "一般"), "evidence": "2"},
    ]
    assert counted("worth: {一般: 0.3, 重大: 1}, highest_only: matter", happened).value == Fraction("1.3")


@pytest.mark.parametrize(
    ("people", "state", "value"),
    [(800, "reported", "50"), (0, "reported", "0.5"), (None, "missing", None)],
)
def test_a_rate_is_per_so_many_units_of_a_metric(people: int | None, state: str, value: str | None) -> None:
    per = "per: {of: a, units: 10000, zero: 0.5}"
    cell = counted(per, metrics={"2023": {"甲": {"a": people}}})
    assert (cell.state, cell.value) == (state, None if value is None else Fraction(value))


def test_an_event_of_unknown_severity_leaves_a_worth_untold_unless_another_has_one() -> None:
    worth = "worth: {一般: 0.3, 重大: 1}"
    unknown = event("甲", "通报", "2023-01-01")
    assert counted(worth, [unknown]).state == "not_assessed"
    assert counted(worth, [unknown, event("甲", "通报", "2023-02-01", 1, "一般")]).value == Fraction("0.3")
