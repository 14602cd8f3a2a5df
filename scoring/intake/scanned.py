"""Metrics that stay in their Parquet file: looked over in one pass, and read by the engine that scores them.

A country's villages by two hundred metrics are a gigabyte. Where a file's numbers are plain ones, as those a program
wrote are, all there is to say of them is said by their least and greatest values, which Parquet keeps beside them; the
few rows with anything odd in them are read as those of any other table are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from scoring.intake.cells import CELLS, Block
from scoring.intake.parquet import as_cells
from scoring.intake.plain import Looked, can_be_scanned, looked_over
from scoring.intake.recognise import Table
from scoring.intake.rows import Checker
from scoring.intake.sheets import FIRST_ROW, Unread
from scoring.rubric.declarations import Metric
from scoring.rubric.model import Rubric
from scoring.sql.scan import CELL, NUMBER, Held, Scan
from scoring.sql.width import typed


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
