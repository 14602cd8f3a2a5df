"""What a formula reads beyond one jurisdiction and one period: statistics over groups, and periods before."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from tests.oracle import formula
from tests.oracle.arithmetic import on_grid
from tests.oracle.document import Document, Period
from tests.oracle.facts import Facts
from tests.oracle.ranking import Standing, standings
from tests.oracle.tree import Own, Tree


class Trees:
    """The trees of everyone in every period, each made when it is first asked for; `asked` is the one being scored."""

    def __init__(self, document: Document, facts: Facts, asked: Period) -> None:
        self.document, self.facts, self.asked = document, facts, asked
        self._known: dict[tuple[str, str], Tree] = {}
        self._population: dict[str, list[str]] = {}
        self._ranked: dict[str, dict[str, Standing]] = {}

    def ranking(self, period: Period) -> dict[str, Standing]:
        """Everyone's standing in a period."""
        if period.id not in self._ranked:
            self._ranked[period.id] = standings(self.document, self.everybody(period))
        return self._ranked[period.id]

    def has_marks(self, period: Period) -> bool:
        """Whether marks were given for a period: the one being scored, and those of which anything was submitted."""
        return period == self.asked or period.id in self.facts.periods

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
        """Who feeds the statistics of groups: everyone who is assessed and meets the condition there may be beside."""
        if period.id not in self._population:
            rules = self.document.keys["population"]
            asked = [rules[key] for key in ("assessed", "statistics") if rules.get(key)]
            trees = self.everybody(period)
            counted = [who for who, tree in trees.items() if all(tree.counts(condition) for condition in asked)]
            self._population[period.id] = counted
        return self._population[period.id]

    def peers(self, who: str, period: Period, group: str) -> list[Tree]:
        """Those who feed statistics of its group: whose roster column says the same, or whose parent it is."""
        roster = self.facts.roster
        counted = self.population(period)
        if group == "children":
            return [self.of(p, period) for p in counted if roster[p]["parent"] == who]
        if group != "all" and roster[who][group] is None:
            return []
        return [self.of(p, period) for p in counted if group == "all" or roster[p][group] == roster[who][group]]

    def statistic(
        self,
        who: str,
        period: Period,
        function: str,
        inner: formula.Tree,
        group: str,
        argument: Fraction | None,
        own: Own | None = None,
    ) -> formula.Known:
        """A statistic over a jurisdiction's group; those of whom nothing is known are passed over."""
        if group not in ("all", "children") and self.facts.roster[who][group] is None:
            return None
        peers = self.peers(who, period, group)
        found = [formula.work_out(inner, *peer.meaning(own), lenient=True) for peer in peers]
        if function in ("count", "share"):
            told = [truth for truth in found if truth is not None]
            true = Fraction(sum(truth is True for truth in told))
            return true if function == "count" else true / len(told) if told else None
        numbers = [on_grid(number) for number in found if isinstance(number, Fraction)]
        if function == "rank":
            if who not in {peer.jurisdiction for peer in peers}:
                return None
            mine = formula.work_out(inner, *self.of(who, period).meaning(own), lenient=True)
            return Fraction(1 + sum(n > on_grid(mine) for n in numbers)) if isinstance(mine, Fraction) else None
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
    """The square root, rounded half-up to twelve decimals.

    >>> rooted(Fraction(2)), rooted(Fraction(9, 4))
    (Fraction(1414213562373, 1000000000000), Fraction(3, 2))
    """
    scaled = square * 10**24
    floor = math.isqrt(scaled.numerator // scaled.denominator)
    return Fraction(floor + (Fraction(2 * floor + 1, 2) ** 2 <= scaled), 10**12)
