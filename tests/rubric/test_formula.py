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
        ("among + ifs", ex.Operation("+", ex.Name("among"), ex.Name("ifs"))),
        ("if(a > 1, b, c)", ex.Call("if", (ex.Compare(">", A, ONE), B, C))),
        ("sum(a, b, c)", ex.Call("sum", (A, B, C))),
        ("mean(a, b)", ex.Call("mean", (A, B))),
        ("up(a)", ex.Call("up", (A,))),
        ("nearest(a, 50%)", ex.Call("nearest", (A, ex.Constant(Fraction(1, 2))))),
        ("mean(a among level)", ex.Among("mean", A, "level")),
        ("count(a > 1 among all)", ex.Among("count", ex.Compare(">", A, ONE), "all")),
        ("percentile(a, 75% among 组别)", ex.Among("percentile", A, "组别", Fraction(3, 4))),
        ("previous(a)", ex.Earlier(A, 1, "period")),
        ("year_before(a > 1, 2)", ex.Earlier(ex.Compare(">", A, ONE), 2, "year")),
        ("every(a > 1, 3)", ex.History("every", ex.Compare(">", A, ONE), 3)),
        ("max_before(a)", ex.History("max_before", A, None)),
        ("mean_within(a, quarter)", ex.Within("mean_within", A, "quarter")),
        ("mean_before(a, 2)", ex.History("mean_before", A, 2)),
        ("[总分:grade]", ex.Reference("总分", "grade")),
        ("[a@b:rate@last-year]", ex.Reference("a@b", "rate", "last-year")),
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
        ("mena(a)", 1, "did you mean “mean”"),
        ("1 + median(a)", 5, "as in median(a among level), found “median”; which group?"),
        ("1 + abs(a among all)", 5, "over a group there are: min, max, mean"),
        ("mean(a of level)", 8, "a group follows among"),
        ("mean(a, b among all)", 1, "2 given"),
        ("percentile(a, 75 among all)", 15, "a share from 0% to 100%, found “75”"),
        ("if(a > 1, b)", 1, "written as if(a > 0, a, b), found “if”; 2 given"),
        ("every(a > 1)", 1, "written as every(a > 0, 3)"),
        ("mean_within(a)", 1, "to be written as mean_within(a, quarter), found “mean_within”"),
        ("sum_within(a, month)", 15, "a kind of period: quarter, half, year, stage, found “month”"),
        ("last_within(a, 4)", 16, "a kind of period: quarter, half, year, stage, found “4”"),
        ("previous(a, 0)", 13, "a whole number from 1 to 20, found “0”"),
        ("previous(a, 21)", 13, "a whole number from 1 to 20"),
        ("mean_before(a, 2.5)", 16, "a whole number from 1 to 20, found “2.5”"),
        ("ever(a > 1, b)", 13, "a whole number from 1 to 20, found “b”"),
        ("ever(a > 1, -2)", 13, "a whole number from 1 to 20"),
        ("up(a, 0)", 7, "a step above zero, found “0”"),
        ("down(a, b / 2)", 9, "a step above zero, found “b / 2”"),
        ("[a:score@Last Year]", 1, "a reference is"),
        ("[a:score@Last]", 10, "write [code:score@name]"),
        ("   ", 1, "a formula or condition"),
        ("a >= 2024-6-30", 6, "write a day as one number: 20240630"),
        ("log10(a)", 1, "transform: log"),
    ],
)
def test_a_slip_is_told_with_its_position(text: str, position: int, words: str) -> None:
    with pytest.raises(FormulaError) as raised:
        parse(text)
    assert raised.value.position == position
    assert words in raised.value.say("en")


@pytest.mark.parametrize("text", ["level = '2024-06-30'", "[a-2024-06-30]", "2024 - 6 - 30", "a-2024-6"])
def test_what_only_looks_like_a_day_is_read_as_it_stands(text: str) -> None:
    assert isinstance(parse(text), ex.Expression)


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
        ("if(a, b, reached)", "expected a condition, found “a”"),
        ("if(a > 1, b, level)", "expected a number, found “level”"),
        ("mean(a among levl)", "did you mean “level”"),
        ("mean(a among b)", "a column of texts of the roster"),
        ("mean(a > 1 among all)", "expected a number, found “a > 1”"),
        ("share(a among all)", "expected a condition, found “a”"),
        ("mean_within(level, quarter) > 1", "expected a number, found “level”"),
        ("sum_within(a > 1, quarter) > 1", "expected a number, found “a > 1”"),
        ("previous(level) = 'x'", "expected a number, found “level”"),
        ("every(a, 3)", "expected a condition, found “a”"),
        ("max_before(a > 1)", "expected a number, found “a > 1”"),
        ("[x:grade] > 1", "two numbers or two texts"),
    ],
)
def test_parts_that_do_not_fit_are_told(text: str, words: str) -> None:
    with pytest.raises(FormulaError) as raised:
        kind_of(parse(text), {"a": "number", "b": "number", "reached": "number", "level": "text"})
    assert words in raised.value.say("en")
