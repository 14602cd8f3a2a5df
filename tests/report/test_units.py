"""What units answer for: lead and responsible ones, inherited or their own, shared, and what nobody answers for."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl

from scoring.api import score
from scoring.result.result import Result
from tests.engine.agreement import loaded
from tests.oracle.given import given
from tests.oracle.small import small
from tests.report.reading import opened, rows

TREE = """
- node: n
  title: n
  points: 6
  lead: [甲局]
  units: [丙站]
  children:
  - {leaf: x, title: x, points: 4, value: a / 10, proportional: {target: 1}}
  - {leaf: y, title: y, points: 2, lead: [甲局, 乙局], value: b / 10, proportional: {target: 1}}
- {leaf: z, title: z, points: 4, value: a / 10, proportional: {target: 1}}
"""
METRICS: dict[str, dict[str, int | None]] = {
    "甲": {"a": 5, "b": 0},
    "乙": {"a": 10, "b": 5},
}


def lost(folder: Path, more: str = "") -> dict[tuple[str, str], dict[str, Any]]:
    result = score(loaded(small(TREE, more=more), folder), given("甲乙", metrics={"2023": METRICS}), "2023")
    return {(row["duty"], row["unit"]): row for row in result.units_lost.iter_rows(named=True)}


def test_a_unit_of_a_node_answers_for_its_leaves_and_shared_ones_count_in_full(tmp_path: Path) -> None:
    found = lost(tmp_path)
    # x lost 2 in 甲; y lost 2 in 甲 and 1 in 乙.
    assert found["lead", "甲局"]["lost"] == 5
    assert found["lead", "乙局"]["lost"] == 3


def test_responsible_units_are_told_apart_from_those_that_lead(tmp_path: Path) -> None:
    found = lost(tmp_path)
    assert found["responsible", "丙站"]["lost"] == 5
    assert ("lead", "丙站") not in found


def test_what_nobody_answers_for_has_a_row_without_a_unit(tmp_path: Path) -> None:
    found = lost(tmp_path)
    assert found["lead", ""]["lost"] == found["responsible", ""]["lost"] == 2


def test_a_unit_is_told_how_much_of_what_it_had_at_stake_it_lost_and_where(tmp_path: Path) -> None:
    row = lost(tmp_path)["lead", "甲局"]
    assert (row["indicators"], row["lowered"], row["jurisdictions"]) == (2, 2, 2)
    assert (row["average"], row["at_stake"]) == (Decimal("2.5"), 12)
    assert row["rate"] == Decimal("0.416666667")
    assert row["share"] == Decimal("0.714285714")
    assert row["worst"] == "y"


def test_what_a_gate_took_falls_to_the_unit_of_its_node(tmp_path: Path) -> None:
    gate = "gates: [{gate: g, title: 清零, when: a = 10, effect: {zero: n}, clause: 一}]"
    row = lost(tmp_path, more=gate)["lead", "甲局"]
    # Of the six marks of n, 乙 had lost one before the gate took the other five.
    assert (row["lost"], row["worst"]) == (10, "n")


def test_where_no_unit_is_named_there_is_nothing_to_tell(tmp_path: Path) -> None:
    plain = TREE.replace("  lead: [甲局]\n", "").replace("  units: [丙站]\n", "").replace("lead: [甲局, 乙局], ", "")
    result = score(loaded(small(plain), tmp_path), given("甲乙", metrics={"2023": METRICS}), "2023")
    assert result.units_lost.is_empty()


def test_lead_units_of_the_sample_answer_for_all_that_was_lost(whole: Result) -> None:
    told = whole.deductions.filter(pl.col("lost") > 0).select(pl.col("lead").str.split("、").alias("unit"), "lost")
    expected = dict(told.explode("unit").group_by("unit").agg(pl.col("lost").sum()).iter_rows())
    found = whole.units_lost.filter(pl.col("duty") == "lead")
    assert dict(found.select("unit", "lost").iter_rows()) == expected
    assert found["lost"].is_sorted(descending=True)


def test_the_average_is_over_those_that_have_a_total(whole: Result) -> None:
    row = whole.units_lost.row(0, named=True)
    scored = whole.ranking["score"].count()
    assert abs(Fraction(row["average"]) * scored - Fraction(row["lost"])) < Fraction(1, 10**6)


def test_the_sheet_shows_both_duties(whole_path: Path) -> None:
    found = rows(opened(whole_path)["牵头单位"])
    assert {line["职责"] for line in found} == {"牵头", "责任"}
    assert all(line["失分最多的一项"] for line in found)
