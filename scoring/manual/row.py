"""A sheet's columns, and where a jurisdiction's row has what a formula asks for."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property, partial
from io import StringIO

from scoring.manual.worked import Shown
from scoring.rubric.example import LAST_YEAR
from scoring.rubric.expression import Earlier, Expression, History, Name, Within
from scoring.rubric.spreadsheet import Goal, Sheet, literal, spelled, statistic

_PAST = {
    "every": "AND",
    "ever": "OR",
    "mean_before": "AVERAGE",
    "max_before": "MAX",
    "min_before": "MIN",
    "sum_before": "SUM",
}


Value = Fraction | str | None
"""What a cell holds: a number, a text, a formula (with its `=`), or nothing."""


@dataclass
class Grid:
    """Cells by column and row, both counted from 0; the first row says what the columns hold."""

    columns: dict[str, list[Value]] = field(default_factory=dict)

    def add(self, title: str, cells: Sequence[Value]) -> str:
        """A column; its letter."""
        self.columns[title] = list(cells)
        return self.letter(title)

    def letter(self, title: str) -> str:
        """The letter of a column."""
        return _letter(list(self.columns).index(title))


@dataclass
class Facts:
    """The metrics and roster of an example, a column a metric and year."""

    shown: Shown
    grid: Grid

    @cached_property
    def who(self) -> list[str]:
        """The jurisdictions, those of one level and group together."""
        return sorted(
            self.shown.example.marks, key=lambda one: (*map(partial(self.place, one), ("level", "group")), one)
        )

    def place(self, one: str, column: str) -> str:
        """What the roster says of somebody."""
        return self.shown.roster.get(one, {}).get(column, "")

    def group(self, row: int, column: str) -> tuple[int, int]:
        """The first and the last row of those that are in one group with a row.

        Raises:
            KeyError: they do not stand together.
        """
        same = [n for n, one in enumerate(self.who, 2) if self.alike(one, self.who[row - 2], column)]
        if same != list(range(same[0], same[-1] + 1)):
            raise KeyError(column)
        return same[0], same[-1]

    def alike(self, one: str, other: str, column: str) -> bool:
        """Whether two are in one group."""
        return column == "all" or self.place(one, column) == self.place(other, column)

    @cached_property
    def written(self) -> Mapping[tuple[str, str, int], str]:
        """What was submitted, by metric, jurisdiction and year."""
        table = csv.DictReader(StringIO(self.shown.example.inputs().get("metrics.csv", "code\n")))
        return {
            (metric, row["code"], int(row.get("period") or LAST_YEAR)): text
            for row in table
            for metric, text in row.items()
        }

    def number(self, metric: str, who: str, year: int = LAST_YEAR) -> Fraction | None:
        """The number submitted; None where there is none."""
        written = self.written.get((metric, who, year), "")
        if not re.fullmatch(r"[-+]?\d+(\.\d+)?%?", written):
            return None
        return Fraction(written.rstrip("%")) / (100 if self.shown.rubric.metrics[metric].unit == "%" else 1)

    def counted(self, metric: str, who: str) -> Fraction | None:
        """The same where examples count zero for what was not handed in; what does not apply stays empty."""
        return self.number(metric, who) if self.written[metric, who, LAST_YEAR] else Fraction(0)

    def cell(self, metric: str, row: int, back: int = 0) -> str:
        """The cell of a metric, so many years back."""
        title = f"{metric} {LAST_YEAR - back}" if back else metric
        if title not in self.grid.columns:
            cells = [self.number(metric, one, LAST_YEAR - back) for one in self.who]
            self.grid.add(title, [title, *cells])
        return f"{self.grid.letter(title)}{row}"

    def asked(self, name: str, row: int) -> str:
        """The cell of what evidence over records asks for."""
        if name not in self.grid.columns:
            cells = self.shown.example.cells
            given = [cells.get(one, {}).get(name) for one in self.who]
            self.grid.add(name, [name, *(None if one is None else Fraction(one) for one in given)])
        return f"{self.grid.letter(name)}{row}"

    def named(self, formula: str) -> dict[str, str]:
        """The cells of the first row that a formula rests on, with the names of their columns."""
        cells = {f"{self.grid.letter(title)}2": title for title in self.grid.columns}
        return {cell: title for cell, title in cells.items() if re.search(rf"\b{cell}\b", formula)}

    def attribute(self, name: str, row: int) -> str:
        """The cell of a roster column."""
        if name not in self.grid.columns:
            self.grid.add(name, [name, *(self.place(one, name) for one in self.who)])
        return f"{self.grid.letter(name)}{row}"


@dataclass(frozen=True)
class Row(Sheet):
    """One jurisdiction's row, so many years back; `own` is the column of the value, once there is one."""

    facts: Facts
    row: int
    back: int = 0
    own: str = ""
    before: str = ""

    @property
    def value(self) -> str:
        return f"{self.own}{self.row}"

    @property
    def level(self) -> str:
        return f"{self.before or self.own}{self.row}"

    @property
    def points(self) -> str:
        return f"{self.facts.grid.letter('points')}{self.row}"

    def of(self, goal: Fraction | Goal) -> str:
        return literal(goal) if isinstance(goal, Fraction) else goal.spreadsheet(self)

    def name(self, name: str) -> str:
        if name == "value":
            return self.value
        if any(name in cells for cells in self.facts.shown.example.cells.values()):
            return self.facts.asked(name, self.row)
        if name in self.facts.shown.rubric.metrics:
            return self.facts.cell(name, self.row, self.back)
        return self.facts.attribute(name, self.row)

    def reference(self, code: str, aspect: str, other: str = "") -> str:
        raise KeyError(code, aspect, other)

    def among(self, function: str, group: str, argument: Fraction | None = None, of: Expression | None = None) -> str:
        column = self.own if of in (None, Name("value")) else self._helper(of, holds=function in ("count", "share"))
        first, last = self.facts.group(self.row, group)
        return statistic(function, f"{column}${first}:{column}${last}", f"{column}{self.row}", argument)

    def _helper(self, of: Expression | None, *, holds: bool) -> str:
        """A column of what a statistic is over; 1 and 0 for a condition."""
        title = repr(of)
        if of is not None and title not in self.facts.grid.columns:
            rows = range(2, len(self.facts.who) + 2)
            made = [spelled(of, replace(self, row=row)) for row in rows]
            column(self.facts.grid, title, [f"IF({one},1,0)" if holds else one for one in made])
        return self.facts.grid.letter(title)

    def earlier(self, back: Earlier | History) -> str:
        if isinstance(back, Earlier):
            return spelled(back.of, replace(self, back=self.back + back.back))
        first = 0 if back.holds_now else 1
        known = LAST_YEAR - min(year for _, _, year in self.facts.written)
        last = first + back.periods if back.periods else known + 1
        parts = [spelled(back.of, replace(self, back=self.back + n)) for n in range(first, last)]
        return f"{_PAST[back.function]}({','.join(parts)})"

    def within(self, inside: Within) -> str:
        # A sheet shows a jurisdiction's row for each period of one kind, and none of the shorter ones inside it.
        raise KeyError(inside)


def column(grid: Grid, title: str, formulas: Sequence[str]) -> str:
    """Add a column of formulas; its letter."""
    return grid.add(title, [title, *(f"={one}" for one in formulas)])


def _letter(index: int) -> str:
    return chr(ord("A") + index) if index < 26 else _letter(index // 26 - 1) + _letter(index % 26)
