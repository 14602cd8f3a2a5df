"""Generated expressions, every part of the language among them, for the tests of parsing, writing and bounding."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from scoring.rubric import expression as ex

NUMBERS = ("met", "registered", "在册人数", "index", "or_else")
TEXTS = ("level", "group")
CODES = ("四.(一)1-2", "总分", "V1", "a/b", "1.10")
ASPECTS: tuple[ex.Aspect, ...] = ("score", "rate", "value", "rank")

constants = st.builds(
    lambda digits, places: ex.Constant(Fraction(digits, 10**places)), st.integers(0, 10**6), st.integers(0, 4)
)
quoted = st.text(st.characters(exclude_characters="'\"\n\r", exclude_categories=["C"]), max_size=6).map(ex.Literally)
texts = st.sampled_from(TEXTS).map(ex.Name)


def numbers(depth: int = 3) -> st.SearchStrategy[ex.Expression]:
    """Numeric expressions."""
    leaves = (
        constants
        | st.sampled_from(NUMBERS).map(ex.Name)
        | st.builds(ex.Reference, st.sampled_from(CODES), st.sampled_from(ASPECTS))
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
        st.builds(ex.Call, st.sampled_from(("min", "max")), few),
    )


def conditions(depth: int = 3) -> st.SearchStrategy[ex.Expression]:
    """Conditions over numbers and texts."""
    operators: st.SearchStrategy[ex.Comparison] = st.sampled_from(("=", "!=", "<", "<=", ">", ">="))
    equal: st.SearchStrategy[ex.Comparison] = st.sampled_from(("=", "!="))
    leaves = st.one_of(
        st.builds(ex.Compare, operators, numbers(1), numbers(1)),
        st.builds(ex.Compare, equal, texts, quoted),
        st.builds(ex.OneOf, texts, st.lists(quoted, min_size=1, max_size=3).map(tuple)),
    )
    if depth == 0:
        return leaves
    inner = conditions(depth - 1)
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    counted = st.builds(lambda parts: ex.Compare(">", ex.Call("count", parts), ex.Constant(Fraction(1))), several)
    return st.one_of(leaves, st.builds(ex.All, several), st.builds(ex.Any, several), st.builds(ex.Not, inner), counted)
