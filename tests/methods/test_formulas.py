"""The spreadsheet formulas come to the engine's marks: one workbook of all examples, recalculated by LibreOffice."""

from __future__ import annotations

import subprocess
from fractions import Fraction

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from scoring.manual.layout import Laid, laid_out
from scoring.manual.worked import Shown
from scoring.methods import registry
from scoring.rubric.method import Method

SHOWN = [
    Shown(room, method, example)
    for room, methods in registry().rooms.items()
    for method in methods.values()
    for example in method.examples
]
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
    path = folder / "formulas.xlsx"
    book.save(path)
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(folder / "done"), str(path)], check=True, capture_output=True, timeout=300
    )
    return openpyxl.load_workbook(folder / "done" / path.name, data_only=True)


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
