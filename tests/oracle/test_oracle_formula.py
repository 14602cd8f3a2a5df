"""The oracle's own reader of formulas, on what it must get right before anything is compared with it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.oracle.formula import (
    DivisionByZeroError,
    Known,
    Meaning,
    NoHistoryError,
    Tree,
    UndefinedError,
    names,
    parse,
    work_out,
)

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


HISTORY: list[dict[str, Known]] = [{"a": Fraction(10)}, {"a": None}, {"a": Fraction(3)}]
"""What `a` was one, two and three periods ago."""


INSIDE: list[dict[str, Known]] = [
    {"a": Fraction(1), "b": Fraction(1)},
    {"a": Fraction(2), "b": None},
    {"a": Fraction(6), "b": Fraction(9)},
]
"""What `a` and `b` were in three quarters."""


def looked_back(text: str, *, lenient: bool = False) -> Known:
    def earlier(back: int, by: str) -> Meaning | None:
        del by
        return Meaning(HISTORY[back - 1].__getitem__) if back <= len(HISTORY) else None

    def statistic(function: str, inner: Tree, group: str, argument: Fraction | None) -> Known:
        del inner, argument
        return {"mean": Fraction(8), "rank": Fraction(2)}.get(function) if group == "level" else None

    def within(kind: str) -> list[Meaning]:
        return [Meaning(each.__getitem__) for each in INSIDE] if kind == "quarter" else []

    return work_out(parse(text), KNOWN.__getitem__, None, statistic, earlier, within, lenient=lenient)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if(a > b, a, b / none)", Fraction(6)),
        ("if(level = '镇', a / none, b)", Fraction(4)),
        ("sum(a, b, 1) / mean(a, b)", Fraction(11, 5)),
        ("up(a / 4) + down(a / 4) + nearest(a / 4)", Fraction(5)),
        ("up(-a / 4, 0.5) + down(0 - a / 4, 0.4) + nearest(-a / 4)", Fraction("-4.7")),
        ("a - mean(a among level)", Fraction(-2)),
        ("a - previous(a)", Fraction(-4)),
        ("previous(a, 3)", Fraction(3)),
        ("mean_before(a, 1)", Fraction(10)),
        ("max_before(a) + min_before(a) + sum_before(a) + mean_before(a)", Fraction("32.5")),
        ("mean_within(a, quarter) + sum_within(a / 2, quarter)", Fraction("7.5")),
        ("max_within(a, quarter) - min_within(a, quarter)", Fraction(5)),
        ("last_within(b, quarter)", Fraction(9)),
        ("sum_within(a / 9, quarter)", Fraction("1.000000000000")),
        ("count(previous(a > 5), previous(a > 5, 2), every(a > 5, 2), ever(a > 9, 2))", Fraction(3)),
    ],
)
def test_cases_steps_groups_and_periods_before(text: str, expected: Fraction) -> None:
    assert looked_back(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("every(a > 5, 2)", True),
        ("every(a > 6, 2)", False),
        ("every(a > 5, 3)", None),
        ("every(a > 9, 3)", False),
        ("ever(a > 9, 3)", True),
        ("ever(a > 10, 3)", None),
        ("ever(a > 10, 2)", False),
        ("every(a > 2, 5)", None),
        ("previous(a, 4) > 1", None),
        ("a / none > 1 or a > 1", True),
    ],
)
def test_a_period_nobody_knows_of_leaves_open_what_it_could_decide(text: str, expected: bool | None) -> None:
    assert looked_back(text, lenient=True) is expected


@pytest.mark.parametrize(
    "text",
    [
        "previous(a, 2)",
        "previous(a, 9)",
        "mean_before(a, 2)",
        "if(previous(a > 1, 2), 1, 2)",
        "mean_within(b, quarter)",
        "max_within(a, half)",
        "last_within(a, half)",
        "if(mean_within(b, quarter) > 1, 1, 2)",
    ],
)
def test_no_history_is_told_from_no_group(text: str) -> None:
    with pytest.raises(NoHistoryError):
        looked_back(text)
    with pytest.raises(UndefinedError) as caught:
        looked_back("a - mean(a among group)")
    assert caught.value.key == "no_group"
