"""What every kind of table is read against: the rubric, its periods, the roster, and where findings go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

import polars as pl

from scoring.intake.findings import Finding
from scoring.intake.recognise import Table
from scoring.intake.rows import Checker, Fault, as_text, translate
from scoring.intake.when import Calendar
from scoring.intake.who import Register
from scoring.intake.wording import one_of
from scoring.rubric.model import Rubric
from scoring.words import Text

_UNKNOWN_PERIOD = Fault(
    "unknown_period",
    Text("评分规则没有这个期次，整行未采用。{hint}", "the rubric has no such period: row not used.{hint}"),
)
_NO_PERIOD = Fault(
    "no_period",
    Text(
        "看不出是哪一期：请以期次命名工作表或增加“期次”列，整行未采用",
        "of which period? name the sheet after one or add a period column: row not used",
    ),
)


@dataclass(frozen=True)
class Reader:
    """The rubric, its calendar and the register; `notes` takes every finding."""

    rubric: Rubric
    calendar: Calendar
    register: Register
    notes: list[Finding]

    def checked(self, table: Table, *, timed: bool = True) -> Checker:
        """The table's rows of known jurisdictions and, where `timed`, of known periods."""
        check = Checker(table, table.data, self.notes)
        self.register.check(check)
        if timed:
            self._check_period(check)
        return check

    def year_of(self, table: Table) -> int | None:
        """The year a table speaks of: that of the period it is called by, or the only one the rubric has."""
        told = self.calendar.first((table.sheet, *table.titles, PurePosixPath(table.file).stem))
        periods = [self.calendar.periods[told]] if told else self.rubric.periods
        years = {day.year for period in periods for day in (period.starts, period.ends)}
        return years.pop() if len(years) == 1 else None

    def _check_period(self, check: Checker) -> None:
        table = check.table
        told = self.calendar.first((table.sheet, *table.titles, PurePosixPath(table.file).stem))
        written = self._periods_written(check)
        default = pl.Series("period", [told], dtype=pl.String)
        named = translate(written, self.calendar.named, pl.String)
        check.add("period_written", written)
        check.add("period", pl.select(pl.when(written.is_null()).then(default).otherwise(named)).to_series())
        expected = one_of(self.calendar.periods)
        unknown = replace(_UNKNOWN_PERIOD, expected=expected, known=tuple(self.calendar.periods))
        spoken = check.rows["period_written"].is_not_null()
        check.keep(check.rows["period"].is_not_null() | ~spoken, "period", unknown, "period_written")
        check.keep(check.rows["period"].is_not_null(), "period", replace(_NO_PERIOD, expected=expected))

    def _periods_written(self, check: Checker) -> pl.Series:
        """What rows say of their period; a column of years counts as such where it names periods and nothing else."""
        years = as_text(check.rows, "time")
        known = translate(years, self.calendar.named, pl.String).is_not_null()
        if "period" in check.table.at or not (known | years.is_null()).all():
            return as_text(check.rows, "period")
        return years


def gather(parts: Iterable[pl.DataFrame], schema: Mapping[str, Any]) -> pl.DataFrame:
    """The rows of all parts as one table of that schema, `column` beside it for the cell each row speaks of."""
    wanted = {**schema, "column": pl.Int64}
    columns = [pl.col(name).cast(kind) for name, kind in wanted.items()]
    full = [
        part.with_columns(pl.lit(None).alias(name) for name in wanted if name not in part.columns).select(columns)
        for part in parts
    ]
    return pl.concat(full) if full else pl.DataFrame(schema=wanted)


def placed(check: Checker, column: str) -> pl.DataFrame:
    """The rows with `file`, `sheet`, and the sheet column of a cell as `column`."""
    table = check.table
    places = [pl.lit(table.file).alias("file"), pl.lit(table.sheet).alias("sheet")]
    if "column" not in check.rows.columns:
        places.append(pl.lit(table.at[column]).alias("column"))
    return check.rows.with_columns(places)
