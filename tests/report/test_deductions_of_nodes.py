"""Deductions on small rubrics where a whole node counts zero, drops out, or is capped by several gates."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl

from scoring.api import score
from scoring.sql.states import DECLARED, NOT_APPLICABLE, NOT_ASSESSED, REFUSED, code
from tests.engine.agreement import loaded
from tests.oracle.given import given
from tests.oracle.small import small

REFUSED_ = code(NOT_ASSESSED, REFUSED)
TREE = """
- {leaf: x, title: x, points: 6, value: a / 10, proportional: {target: 1}}
- {node: n, title: n, points: 4, not_assessed: zero, children: [
    {leaf: y, title: y, points: 4, value: b / 10, proportional: {target: 1}}]}
"""
GATES = """
gates:
- {gate: g1, title: 先, when: a > 0, effect: {cap: {of: total, at: 5}}, clause: 一}
- {gate: g2, title: 后, when: a > 0, effect: {cap: {of: total, at: 2}}, clause: 二}
"""


def lost(children: str, row: dict[str, int | None], folder: Path, more: str = "") -> dict[tuple[str, str], Decimal]:
    result = score(loaded(small(children, more=more), folder), given(metrics={"2023": {"甲": row}}), "2023")
    rows = result.deductions.select("node", "title", "lost").iter_rows()
    return {(node, title): amount for node, title, amount in rows}


def test_a_node_that_counts_zero_as_a_whole_has_a_row_of_its_own(tmp_path: Path) -> None:
    found = lost(TREE, {"a": 10, "b": None, "b?": REFUSED_}, tmp_path)
    assert found == {("n", "n"): Decimal(4), ("y", "y"): Decimal(0)}


def test_losses_grow_with_what_dropped_out_beside_them(tmp_path: Path) -> None:
    na = code(NOT_APPLICABLE, DECLARED)
    found = lost(TREE, {"a": 5, "b": None, "b?": na}, tmp_path)
    assert found["x", "x"] == Decimal(5)
    assert found["y", "y"] == 0


def test_two_caps_on_one_node_share_what_they_took(tmp_path: Path) -> None:
    found = lost(TREE, {"a": 10, "b": 10}, tmp_path, more=GATES)
    assert found == {("total", "先"): Decimal(5), ("total", "后"): Decimal(3)}


def test_whoever_lost_nothing_has_no_row(tmp_path: Path) -> None:
    result = score(
        loaded(small(TREE), tmp_path), given("甲乙", metrics={"2023": {who: {"a": 10, "b": 10} for who in "甲乙"}})
    )
    assert result.deductions.is_empty()
    assert result.units_lost.is_empty()
    assert result.deductions.schema["lost"] == pl.Decimal(38, 9)
