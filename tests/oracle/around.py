"""What a formula reads beyond one jurisdiction and one period: statistics over groups, and periods before."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from tests.oracle import formula
from tests.oracle.arithmetic import on_grid
from tests.oracle.document import Document, Period
from tests.oracle.facts import Facts
from tests.oracle.tree import Tree


class Trees:
    """The trees of everyone in every period, each made when it is first asked for."""

    def __init__(self, document: Document, facts: Facts) -> None:
        self.document, self.facts = document, facts
        self._known: dict[tuple[str, str], Tree] = {}

    def of(self, who: str, period: Period) -> Tree:
        """The tree of a jurisdiction in a period."""
        key = (who, period.id)
        if key not in self._known:
            self._known[key] = Tree(self.document, self.facts, who, period, self)
        return self._known[key]

    def everybody(self, period: Period) -> dict[str, Tree]:
        """The trees of everyone on the roster in a period."""
        return {who: self.of(who, period) for who in self.facts.roster}

    def population(self, period: Period) -> list[str]:
        """Who feeds the statistics of groups: everyone who is assessed."""
        assessed = self.document.keys["population"].get("assessed", "")
        return [who for who in self.facts.roster if not assessed or self.of(who, period).holds(assessed) is True]

    def statistic(
        self, who: str, period: Period, function: str, inner: formula.Tree, group: str, argument: Fraction | None
    ) -> formula.Known:
        """A statistic over those whose roster column says the same as this one's; those unknown are passed over."""
        roster = self.facts.roster
        if group != "all" and roster[who][group] is None:
            return None
        peers = [p for p in self.population(period) if group == "all" or roster[p][group] == roster[who][group]]
        found = [formula.work_out(inner, *self.of(peer, period).meaning(), lenient=True) for peer in peers]
        if function in ("count", "share"):
            told = [truth for truth in found if truth is not None]
            true = Fraction(sum(truth is True for truth in told))
            return true if function == "count" else true / len(told) if told else None
        numbers = [on_grid(number) for number in found if isinstance(number, Fraction)]
        if function == "rank":
            own = formula.work_out(inner, *self.of(who, period).meaning(), lenient=True)
            return Fraction(1 + sum(n > on_grid(own) for n in numbers)) if isinstance(own, Fraction) else None
        return over(function, numbers, argument)

    def earlier(self, period: Period, back: int, by: str) -> Period | None:
        """The period of its kind so many before it, or so many years before."""
        alike = [p for p in self.document.periods.values() if p.kind == period.kind and p.ends < period.starts]
        if by == "year":
            wanted = (period.starts.year - back, period.starts.month)
            return next((p for p in alike if (p.starts.year, p.starts.month) == wanted), None)
        alike.sort(key=lambda p: p.ends, reverse=True)
        return alike[back - 1] if back <= len(alike) else None


def over(function: str, numbers: Sequence[Fraction], argument: Fraction | None = None) -> Fraction | None:
    """A statistic of numbers; None of none.

    >>> over("percentile", [Fraction(n) for n in (4, 1, 2)], Fraction(3, 4)), over("sd_sample", [Fraction(1)])
    (Fraction(3, 1), None)
    """
    if not numbers:
        return None
    total, n = sum(numbers, Fraction(0)), len(numbers)
    if function in ("sd_population", "sd_sample"):
        parts = n if function == "sd_population" else n - 1
        return rooted(sum(((each - total / n) ** 2 for each in numbers), Fraction(0)) / parts) if parts else None
    if function in ("median", "percentile"):
        return between(sorted(numbers), Fraction(1, 2) if argument is None else argument)
    return {"min": min(numbers), "max": max(numbers), "sum": total, "mean": total / n}[function]


def between(ranked: Sequence[Fraction], share: Fraction) -> Fraction:
    """The value at that share of the way from the least to the greatest, in a straight line between two ranks."""
    at = (len(ranked) - 1) * share
    below = at.numerator // at.denominator
    above = min(below + 1, len(ranked) - 1)
    return ranked[below] + (ranked[above] - ranked[below]) * (at - below)


def rooted(square: Fraction) -> Fraction:
    """The square root, rounded half-up to nine decimals.

    >>> rooted(Fraction(2)), rooted(Fraction(9, 4))
    (Fraction(707106781, 500000000), Fraction(3, 2))
    """
    scaled = square * 10**18
    floor = math.isqrt(scaled.numerator // scaled.denominator)
    return Fraction(floor + (Fraction(2 * floor + 1, 2) ** 2 <= scaled), 10**9)
