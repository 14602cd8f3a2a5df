"""Cases from published rules and from what other software gets wrong, each a rubric, its inputs and what they come to.

A case is a folder: `rubric.yaml`, `inputs/`, and `expected.csv`: who, what (an item's code for its mark, or
`code:aspect`; rank, grade and gates are those of the whole), and what it comes to, empty for none.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from scoring.api import load_rubric, score
from scoring.intake.inputs import Inputs
from scoring.intake.read import read_inputs
from scoring.result.result import Result
from scoring.rubric.model import Rubric
from tests.engine.agreement import differences, scores
from tests.oracle import oracle
from tests.oracle.document import read

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/rubric.yaml"))
STANDING = ("rank", "grade", "gates")
Known = Mapping[tuple[str, str], Mapping[str, object]]


@cache
def given(case: Path) -> tuple[Rubric, Inputs]:
    """The case's rubric and inputs, as the command reads them."""
    rubric = load_rubric(case / "rubric.yaml")
    return rubric, read_inputs(rubric, [case / "inputs"], language="zh")


@cache
def scored(case: Path) -> Result:
    """What the engine makes of it, in the latest period its inputs speak of."""
    return score(*given(case))


@cache
def told_by_oracle(case: Path) -> oracle.OracleResult:
    """What the oracle makes of it."""
    return oracle.score(read(case / "rubric.yaml"), given(case)[1], scored(case).period.id)


def by_engine(case: Path) -> Known:
    """Every item's state and numbers, the root's with rank, grade and gates."""
    standing = {row["jurisdiction"]: row for row in scored(case).ranking.iter_rows(named=True)}
    return {
        (row["jurisdiction"], row["node"]): {**{name: standing[row["jurisdiction"]][name] for name in STANDING}, **row}
        for row in scores(scored(case)).iter_rows(named=True)
    }


def by_oracle(case: Path) -> Known:
    """The same from the oracle."""
    told = told_by_oracle(case)
    return {
        (who, code): {
            **vars(cell),
            "rank": told.ranking[who].rank,
            "grade": told.ranking[who].grade,
            "gates": "；".join(told.ranking[who].gates),
        }
        for (who, code), cell in told.cells.items()
    }


def wrong(case: Path, known: Known) -> list[str]:
    """Where a case does not come to what is expected."""
    found = []
    with (case / "expected.csv").open(encoding="utf-8") as file:
        for who, what, expected in list(csv.reader(file))[1:]:
            code, _, aspect = what.partition(":")
            came = known[who, code][aspect or "score"]
            if not same(came, expected):
                found.append(f"{who} {what}: {came}, not {expected or 'nothing'}")
    return found


def same(came: object, expected: str) -> bool:
    """Whether it is the same text, exactly the same number, or nothing in both."""
    if came is None or isinstance(came, str):
        return (came or "") == expected
    return bool(expected) and Fraction(str(came)) == Fraction(expected)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
class TestCase:
    def test_the_engine_comes_to_what_is_expected(self, case: Path) -> None:
        assert wrong(case, by_engine(case)) == []

    def test_the_oracle_comes_to_what_is_expected(self, case: Path) -> None:
        assert wrong(case, by_oracle(case)) == []

    def test_engine_and_oracle_agree_in_everything(self, case: Path) -> None:
        assert differences(scored(case), told_by_oracle(case)) == []


def test_what_is_not_expected_is_found_out() -> None:
    assert not same(None, "0")
    assert not same(Fraction(0), "")
    assert not same(Fraction("89.99"), "90.00")
    assert same(Fraction(90), "90.00")
