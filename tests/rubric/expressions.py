"""Generated expressions, every part of the language among them, for the tests of parsing, writing and bounding."""

from __future__ import annotations

from fractions import Fraction
from typing import get_args

from hypothesis import strategies as st

from scoring.rubric import expression as ex

NUMBERS = ("met", "registered", "在册人数", "index", "or_else")
TEXTS = ("level", "group")
CODES = ("四.(一)1-2", "总分", "V1", "a/b", "1.10")
ASPECTS: tuple[ex.Aspect, ...] = ("score", "rate", "value", "rank")
OTHERS = ("", "", "", "last-year", "x2")
GROUPS = ("all", "level", "group")

constants = st.builds(
    lambda digits, places: ex.Constant(Fraction(digits, 10**places)), st.integers(0, 10**6), st.integers(0, 4)
)
steps = st.integers(1, 999).map(lambda digits: ex.Constant(Fraction(digits, 100)))
shares = st.integers(0, 100).map(lambda percent: Fraction(percent, 100))
periods = st.integers(1, 20)
WAYS: tuple[ex.Function, ...] = ("up", "down", "nearest")
STATISTICS: tuple[ex.Statistic, ...] = ("min", "max", "mean", "sum", "median", "rank", "sd_population", "sd_sample")
BEFORE: tuple[ex.Past, ...] = ("mean_before", "max_before", "min_before", "sum_before")
INSIDE: tuple[ex.Inside, ...] = get_args(ex.Inside)
KINDS: tuple[ex.PeriodKind, ...] = get_args(ex.PeriodKind)
quoted = st.text(st.characters(exclude_characters="'\"\n\r", exclude_categories=["C"]), max_size=6).map(ex.Literally)
texts = st.sampled_from(TEXTS).map(ex.Name)


def numbers(depth: int = 2) -> st.SearchStrategy[ex.Expression]:
    """Numeric expressions."""
    leaves = (
        constants
        | st.sampled_from(NUMBERS).map(ex.Name)
        | st.builds(ex.Reference, st.sampled_from(CODES), st.sampled_from(ASPECTS), st.sampled_from(OTHERS))
    )
    if depth == 0:
        return leaves
    inner = numbers(depth - 1)
    operators: st.SearchStrategy[ex.Arithmetic] = st.sampled_from(("+", "-", "*", "/"))
    few = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        leaves,
        st.builds(ex.Operation, operators, inner, inner),
        st.builds(ex.Negative, inner),
        st.builds(lambda of: ex.Call("abs", (of,)), inner),
        st.builds(ex.Call, st.sampled_from(("min", "max", "sum", "mean")), few),
        st.builds(lambda way, of: ex.Call(way, (of,)), st.sampled_from(WAYS), inner),
        st.builds(lambda way, of, step: ex.Call(way, (of, step)), st.sampled_from(WAYS), inner, steps),
        st.builds(lambda when, a, b: ex.Call("if", (when, a, b)), conditions(depth - 1), inner, inner),
        st.builds(ex.Among, st.sampled_from(STATISTICS), inner, st.sampled_from(GROUPS)),
        st.builds(ex.Among, st.just("percentile"), inner, st.sampled_from(GROUPS), shares),
        st.builds(ex.Among, st.sampled_from(("count", "share")), conditions(depth - 1), st.sampled_from(GROUPS)),
        st.builds(ex.Earlier, inner, periods, st.sampled_from(("period", "year"))),
        st.builds(ex.History, st.sampled_from(BEFORE), inner, periods | st.none()),
        st.builds(ex.Within, st.sampled_from(INSIDE), inner, st.sampled_from(KINDS)),
    )


def conditions(depth: int = 2) -> st.SearchStrategy[ex.Expression]:
    """Conditions over numbers and texts."""
    operators: st.SearchStrategy[ex.Comparison] = st.sampled_from(("=", "!=", "<", "<=", ">", ">="))
    equal: st.SearchStrategy[ex.Comparison] = st.sampled_from(("=", "!="))
    leaves = st.one_of(
        st.builds(ex.Compare, operators, numbers(min(depth, 1)), numbers(min(depth, 1))),
        st.builds(ex.Compare, equal, texts, quoted),
        st.builds(ex.OneOf, texts, st.lists(quoted, min_size=1, max_size=3).map(tuple)),
    )
    if depth == 0:
        return leaves
    inner = conditions(depth - 1)
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    counted = st.builds(lambda parts: ex.Compare(">", ex.Call("count", parts), ex.Constant(Fraction(1))), several)
    return st.one_of(
        leaves,
        st.builds(ex.All, several),
        st.builds(ex.Any, several),
        st.builds(ex.Not, inner),
        counted,
        st.builds(ex.Earlier, inner, periods, st.sampled_from(("period", "year"))),
        st.builds(ex.History, st.sampled_from(("every", "ever")), inner, periods),
    )
