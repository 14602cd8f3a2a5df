"""Changes against earlier periods, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.oracle.document import Document
from tests.oracle.given import given
from tests.oracle.oracle import Cell, score
from tests.oracle.small import small

YEARS = ("2018", "2019", "2020", "2021", "2022", "2023")
PERIODS = {
    "periods": [
        {"id": year, "kind": "year", "title": f"{year}年", "starts": f"{year}-01-01", "ends": f"{year}-12-31"}
        for year in YEARS
    ],
    "metrics": {"a": {"title": "甲", "unit": "个", "decimals": "1", "minimum": "-500", "maximum": "500"}},
}


def changed(change: str, *values: str | None) -> Cell:
    """What the change of so many yearly values, the last of 2023, comes to."""
    leaf = f"[{{leaf: x, title: x, points: 10, value: a, change: {{{change}}}, trend: {{wanted: down, flat: 50%}}}}]"
    rows = dict(zip(YEARS[-len(values) :], values, strict=True))
    units = {year: None if value is None else int(Fraction(value) * 10) for year, value in rows.items()}
    metrics = {year: {"甲": {"a": value}} for year, value in units.items()}
    return score(Document(small(leaf, more=PERIODS)), given(metrics=metrics), "2023").cells["甲", "x"]


GROWTH = "measure: growth, no_history: missing, baseline_zero: not_applicable"


@pytest.mark.parametrize(
    ("change", "values", "value"),
    [
        (f"against: year_before, periods: 3, reading: mean_of_changes, {GROWTH}", ("100", "90", "81", "72.9"), "-0.1"),
        (f"against: year_before, periods: 3, reading: compound, {GROWTH}", ("100", "90", "81", "72.9"), "-0.1"),
        (f"against: year_before, periods: 2, reading: means, {GROWTH}", ("100", "90", "81", "72.9"), "-0.19"),
        (f"against: year_before, periods: 3, reading: cumulative, {GROWTH}", ("100", "90", "81", "72.9"), "-0.271"),
        (f"against: year_before, periods: 3, reading: compound, {GROWTH}", ("100", None, None, "0"), "-1"),
        (f"against: year_before, periods: 2, reading: compound, {GROWTH}", ("-4", None, "-9"), "0.5"),
        ("against: year_before, periods: 2, reading: mean_of_changes, no_history: missing", ("5", "9", "8"), "1.5"),
        ("against: mean_before, periods: 2, no_history: missing", ("5", "9", "8"), "1"),
        (f"against: mean_before, periods: 2, step: year, {GROWTH}", ("5", "9", "8"), "1/7"),
        ("against: best_before, best: low, no_history: missing", ("5", None, "9", "8"), "3"),
        ("against: best_before, best: high, no_history: missing", ("5", None, "9", "8"), "-1"),
        ("against: best_before, best: low, periods: 2, no_history: missing", ("5", None, "9", "8"), "-1"),
        ("against: best_before, best: low, no_history: 1/4", (None, "8"), "0.25"),
    ],
)
def test_a_change_comes_to(change: str, values: tuple[str | None, ...], value: str) -> None:
    cell = changed(change, *values)
    rounded_ = Fraction(round(Fraction(value) * 10**9), 10**9)
    assert (cell.state, cell.value) == ("reported", rounded_)


@pytest.mark.parametrize(
    ("change", "values", "state"),
    [
        (f"against: year_before, periods: 2, reading: mean_of_changes, {GROWTH}", ("100", None, "81"), "missing"),
        (f"against: year_before, periods: 2, reading: mean_of_changes, {GROWTH}", ("100", "0", "81"), "not_applicable"),
        (f"against: year_before, periods: 2, reading: means, {GROWTH}", ("5", "-5", "1", "1"), "not_applicable"),
        (f"against: year_before, periods: 2, reading: compound, {GROWTH}", ("0", "5", "5"), "not_applicable"),
        (f"against: year_before, periods: 2, reading: compound, {GROWTH}", ("-4", "5", "9"), "not_assessed"),
        (f"against: year_before, periods: 3, reading: compound, {GROWTH}", ("8", "5", "5", "-1"), "not_assessed"),
        (f"against: year_before, periods: 3, reading: cumulative, {GROWTH}", ("100", "90", "81"), "missing"),
        ("against: mean_before, periods: 3, no_history: not_applicable", ("5", "8", "8"), "not_applicable"),
        ("against: best_before, best: low, no_history: missing", (None, "8"), "missing"),
    ],
)
def test_a_change_that_cannot_be_told_is(change: str, values: tuple[str | None, ...], state: str) -> None:
    cell = changed(change, *values)
    assert (cell.state, cell.value) == (state, None)


@pytest.mark.parametrize(
    ("values", "value"),
    [(("9", "8", "7", "6"), "1"), (("9", "8", "8", "9"), "0.5"), (("9", "9", "9", "9"), "0.5"), (("6", "7"), "no")],
)
def test_steps_are_counted_by_their_direction(values: tuple[str, ...], value: str) -> None:
    leaf = """[{leaf: x, title: x, points: 10, value: a, share: {}, change:
        {against: period_before, periods: 3, reading: steps, wanted: down, flat: 50%, no_history: not_assessed}}]"""
    metrics = {year: {"甲": {"a": int(each) * 10}} for year, each in zip(YEARS[-len(values) :], values, strict=True)}
    cell = score(Document(small(leaf, more=PERIODS)), given(metrics=metrics), "2023").cells["甲", "x"]
    assert cell.value == (None if value == "no" else Fraction(value))


def test_equal_shares_are_flat_against_their_mean_and_their_best() -> None:
    """A third does not become more than the mean of thirds by being written in twelve decimals."""
    leaves = """
        - {leaf: x, title: x, points: 5, value: a / 3, trend: {wanted: up, flat: 40%},
           change: {against: mean_before, periods: 3, no_history: missing}}
        - {leaf: y, title: y, points: 5, value: a / 3, trend: {wanted: up, flat: 40%},
           change: {against: best_before, best: high, no_history: missing}}
        """
    metrics = {year: {"甲": {"a": 10}} for year in YEARS}
    cells = score(Document(small(leaves, more=PERIODS)), given(metrics=metrics), "2023").cells
    assert [cells["甲", code].score for code in "xy"] == [2, 2]
