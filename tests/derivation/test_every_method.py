"""Derivations of every method's worked examples: each formula, calculated by LibreOffice, comes to the marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

import openpyxl
import pytest

from scoring.methods import registry
from scoring.result.derivation.derivation import derivation
from scoring.result.derivation.steps import Derivation, LeafStep, NodeStep
from scoring.result.result import Result
from scoring.rubric.example import Example
from tests.methods import moved
from tests.methods.test_formulas import FORMULAS
from tests.methods.worked import scored
from tests.spreadsheets import recalculated

EXAMPLES: Mapping[str, Example] = {
    **{
        f"{room}/{key}/{n}": example
        for room, methods in registry().rooms.items()
        for key, method in methods.items()
        for n, example in enumerate(method.examples, 1)
    },
    **FORMULAS,
    **moved.EXAMPLES,
}
UNSHOWN = {
    "evidence/events/3": "what is worth more the second time depends on the order",
    "evidence/panel/2": "a judge's ranks depend on everyone's marks",
}
"""Examples whose values no short formula shows, and why."""


def all_of(result: Result) -> Iterator[Derivation]:
    for who in result.inputs.roster["jurisdiction"]:
        yield derivation(result, who)


def formulas(one: Derivation) -> Iterator[tuple[str, str, Fraction]]:
    """What each formula of a derivation is of, and what it must come to."""
    for leaf in one.leaves:
        if leaf.formula and leaf.score is not None:
            yield f"{one.jurisdiction} {leaf.item.code}", leaf.formula, leaf.score
        if leaf.value_formula:
            yield f"{one.jurisdiction} {leaf.item.code} value", f"({leaf.value_formula})-({leaf.value})", Fraction(0)
    for node in one.nodes:
        if node.formula and node.score is not None:
            yield f"{one.jurisdiction} {node.item.code}", node.formula, node.score


def submitted(leaf: LeafStep) -> set[Fraction]:
    """The numbers a leaf's lines tell, as they are read."""
    numbers = {Fraction(0)} if leaf.given == ["没有记录"] else set()
    return numbers | {
        read(number) for line in leaf.given for number in re.findall(r"-?[\d./]+%?", line) if number.strip("./-")
    }


def read(literal: str) -> Fraction:
    plain = literal.strip("()")
    return Fraction(plain.rstrip("%")) / (100 if plain.endswith("%") else 1)


@pytest.fixture(scope="module")
def derivations(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Derivation]]:
    return {
        name: list(all_of(scored(example, tmp_path_factory.mktemp("example")))) for name, example in EXAMPLES.items()
    }


def test_every_formula_comes_to_the_marks(
    derivations: Mapping[str, list[Derivation]], soffice: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    told = [(name, *found) for name, all_ in derivations.items() for one in all_ for found in formulas(one)]
    book = openpyxl.Workbook()
    sheet = book.create_sheet("formulas")
    for _, _, formula, _ in told:
        sheet.append([f"={formula}"])
    came = recalculated(book, soffice, tmp_path_factory.mktemp("derivations"))["formulas"]
    wrong = [
        (name, of, formula, cell.value)
        for (name, of, formula, expected), (cell,) in zip(told, came.iter_rows(), strict=True)
        if not isinstance(cell.value, int | float) or abs(cell.value - float(expected)) > 1e-10
    ]
    assert len(told) > 900
    assert wrong == []


def test_every_mark_has_its_formula(derivations: Mapping[str, list[Derivation]]) -> None:
    bare = [
        (name, one.jurisdiction, item.item.code)
        for name, all_ in derivations.items()
        for one in all_
        for item in list[LeafStep | NodeStep]([*one.leaves, *one.nodes])
        if item.score is not None and not item.formula
    ]
    assert bare == []


def test_every_value_is_one_submitted_or_shows_how_it_was_made(derivations: Mapping[str, list[Derivation]]) -> None:
    unshown = {
        name
        for name, all_ in derivations.items()
        for one in all_
        for leaf in one.leaves
        if not leaf.value_formula and not leaf.note and read(leaf.value) not in submitted(leaf)
    }
    assert unshown == set(UNSHOWN)
