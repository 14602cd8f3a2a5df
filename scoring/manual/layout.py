"""A worked example laid out as a spreadsheet: its inputs in cells, its marks as formulas over them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.manual.change import change_formula
from scoring.manual.row import Facts, Grid, Row, column
from scoring.manual.worked import Shown
from scoring.rubric.formula import parse
from scoring.rubric.spreadsheet import Parts, bare, rounded, spelled
from scoring.rubric.values import Way
from scoring.sql.states import STATES
from scoring.transform.method import Transform


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
    facts = Facts(shown, grid)
    grid.add("code", ["code", *facts.who])
    rows = range(2, len(facts.who) + 2)
    if shown.example.cells and shown.room == "evidence":
        return _records(shown, facts)
    text = shown.leaf.evidence.formulas
    if not text:
        raise KeyError(shown.leaf.evidence.key)
    expression = parse(text[0])
    made = [bare(spelled(expression, Row(facts, row))) for row in rows]
    own = _plain(made[0]) or column(grid, "value", made)
    worth = grid.add("points", ["points", *([shown.points] * len(facts.who))])
    before = ""
    if shown.leaf.change:
        moved = [change_formula(shown.leaf.change, expression, facts, row) for row in rows]
        before, own = own, column(grid, "change", moved)
    told, from_ = "", own
    for n, transform in enumerate(shown.leaf.transforms):
        if isinstance(transform, Transform):
            turned = [transform.spreadsheet(Row(facts, row, 0, own)) for row in rows]
            told, before = turned[0], ""
            from_, own = own, column(grid, f"{transform.key} {n + 1}", [f'IFERROR({one},"")' for one in turned])
    if shown.room == "evidence":
        formulas, code = made, "x:value"
    else:
        formulas = [shown.scale.spreadsheet(Row(facts, row, 0, own, before)) for row in rows]
        code = "x"
    exactly: tuple[Fraction, Way] = (Fraction(1, 10**9), "half_up")
    step, way = exactly if shown.room == "evidence" else shown.rounding
    grid.add(
        "marks",
        ["marks", *(_guarded(f"{own}{row}", rounded(one, step, way)) for row, one in zip(rows, formulas, strict=True))],
    )
    marks = [shown.example.marks[one].get(code, "missing") for one in facts.who]
    expected = {row: Fraction(mark) for row, mark in enumerate(marks, 1) if mark not in STATES}
    formula = told if shown.room == "transform" else formulas[0]
    base = from_ if shown.room == "transform" else own
    cells = facts.named(formula)
    if shown.room != "evidence":
        cells |= {f"{base}2": "change" if before else "value", f"{worth}2": "points"}
        cells |= {f"{before}2": "level"} if before else {}
        cells |= {f"{base}$2:{base}${len(facts.who) + 1}": "everyone"} if f"{base}$" in formula else {}
    shown_cells = {cell: said for cell, said in cells.items() if cell.split(":")[0] in formula}
    return Laid(grid, formula, shown_cells, expected)


def _records(shown: Shown, facts: Facts) -> Laid:
    """Evidence over records, from what its formula asks for."""
    formulas = [shown.evidence.spreadsheet(Row(facts, row)) for row in range(2, len(facts.who) + 2)]
    column(facts.grid, "value", [rounded(one, Fraction(1, 10**9)) for one in formulas])
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
    facts = Facts(shown, grid)
    codes = [child.item.code for child in shown.parts]
    for code, child in zip(codes, shown.parts, strict=True):
        grid.add(code, [code, child.weight, child.points, *(facts.counted(code, one) for one in example.marks)])
    worth = grid.add("points", ["points", None, shown.points])
    letters = [grid.letter(code) for code in codes]
    weights, full = [f"{one}$2" for one in letters], [f"{one}$3" for one in letters]
    same = all(child.weight == child.points for child in shown.parts)
    formulas = [
        shown.combine.spreadsheet(
            Parts([f"{one}{row}" for one in letters], weights, weights if same else full, f"${worth}$3")
        )
        for row in range(4, len(example.marks) + 4)
    ]
    grid.add("marks", ["marks", None, None, *(f"={rounded(one, *shown.rounding)}" for one in formulas)])
    marks = [one.get("total", "missing") for one in example.marks.values()]
    cells = {f"{letters[0]}4:{letters[-1]}4": "marks"}
    cells |= {f"{weights[0]}:{weights[-1]}": "full" if same else "weight"} if weights[0] in formulas[0] else {}
    cells |= {f"{full[0]}:{full[-1]}": "full"} if not same and full[0] in formulas[0] else {}
    cells |= {f"${worth}$3": "points"} if f"${worth}$3" in formulas[0] else {}
    expected = {row: Fraction(mark) for row, mark in enumerate(marks, 3) if mark not in STATES}
    return Laid(grid, formulas[0], cells, expected)


def _guarded(cell: str, formula: str) -> str:
    return f'=IF(ISNUMBER({cell}),{formula},"")'


def _plain(formula: str) -> str:
    """The column, where a formula is nothing but a cell."""
    match = re.fullmatch(r"([A-Z]+)\d+", formula)
    return match[1] if match else ""
