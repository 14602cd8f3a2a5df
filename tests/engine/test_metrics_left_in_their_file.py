"""Metrics that stay in their Parquet file, or in one beside it, come to the very result of those read as tables are."""

from __future__ import annotations

import gc
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
from scoring.errors import OutputError
from scoring.intake import long, parquet, plain, widened
from scoring.intake.number import ROUNDED
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


def _table(result: Result, name: str) -> pl.DataFrame:
    found: pl.DataFrame = getattr(result, name).lazy().collect()
    # That decimals were rounded is said once a column, and of what stayed in its file once a period.
    return found.filter(pl.col("code") != ROUNDED) if name == "findings" else found


def both(case: Case, odd: int = plain.MOST_ODD, part: int = 5) -> tuple[Result, Result]:
    """The result of what was read, and of what stayed in its files; the second one's marks written too."""
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept) / "inputs"
        folder.mkdir()
        case.write(folder)
        read = run(rubric(), folder, period="2023")
        large = (patch.object(parquet, "MANY", 0), patch.object(long, "MANY", 0), patch.object(long, "_PART", part))
        with large[0], large[1], large[2], patch.object(plain, "MOST_ODD", odd):
            stayed = run(rubric(), folder, period="2023", out=Path(kept) / "out")
        for name in TABLES:
            one, other = (_table(result, name) for result in (read, stayed))
            assert one.equals(other), (name, one.to_dicts(), other.to_dicts())
        for period in ("2022", "2023"):
            for metric in KINDS:
                one, other = (result.inputs.origins(period, metric).sort("jurisdiction") for result in (read, stayed))
                assert one.equals(other), (period, metric, one, other)
        return read, stayed


@settings(max_examples=settings().max_examples // 4)
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


LONG_KINDS: Sequence[pl.DataType] = (pl.Int64(), pl.Int32(), pl.Float64(), pl.Decimal(12, 2))


@st.composite
def long_cases(draw: st.DrawFn) -> Case:
    """A row a value, in order but for one that stands twice, is of no known metric, or stands away from the others."""
    kind = draw(st.sampled_from(LONG_KINDS))
    rows: list[tuple[str, str, str, str | None]] = []
    for who in draw(st.permutations(CODES[:6]))[: draw(st.integers(1, 6))]:
        for period in draw(st.sampled_from([["2023"], ["2022", "2023"], ["2023", "2022"]])):
            names = draw(st.sampled_from([list(NUMBERS), list(NUMBERS)[::-1], ["rate", "whole"]]))
            rows.extend((who, period, name, draw(NUMBERS[name])) for name in names)
    for spoilt in draw(st.lists(st.sampled_from(["twice", "unknown", "elsewhere"]), max_size=1)):
        at = draw(st.integers(0, len(rows) - 1))
        who, period, name, value = rows[at]
        further = {"twice": (at, name), "unknown": (at, "无此指标"), "elsewhere": (len(rows), name)}
        place, metric = further[spoilt]
        rows.insert(place, (who, period, metric, value))
    who_, when, what, values = zip(*rows, strict=True)
    texts = pl.DataFrame({"地区代码": who_, "期次": when, "指标": what})
    files = {"long.parquet": texts.with_columns(_column("数值", kind, values))}
    if draw(st.booleans()):
        files["名册.parquet"] = ROSTER
    return Case(files, draw(st.sampled_from([1, 3, 4, 100])))


@settings(max_examples=settings().max_examples // 4)
@given(case=long_cases(), odd=st.sampled_from([0, 1, 50_000]), part=st.sampled_from([1, 2, 3, 7, 1_000]))
def test_a_row_a_value(case: Case, odd: int, part: int) -> None:
    both(case, odd, part)


def plain_long(*more: tuple[str, str, int]) -> Case:
    """Six values of three jurisdictions, and some more."""
    rows = [(who, name, value) for who, value in (("丙", 100), ("甲", 7), ("乙", 250)) for name in ("whole", "part")]
    who, what, values = zip(*((who, name, value) for who, name, value in (*rows, *more)), strict=True)
    return Case({"2023.parquet": pl.DataFrame({"地区代码": who, "指标": what, "数值": values})}, 3)


def test_values_of_one_jurisdiction_that_stand_together_are_laid_side_by_side(tmp_path: Path) -> None:
    plain_long().write(tmp_path)
    with patch.object(parquet, "MANY", 0), patch.object(long, "MANY", 0):
        inputs = run(rubric(), tmp_path, period="2023").inputs
    assert set(inputs.scanned) == {"2023"}
    assert inputs.scanned["2023"].scan.rows["jurisdiction"].to_list() == ["丙", "甲", "乙"]
    assert dict(inputs.origins("2023", "part").select("jurisdiction", "cell").iter_rows()) == {
        "丙": "C3",
        "甲": "C5",
        "乙": "C7",
    }


def test_a_folder_of_parts_is_laid_side_by_side_as_one_table(tmp_path: Path) -> None:
    table = plain_long().files["2023.parquet"]
    folder = tmp_path / "2023.parquet"
    folder.mkdir()
    # One jurisdiction's values go on in the next part.
    for n, (start, until) in enumerate([(0, 3), (3, 6)]):
        table[start:until].write_parquet(folder / f"part-{n}.parquet")
    with patch.object(parquet, "MANY", 0), patch.object(long, "MANY", 0):
        inputs = run(rubric(), tmp_path, period="2023").inputs
    assert inputs.scanned["2023"].scan.rows["jurisdiction"].to_list() == ["丙", "甲", "乙"]
    assert sorted(inputs.origins("2023", "part")["cell"]) == ["C3", "C5", "C7"]
    assert inputs.files["rows"].to_list() == [6]


def test_the_file_beside_is_gone_with_the_inputs() -> None:
    _, stayed = both(plain_long())
    beside = stayed.inputs.scanned["2023"].scan.file
    assert beside.exists()
    del stayed
    gc.collect()
    assert not beside.parent.exists()


def test_a_value_that_is_odd_is_told_where_it_was_submitted() -> None:
    _, stayed = both(plain_long(("戊", "whole", 5), ("戊", "rate", 101)))
    told = stayed.findings.filter(code="out_of_range").row(0, named=True)
    assert (told["file"], told["cell"], told["jurisdiction"]) == ("2023.parquet", "C9", "戊")
    assert "戊" not in stayed.inputs.scanned["2023"].scan.rows["jurisdiction"]


def test_one_who_is_not_on_the_roster_is_told_once_at_their_first_value() -> None:
    case = plain_long(("无名", "whole", 5), ("无名", "part", 1))
    with tempfile.TemporaryDirectory() as folder, patch.object(long, "MANY", 0):
        Case({**case.files, "名册.parquet": ROSTER}, 100).write(Path(folder))
        found = run(rubric(), folder, period="2023").findings.filter(found="无名")
    assert found["cell"].to_list() == ["A8"]


def test_no_room_for_the_file_beside_is_said(tmp_path: Path) -> None:
    plain_long().write(tmp_path)
    full = patch.object(widened, "FILE", "../../../../../dev/full")
    with patch.object(long, "MANY", 0), full, pytest.raises(OutputError) as refused:
        run(rubric(), tmp_path, period="2023")
    assert "TMPDIR" in refused.value.say("zh")
    assert "2023.parquet" in refused.value.say("en")


@pytest.mark.parametrize("name", ["place", "period", "row", "metric", "assessed"])
@pytest.mark.parametrize("is_long", [False, True])
def test_a_metric_may_be_called_as_something_of_ours(name: str, tmp_path: Path, *, is_long: bool) -> None:
    leaf = f"[{{leaf: x, title: x, due: year, points: 10, value: {name}, proportional: {{target: 900}}}}]"
    of_that_name = loaded(small(leaf, more=f"metrics: {{{name}: {{title: 数, unit: 个, maximum: 1000}}}}"), tmp_path)
    table = pl.DataFrame({"地区代码": list("丙甲乙"), "期次": ["2023"] * 3, "数": [100, 7, 250]})
    if is_long:
        table = table.unpivot("数", index=["地区代码", "期次"], variable_name="指标", value_name="数值")
    folder = tmp_path / "inputs"
    folder.mkdir()
    Case({"1.parquet": table, "名册.parquet": ROSTER}, 2).write(folder)
    read = run(of_that_name, folder, period="2023")
    with patch.object(parquet, "MANY", 0), patch.object(long, "MANY", 0):
        stayed = run(of_that_name, folder, period="2023", out=tmp_path / "out")
    assert set(stayed.inputs.scanned) == {"2023"}
    for table_name in TABLES:
        assert _table(read, table_name).equals(_table(stayed, table_name)), table_name
