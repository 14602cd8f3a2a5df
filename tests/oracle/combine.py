"""One mark of many, from the sentences of the ways to combine: only parts that have marks are given."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from tests.oracle.arithmetic import number, snapped
from tests.oracle.document import Section


@dataclass(frozen=True)
class Part:
    """A part that has a mark: that, its full marks, its weight."""

    score: Fraction
    points: Fraction
    weight: Fraction

    @property
    def rate(self) -> Fraction:
        """Mark over full marks."""
        return self.score / self.points


INEXACT = ("geometric", "harmonic")
"""Ways whose result is no fraction: rounded before anything else is done to it."""


def undefined(name: str, asked: Section, parts: list[Part]) -> bool:
    """Whether a rate of zero or less leaves no mean, as the rubric says."""
    if name not in INEXACT or asked.get("zeros") != "not_assessed":
        return False
    low, high = map(number, asked.get("over", ["0", "1"]))
    return any(low + (high - low) * part.rate <= 0 for part in parts)


def harmonic(asked: Section, parts: list[Part], points: Fraction) -> Fraction:
    """Weighted harmonic mean of rates on a range, mapped back; exactly."""
    low, high = map(number, asked.get("over", ["0", "1"]))
    bases = on_range(asked, parts)
    if not all(bases):
        return points * (0 - low) / (high - low)
    whole = sum((part.weight for part in parts), Fraction(0))
    mean = whole / sum((part.weight / base for part, base in zip(parts, bases, strict=True)), Fraction(0))
    return points * (mean - low) / (high - low)


def on_range(asked: Section, parts: list[Part]) -> list[Fraction]:
    """The rates as the mean takes them: lifted to the least they may count as, on the range it runs on."""
    low, high = map(number, asked.get("over", ["0", "1"]))
    lift = asked.get("zeros")
    least = number(lift) if lift not in (None, "zero", "not_assessed") else None
    rates = [part.rate if least is None else max(part.rate, least) for part in parts]
    return [low + (high - low) * rate for rate in rates]


def geometric(asked: Section, parts: list[Part], points: Fraction) -> Fraction:
    """Weighted geometric mean of rates on a range, mapped back; to a hundred digits, exact where it is short."""
    low, high = map(number, asked.get("over", ["0", "1"]))
    whole = sum((part.weight for part in parts), Fraction(0))
    bases = on_range(asked, parts)
    mean = Fraction(0)
    if all(bases):
        with localcontext(prec=100):
            terms = [
                _decimal(part.weight / whole) * _decimal(base).ln() for part, base in zip(parts, bases, strict=True)
            ]
            mean = Fraction(sum(terms, Decimal(0)).exp())
    return points * (snapped(mean) - low) / (high - low)


def _decimal(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def combined(name: str, asked: Section, parts: list[Part], points: Fraction) -> Fraction:
    """The exact marks of a node worth so many points."""
    if name == "sum":
        return sum((part.score for part in parts), Fraction(0))
    if name == "geometric":
        return snapped(geometric(asked, parts, points))
    if name == "harmonic":
        return harmonic(asked, parts, points)
    if name in ("minimum", "maximum"):
        rates = [part.rate for part in parts]
        return points * (min(rates) if name == "minimum" else max(rates))
    if name == "flat" and asked.get("weights", "own") == "equal":
        parts = [Part(part.score, part.points, Fraction(1)) for part in parts]
    whole = sum((part.weight for part in parts), Fraction(0))
    if name == "share_meeting":
        met = [part.weight for part in parts if part.rate >= number(asked["at_least"])]
        return points * sum(met, Fraction(0)) / whole
    return points * sum((part.weight * part.rate for part in parts), Fraction(0)) / whole
