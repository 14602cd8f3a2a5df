"""Metrics that stay in their Parquet file come to the very result of the same metrics read like any other table."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.api import run
from scoring.intake import parquet, scanned
from scoring.result.result import Result
from scoring.rubric.model import Rubric
from tests.engine.agreement import loaded, scores
from tests.oracle.small import small

METRICS = """
metrics:
  whole: {title: 总数, unit: 个, maximum: 1000}
  part: {title: 其中, unit: 个, maximum: 1000, part_of: whole}
  money: {title: 经费, unit: 万元, decimals: 2, minimum: -50, maximum: 99999}
  rate: {title: 率, unit: "%", decimals: 2, maximum: 100}
"""
CHILDREN = """
- {leaf: w, title: 一, due: year, points: 2, value: whole, proportional: {target: 900}}
- {leaf: p, title: 二, due: year, points: 2, value: part / whole, proportional: {target: 50%}}
- leaf: m
  title: 三
  due: year
  points: 3
  value: money
  min_max: {among: all, best: high, constant_group: not_assessed}
- {leaf: r, title: 四, due: year, points: 2, value: rate, threshold: {at_least: 60}}
- leaf: g
  title: 五
  due: year
  points: 1
  value: money
  change: {against: year_before, no_history: not_applicable}
  trend: {wanted: up, flat: 50%, worse: 0}
"""
TABLES = ("scores", "details", "ranking", "ranks", "gates", "labels", "deductions", "findings", "units_lost")
KINDS: dict[str, Sequence[pl.DataType]] = {
    "whole": (pl.Int16(), pl.UInt8(), pl.Int32(), pl.Int64(), pl.UInt64(), pl.Float64(), pl.Float32()),
    "part": (pl.Int32(), pl.Float64(), pl.Decimal(9, 0)),
    "money": (pl.Float64(), pl.Decimal(10, 2), pl.Decimal(12, 3), pl.Int32(), pl.Decimal(5, 1)),
    "rate": (pl.Float64(), pl.Decimal(7, 2), pl.Int8(), pl.String()),
}
NUMBERS: dict[str, st.SearchStrategy[str | None]] = {
    "whole": st.sampled_from(["0", "1", "7", "12", "100", "250", "-3", "12.5", None]),
    "part": st.sampled_from(["0", "1", "7", "12", "101", None]),
    "money": st.sampled_from(["0", "0.1", "12.34", "-50", "-50.01", "7.125", "99.99", "3", None]),
    "rate": st.sampled_from(["0", "0.95", "1", "60", "59.99", "100", "100.01", "45.675", None]),
}
CODES = ("甲", "乙", "丙", "丁", "戊", "己", "合计", "无名")
ROSTER = pl.DataFrame({"地区代码": list("己戊丁丙乙甲"), "层级": ["县", "镇"] * 3})


@dataclass(frozen=True)
class Case:
    """A folder's tables by file name, and how many rows a part of a file has."""

    files: dict[str, pl.DataFrame]
    group: int
    in_parts: bool = False

    def write(self, folder: Path) -> None:
        """As files, or each as a folder of parts."""
        for name, table in self.files.items():
            if self.in_parts:
                write_in_parts(table, folder / name, self.group)
            else:
                table.write_parquet(folder / name, row_group_size=self.group)


def write_in_parts(table: pl.DataFrame, folder: Path, rows: int) -> None:
    """So many rows a part, beside what else a cluster leaves in such a folder."""
    folder.mkdir()
    for n, part in enumerate(table.iter_slices(rows)):
        part.write_parquet(folder / f"part-{n:05}-[甲] 1%2B+.snappy.parquet")
        (folder / f".part-{n:05}-[甲] 1%2B+.snappy.parquet.crc").write_bytes(b"crc")
    table.clear().write_parquet(folder / "part-99999.parquet")
    (folder / "_SUCCESS").touch()


def _column(name: str, kind: pl.DataType, texts: Sequence[str | None]) -> pl.Series:
    if kind == pl.String:
        return pl.Series(name, texts, dtype=pl.String)
    known = [None if text is None else _as(kind, text) for text in texts]
    return pl.Series(name, known, dtype=kind)


def _as(kind: pl.DataType, text: str) -> Any:
    if kind.is_float():
        return float(text)
    if isinstance(kind, pl.Decimal):
        return Decimal(text).quantize(Decimal(1).scaleb(-kind.scale))
    number = int(Decimal(text))
    return max(number, 0) if kind in (pl.UInt8, pl.UInt64) else number


@st.composite
def tables(draw: st.DrawFn, period: str) -> pl.DataFrame:
    """A table of metrics of one period: rows in any order, some names twice, some of nobody known."""
    who = [draw(st.sampled_from(CODES[:6])), *draw(st.lists(st.sampled_from(CODES), max_size=8))]
    columns = [pl.Series("地区代码", who), pl.Series("期次", [period] * len(who))]
    for name in draw(st.permutations(list(KINDS))):
        kind = draw(st.sampled_from(KINDS[name]))
        texts = draw(st.lists(NUMBERS[name], min_size=len(who), max_size=len(who)))
        columns.append(_column(name, kind, texts))
    return pl.DataFrame(columns)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Two years in a file each or both in one, with a roster or without."""
    years = [draw(tables(period)) for period in ("2022", "2023")]
    files = {f"{n}.parquet": table for n, table in enumerate(years[draw(st.integers(0, 1)) :], 1)}
    if draw(st.booleans()) and len(years) > 1 and years[0].schema == years[1].schema:
        files = {"both.parquet": pl.concat(years)}
    if draw(st.booleans()):
        files["名册.parquet"] = ROSTER
    return Case(files, draw(st.sampled_from([1, 2, 3, 100])), in_parts=draw(st.booleans()))


@cache
def rubric() -> Rubric:
    """A rubric that looks at others, at the year before and at parts of wholes."""
    with tempfile.TemporaryDirectory() as folder:
        return loaded(small(CHILDREN, more=METRICS), Path(folder))


def both(case: Case, odd: int = scanned.MOST_ODD) -> tuple[Result, Result]:
    """The result of what was read, and of what stayed in its files; the second one's marks written too."""
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept) / "inputs"
        folder.mkdir()
        case.write(folder)
        read = run(rubric(), folder, period="2023")
        with patch.object(parquet, "MANY", 0), patch.object(scanned, "MOST_ODD", odd):
            stayed = run(rubric(), folder, period="2023", out=Path(kept) / "out")
        for name in TABLES:
            one, other = (getattr(result, name).lazy().collect() for result in (read, stayed))
            assert one.equals(other), (name, one, other)
        for period in ("2022", "2023"):
            for metric in KINDS:
                one, other = (result.inputs.origins(period, metric).sort("jurisdiction") for result in (read, stayed))
                assert one.equals(other), (period, metric, one, other)
        return read, stayed


@settings(max_examples=settings().max_examples // 2)
@given(case=cases(), odd=st.sampled_from([0, 1, 50_000]))
def test_whatever_stands_in_the_file(case: Case, odd: int) -> None:
    both(case, odd)


def plain_case() -> Case:
    """Whole numbers throughout, in an order that is nobody's."""
    table = pl.DataFrame(
        {
            "地区代码": list("丙甲乙"),
            "期次": ["2023"] * 3,
            "whole": [100, 7, 250],
            "part": [50, 7, 0],
            "money": [3, 2, 1],
            "rate": [60, 59, 100],
        }
    )
    return Case({"1.parquet": table}, 2)


def test_plain_numbers_are_never_read_into_memory() -> None:
    _, stayed = both(plain_case())
    assert set(stayed.inputs.scanned) == {"2023"}
    assert stayed.inputs.metrics == {}
    assert scores(stayed).filter(node="w", jurisdiction="乙")["score"].item() == Decimal("0.56")


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_a_folder_of_parts_is_one_table(rows: int) -> None:
    table = plain_case().files["1.parquet"].with_columns(pl.Series("rate", [60, 101, 100]))
    whole = Case({"1.parquet": table}, rows)
    found, expected = both(replace(whole, in_parts=True)), both(whole)
    for one, other in zip(found, expected, strict=True):
        assert [(name, rows) for name, _, _, _, _, rows in one.inputs.files.rows()] == [("1.parquet", 3)]
        for name in TABLES:
            assert getattr(one, name).lazy().collect().equals(getattr(other, name).lazy().collect()), name
    told = found[1].findings.filter(code="out_of_range").row(0, named=True)
    assert (told["file"], told["cell"], told["jurisdiction"]) == ("1.parquet", "F3", "甲")


def test_a_cell_that_is_odd_is_read_and_told_and_the_others_stay() -> None:
    case = plain_case()
    table = case.files["1.parquet"].with_columns(pl.Series("rate", [60, 101, 100]))
    _, stayed = both(Case({"1.parquet": table}, 2))
    assert stayed.inputs.scanned["2023"].scan.rows["jurisdiction"].to_list() == ["丙", "乙"]
    told = stayed.findings.filter(code="out_of_range").row(0, named=True)
    assert (told["cell"], told["jurisdiction"]) == ("F3", "甲")


def test_two_tables_of_one_period_are_read() -> None:
    table = plain_case().files["1.parquet"]
    files = {"1.parquet": table.drop("rate"), "2.parquet": table.select("地区代码", "期次", "rate")}
    _, stayed = both(Case(files, 3))
    assert stayed.inputs.scanned == {}
    assert set(stayed.inputs.metrics) == {"2023"}
