"""A mark has the same digits, and the same proved bounds, whether or not anybody has a gap."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl

from scoring.api import load_rubric, run

RUBRIC = """\
rubric: {id: gaps, title: 空缺, version: "1", source: {title: 试验}}
assumed:
  {points: 试验, evidence: 试验, periods: 试验,
  scale: 试验, settings: 试验, policy: 试验, metric: 试验, round: 试验, rank: 试验}
population: {levels: {县: 县}}
periods: [{id: "2023", kind: year, title: "2023", starts: 2023-01-01, ends: 2023-12-31}]
metrics:
  part: {title: 分子, unit: 件, maximum: 1000000}
  whole: {title: 分母, unit: 件, minimum: 1, maximum: 1000000}
settings: {missing: zero, not_applicable: rescale, not_assessed: rescale, round: 0.01}
tree:
  node: 总分
  title: 总分
  points: 100
  children:
  - leaf: 比例
    title: 比例
    points: 100
    value: part / whole
    missing: {fill: mean, among: all, at: value}
    threshold: {more_than: 0.333333333333}
rank: {of: 总分, digits: 2, ties: competition}
"""


def marks(folder: Path, rows: str) -> dict[str, object]:
    (folder / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    (folder / "2023.csv").write_text(f"code,part,whole\n{rows}", encoding="utf-8")
    result = run(load_rubric(folder / "rubric.yaml"), folder / "2023.csv")
    table = result.scores.lazy().filter(pl.col("node") == "比例").collect()
    return dict(zip(table["jurisdiction"], table["score"], strict=True))


def test_a_value_is_as_fine_whether_or_not_another_is_filled(tmp_path: Path) -> None:
    # A third is above 0.333333333333, and no more than that once it has the 12 decimals of a filled value.
    nobody = marks(tmp_path, "J1,333333,1000000\nJ2,1,3\n")
    somebody = marks(tmp_path, "J1,333333,1000000\nJ2,1,3\nJ3,,\n")
    assert nobody == {code: somebody[code] for code in nobody}
    assert set(nobody.values()) == {Decimal(0)}
