"""How formulas read, and what is said where they do not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.rubric import expression as ex
from scoring.rubric.formula import FormulaError, kind_of, parse

A, B, C = (ex.Name(name) for name in "abc")
ONE, TWO = ex.Constant(Fraction(1)), ex.Constant(Fraction(2))


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("a - b - c", ex.Operation("-", ex.Operation("-", A, B), C)),
        ("a + b * c", ex.Operation("+", A, ex.Operation("*", B, C))),
        ("a / b / c", ex.Operation("/", ex.Operation("/", A, B), C)),
        ("-a * b", ex.Operation("*", ex.Negative(A), B)),
        ("95%", ex.Constant(Fraction(19, 20))),
        ("a ≥ 1", ex.Compare(">=", A, ONE)),
        ("a == 1", ex.Compare("=", A, ONE)),
        (
            "a = 1 or b = 1 and c = 1",
            ex.Any((ex.Compare("=", A, ONE), ex.All((ex.Compare("=", B, ONE), ex.Compare("=", C, ONE))))),
        ),
        ("not a = 1 and b = 1", ex.All((ex.Not(ex.Compare("=", A, ONE)), ex.Compare("=", B, ONE)))),
        ("[四.(一)1-2]", ex.Reference("四.(一)1-2", "score")),
        ("[四.(一):rate]", ex.Reference("四.(一)", "rate")),
        ("level in ['县', \"镇\"]", ex.OneOf(ex.Name("level"), (ex.Literally("县"), ex.Literally("镇")))),
        ("在册人数 ÷ 2", ex.Operation("/", ex.Name("在册人数"), TWO)),
        ("count(a > 1, b > 1)", ex.Call("count", (ex.Compare(">", A, ONE), ex.Compare(">", B, ONE)))),
        ("index + android", ex.Operation("+", ex.Name("index"), ex.Name("android"))),
    ],
)
def test_a_formula_reads_as_arithmetic_does(text: str, expression: ex.Expression) -> None:
    assert parse(text) == expression


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("a +", 4, "unfinished"),
        ("(a + b", 7, "not closed"),
        ("a b", 3, "operator"),
        ("1 < a < 3", 7, "split a chained comparison"),
        ("a && b", 3, "write and"),
        ("a || b", 3, "write or"),
        ("a <> b", 4, "a number, a name"),
        ("（a）", 1, "half-width “(”"),
        ("a ＞ 0", 3, "half-width “>”"),
        ("a in [b]", 7, "quoted texts"),
        ("[a:rte]", 4, "did you mean “rate”"),
        ("maxx(a)", 1, "did you mean “max”"),
        ("abs(a, b)", 1, "as abs(a)"),
        ("a : 20", 3, "write a ratio as a division"),
        ("'open", 1, "quotes must match"),
        ("2nd", 2, "operator"),
        ("   ", 1, "a formula or condition"),
    ],
)
def test_a_slip_is_told_with_its_position(text: str, position: int, words: str) -> None:
    with pytest.raises(FormulaError) as raised:
        parse(text)
    assert raised.value.position == position
    assert words in raised.value.say("en")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a + level", "expected a number, found “level”"),
        ("a and b > 1", "expected a condition, found “a”"),
        ("level > 'x'", "expected = or !="),
        ("level = 3", "two numbers or two texts"),
        ("reched > 3", "did you mean “reached”"),
        ("[x:state] = 'mising'", "did you mean “missing”"),
        ("min(a > 1)", "expected a number"),
        ("count(a)", "expected a condition"),
        ("a in ['x']", "expected a text"),
    ],
)
def test_parts_that_do_not_fit_are_told(text: str, words: str) -> None:
    with pytest.raises(FormulaError) as raised:
        kind_of(parse(text), {"a": "number", "b": "number", "reached": "number", "level": "text"})
    assert words in raised.value.say("en")
