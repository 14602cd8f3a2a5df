"""Metrics of more digits than 63 bits hold: the same marks by the engine and by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from scoring.api import score
from tests.engine.agreement import differences, loaded, scores
from tests.oracle.document import Document
from tests.oracle.given import given
from tests.oracle.oracle import score as by_hand
from tests.oracle.small import small

UNIT = 10**15
QUARTERS = ("2023Q1", "2023Q2", "2023Q3", "2023Q4")
WIDE = "decimals: 15, maximum: 100000"


def declared(*metrics: str) -> str:
    return f"metrics: {{{', '.join(metrics)}}}"


def check(folder: Path, children: str, metrics: str, rows: Mapping[str, Mapping[str, int | None]]) -> list[str]:
    """States of the leaf `x`, once engine and oracle agree on all there is."""
    written = small(children, more=metrics)
    inputs = given(metrics={period: {"甲": row, "乙": {}} for period, row in rows.items()}, roster="甲乙")
    result = score(loaded(written, folder), inputs, "2023")
    assert differences(result, by_hand(Document(written), inputs, "2023")) == []
    found = scores(result).filter(node="x").sort("jurisdiction", descending=True)
    return [*found["state"]]


LEAF = "[{leaf: x, title: x, due: year, points: 10, value: c, %s}]"


@pytest.mark.parametrize(
    "scale",
    [
        "proportional: {target: 90000}",
        "threshold: {at_least: 12345.678901234567}",
        "proportional: {target: 12345.678901234567}",
    ],
)
@pytest.mark.parametrize("value", [12_345_678_901_234_567_000, 12_345_678_901_234_566_999, 0, 100_000 * UNIT])
def test_a_wide_value_is_scored_to_its_last_digit(tmp_path: Path, scale: str, value: int) -> None:
    metrics = declared(f"c: {{title: 丙, unit: 个, {WIDE}}}")
    assert check(tmp_path, LEAF % scale, metrics, {"2023": {"c": value}}) == ["reported", "missing"]


@pytest.mark.parametrize("over", ["sum", "mean", "max", "min", "last"])
def test_wide_values_of_quarters_are_joined(tmp_path: Path, over: str) -> None:
    metrics = declared(f"c: {{title: 丙, unit: 个, {WIDE}, every: quarter, over: {over}}}")
    rows = {quarter: {"c": 10**19 * n + n} for n, quarter in enumerate(QUARTERS, 1)}
    assert check(tmp_path, LEAF % "proportional: {target: 90000}", metrics, rows) == ["reported", "missing"]


def test_a_quarter_without_its_wide_value_leaves_the_year_without(tmp_path: Path) -> None:
    metrics = declared(f"c: {{title: 丙, unit: 个, {WIDE}, every: quarter}}")
    rows: dict[str, dict[str, int | None]] = {quarter: {"c": 10**19} for quarter in QUARTERS[:3]}
    rows[QUARTERS[3]] = {"c": None}
    assert check(tmp_path, LEAF % "proportional: {target: 90000}", metrics, rows) == ["missing", "missing"]


def test_a_wide_value_is_divided_by_a_narrow_one(tmp_path: Path) -> None:
    metrics = declared(f"c: {{title: 丙, unit: 个, {WIDE}}}")
    children = "[{leaf: x, title: x, due: year, points: 10, value: c / a, proportional: {target: 3}}]"
    assert check(tmp_path, children, metrics, {"2023": {"c": 10**17 + 1, "a": 77}}) == ["reported", "missing"]


def test_a_wide_percentage_is_a_share(tmp_path: Path) -> None:
    metrics = declared('c: {title: 丙, unit: "%", decimals: 18, maximum: 100}')
    rows = {"2023": {"c": 94_959_999_999_999_994_000}}
    assert check(tmp_path, LEAF % "proportional: {target: 100%}", metrics, rows) == ["reported", "missing"]
