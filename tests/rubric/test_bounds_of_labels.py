"""A label's bounds become formulas that compare with the very number the file gives."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rubric import expression as ex
from scoring.rubric.formula import parse
from scoring.rubric.outcomes import Label
from scoring.rubric.values import read_number


def compared_with(bound: str) -> Fraction:
    label: Any = {"of": "score", "at_least": {bound: "优"}, "else": "差"}
    first, _ = Label.model_validate(label).lines("总分")
    compare = parse(first.when)
    assert isinstance(compare, ex.Compare)
    return worked(compare.right)


def worked(part: ex.Expression) -> Fraction:
    match part:
        case ex.Constant(value):
            return value
        case ex.Negative(of):
            return -worked(of)
        case ex.Operation("/", left, right):
            return worked(left) / worked(right)
        case ex.Operation("*", left, right):
            return worked(left) * worked(right)
        case ex.Operation("+", left, right):
            return worked(left) + worked(right)
    raise TypeError(part)


LONG = f"{'9' * 18}.{'9' * 18}"


@pytest.mark.parametrize(
    "written",
    [
        "90%",
        "-2.5",
        "1/3",
        "-1/3",
        "1:20",
        "ln(100)",
        "exp(-20)",
        "1/1048576",
        LONG,
        f"-{LONG}%",
        f"{LONG}/{LONG[:-1]}7",
    ],
)
def test_a_bound_is_the_number_written(written: str) -> None:
    assert compared_with(written) == read_number(written)


DIGITS = st.text("0123456789", min_size=1, max_size=18)
DECIMALS = st.builds("{}{}.{}".format, st.sampled_from(["", "-"]), DIGITS, DIGITS)


@given(DECIMALS, DECIMALS)
def test_any_ratio_is_the_number_written(top: str, bottom: str) -> None:
    written = f"{top}/{bottom}" if Fraction(bottom) else f"{top}%"
    assert compared_with(written) == read_number(written)
