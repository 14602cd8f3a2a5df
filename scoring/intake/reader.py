"""What every kind of table is read against: the rubric, its periods, the roster, and where findings go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

import polars as pl

from scoring.intake.findings import Finding, Severity
from scoring.intake.recognise import Table
from scoring.intake.rows import Checker, Fault, as_text, translate
from scoring.intake.when import Calendar
from scoring.intake.who import Register
from scoring.intake.wording import clip, one_of, tidy
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
_ANOTHER_PERIOD = Text(
    "评分规则没有“{found}”这一期，没有写期次的行未采用；确属规则中某一期的，请改名或增加“期次”列",
    "the rubric has no period “{found}”: rows that name none are not used; if they are of one it has, rename it or add "
    "a period column",
)
_OTHER_YEAR = Text(
    "这里写的是{found}年，而评分规则只有{period}这一期：按{period}计，请核对",
    "{found} is named here, and the rubric has {period} only: taken as of {period}; check it",
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
        another = self.calendar.elsewhen(called(table))
        if another is not None:
            return int(tidy(another)[:4])
        told = self.calendar.first(called(table))
        periods = [self.calendar.periods[told]] if told else self.rubric.periods
        years = {day.year for period in periods for day in (period.starts, period.ends)}
        return years.pop() if len(years) == 1 else None

    def _check_period(self, check: Checker) -> None:
        told = self.calendar.first(called(check.table))
        written = self._periods_written(check)
        default = pl.Series("period", [told], dtype=pl.String)
        named = translate(written, self.calendar.named, pl.String)
        check.add("period_written", written)
        check.add("period", pl.select(pl.when(written.is_null()).then(default).otherwise(named)).to_series())
        expected = one_of(self.calendar.periods)
        unknown = replace(_UNKNOWN_PERIOD, expected=expected, known=tuple(self.calendar.periods))
        spoken = check.rows["period_written"].is_not_null()
        check.keep(check.rows["period"].is_not_null() | ~spoken, "period", unknown, "period_written")
        untold = check.rows["period"].is_null()
        another = self.calendar.elsewhen(called(check.table))
        if another is not None and untold.any():
            check.rows = check.rows.filter(~untold)
            self._say_of_the_table(check.table, "error", "unknown_period", _ANOTHER_PERIOD, another)
        year = self.calendar.other_year(called(check.table))
        if year is not None and not spoken.all():
            self._say_of_the_table(check.table, "warning", "other_year", _OTHER_YEAR, str(year))
        check.keep(check.rows["period"].is_not_null(), "period", replace(_NO_PERIOD, expected=expected))

    def _say_of_the_table(self, table: Table, severity: Severity, code: str, message: Text, found: str) -> None:
        expected = one_of(self.calendar.periods)
        said = message.with_(found=clip(found), period=self.rubric.periods[0].title)
        self.notes.append(Finding(severity, code, table.place(), said, clip(found), expected))

    def _periods_written(self, check: Checker) -> pl.Series:
        """What rows say of their period; a column of years counts as such where it names periods and nothing else."""
        years = as_text(check.rows, "time")
        known = translate(years, self.calendar.named, pl.String).is_not_null()
        if "period" in check.table.at or not (known | years.is_null()).all():
            return as_text(check.rows, "period")
        return years


def called(table: Table) -> tuple[str, ...]:
    """What may tell the period of a table, the nearest first: its sheet's name, titles above it, its file's name."""
    return (table.sheet, *table.titles, PurePosixPath(table.file).stem)


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
