"""Standings over periods: entry, stay and exit, ladders, and names that earlier periods gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from scoring.api import score
from scoring.result.result import Result
from tests.engine.agreement import differences, loaded
from tests.engine.standing import at, roster
from tests.oracle.document import Document
from tests.oracle.given import given
from tests.oracle.oracle import score as by_hand
from tests.oracle.small import small

CHILDREN = """
- {leaf: x, title: x, points: 10, value: a, proportional: {target: 10}}
- {leaf: n, title: 存量, role: shown, value: b}
"""
QUARTERS = ("2023Q1", "2023Q2", "2023Q3", "2023Q4")


def over_quarters(
    folder: Path,
    rows: Mapping[str, Sequence[Mapping[str, int]]],
    more: str,
    *,
    people: Sequence[Mapping[str, Any]] | None = None,
) -> Result:
    """The last of so many quarters, each jurisdiction's rows one a quarter, by the engine and the oracle alike."""
    written = small(CHILDREN, more=more)
    many = max(map(len, rows.values()))
    metrics = {QUARTERS[n]: {who: each[n] for who, each in rows.items() if n < len(each)} for n in range(many)}
    inputs = given(people or "".join(rows), metrics=metrics)
    period = QUARTERS[many - 1]
    result = score(loaded(written, folder), inputs, period)
    assert differences(result, by_hand(Document(written), inputs, period)) == []
    return result


def held(result: Result) -> dict[str, tuple[str | None, str | None]]:
    return {row["jurisdiction"]: (row["held"], row["change"]) for row in result.standings.iter_rows(named=True)}


LISTED = """
standings:
- standing: 挂牌
  title: 挂牌整治
  enter: "level = '县' and [n:value] > 500 or level = '镇' and [n:value] > 60"
  leave: "level = '县' and [n:value] <= 300 or level = '镇' and [n:value] <= 40"
  assumed: {standing: 试验}
"""


def quarters(*stock: int) -> list[dict[str, int]]:
    return [{"a": 5, "b": each} for each in stock]


def test_a_standing_is_entered_kept_and_left_each_by_its_own_edge(tmp_path: Path) -> None:
    people = roster(子=at("县"), 丑=at("县"), 寅=at("镇"), 卯=at("镇"), 辰=at("县"))
    rows = {
        "子": quarters(501, 400, 301),
        "丑": quarters(501, 400, 300),
        "寅": quarters(60, 60, 61),
        "卯": quarters(61, 40, 41),
        "辰": quarters(500, 500, 500),
    }
    assert held(over_quarters(tmp_path, rows, LISTED, people=people)) == {
        "子": ("挂牌整治", "kept"),
        "丑": (None, "left"),
        "寅": ("挂牌整治", "entered"),
        "卯": (None, None),
        "辰": (None, None),
    }


def test_a_standing_moves_no_mark(tmp_path: Path) -> None:
    rows = {"子": quarters(900, 900), "丑": quarters(1, 1)}
    assert set(over_quarters(tmp_path, rows, LISTED).ranking["rank"]) == {1}


def test_what_cannot_be_told_changes_nothing_and_is_said(tmp_path: Path) -> None:
    rows = {"子": [{"a": 5, "b": 600}, {"a": 5}], "丑": [{"a": 5, "b": 1}, {"a": 5}]}
    result = over_quarters(tmp_path, rows, LISTED)
    assert held(result) == {"子": ("挂牌整治", "kept"), "丑": (None, None)}
    assert set(result.standings["told"]) == {False}


LADDER = """
standings:
- {standing: 督办, title: 督办, levels: [提醒, 通报, 督办, 约谈], enter: "[x:rate] < 60%", stay: "[x:rate] < 80%",
   assumed: {standing: 试验}}
"""


def test_a_ladder_rises_a_level_a_period_stays_where_nothing_got_worse_and_is_left_at_once(tmp_path: Path) -> None:
    rows = {
        "子": [{"a": 5}] * 4,
        "丑": [{"a": 5}, {"a": 7}, {"a": 5}, {"a": 7}],
        "寅": [{"a": 5}, {"a": 5}, {"a": 8}, {"a": 5}],
        "卯": [{"a": 7}] * 4,
    }
    assert held(over_quarters(tmp_path, rows, LADDER)) == {
        "子": ("约谈", "raised"),
        "丑": ("通报", "kept"),
        "寅": ("提醒", "entered"),
        "卯": (None, None),
    }


def test_a_ladder_may_rise_by_a_condition_of_its_own_and_no_higher_than_its_last_level(tmp_path: Path) -> None:
    rise = LADDER.replace("assumed:", 'rise: "[x:rate] < 20%", assumed:').replace(
        "[提醒, 通报, 督办, 约谈]", "[提醒, 通报]"
    )
    rows = {"子": [{"a": 1}] * 4, "丑": [{"a": 5}] * 4}
    assert held(over_quarters(tmp_path, rows, rise)) == {"子": ("通报", "kept"), "丑": ("提醒", "kept")}


def test_nobody_holds_a_standing_before_the_first_period_of_its_kind(tmp_path: Path) -> None:
    assert held(over_quarters(tmp_path, {"子": quarters(501)}, LISTED)) == {"子": ("挂牌整治", "entered")}


AWARD = """
standings:
- {standing: 示范, title: 示范点, enter: "every([total:rate] >= 90%, 2) and [total:rank] <= 2",
   stay: "[total:rate] >= 80% and [total:grade] != '差'", assumed: {standing: 试验}}
grades: {scale: [{grade: 优, at_least: 9}, {grade: 良, at_least: 8.5}], else: 差, assumed: {grades: 试验}}
"""


def test_an_award_is_given_by_ranks_kept_by_grades_and_withdrawn(tmp_path: Path) -> None:
    rows = {
        "子": [{"a": 9}, {"a": 9}, {"a": 9}],
        "丑": [{"a": 9}, {"a": 9}, {"a": 8}],
        "寅": [{"a": 5}, {"a": 10}, {"a": 10}],
        "卯": [{"a": 5}, {"a": 5}, {"a": 10}],
    }
    assert held(over_quarters(tmp_path, rows, AWARD)) == {
        "子": ("示范点", "kept"),
        "丑": (None, "left"),
        "寅": ("示范点", "entered"),
        "卯": (None, None),
    }


def test_a_standing_of_the_period_before_may_hold_a_grade_down(tmp_path: Path) -> None:
    more = (
        LADDER
        + """
gates:
- {gate: G, title: 督办期间不得评优, when: "previous([督办:standing] in ['提醒', '通报'])", effect: {grade_at_most: 良},
   assumed: {gate: 试验}}
grades: {scale: [{grade: 优, at_least: 9}, {grade: 良, at_least: 6}], else: 差, assumed: {grades: 试验}}
"""
    )
    rows = {"子": [{"a": 5}, {"a": 10}], "丑": [{"a": 9}, {"a": 10}]}
    result = over_quarters(tmp_path, rows, more)
    assert dict(result.ranking.select("jurisdiction", "grade").iter_rows()) == {"子": "良", "丑": "优"}


@pytest.mark.parametrize(
    ("when", "given"),
    [
        ("previous([total:rank]) = 1", ["甲", "乙"]),
        ("previous([total:grade] = '优')", ["甲", "乙"]),
        ("previous([total:label] = '乙') and [total:rank] = 1", ["乙", "甲"]),
        ("[total:rank] < previous([total:rank])", ["乙", "甲"]),
    ],
)
def test_a_label_may_ask_for_ranks_grades_and_labels_of_this_and_the_last_period(
    when: str, given: list[str], tmp_path: Path
) -> None:
    more = f"""
    tree:
      label: {{title: 评, cases: [{{when: "{when}", gives: 甲}}, {{gives: 乙}}], assumed: {{label: 试验}}}}
    grades: {{scale: [{{grade: 优, at_least: 9}}], else: 差, assumed: {{grades: 试验}}}}
    """
    rows = {"子": [{"a": 9}, {"a": 5}], "丑": [{"a": 5}, {"a": 9}]}
    labels = over_quarters(tmp_path, rows, more).labels.filter(pl.col("node") == "total")
    assert labels["given"].to_list() == given
