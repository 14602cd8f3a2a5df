"""Sums of logarithms, and what is made of them, decided exactly."""

from __future__ import annotations

import math
from fractions import Fraction

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.sql.exact import Way
from scoring.sql.real import Logs, logarithm_to_whole, power_to_whole

ONE, ZERO = Fraction(1), Fraction(0)
powers = st.fractions(min_value=-5, max_value=5, max_denominator=12)
sizes = st.fractions(min_value=Fraction(1, 10**6), max_value=10**6, max_denominator=10**6)
wholes = st.integers(1, 10**12)


@given(
    st.lists(st.tuples(powers, st.lists(st.tuples(st.sampled_from([2, 3, 5, 7, 11]), st.integers(-4, 4)))), max_size=4)
)
def test_a_product_that_is_one_is_seen_to_be(parts: list[tuple[Fraction, list[tuple[int, int]]]]) -> None:
    terms = [
        (times, math.prod((Fraction(prime) ** power for prime, power in made), start=ONE)) for times, made in parts
    ]
    total: dict[int, Fraction] = {}
    for times, made in parts:
        for prime, power in made:
            total[prime] = total.get(prime, ZERO) + times * power
    # What is left over is undone with powers of the primes: then, and only then, nothing is left.
    undone = [(-power, Fraction(prime)) for prime, power in total.items()]
    assert Logs((*terms, *undone)).sign() == 0
    assert Logs((*terms, *undone, (Fraction(1, 10**40), Fraction(13)))).sign() == 1
    assert (Logs(tuple(terms)).sign() == 0) == (not any(total.values()))


@given(st.lists(st.tuples(powers, sizes), max_size=4), powers)
def test_a_sum_has_the_sign_mpmath_gives_it(terms: list[tuple[Fraction, Fraction]], rest: Fraction) -> None:
    with mpmath.workdps(200):
        number = mpmath.mpf(rest.numerator) / rest.denominator + sum(
            mpmath.mpf(times.numerator) / times.denominator * mpmath.log(mpmath.mpf(of.numerator) / of.denominator)
            for times, of in terms
        )
        expected = 0 if abs(number) < mpmath.mpf(10) ** -150 else int(mpmath.sign(number))
    assert Logs(tuple(terms), rest).sign() == expected


@given(wholes, st.integers(2, 9), st.integers(-1, 1))
def test_a_root_is_rounded_as_its_power_says(number: int, root: int, beside: int) -> None:
    exact = number**root + beside
    product = Logs(((Fraction(1, root), Fraction(exact)),)) if exact else Logs(((ONE, Fraction(1)),))
    if exact:
        assert power_to_whole(ZERO, ONE, product, "down") == number - (beside < 0)
        assert power_to_whole(ZERO, ONE, product, "up") == number + (beside > 0)
        assert power_to_whole(ZERO, -ONE, product, "down") == -(number - (beside < 0))


@given(st.integers(2, 20), st.integers(-30, 30), st.integers(-1, 1))
def test_a_logarithm_to_a_base_is_whole_just_at_its_powers(base: int, power: int, beside: int) -> None:
    of = Fraction(base) ** power * (1 + Fraction(beside, 10**50))
    assert logarithm_to_whole(Fraction(1, 2), ONE, of, base) == _half_beside(power, beside)
    assert logarithm_to_whole(Fraction(-1, 2), -ONE, of, base) == -_half_beside(power, beside)


def _half_beside(power: int, beside: int) -> int:
    """Power + 1/2, or a little beside it, rounded half away from zero."""
    upwards = beside > 0 or (beside == 0 and power >= 0)
    return power + 1 if upwards else power


@pytest.mark.parametrize(
    ("plus", "times", "rest", "way", "expected"),
    [
        (ZERO, ONE, Fraction(-(10**38)), "up", 1),
        (ZERO, -ONE, Fraction(-(10**38)), "up", -1),
        (ZERO, ONE, Fraction(-(10**38)), "down", 0),
        (ZERO, ONE, Fraction(-(10**12)), "up", 1),
        (Fraction(1, 2), ONE, Fraction(-(10**38)), "half_up", 1),
        (Fraction(1, 2), -ONE, Fraction(-(10**38)), "half_up", 0),
        (Fraction(-1, 2), ONE, Fraction(-(10**38)), "half_up", 0),
        (Fraction(-1, 2), -ONE, Fraction(-(10**38)), "half_up", -1),
        (Fraction(7), ZERO, Fraction(5), "half_up", 7),
        (ZERO, ONE, Fraction(85), "half_up", 8223012714622913510304328016407774695),
    ],
)
def test_what_no_double_and_few_decimals_hold_is_decided(
    plus: Fraction, times: Fraction, rest: Fraction, way: Way, expected: int
) -> None:
    assert power_to_whole(plus, times, Logs(rest=rest), way) == expected


@pytest.mark.parametrize("digits", range(5, 90))
def test_what_lies_beside_a_boundary_by_any_number_of_digits_is_told_apart(digits: int) -> None:
    root = Logs(((Fraction(1, 2), Fraction(2)),))
    below = Fraction(math.isqrt(2 * 10 ** (2 * digits)), 10**digits)
    above = below + Fraction(1, 10**digits)
    assert power_to_whole(Fraction(1, 2) - below, ONE, root) == 1
    assert power_to_whole(Fraction(1, 2) - above, ONE, root) == 0
    assert power_to_whole(10**33 + Fraction(1, 2) - below, ONE, root) == 10**33 + 1
    assert power_to_whole(10**33 + Fraction(1, 2) - above, ONE, root) == 10**33
    assert power_to_whole(Fraction(7) + above, -ONE, root, "down") == 7
    assert power_to_whole(Fraction(7) + below, -ONE, root, "up") == 7
    assert power_to_whole(Fraction(7) + above, -ONE, root, "up") == 8


@pytest.mark.parametrize("of", [ZERO, -ONE])
def test_what_has_no_logarithm_is_refused_rather_than_computed_for_ever(of: Fraction) -> None:
    with pytest.raises(ValueError, match="no logarithm"):
        Logs(((ONE, of), (ONE, -of)))


def test_sums_whose_terms_cancel_are_computed_far_enough() -> None:
    huge = Fraction(10**60)
    nearly = Logs(((huge, Fraction(2)), (-huge, Fraction(2) + Fraction(1, 10**70))))
    assert nearly.sign() == -1
    assert power_to_whole(ZERO, Fraction(10**6), nearly) == 10**6
    assert power_to_whole(ZERO, Fraction(10**6), nearly, "down") == 10**6 - 1
