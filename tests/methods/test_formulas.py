"""The spreadsheet formulas come to the engine's marks: one workbook of all examples, recalculated by LibreOffice."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from scoring.evidence.value import Value
from scoring.manual.layout import Laid, laid_out
from scoring.manual.worked import Shown
from scoring.methods import registry
from scoring.rubric.example import WORKED, Example
from scoring.rubric.method import Method
from scoring.scale.proportional import Proportional
from tests.methods import moved
from tests.methods.worked import differences, scored
from tests.spreadsheets import recalculated as recalculated_by

FUNCTIONS = {
    "if(a > b, a * 2, 0 - a)": ("4", "-4", "12"),
    "sum(a, b, 1) + mean(a, b) - min(a, b) - max(a, b)": ("2.5", "5.5", "6"),
    "up(a / 3) + down(a / 3, 0.1) + nearest(0 - a / 4, 0.5)": ("1.1", "2.3", "2.5"),
    "abs(a - b) + count(a > 2, b > 2)": ("1", "3", "4"),
    "max(a among all) - min(a among level)": ("4", "4", "0"),
    "mean(a among level) + sum(b among all)": ("13", "13", "16"),
    "median(a among all)": ("4", "4", "4"),
    "rank(a among all)": ("3", "2", "1"),
    "count(a > 2 among all)": ("2", "2", "2"),
    "share(b > 2 among level)": ("0.5", "0.5", "1"),
    "sd_population(a among level)": ("1", "1", "0"),
    "percentile(a, 25% among all)": ("3", "3", "3"),
    "a - previous(a) + year_before(b)": ("2", "6", "4"),
    "if(every(a > 2, 2), 1, 0) + if(ever(b > 4, 2), 2, 0)": ("0", "3", "1"),
    "mean_before(a, 1) + max_before(b)": ("2", "8", "6"),
}
"""What each function comes to for three jurisdictions, the first two of one level, with a and b of two years."""


def formula(text: str, values: tuple[str, ...]) -> Example:
    return Example(
        title=WORKED,
        children=f"- {{leaf: x, title: x, points: 10, value: '{text}', share: {{}}}}",
        declarations="""
            metrics:
              a: {title: a, unit: 倍, maximum: 100}
              b: {title: b, unit: 倍, maximum: 100}
            settings:
              {missing: zero, not_applicable: rescale, not_assessed: rescale, zero_by_zero: not_assessed,
               by_zero: not_assessed, no_history: not_assessed}
            """,
        tables={
            "roster": "code,name,level\nA,A,county\nB,B,county\nC,C,town",
            "metrics": "code,period,a,b\nA,2023,1,1\nB,2023,3,5\nC,2023,4,2\nA,2024,2,1\nB,2024,4,5\nC,2024,6,4",
        },
        marks={who: {"x:value": value} for who, value in zip("ABC", values, strict=True)},
    )


FORMULAS = {text: formula(text, values) for text, values in FUNCTIONS.items()}
SHOWN = [
    Shown(room, method, example)
    for room, methods in registry().rooms.items()
    for method in methods.values()
    for example in method.examples
]
SHOWN += [Shown("evidence", Value, example) for example in FORMULAS.values()]
SHOWN += [Shown("scale", Proportional, example) for example in moved.EXAMPLES.values()]
LAID = {f"{n}": (shown, laid) for n, shown in enumerate(SHOWN) if (laid := laid_out(shown)) is not None}
DEMANDED = [
    method
    for room, methods in registry().rooms.items()
    for method in methods.values()
    if room != "evidence" or vars(method).get("spreadsheet")
]


def fill(book: Workbook, title: str, laid: Laid) -> None:
    sheet = book.create_sheet(title)
    for column, cells in enumerate(laid.grid.columns.values(), 1):
        for row, value in enumerate(cells, 1):
            # A fraction becomes the nearest double, as when somebody types its decimals.
            sheet.cell(row, column, float(value) if isinstance(value, Fraction) else value)


@pytest.fixture(scope="module")
def recalculated(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    folder = tmp_path_factory.mktemp("formulas")
    book = openpyxl.Workbook()
    for title, (_, laid) in LAID.items():
        fill(book, title, laid)
    return recalculated_by(book, soffice, folder)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_function_comes_to_what_is_said_here(text: str, tmp_path: Path) -> None:
    assert differences(FORMULAS[text], scored(FORMULAS[text], tmp_path)) == []


@pytest.mark.parametrize("change", moved.EXAMPLES)
def test_a_change_comes_to_what_is_said_here(change: str, tmp_path: Path) -> None:
    assert differences(moved.EXAMPLES[change], scored(moved.EXAMPLES[change], tmp_path)) == []


@pytest.mark.parametrize("method", DEMANDED, ids=lambda method: method.__name__)
def test_every_method_shows_a_formula_but_evidence_that_has_none(method: type[Method]) -> None:
    assert any(shown.method is method for shown, _ in LAID.values())


@pytest.mark.parametrize("title", LAID, ids=lambda title: f"{LAID[title][0].method.key}-{title}")
def test_a_formula_comes_to_the_engines_marks(recalculated: Workbook, title: str) -> None:
    _, laid = LAID[title]
    marks = [row[-1].value for row in recalculated[title].iter_rows()]
    wrong = {
        row: (marks[row], expected)
        for row, expected in laid.expected.items()
        if not isinstance(marks[row], (int, float)) or f"{marks[row]:.9f}" != f"{float(expected):.9f}"
    }
    assert laid.expected
    assert wrong == {}
