"""Expressions to try, with rows where they are hard: at and around boundaries, tiny, huge, unknown and impossible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from hypothesis import strategies as st

from scoring.sql.decide import Wanted
from scoring.sql.exact import Int, Ratio, Way
from scoring.sql.inexact import Exponential, Harmonic, Inexact, Logarithm, Power
from tests.sql.inexact import Column

ROWS = 120
_WAYS: tuple[Way, ...] = ("half_up", "up", "down")
_EXPONENTS = [Fraction(top, bottom) for bottom in (1, 2, 3, 4, 7) for top in (-2, -1, 1, 2, 3)]
_CONSTANTS = [Fraction(1), Fraction(-1), Fraction(100), Fraction(1, 7), Fraction(-5, 2), Fraction(1, 10**6)]


@dataclass(frozen=True)
class Case:
    """What is wanted, and the columns it is of."""

    wanted: Wanted
    rows: dict[str, Column]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any kind of expression over columns of any size."""
    random = Random(draw(st.integers(0, 2**32)))
    columns: dict[str, Column] = {}

    def ratio(size: int, *, least: int = 0, gaps: bool = True) -> Ratio:
        bottom = _column(random, columns, random.choice([1, 4, 10, size]), 1, gaps=False)
        top = _column(random, columns, size, least, gaps=gaps)
        return Ratio(top, random.choice([Int.of(1), Int.of(10), bottom]), random.choice([Fraction(1), Fraction(3, 8)]))

    kind = draw(st.sampled_from(sorted(_KINDS)))
    of = _KINDS[kind](random, ratio)
    places, step = random.choice([(0, 1), (1, 5), (2, 1), (6, 1), (9, 1), (9, 10**6), (12, 1)])
    return Case(Wanted(of, places, step, random.choice(_WAYS)), columns)


def _column(random: Random, columns: dict[str, Column], size: int, least: int, *, gaps: bool) -> Int:
    """A column of numbers with up to so many decimal digits, its sizes evenly spread on a log scale."""
    name = f"c{len(columns)}"
    values: list[int | None] = [max(least, random.randint(0, 10 ** random.randint(0, size))) for _ in range(ROWS)]
    for place in range(ROWS):
        if random.random() < 0.3:
            values[place] = random.choice(
                [least, 10**size, 1, 10 ** random.randint(0, size), 2 ** random.randint(0, size)]
            )
        if gaps and random.random() < 0.05:
            values[place] = None
        if least < 0 and random.random() < 0.4:
            values[place] = -(values[place] or 0)
    values[0] = 10**size  # so that the column's type is that of its bounds
    columns[name] = values
    return Int.column(name, least if least >= 0 else -(10**size), 10**size, nullable=gaps)


Ratios = Callable[..., Ratio]


def _power(random: Random, ratio: Ratios) -> Inexact:
    count = random.randint(1, 3)
    size = random.choice([2, 6, 12] if count > 1 else [2, 9, 18, 22])
    factors = tuple((ratio(size, least=random.choice([-1, 0, 1])), random.choice(_EXPONENTS)) for _ in range(count))
    return Power(factors, random.choice(_CONSTANTS), random.choice([Fraction(0), Fraction(1, 2), Fraction(60)]))


def _row_powers(random: Random, ratio: Ratios) -> Inexact:
    factors = tuple(
        (ratio(3, least=random.choice([-1, 0, 1])), ratio(1, least=-1)) for _ in range(random.randint(1, 2))
    )
    return Power(factors, random.choice([Fraction(1), Fraction(1, 10**4)]))


def _weighted(random: Random, ratio: Ratios) -> Inexact:
    size = random.choice([2, 6, 11, 20])
    weights = [ratio(1, gaps=False).top for _ in range(random.randint(2, 5))]
    return Power.weighted([(ratio(size), random.choice([weight, Int.of(1)])) for weight in weights])


def _logarithm(random: Random, ratio: Ratios) -> Inexact:
    of = ratio(random.choice([2, 9, 20, 35]), least=random.choice([-1, 0, 1]))
    return Logarithm(
        of, random.choice(_CONSTANTS), random.choice([Fraction(0), Fraction(1, 2)]), random.choice([None, 10, 2])
    )


def _exponential(random: Random, ratio: Ratios) -> Inexact:
    of = ratio(random.choice([1, 3]), least=-1) * Ratio.of(random.choice([Fraction(1, 1000), Fraction(1, 30)]))
    return Exponential(of, random.choice(_CONSTANTS), random.choice([Fraction(0), Fraction(1, 2)]))


def _harmonic(random: Random, ratio: Ratios) -> Inexact:
    size = random.choice([2, 6, 11, 20])
    weights = [ratio(1, gaps=False).top for _ in range(random.randint(2, 5))]
    of = Harmonic.weighted([(ratio(size, least=random.choice([-1, 0, 1])), weight) for weight in weights])
    return replace(of, times=random.choice(_CONSTANTS), plus=random.choice([Fraction(0), Fraction(1, 2)]))


_KINDS: dict[str, Callable[[Random, Ratios], Inexact]] = {
    "power": _power,
    "row powers": _row_powers,
    "weighted": _weighted,
    "logarithm": _logarithm,
    "exponential": _exponential,
    "harmonic": _harmonic,
}
