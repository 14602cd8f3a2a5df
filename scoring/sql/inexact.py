"""Roots, powers, logarithms and exponentials of exact fractions: where they are known, and between which bounds.

Such a number cannot be written exactly; rounded to a step it can, and `scoring.sql.decide` does so with the same digits
on every platform.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cmp_to_key

from scoring.sql.exact import Int, Ratio, Way, total, whole
from scoring.sql.magnitude import inside_double, sizes, span
from scoring.sql.real import Logs, logarithm_to_whole, power_to_whole

_ONE = Fraction(1)


@dataclass(frozen=True)
class Power:
    """plus + times · Π base^exponent; an exponent may vary by row (a `Ratio`).

    Where an exponent is zero its base is not looked at, known or not. Otherwise a base of zero is allowed to a positive
    power, and a negative one to a whole constant power; the only base also to one with an odd denominator, which is its
    real root. Anything else is unknown.

    `mean` says that the exponents are shares of one, as `weighted` makes them: the product then lies between the bases.
    """

    factors: tuple[tuple[Ratio, Fraction | Ratio], ...]
    times: Fraction = _ONE
    plus: Fraction = Fraction(0)
    mean: bool = field(default=False, kw_only=True)

    @staticmethod
    def weighted(parts: Sequence[tuple[Ratio, Int]]) -> Power:
        """The geometric mean of values by weights of zero or more, zero where a value does not count in that row.

        Unknown where all weights are zero, and where a value that counts is unknown or negative.
        """
        weights = total([weight for _, weight in parts])
        if weights.constant and all(weight.constant is not None for _, weight in parts):
            shares = [(of, Fraction(weight.low, weights.low)) for of, weight in parts if weight.low]
            return Power(tuple(shares), mean=True)
        bottom = Int(f"nullif({weights.sql}, 0)", 1, max(weights.high, 1), nullable=True, width=weights.width)
        return Power(tuple((of, Ratio(weight, bottom)) for of, weight in parts), mean=True)

    @property
    def ratios(self) -> tuple[Ratio, ...]:
        """All fractions in it, in order."""
        return tuple(part for factor in self.factors for part in factor if isinstance(part, Ratio))

    def over(self, ratios: Iterable[Ratio]) -> Power:
        """The same expression of other fractions."""
        rest = iter(ratios)
        factors = tuple((next(rest), next(rest) if isinstance(power, Ratio) else power) for _, power in self.factors)
        return replace(self, factors=factors)

    def exactly(self, values: Sequence[Fraction], unit: Fraction, way: Way) -> int:
        """Its value in whole units, where it is known and the product is not zero."""
        rest = iter(values)
        terms, times = [], self.times
        for _, exponent in self.factors:
            base, power = next(rest), next(rest) if isinstance(exponent, Ratio) else exponent
            if power:
                terms.append((power, abs(base)))
                times = -times if base < 0 and power.numerator % 2 else times
        return power_to_whole(self.plus / unit, times / unit, Logs(tuple(terms)), way)

    def rooted(self, exponent: Fraction | Ratio) -> bool:
        """Whether a negative base has a power."""
        if isinstance(exponent, Ratio):
            return False
        return exponent.denominator == 1 or (len(self.factors) == 1 and exponent.denominator % 2 == 1)

    @property
    def known(self) -> str:
        """The SQL condition that it has a value."""
        conditions = []
        for base, exponent in self.factors:
            allowed = [base.known]
            if base.top.low < 0 and not self.rooted(exponent):
                allowed.append(f"{base.top.sql} >= 0")
            if isinstance(exponent, Ratio):
                if base.top.low <= 0 and exponent.top.low < 0:
                    allowed.append(f"({base.top.sql} <> 0 OR {exponent.top.sql} > 0)")
                if exponent.top.low <= 0 and (condition := _all(allowed)) != "TRUE":
                    allowed = [f"({exponent.top.sql} = 0 OR ({condition}))"]
                conditions += [exponent.known, *allowed]
            elif exponent:
                if base.top.low <= 0 and exponent < 0:
                    allowed.append(f"{base.top.sql} <> 0")
                conditions += allowed
        return _all(conditions)

    @property
    def zero(self) -> str:
        """The SQL condition that the product is zero, where it is known."""
        cases = []
        for base, exponent in self.factors:
            if base.top.low > 0 or base.top.high < 0:
                continue
            if isinstance(exponent, Ratio):
                cases.append(f"({base.top.sql} = 0 AND {exponent.top.sql} > 0)")
            elif exponent > 0:
                cases.append(f"({base.top.sql} = 0)")
        return " OR ".join(cases) or "FALSE"

    def bounds(self, unit: Fraction, way: Way) -> tuple[int, int]:
        """The least and the greatest it can be, in whole units.

        Raises:
            Overflow: the product could leave a double's range.
        """
        if self.mean:
            spans = [sizes(base) for base, _ in self.factors] or [(_ONE, _ONE)]
            low = Logs(((_ONE, min(least for least, _ in spans)),))
            high = Logs(((_ONE, max(most for _, most in spans)),))
        else:
            ends = [self._ends(*factor) for factor in self.factors]
            low, high = (Logs(tuple(end[side] for end in ends)) for side in (0, 1))
        plus, times = self.plus / unit, self.times / unit
        inside_double((plus, times), high)
        at = [power_to_whole(plus, times, high, way)]
        if any(base.top.low < 0 and self.rooted(exponent) for base, exponent in self.factors):
            at.append(power_to_whole(plus, -times, high, way))
        elif self.zero != "FALSE":
            at.append(whole(plus, way))
        else:
            at.append(power_to_whole(plus, times, low, way))
        return min(at), max(at)

    def _ends(self, base: Ratio, exponent: Fraction | Ratio) -> list[tuple[Fraction, Fraction]]:
        """Where base^exponent is least and where greatest: at corners of what the two can be."""
        powers = span(exponent) if isinstance(exponent, Ratio) else (exponent,)
        corners = [(power, size) for power in powers for size in sizes(base, both=self.rooted(exponent))]
        corners.sort(key=cmp_to_key(_compared))
        return [corners[0], corners[-1]]


@dataclass(frozen=True)
class Logarithm:
    """plus + times · ln(argument), or to a whole base of two or more; unknown where it is not positive."""

    argument: Ratio
    times: Fraction = _ONE
    plus: Fraction = Fraction(0)
    base: int | None = None

    @property
    def ratios(self) -> tuple[Ratio, ...]:
        """All fractions in it."""
        return (self.argument,)

    def over(self, ratios: Iterable[Ratio]) -> Logarithm:
        """The same expression of another fraction."""
        return replace(self, argument=next(iter(ratios)))

    def exactly(self, values: Sequence[Fraction], unit: Fraction, way: Way) -> int:
        """Its value in whole units, where it is known."""
        return logarithm_to_whole(self.plus / unit, self.times / unit, values[0], self.base, way)

    @property
    def known(self) -> str:
        """The SQL condition that it has a value."""
        of = self.argument
        return _all([of.known, "TRUE" if of.top.low > 0 else f"{of.top.sql} > 0"])

    def bounds(self, unit: Fraction, way: Way) -> tuple[int, int]:
        """The least and the greatest it can be, in whole units.

        Raises:
            Overflow: a constant in it leaves a double's range.
        """
        inside_double((self.plus / unit, self.times / unit))
        low, high = sorted(self.exactly((end,), unit, way) for end in sizes(self.argument))
        return low, high


@dataclass(frozen=True)
class Exponential:
    """plus + times · e^argument."""

    argument: Ratio
    times: Fraction = _ONE
    plus: Fraction = Fraction(0)

    @property
    def ratios(self) -> tuple[Ratio, ...]:
        """All fractions in it."""
        return (self.argument,)

    def over(self, ratios: Iterable[Ratio]) -> Exponential:
        """The same expression of another fraction."""
        return replace(self, argument=next(iter(ratios)))

    def exactly(self, values: Sequence[Fraction], unit: Fraction, way: Way) -> int:
        """Its value in whole units, where it is known."""
        return power_to_whole(self.plus / unit, self.times / unit, Logs(rest=values[0]), way)

    @property
    def known(self) -> str:
        """The SQL condition that it has a value."""
        return self.argument.known

    def bounds(self, unit: Fraction, way: Way) -> tuple[int, int]:
        """The least and the greatest it can be, in whole units.

        Raises:
            Overflow: it could leave a double's range.
        """
        ends = span(self.argument)
        inside_double((self.plus / unit, self.times / unit), Logs(rest=max(ends)))
        low, high = sorted(self.exactly((end,), unit, way) for end in ends)
        return low, high


@dataclass(frozen=True)
class Harmonic:
    """plus + times · Σ weight ÷ Σ (weight ÷ base), over the bases whose weight is not zero.

    A fraction, but of so many digits that no integer of the database holds its parts. A base of zero makes the mean
    zero; a negative one, and weights that are all zero, leave it unknown. Bases are at most some constant; no weight is
    negative.
    """

    parts: tuple[tuple[Ratio, Ratio], ...]
    times: Fraction = _ONE
    plus: Fraction = Fraction(0)

    @staticmethod
    def weighted(parts: Sequence[tuple[Ratio, Int]]) -> Harmonic:
        """The harmonic mean of values by whole weights, zero where a value does not count in that row."""
        return Harmonic(tuple((of, Ratio(weight, Int.of(1))) for of, weight in parts))

    @property
    def ratios(self) -> tuple[Ratio, ...]:
        """All fractions in it, each base before its weight."""
        return tuple(ratio for part in self.parts for ratio in part)

    def over(self, ratios: Iterable[Ratio]) -> Harmonic:
        """The same expression of other fractions."""
        rest = iter(ratios)
        return replace(self, parts=tuple((next(rest), next(rest)) for _ in self.parts))

    def exactly(self, values: Sequence[Fraction], unit: Fraction, way: Way) -> int:
        """Its value in whole units, where it is known and the mean is not zero."""
        pairs = [(base, weight) for base, weight in zip(values[::2], values[1::2], strict=True) if weight]
        mean = sum((weight for _, weight in pairs), Fraction(0)) / sum((w / b for b, w in pairs), Fraction(0))
        return whole((self.plus + self.times * mean) / unit, way)

    @property
    def known(self) -> str:
        """The SQL condition that it has a value."""
        sums = " + ".join(weight.top.sql for _, weight in self.parts)
        conditions = [f"({sums}) > 0"]
        for base, weight in self.parts:
            allowed = _all([base.known, "TRUE" if base.top.low >= 0 else f"{base.top.sql} >= 0"])
            if allowed != "TRUE":
                conditions.append(f"({weight.top.sql} = 0 OR ({allowed}))")
        return _all(conditions)

    @property
    def zero(self) -> str:
        """The SQL condition that the mean is zero, where it is known."""
        cases = [f"({base.top.sql} = 0 AND {weight.top.sql} > 0)" for base, weight in self.parts if base.top.low <= 0]
        return " OR ".join(cases) or "FALSE"

    def bounds(self, unit: Fraction, way: Way) -> tuple[int, int]:
        """The least and the greatest it can be, in whole units: the mean lies between the bases.

        Raises:
            Overflow: a constant in it leaves a double's range.
        """
        inside_double((self.plus / unit, self.times / unit))
        spans = [sizes(base) for base, _ in self.parts]
        least = Fraction(0) if self.zero != "FALSE" else min(low for low, _ in spans)
        most = max(high for _, high in spans)
        low, high = sorted(whole((self.plus + self.times * end) / unit, way) for end in (least, most))
        return low, high


Inexact = Power | Logarithm | Exponential | Harmonic


def _compared(one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction]) -> int:
    return Logs((one,)).less(Logs((other,))).sign()


def _all(conditions: Iterable[str]) -> str:
    return " AND ".join(dict.fromkeys(one for one in conditions if one != "TRUE")) or "TRUE"
