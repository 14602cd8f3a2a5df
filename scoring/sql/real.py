"""Powers, logarithms and exponentials of fractions, rounded exactly: the last word where a double cannot tell.

A number plus + times · e^L, or plus + times · ln y, lies near a boundary B between two steps. Which side it lies on is
the sign of a sum rest + Σ qᵢ·ln xᵢ of rational qᵢ and rational xᵢ > 0: for the first, of L − ln((B − plus) ÷ times).
That sum is computed with ever more digits until its sign is certain (Ziv, *Fast evaluation of elementary mathematical
functions with correctly rounded last bit*, ACM TOMS 17, 1991). It ends, because whether it is zero is decided before:

- rest ≠ 0: never zero. It would make e^(−N·rest), for an N that clears the denominators of the qᵢ, the rational number
  Π xᵢ^(N·qᵢ); but e^r is transcendental for every rational r ≠ 0 (Hermite 1873, Lindemann 1882).
- rest = 0: zero just when Π xᵢ^(N·qᵢ) = 1, which is seen from the factors the xᵢ share, without computing the power.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from fractions import Fraction
from typing import Literal

from scoring.sql.exact import Way, whole

_DIGITS = 32
"""First precision: of what has 14 digits before its step's point, one in 10^13 is left to a second round."""
_SMALL, _QUARTER = Decimal("0.01"), Decimal("0.25")


@dataclass(frozen=True)
class Logs:
    """The real number rest + Σ times · ln(of).

    Raises:
        ValueError: a logarithm of zero or less, which no precision would ever decide.
    """

    terms: tuple[tuple[Fraction, Fraction], ...] = ()
    rest: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        # Logarithms are what takes the time: those with the same factor are one of a product.
        products: dict[Fraction, Fraction] = {}
        for times, of in self.terms:
            if of <= 0:
                raise ValueError(f"has no logarithm: {of}")
            products[times] = products[times] * of if times in products else of
        kept = tuple((times, of) for times, of in products.items() if times and of != 1)
        object.__setattr__(self, "terms", kept)

    def less(self, other: Logs) -> Logs:
        """The difference."""
        return Logs(self.terms + tuple((-times, of) for times, of in other.terms), self.rest - other.rest)

    def sign(self) -> Literal[-1, 0, 1]:
        """Whether it is below zero, zero or above: exactly."""
        if not self.rest and _is_one(self.terms):
            return 0
        digits = _DIGITS
        while True:
            number, error = self.computed(digits)
            if number.copy_abs() > error:
                return 1 if number > 0 else -1
            digits *= 2

    def computed(self, digits: int) -> tuple[Decimal, Decimal]:
        """It with so many digits, and a bound of the error.

        Each quotient, logarithm and product is correctly rounded, so that a term is off by less than
        (|times| + |times · ln of| · 3) · 10^(1 − digits), the first because ln(x·(1 + ε)) = ln x + ε; and each addition
        by as much of what has been added up. 10^(4 − digits) of all sizes together is more, for up to 900 terms.
        """
        context = _context(digits)
        number = _decimal(self.rest, context)
        size = number.copy_abs()
        for times, of in self.terms:
            weight = _decimal(times, context)
            term = context.multiply(weight, context.ln(_decimal(of, context)))
            number = context.add(number, term)
            size = context.add(size, context.add(term.copy_abs(), weight.copy_abs()))
        return number, context.scaleb(size, 4 - digits)


def power_to_whole(plus: Fraction, times: Fraction, of: Logs, way: Way = "half_up") -> int:
    """Plus + times · e^of, rounded to a whole number.

    >>> power_to_whole(Fraction(0), Fraction(1), Logs(((Fraction(1, 2), Fraction(25, 4)),)))
    3
    """

    def against(boundary: Fraction) -> int:
        share = (boundary - plus) / times
        if share <= 0:
            return 1 if times > 0 else -1
        return of.less(Logs(((Fraction(1), share),))).sign() * (1 if times > 0 else -1)

    if not times:
        return whole(plus, way)
    digits = _DIGITS
    while True:
        context = _context(digits)
        exponent, error = of.computed(digits)
        if error < _SMALL:
            # e^(x ± error) = e^x · (1 ± 2·error) for so small an error.
            power = context.multiply(context.exp(exponent), _decimal(times, context))
            blur = context.multiply(power.copy_abs(), context.add(error, error))
            found = _settled(context.add(power, _decimal(plus, context)), blur, plus, way, context)
            if found is not None:
                return found if isinstance(found, int) else _beside(found, against(found), way)
        digits *= 2


def logarithm_to_whole(
    plus: Fraction, times: Fraction, of: Fraction, base: int | None = None, way: Way = "half_up"
) -> int:
    """Plus + times · log of `of` to a base (e where none is given), rounded to a whole number.

    >>> logarithm_to_whole(Fraction(0), Fraction(1), Fraction(1000), 10, "up")
    3
    """
    if not times:
        return whole(plus, way)
    number = Logs(((Fraction(1), of),))
    unit = Logs(((Fraction(1), Fraction(base)),)) if base else Logs(rest=Fraction(1))

    def against(boundary: Fraction) -> int:
        share = (boundary - plus) / times
        scaled = Logs(tuple((share * one, other) for one, other in unit.terms), share * unit.rest)
        return number.less(scaled).sign() * (1 if times > 0 else -1)

    digits = _DIGITS
    while True:
        context = _context(digits)
        (above, error), (below, blur) = number.computed(digits), unit.computed(digits)
        logarithm = context.divide(above, below)
        steps = _decimal(times, context)
        # Twice what the quotient's derivatives say; the base is 2 or more, so that what is divided by is not small.
        error = context.divide(context.add(error, context.multiply(blur, logarithm.copy_abs())), below)
        spread = context.multiply(steps.copy_abs(), context.add(error, error))
        value = context.fma(logarithm, steps, _decimal(plus, context))
        if (found := _settled(value, spread, plus, way, context)) is not None:
            return found if isinstance(found, int) else _beside(found, against(found), way)
        digits *= 2


def _settled(number: Decimal, error: Decimal, plus: Fraction, way: Way, context: Context) -> int | Fraction | None:
    """The whole number, or the one boundary it cannot yet be told from; None where more digits are needed.

    To the error of what was computed comes that of the last roundings: of the product, of `plus`, of their sum.
    """
    size = context.add(number.copy_abs(), _decimal(abs(plus) + 1, context))
    spread = context.add(error, context.scaleb(size, 4 - context.prec))
    if not spread < _QUARTER:
        return None
    # What lies below the last digit is within the spread; as a fraction 10^-1000000 would have as many digits.
    near, width = Fraction(0) if number.adjusted() < -context.prec else Fraction(number), Fraction(spread)
    low, high = whole(near - width, way), whole(near + width, way)
    if low == high:
        return low
    return math.floor(near) + Fraction(1, 2) if way == "half_up" else Fraction(round(near))


def _beside(boundary: Fraction, side: int, way: Way) -> int:
    """What a number on the boundary, or a little beside it, is rounded to."""
    return whole(boundary + Fraction(side, 10), way)


def _is_one(terms: Sequence[tuple[Fraction, Fraction]]) -> bool:
    """Whether Π of^times = 1, by writing all of them in factors that share nothing.

    Such a product is one just when each factor's exponents add up to zero (Bach, Driscoll and Shallit, *Factor
    refinement*, Journal of Algorithms 15, 1993).
    """
    found: list[tuple[int, Fraction]] = []
    waiting = [(of.numerator, times) for times, of in terms] + [(of.denominator, -times) for times, of in terms]
    while waiting:
        number, times = waiting.pop()
        if number == 1 or not times:
            continue
        for place, (other, others) in enumerate(found):
            if (shared := math.gcd(number, other)) > 1:
                del found[place]
                waiting += [(number // shared, times), (other // shared, others), (shared, times + others)]
                break
        else:
            found.append((number, times))
    return not found


def _context(digits: int) -> Context:
    return Context(prec=digits, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])


def _decimal(number: Fraction, context: Context) -> Decimal:
    return context.divide(Decimal(number.numerator), Decimal(number.denominator))
