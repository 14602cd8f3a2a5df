"""Where a gap or a zero settles a mark, worked by hand, and by the engine and the oracle alike."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from scoring.api import score
from scoring.result.result import Result
from tests.engine.agreement import differences, fraction, loaded, scores
from tests.oracle.document import Document
from tests.oracle.given import given
from tests.oracle.oracle import score as by_hand
from tests.oracle.small import small


def scored(children: str, metrics: dict[str, dict[str, dict[str, int]]], folder: Path, more: str = "") -> Result:
    """Three jurisdictions' result for the year, which the oracle has confirmed."""
    written = small(children, more=more or None)
    inputs = given("甲乙丙", metrics=metrics)
    result = score(loaded(written, folder), inputs, "2023")
    assert differences(result, by_hand(Document(written), inputs, "2023")) == []
    return result


def mark(result: Result, who: str, node: str) -> tuple[object, object]:
    """A node's state and score."""
    (row,) = scores(result).filter(node=node, jurisdiction=who).iter_rows(named=True)
    return row["state"], fraction(row["score"])


def test_too_little_coverage_is_not_filled_although_what_is_missing_is(tmp_path: Path) -> None:
    children = """
    - node: n
      title: n
      points: 6
      missing: {fill: mean, among: all, at: score}
      coverage: {at_least: 100%, else: missing, policy: rescale}
      children:
      - {leaf: x, title: x, points: 3, value: a, proportional: {target: 10}, missing: rescale}
      - {leaf: y, title: y, points: 3, value: b, proportional: {target: 10}, missing: rescale}
    - {leaf: z, title: z, points: 4, value: b, proportional: {target: 10}, missing: rescale}
    """
    result = scored(children, {"2023": {"甲": {"a": 10, "b": 10}, "乙": {"b": 5}}}, tmp_path)
    assert mark(result, "甲", "n") == ("reported", 6)
    assert mark(result, "乙", "n") == ("missing", None)  # not 6, the mean of the others
    assert mark(result, "乙", "total") == ("reported", 5)


def test_growth_where_no_report_is_due_does_not_apply(tmp_path: Path) -> None:
    children = """
    - leaf: x
      title: x
      points: 10
      schedule: {tasks: [年报]}
      change: {against: period_before, measure: growth, no_history: 0.25, baseline_zero: 0.5}
      proportional: {target: 1}
    - {leaf: z, title: z, role: shown, value: a}
    """
    more = "tasks: {年报: {title: 年报, every: year, by: {day: 10, months_after: -1}, assumed: {tasks: 小例}}}"
    written = small(children, more=more)
    inputs = given("甲", metrics={"2023Q4": {"甲": {"a": 3}}}, reports=[])
    result = score(loaded(written, tmp_path), inputs, "2023Q4")
    assert differences(result, by_hand(Document(written), inputs, "2023Q4")) == []
    assert mark(result, "甲", "x") == ("not_applicable", None)


def test_a_decimal_of_fourteen_places_enters_a_group_as_it_is(tmp_path: Path) -> None:
    # To twelve places the first two would be the same.
    children = """
    - leaf: x
      title: x
      points: 10
      value: a / 100000000000000
      min_max: {among: all, best: high, from: 0, to: 100%, constant_group: 0}
    """
    result = scored(children, {"2023": {"甲": {"a": 140}, "乙": {"a": 56}, "丙": {"a": 0}}}, tmp_path)
    assert [mark(result, who, "x") for who in "甲乙丙"] == [("reported", mark_) for mark_ in (10, 4, 0)]


@pytest.mark.parametrize("others", [{}, {"乙": ({"a": 2}, {"a": 6})}])
def test_a_change_without_a_logarithm_has_no_marks_for_standing_at_the_best_level(
    others: dict[str, tuple[dict[str, int], dict[str, int]]], tmp_path: Path
) -> None:
    children = """
    - leaf: x
      title: x
      points: 10
      value: a
      change: {against: period_before, measure: growth, no_history: missing, baseline_zero: missing}
      transform: {log: {}}
      trend: {wanted: down, best: 0, flat: 0, worse: 25%}
      not_assessed: {fill: mean, among: all, at: value}
    """
    # From 5 to none, the best there is; but of a growth of -100 % there is no logarithm, and gaps are filled before it.
    rows = {"甲": ({"a": 5}, {"a": 0}), **others}
    years = {year: {who: row[n] for who, row in rows.items()} for n, year in enumerate(("2022", "2023"))}
    result = scored(children, years, tmp_path)
    assert mark(result, "甲", "x") == ("not_assessed", None)
    assert [mark(result, who, "x") for who in others] == [("reported", Fraction(5, 2)) for _ in others]
