"""Metrics, formulas over them, joined periods and changes, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.sql.states import DECLARED, MISSING, NOT_APPLICABLE, NOT_ASSESSED, REFUSED, UNREASONED, code
from tests.oracle.document import Document
from tests.oracle.given import given
from tests.oracle.oracle import Cell, score
from tests.oracle.small import small

NOT_APPLICABLE_CODE = code(NOT_APPLICABLE, DECLARED)
REFUSED_CODE = code(NOT_ASSESSED, REFUSED)
QUARTERS = ("2023Q1", "2023Q2", "2023Q3", "2023Q4")


def leaf(keys: str, metrics: dict[str, dict[str, int | None]], *, more: str = "") -> Cell:
    rubric = Document(small(f"[{{leaf: x, title: x, points: 10, {keys}}}]", more=more))
    periods = {period: {"甲": row} for period, row in metrics.items()}
    return score(rubric, given(metrics=periods), "2023").cells["甲", "x"]


def test_a_share_is_divided_exactly_and_rounded_once() -> None:
    cell = leaf("value: a / b", {"2023": {"a": 1, "b": 3}})
    assert (cell.value, cell.score) == (Fraction(333333333, 10**9), Fraction("3.33"))


def test_a_percentage_is_a_share() -> None:
    assert leaf("value: rate", {"2023": {"rate": 9550}}).score == Fraction("9.55")


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ({"a": 1, "b": None}, "missing"),
        ({"a": 1, "b": None, "b?": NOT_APPLICABLE_CODE}, "not_applicable"),
        ({"a": None, "a?": REFUSED_CODE, "b": None, "b?": NOT_APPLICABLE_CODE}, "not_assessed"),
        ({"a": None, "a?": REFUSED_CODE, "b": None}, "missing"),
    ],
)
def test_the_gravest_state_of_its_metrics_is_the_leafs(row: dict[str, int | None], state: str) -> None:
    assert leaf("value: a / b", {"2023": row}).state == state


@pytest.mark.parametrize(
    ("top", "settings", "state", "score_"),
    [
        (0, "", "not_assessed", None),
        (0, "settings: {zero_by_zero: not_applicable}", "not_applicable", None),
        (0, "settings: {zero_by_zero: 0.5}", "reported", Fraction(5)),
        (3, "settings: {zero_by_zero: 0.5}", "not_assessed", None),
        (3, "settings: {by_zero: missing}", "missing", Fraction(0)),
        (3, "settings: {by_zero: 1}", "reported", Fraction(10)),
    ],
)
def test_divisions_by_zero_give_what_is_stated(top: int, settings: str, state: str, score_: Fraction | None) -> None:
    cell = leaf("value: a / b", {"2023": {"a": top, "b": 0}}, more=settings)
    assert (cell.state, cell.score) == (state, score_)


@pytest.mark.parametrize(("over", "value"), [("sum", 20), ("last", 3), ("mean", 5), ("max", 9), ("min", 1)])
def test_quarters_are_joined_into_the_year(over: str, value: int) -> None:
    quarters: dict[str, dict[str, int | None]] = dict(zip(QUARTERS, ({"q": n} for n in (9, 7, 1, 3)), strict=True))
    declared = f"metrics: {{q: {{title: q, unit: 个, maximum: 100, every: quarter, over: {over}}}}}"
    assert leaf("value: q", quarters, more=declared).value == value


def test_what_was_submitted_for_the_year_itself_comes_before_its_quarters() -> None:
    quarters: dict[str, dict[str, int | None]] = {quarter: {"q": 5} for quarter in QUARTERS}
    declared = "metrics: {q: {title: q, unit: 个, maximum: 100, every: quarter}}"
    assert leaf("value: q", {**quarters, "2023": {"q": 7}}, more=declared).value == 7
    refused = {"2023": {"q": None, "q?": code(MISSING, UNREASONED)}}
    assert leaf("value: q", {**quarters, **refused}, more=declared).state == "missing"


@pytest.mark.parametrize(("over", "state"), [("sum", "missing"), ("last", "reported")])
def test_one_quarter_missing_leaves_the_year_missing_unless_only_the_last_counts(over: str, state: str) -> None:
    quarters: dict[str, dict[str, int | None]] = {quarter: {"q": 5} for quarter in QUARTERS[1:]}
    declared = f"metrics: {{q: {{title: q, unit: 个, maximum: 100, every: quarter, over: {over}}}}}"
    assert leaf("value: q", quarters, more=declared).state == state


@pytest.mark.parametrize(
    ("change", "before", "outcome"),
    [
        ("no_history: not_applicable", {"a": 8}, ("reported", Fraction(2))),
        ("no_history: not_applicable", {"a": None}, ("not_applicable", None)),
        ("measure: growth, no_history: not_applicable", {"a": 8}, ("reported", Fraction("0.25"))),
        ("measure: growth, no_history: missing, baseline_zero: not_assessed", {"a": 0}, ("not_assessed", None)),
        ("measure: growth, no_history: missing, baseline_zero: 1", {"a": 0}, ("reported", Fraction(1))),
    ],
)
def test_a_change_is_taken_from_the_year_before(
    change: str, before: dict[str, int | None], outcome: tuple[str, Fraction | None]
) -> None:
    keys = f"value: a, change: {{against: year_before, {change}}}, trend: {{wanted: up, flat: 50%}}"
    cell = leaf(keys, {"2022": before, "2023": {"a": 10}})
    assert (cell.state, cell.value) == outcome


def test_a_first_period_has_no_history() -> None:
    keys = "value: a, change: {against: period_before, no_history: missing}, trend: {wanted: up, flat: 50%}"
    assert leaf(keys, {"2023": {"a": 10}}).state == "missing"
