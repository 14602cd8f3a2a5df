"""The oracle's own reader of formulas, on what it must get right before anything is compared with it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.oracle.formula import DivisionByZeroError, Known, names, parse, work_out

KNOWN: dict[str, Known] = {"a": Fraction(6), "b": Fraction(4), "level": "县", "unknown": None, "none": Fraction(0)}


def worked(text: str) -> Known:
    return work_out(
        parse(text), KNOWN.__getitem__, lambda code, aspect: Fraction(7) if code == "四.(一)1-1" else aspect
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a - b - 1", Fraction(1)),
        ("a / b / 2", Fraction(3, 4)),
        ("a + b * 2", Fraction(14)),
        ("(a + b) * 2", Fraction(20)),
        ("-a * 50%", Fraction(-3)),
        ("min(a, b, 5) + max(a, b) + abs(b - a)", Fraction(12)),
        ("count(a > b, b > a, level = '县', unknown > 0)", Fraction(2)),
        ("[四.(一)1-1] + [四.(一)1-1:score]", Fraction(14)),
    ],
)
def test_arithmetic_binds_as_on_paper(text: str, expected: Fraction) -> None:
    assert worked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a > b and level = '县'", True),
        ("a > b and not level in ['镇', '县']", False),
        ("unknown > 0", None),
        ("unknown > 0 and a < b", False),
        ("unknown > 0 and a > b", None),
        ("unknown > 0 or a > b", True),
        ("unknown > 0 or a < b", None),
        ("not unknown > 0", None),
        ("level != '镇' and a >= 6 and b <= 4", True),
        ("a < b and a > b or b = 4", True),
        ("[总分:rate] = 'rate'", True),
    ],
)
def test_conditions_are_unknown_only_where_the_unknown_decides(text: str, expected: bool | None) -> None:
    assert worked(text) is expected


@pytest.mark.parametrize(("text", "numerator"), [("a / none", 6), ("none / none", 0), ("b / (a / none)", 6)])
def test_division_by_zero_says_what_was_divided(text: str, numerator: int) -> None:
    with pytest.raises(DivisionByZeroError) as caught:
        worked(text)
    assert caught.value.numerator == numerator


def test_names_are_those_of_metrics_not_of_functions() -> None:
    assert names(parse("min(a, b / 2) > [x:rate] or level in ['县']")) == {"a", "b", "level"}


@pytest.mark.parametrize("text", ["a +", "a b", "(a", "a > > b", "min(a", "a ? b"])
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(SyntaxError):
        parse(text)
