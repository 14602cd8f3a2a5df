"""Metrics that stay in their Parquet file: looked over in one pass, and read by the engine that scores them.

A country's villages by two hundred metrics are a gigabyte. Where a file's numbers are plain ones, as those a program
wrote are, all there is to say of them is said by their least and greatest values, which Parquet keeps beside them; the
few rows with anything odd in them are read as those of any other table are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq

from scoring.intake.cells import CELLS, Block
from scoring.intake.parquet import as_cells
from scoring.intake.recognise import Table
from scoring.intake.rows import Checker
from scoring.intake.sheets import FIRST_ROW, Unread
from scoring.rubric.declarations import Metric
from scoring.rubric.model import Rubric
from scoring.sql.scan import CELL, NUMBER, Held, Scan, parts
from scoring.sql.width import typed

MOST_ODD = 50_000
"""Rows with something odd in them beyond which a file is read like any other."""
_EXACT = 2**53
_DIGITS = 15


class Scanned:
    """One period's metrics that stay in their file; what is asked of a frame of metrics can be asked of it.

    Attributes:
        scan: what the engine reads.
        whole: the metrics of which every row has a value.
    """

    def __init__(self, scan: Scan, jurisdictions: pl.Series, whole: frozenset[str]) -> None:
        self.scan, self.whole = scan, whole
        self._jurisdictions = jurisdictions

    def __getitem__(self, column: str) -> pl.Series:
        """The jurisdictions: the one column that is kept in memory."""
        if column != "jurisdiction":
            raise KeyError(column)
        return self._jurisdictions

    @cached_property
    def columns(self) -> list[str]:
        """`jurisdiction`, a column a metric, and `<metric>?` where a row read by itself has a state."""
        own = [*self.scan.columns]
        rest = self.scan.rest.columns if self.scan.rest is not None else []
        names = [name for name in own if name != "jurisdiction"]
        told = [pair for name in names for pair in (name, f"{name}?") if pair == name or pair in rest]
        return ["jurisdiction", *told]


@dataclass(frozen=True)
class Looked:
    """What was seen of a file's metrics: which rows have something odd in them, and which metrics have no gap."""

    odd: pl.Series
    whole: frozenset[str]


def held(name: str, kind: pl.DataType, metric: Metric) -> Held:
    """A column of numbers in units of the metric's last decimal, where `looked_over` found nothing odd."""
    unit, type_ = 10**metric.decimals, typed(*metric.bounds)
    units = CELL
    if kind.is_float():
        # In as many digits as the column has, as it was looked over.
        factor = f"CAST({unit} AS {'FLOAT' if kind == pl.Float32 else 'DOUBLE'})"
        units = f"round({CELL} * {factor})" if unit > 1 else CELL
    elif kind.is_decimal():
        units = f"CAST({CELL} AS DECIMAL(18, {metric.decimals})) * {unit}"
    elif unit > 1:
        units = f"CAST({CELL} AS BIGINT) * {unit}"
    return Held(name, f"CAST({units} AS {type_})")


def can_be_scanned(kind: pl.DataType, metric: Metric) -> bool:
    """Whether a column of that type can be looked over as a whole."""
    if max(map(abs, metric.bounds)) >= 10**_DIGITS:
        return False
    if isinstance(kind, pl.Decimal):
        return kind.scale <= metric.decimals
    return kind.is_float() or (kind.is_integer() and kind not in (pl.UInt64, pl.Int128, pl.UInt128))


def looked_over(unread: Unread, columns: Mapping[str, tuple[str, Metric]]) -> Looked | None:
    """Look over the columns of some metrics; None where too much of them is odd.

    Args:
        unread: the file.
        columns: by metric, its column's name in the file and what is declared of it.
    """
    told = _told(unread.path)
    doubtful: dict[str, pl.Expr] = {}
    gaps: dict[str, pl.Expr] = {}
    whole: set[str] = set()
    for metric, (name, declared) in columns.items():
        known = told.get(name)
        odd = _odd(pl.col(name), unread.kinds[name], declared)
        if known is None or not _is_plain(known, unread.kinds[name], declared):
            doubtful[metric] = odd
        if known is None:
            gaps[metric] = pl.col(name).null_count()
        elif not known.nulls:
            whole.add(metric)
        if declared.part_of is not None and declared.part_of in columns:
            other, _ = columns[declared.part_of]
            # Numbers of no more than fifteen digits are told apart by their doubles, however many decimals they have.
            doubtful[f"{metric} part"] = pl.col(name).cast(pl.Float64) > pl.col(other).cast(pl.Float64)
    scan = pl.scan_parquet(parts(unread.path), glob=False)
    if gaps:
        counted = scan.select(one.alias(metric) for metric, one in gaps.items()).collect(engine="streaming")
        whole.update(metric for metric in gaps if counted[metric].item() == 0)
    if not doubtful:
        return Looked(pl.Series([], dtype=pl.UInt32), frozenset(whole))
    odd = pl.any_horizontal(one.fill_null(value=False) for one in doubtful.values())
    rows = scan.with_row_index(NUMBER).filter(odd).select(NUMBER).head(MOST_ODD + 1).collect(engine="streaming")
    return Looked(rows[NUMBER], frozenset(whole)) if rows.height <= MOST_ODD else None


def _odd(cell: pl.Expr, kind: pl.DataType, metric: Metric) -> pl.Expr:
    """Whether a number is anything but a plain one within the metric's bounds."""
    unit, (low, high) = 10**metric.decimals, metric.bounds
    if kind.is_float():
        # The double nearest to n/unit and no other: what is written in as few digits is that fraction.
        units = (cell * float(unit)).round()
        # Divided by a column that is the same throughout: by a number polars divides by multiplying with its inverse.
        nearest = units / (units * 0 + float(unit)) == cell
        good = nearest & units.is_between(float(low), float(high)) & (units.abs() < _EXACT)
    elif kind.is_decimal():
        least, most = (Decimal(end).scaleb(-metric.decimals) for end in (low, high))
        good = cell.is_between(least, most)
    else:
        good = cell.is_between(-(-low // unit), high // unit)
    if metric.unit == "%":
        # 0.95 where 95 is meant.
        good &= ~((cell > 0) & (cell <= 1))
    return ~good


@dataclass(frozen=True)
class _Known:
    """What a file says of a column itself."""

    least: Any
    most: Any
    nulls: int


def _is_plain(known: _Known, kind: pl.DataType, metric: Metric) -> bool:
    """Whether what the file says of a column is enough to know that nothing in it is odd."""
    unit, (low, high) = 10**metric.decimals, metric.bounds
    if kind.is_float() or known.least is None:
        return False
    is_share = metric.unit == "%" and known.least <= 1
    return bool(low <= known.least * unit and known.most * unit <= high and not is_share)


def _told(path: Path) -> dict[str, _Known]:
    """Each column's least and greatest value and how many it lacks; those of which every part of the file says so."""
    said: defaultdict[str, list[Any]] = defaultdict(list)
    for part in parts(path):
        data = pq.read_metadata(part)
        groups = [data.row_group(n) for n in range(data.num_row_groups)]
        for n in range(data.num_columns):
            said[data.schema.column(n).path] += [group.column(n).statistics for group in groups]
    return {name: found for name, some in said.items() if (found := _said(some))}


def _said(some: Sequence[Any]) -> _Known | None:
    if not some or any(one is None or not one.has_null_count for one in some):
        return None
    ends = [one for one in some if one.has_min_max]
    # A part that is all blank has no ends.
    if any(not one.has_min_max and one.num_values for one in some):
        return None
    least, most = (min((e.min for e in ends), default=None), max((e.max for e in ends), default=None))
    return _Known(least, most, sum(one.null_count for one in some))


@dataclass(frozen=True)
class UnreadBlock(Block):
    """A block whose cells stay in their file until one asks where they stand; `?row` counts as in its other columns.

    Attributes:
        unread: the file.
        columns: by metric, its column's name there and what is declared of it.
    """

    unread: Unread = field(kw_only=True)
    columns: Mapping[str, tuple[str, Metric]] = field(kw_only=True)

    def cells(self, metric: str) -> pl.DataFrame:
        """The block's cells of one metric that are not blank, as `CELLS`."""
        if metric not in self.columns:
            return pl.DataFrame(schema=CELLS)
        name, declared = self.columns[metric]
        units = pl.col(name) * 10**declared.decimals
        column = self.unread.read([name]).select(units.round().cast(pl.Int64)).to_series()
        read = column.gather(self.frame["?row"] - FIRST_ROW).alias(metric)
        states = pl.Series(f"{metric}?", [0], dtype=pl.Int16).new_from_index(0, len(read))
        rows = self.unread.row_of(metric, self.frame["?row"]).alias("?row")
        frame = self.frame.select("jurisdiction").with_columns(rows, read, states)
        return Block(self.file, self.sheet, frame, {metric: self.at[metric]}, self.who).cells(metric)


@dataclass(frozen=True)
class Apart:
    """Rows of one period of a table whose metrics are still in their file.

    Attributes:
        table: the table.
        rows: those of its rows that count, with `row`, `jurisdiction` and whatever else was read.
        rubric: what the metrics are declared in.
    """

    table: Table
    rows: pl.DataFrame
    rubric: Rubric

    @property
    def unread(self) -> Unread:
        """The file."""
        if self.table.unread is None:
            raise TypeError("nothing of it was left unread")
        return self.table.unread

    @cached_property
    def columns(self) -> dict[str, tuple[str, Metric]]:
        """By metric, its column's name in the file and what is declared of it."""
        written = self.table.data["period"] if "period" in self.table.at else None
        periods = [None] if written is None else written.gather(self.rows["row"] - FIRST_ROW).unique().to_list()
        named = {column.removeprefix("metric:"): name for column, name in self.table.apart.items()}
        has = {metric: name for metric, name in named.items() if self.unread.has(metric, periods)}
        return {metric: (name, self.rubric.metrics[metric]) for metric, name in has.items()}

    def of(self, numbers: pl.Series) -> Apart:
        """Those of some numbers in the file."""
        return replace(self, rows=self.rows.filter((pl.col("row") - FIRST_ROW).is_in(numbers.cast(pl.Int64).implode())))

    def looked_over(self) -> Looked | None:
        """What is to be seen of the rows; None where somebody has several, or too much is odd."""
        if self.rows["jurisdiction"].is_duplicated().any():
            return None
        looked = looked_over(self.unread, self.columns)
        if looked is None or looked.odd.is_empty():
            return looked
        mine = (self.rows["row"] - FIRST_ROW).cast(looked.odd.dtype)
        return replace(looked, odd=looked.odd.filter(looked.odd.is_in(mine.implode())))

    def block(self, looked: Looked) -> UnreadBlock:
        """Where the cells stand of the rows that stay in the file."""
        numbers = (pl.col("row") - FIRST_ROW).cast(looked.odd.dtype)
        rows = self.rows.filter(~numbers.is_in(looked.odd.implode())) if len(looked.odd) else self.rows
        at = {metric: self.table.at[f"metric:{metric}"] for metric in self.columns}
        frame = rows.select("jurisdiction", pl.col("row").alias("?row"))
        who = self.table.at["jurisdiction"]
        return UnreadBlock(self.table.file, self.table.sheet, frame, at, who, unread=self.unread, columns=self.columns)

    def scanned(self, block: UnreadBlock, rest: pl.DataFrame | None, looked: Looked) -> Scanned:
        """The relation the engine reads."""
        kinds = self.unread.kinds
        columns = {metric: held(name, kinds[name], declared) for metric, (name, declared) in self.columns.items()}
        rows = block.frame.select((pl.col("?row") - FIRST_ROW).alias(NUMBER), "jurisdiction").sort(NUMBER)
        parts = [rows["jurisdiction"], *([] if rest is None else [rest["jurisdiction"]])]
        whole = looked.whole
        if rest is not None:
            whole = frozenset(one for one in whole if f"{one}?" not in rest.columns and not rest[one].null_count())
        return Scanned(Scan(self.unread.path, columns, rows, rest), pl.concat(parts), whole)


def can_stay(check: Checker, rubric: Rubric) -> bool:
    """Whether a table's metrics may stay in their file: each once, all of plain numbers, none with a reason beside."""
    table = check.table
    if table.unread is None or table.kind.name != "metrics":
        return False
    metrics = [name for name in table.at if name.startswith("metric:")]
    plain = all(
        name in table.apart
        and "#" not in name
        and can_be_scanned(table.unread.kinds[table.apart[name]], rubric.metrics[name.removeprefix("metric:")])
        for name in metrics
    )
    return plain and not any(name.startswith("reason:") for name in table.at)


def with_all_columns(check: Checker) -> Checker:
    """The rows with what of them was left in the file."""
    table = check.table
    if table.unread is None:
        return check
    numbers = check.rows["row"] - FIRST_ROW
    few = len(numbers) < table.data.height // 2
    read = table.unread.read(list(dict.fromkeys(table.apart.values())), numbers.cast(pl.UInt32) if few else None)
    for column, name in table.apart.items():
        cells = as_cells(read[name])
        check.add(column, cells if few else cells.gather(numbers))
    return check
