"""Numbers of a rubric file: read exactly, computed ones to 12 decimals, said as they were written."""

from __future__ import annotations

import copy
import pickle
import re
from fractions import Fraction
from typing import Any

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from scoring.rubric.values import Number, read_number, write_as_read, write_number

FUNCTIONS = {"ln": mpmath.log, "log10": mpmath.log10, "sqrt": mpmath.sqrt, "exp": mpmath.exp}


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("ln(100)", "4.605170185988"),
        ("log10(5)", "0.698970004336"),
        ("log10(1000)", "3"),
        ("sqrt(2)", "1.414213562373"),
        ("sqrt(6.25)", "2.5"),
        ("sqrt(0)", "0"),
        ("exp(1)", "2.718281828459"),
        ("exp(0)", "1"),
        ("ln(1)", "0"),
        ("ln(95%)", "-0.051293294388"),
        ("sqrt( 1/4 )", "0.5"),
        ("exp(-40)", "0"),
    ],
)
def test_a_number_may_be_computed(written: str, number: str) -> None:
    assert write_number(read_number(written)) == number
    assert write_as_read(read_number(written)) == written


@given(st.sampled_from(sorted(FUNCTIONS)), st.decimals(min_value=0, max_value=39, places=6))
def test_computed_numbers_are_the_nearest_of_twelve_decimals(function: str, of: Any) -> None:
    if function in ("ln", "log10") and not of:
        return
    with mpmath.workdps(60):
        exact = FUNCTIONS[function](mpmath.mpf(str(of)))
        found = read_number(f"{function}({of})") * 10**12
        assert found.denominator == 1
        assert abs(exact * 10**12 - found.numerator) <= mpmath.mpf("0.5")


@pytest.mark.parametrize(
    "written",
    [
        "ln(0)",
        "ln(-1)",
        "log10(0)",
        "sqrt(-0.1)",
        "exp(41)",
        "exp(-41)",
        "ln()",
        "ln 2",
        "log(2)",
        "ln(ln(2))",
        "2ln(2)",
    ],
)
def test_what_does_not_exist_is_no_number(written: str) -> None:
    with pytest.raises(ValueError, match=re.escape(written)):
        read_number(written)


def test_a_computed_number_stays_one_when_copied_and_is_a_plain_fraction_when_computed_with() -> None:
    number = read_number("ln(2)")
    for same in (copy.copy(number), copy.deepcopy(number), pickle.loads(pickle.dumps(number))):  # noqa: S301
        assert same == number
        assert write_as_read(same) == "ln(2)"
    assert type(number + 1) is Fraction


@pytest.mark.parametrize("written", ["ln(100)", "sqrt(1/4)", "exp( -1 )", "95%", "1:20", "-0.5"])
def test_the_schema_takes_what_loads(written: str) -> None:
    _, text = TypeAdapter(Number).json_schema()["anyOf"]
    assert re.search(text["pattern"], written)


@pytest.mark.parametrize("written", ["ln()", "log(2)", "2 ln(2)", "ln(2)x", "0.5 ln(2)", "1/2/3", "xln(2)"])
def test_the_schema_refuses_what_does_not_load(written: str) -> None:
    _, text = TypeAdapter(Number).json_schema()["anyOf"]
    assert not re.search(text["pattern"], written)
    with pytest.raises(ValueError, match="not a number"):
        read_number(written)
