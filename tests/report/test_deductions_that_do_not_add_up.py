"""Where marks above do not add up, losses are listed without an amount; what is filled says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.api import score
from scoring.result.result import Result
from tests.engine.agreement import loaded
from tests.oracle.given import given
from tests.oracle.small import small

CHILDREN = """
- {leaf: x, title: x, points: 5, value: a, proportional: {target: 10}, missing: {fill: mean, among: all, at: value}}
- {leaf: y, title: y, points: 5, value: b, proportional: {target: 10}}
"""


@pytest.fixture
def result(tmp_path: Path) -> Result:
    root = {"tree": {"combine": {"geometric": {"zeros": "zero"}}}, "assumed": {"combine": "小例"}}
    metrics: dict[str, dict[str, dict[str, int | None]]] = {
        "2023": {"甲": {"a": 5, "b": 10}, "乙": {"a": None, "b": 2}}
    }
    roster = [{"jurisdiction": who, "name": who, "level": "县", "group": "一类"} for who in metrics["2023"]]
    return score(loaded(small(CHILDREN, more=root), tmp_path), given(roster, metrics=metrics), "2023")


def test_every_leaf_short_of_full_marks_is_listed_without_an_amount(result: Result) -> None:
    rows = {(row["jurisdiction"], row["node"]): row for row in result.deductions.iter_rows(named=True)}
    assert rows.keys() == {("甲", "x"), ("乙", "x"), ("乙", "y")}
    assert {row["lost"] for row in rows.values()} == {None}


def test_a_filled_mark_says_that_it_is_and_keeps_its_state(result: Result) -> None:
    (row,) = (
        row for row in result.deductions.iter_rows(named=True) if (row["jurisdiction"], row["node"]) == ("乙", "x")
    )
    assert row["state"] == "missing"
    assert row["value"] == 5
    assert "填补" in row["reason"]


SUMMED = """
- {leaf: x, title: x, points: %s, value: a, proportional: {target: 10}}
- {leaf: y, title: y, points: %s, value: b, proportional: {target: 10}}
"""


@pytest.mark.parametrize(("worth", "lost"), [(("5", "5"), 5), (("4", "5"), 5), (("10", "10"), None)])
def test_a_sum_adds_up_as_far_as_its_node_has_points_for_its_children(
    worth: tuple[str, str], lost: int | None, tmp_path: Path
) -> None:
    root = {"tree": {"combine": "sum"}, "assumed": {"combine": "小例"}}
    metrics: dict[str, dict[str, int | None]] = {"甲": {"a": 10, "b": 0}}
    result = score(loaded(small(SUMMED % worth, more=root), tmp_path), given(metrics={"2023": metrics}), "2023")
    (row,) = result.deductions.iter_rows(named=True)
    assert (row["node"], row["lost"]) == ("y", lost)
