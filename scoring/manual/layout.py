"""A worked example laid out as a spreadsheet: its inputs in cells, its marks as formulas over them."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from io import StringIO

from scoring.manual.worked import Shown
from scoring.rubric.example import LAST_YEAR
from scoring.rubric.expression import Earlier, Expression, Name
from scoring.rubric.formula import parse
from scoring.rubric.model import Change
from scoring.rubric.spreadsheet import Goal, Parts, Sheet, literal, rounded, spelled, statistic
from scoring.sql.states import STATES
from scoring.transform.method import Transform

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


@dataclass(frozen=True)
class Laid:
    """An example as a sheet.

    Attributes:
        grid: its cells; the last column holds the rounded marks as formulas.
        formula: the marks of the first row before rounding, without `=`.
        cells: what the cells in it are, by their reference.
        expected: by row (counted from 1), what the last column must come to.
    """

    grid: Grid
    formula: str
    cells: Mapping[str, str]
    expected: Mapping[int, Fraction]


@dataclass
class _Facts:
    """The metrics and roster of an example, a column a metric and year."""

    shown: Shown
    grid: Grid
    groups: Mapping[str, str]

    @cached_property
    def who(self) -> list[str]:
        """The jurisdictions, those of one level together."""
        return sorted(self.shown.example.marks, key=lambda one: (self.groups.get(one, ""), one))

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
            self.grid.add(name, [name, *(self.groups.get(one, "") for one in self.who)])
        return f"{self.grid.letter(name)}{row}"


@dataclass(frozen=True)
class _Row(Sheet):
    """One jurisdiction's row, so many years back; `own` is the column of the value, once there is one."""

    facts: _Facts
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

    def reference(self, code: str, aspect: str) -> str:
        raise KeyError(code, aspect)

    def among(self, function: str, group: str, argument: Fraction | None = None, of: Expression | None = None) -> str:
        column = self.own if of in (None, Name("value")) else self._helper(of)
        mine = self.facts.groups.get(self.facts.who[self.row - 2]) if group != "all" else None
        rows = [n for n, one in enumerate(self.facts.who, 2) if mine in (None, self.facts.groups.get(one))]
        range_ = f"{column}${rows[0]}:{column}${rows[-1]}"
        return statistic(function, range_, f"{column}{self.row}", argument)

    def _helper(self, of: Expression | None) -> str:
        title = repr(of)
        if of is not None and title not in self.facts.grid.columns:
            rows = range(2, len(self.facts.who) + 2)
            cells = [f"={spelled(of, _Row(self.facts, row, self.back, self.own))}" for row in rows]
            self.facts.grid.add(title, [title, *cells])
        return self.facts.grid.letter(title)

    def earlier(self, back: Earlier) -> str:
        return spelled(back.of, _Row(self.facts, self.row, self.back + back.back, self.own))


def laid_out(shown: Shown) -> Laid | None:
    """An example of a scale, a transform, a way to combine or a formula, as a sheet.

    None where it rests on more than one table shows: on records, on other nodes.
    """
    try:
        return _node(shown) if shown.room == "combine" else _leaf(shown)
    except KeyError:
        return None


def _leaf(shown: Shown) -> Laid:
    grid = Grid()
    facts = _Facts(shown, grid, shown.levels)
    grid.add("code", ["code", *facts.who])
    rows = range(2, len(facts.who) + 2)
    if shown.example.cells and shown.room == "evidence":
        return _records(shown, facts)
    text = shown.leaf.evidence.formulas
    if not text:
        raise KeyError(shown.leaf.evidence.key)
    expression = parse(text[0])
    made = [_bare(spelled(expression, _Row(facts, row))) for row in rows]
    own = _plain(made[0]) or _column(grid, "value", made)
    worth = grid.add("points", ["points", *([shown.worth[0]] * len(facts.who))])
    before = ""
    if shown.leaf.change:
        before, own = own, _column(grid, "change", [_change(shown.leaf.change, expression, facts, row) for row in rows])
    told, from_ = "", own
    for n, transform in enumerate(shown.leaf.transforms):
        if isinstance(transform, Transform):
            turned = [transform.spreadsheet(_Row(facts, row, 0, own)) for row in rows]
            told, before = turned[0], ""
            from_, own = own, _column(grid, f"{transform.key} {n + 1}", [f'IFERROR({one},"")' for one in turned])
    if shown.room == "evidence":
        formulas, code = made, "x:value"
    else:
        formulas = [shown.scale.spreadsheet(_Row(facts, row, 0, own, before)) for row in rows]
        code = "x"
    step = Fraction(1, 10**9) if code == "x:value" else shown.worth[1]
    grid.add(
        "marks",
        ["marks", *(_guarded(f"{own}{row}", rounded(one, step)) for row, one in zip(rows, formulas, strict=True))],
    )
    marks = [shown.example.marks[one].get(code, "missing") for one in facts.who]
    expected = {row: Fraction(mark) for row, mark in enumerate(marks, 1) if mark not in STATES}
    own_name = "change" if before else "value"
    cells = {**facts.named(formulas[0]), f"{worth}2": "points"}
    if shown.room != "evidence":
        cells |= {f"{own}2": own_name, **({f"{before}2": "level"} if before else {})}
    if shown.room == "transform":
        cells = {**facts.named(told), f"{from_}2": "value"}
    formula = told if shown.room == "transform" else formulas[0]
    return Laid(grid, formula, {cell: said for cell, said in cells.items() if cell in formula}, expected)


def _records(shown: Shown, facts: _Facts) -> Laid:
    """Evidence over records, from what its formula asks for."""
    formulas = [shown.evidence.spreadsheet(_Row(facts, row)) for row in range(2, len(facts.who) + 2)]
    _column(facts.grid, "value", [rounded(one, Fraction(1, 10**9)) for one in formulas])
    expected = {
        row: Fraction(marks["x:value"])
        for row, marks in enumerate((shown.example.marks[one] for one in facts.who), 1)
        if "x:value" in marks
    }
    return Laid(facts.grid, formulas[0], facts.named(formulas[0]), expected)


def _node(shown: Shown) -> Laid:
    """Weights and full marks stand in the two rows below the head."""
    example, grid = shown.example, Grid()
    grid.add("code", ["code", "weight", "points", *example.marks])
    facts = _Facts(shown, grid, shown.levels)
    codes = [child.item.code for child in shown.parts]
    for code, child in zip(codes, shown.parts, strict=True):
        grid.add(code, [code, child.weight, child.points, *(facts.counted(code, one) for one in example.marks)])
    points, step = shown.worth
    worth = grid.add("points", ["points", None, points])
    letters = [grid.letter(code) for code in codes]
    weights, full = [f"{one}$2" for one in letters], [f"{one}$3" for one in letters]
    same = all(child.weight == child.points for child in shown.parts)
    formulas = [
        shown.combine.spreadsheet(
            Parts([f"{one}{row}" for one in letters], weights, weights if same else full, f"${worth}$3")
        )
        for row in range(4, len(example.marks) + 4)
    ]
    grid.add("marks", ["marks", None, None, *(f"={rounded(one, step)}" for one in formulas)])
    marks = [one.get("total", "missing") for one in example.marks.values()]
    cells = {f"{letters[0]}4:{letters[-1]}4": "marks", f"{weights[0]}:{weights[-1]}": "weight"}
    cells |= {} if same else {f"{full[0]}:{full[-1]}": "full"}
    cells |= {f"${worth}$3": "points"}
    expected = {row: Fraction(mark) for row, mark in enumerate(marks, 3) if mark not in STATES}
    return Laid(grid, formulas[0], cells, expected)


def _guarded(cell: str, formula: str) -> str:
    return f'=IF(ISNUMBER({cell}),{formula},"")'


def _change(change: Change, expression: Expression, facts: _Facts, row: int) -> str:
    now = spelled(expression, _Row(facts, row))
    before = spelled(expression, _Row(facts, row, 1))
    made = f"{now}/{before}-1" if change.measure == "growth" else f"{now}-{before}"
    # Twelve decimals: what did not move must be exactly zero, in doubles too.
    return f'IF(AND(ISNUMBER({now}),ISNUMBER({before})),ROUND({made},12),"")'


def _column(grid: Grid, title: str, formulas: Sequence[str]) -> str:
    return grid.add(title, [title, *(f"={one}" for one in formulas)])


def _plain(formula: str) -> str:
    """The column, where a formula is nothing but a cell."""
    match = re.fullmatch(r"([A-Z]+)\d+", formula)
    return match[1] if match else ""


def _bare(formula: str) -> str:
    """Without brackets around the whole."""
    depth = 0
    for place, sign in enumerate(formula):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and place < len(formula) - 1:
            return formula
    return formula[1:-1]


def _letter(index: int) -> str:
    return chr(ord("A") + index) if index < 26 else _letter(index // 26 - 1) + _letter(index % 26)
