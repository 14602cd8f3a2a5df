"""A panel's ballots as SQL: which count, each judge's ranks, the highest and lowest dropped."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from scoring.evidence.formula import Formula
from scoring.evidence.kernels import order
from scoring.evidence.kernels.marks import MICRO
from scoring.evidence.kernels.mean import Measure
from scoring.evidence.method import Names, Reading
from scoring.rubric.declarations import Rated
from scoring.rubric.values import Frozen, Number
from scoring.sql.exact import quote


class Drop(Frozen):
    """How many of the highest and lowest marks are dropped, where there are more than so many."""

    highest: Annotated[int, Field(ge=0, le=10**6)] = 0
    lowest: Annotated[int, Field(ge=0, le=10**6)] = 0
    when_more_than: Annotated[int, Field(ge=1, le=10**6)]


class JudgeRanks(Frozen):
    """A judge's marks as ranks: the first gets `first`, each further place adds `per_place`, down to `least`."""

    within: Literal["judge"]
    first: Number
    per_place: Number
    least: Number = Fraction(0)


@dataclass(frozen=True)
class Ballots:
    """The marks of a leaf's panel.

    Attributes:
        name: gives a part of a name as a column of the leaf's own.
        valid: the condition that a mark counts.
        drop: what is dropped of an item's marks.
        ranked: how a judge's marks become rank marks.
        assessed: the condition that a mark is of somebody who is assessed, and so stands before others.
    """

    name: Callable[[str], str]
    valid: str
    drop: Drop | None
    ranked: JudgeRanks | None
    assessed: str = "TRUE"

    @property
    def beside(self) -> tuple[Mapping[str, str], ...]:
        """What is worked out beside each mark: whether it counts, its rank with its judge, its place in its item."""
        layers: list[Mapping[str, str]] = [{self.name("panel_counts"): self.valid}]
        up, down = "mark", "mark DESC"
        if self.ranked:
            rank = self.name("panel_rank")
            layers.append({rank: order.rank([self._counts, "item", "judge"], "mark", self.assessed)})
            up, down = f"{quote(rank)} DESC", quote(rank)
        if self.drop:
            among = [self._counts, "jurisdiction", "item"]
            # One order is the other backwards, whatever marks are alike: none is both the lowest and the highest.
            layers.append(
                {
                    self.name("panel_lowest"): order.place(among, f"{up}, judge"),
                    self.name("panel_highest"): order.place(among, f"{down}, judge DESC"),
                    self.name("panel_many"): order.count(among),
                }
            )
        return tuple(layers)

    @property
    def kept(self) -> str:
        """The condition that a mark is averaged."""
        if not self.drop:
            return self._counts
        lowest, highest, many = (quote(self.name(f"panel_{part}")) for part in ("lowest", "highest", "many"))
        between = f"{lowest} > {self.drop.lowest} AND {highest} > {self.drop.highest}"
        return f"{self._counts} AND ({many} <= {self.drop.when_more_than} OR ({between}))"

    def measure(self, item: Rated) -> Measure:
        """What a mark for an item is worth: a share of its maximum, or of what the first rank gets."""
        if not self.ranked:
            top = int(item.maximum * MICRO)
            return Measure("mark", "TRUE", top, int(item.minimum * MICRO), top)
        parts = (self.ranked.first, self.ranked.per_place, self.ranked.least)
        over = math.lcm(*(part.denominator for part in parts))
        first, step, least = (int(part * over) for part in parts)
        worth = f"({first} + (CAST({quote(self.name('panel_rank'))} AS HUGEINT) - 1) * ({step}))"
        return Measure(f"(CASE WHEN {worth} < {least} THEN {least} ELSE {worth} END)", "TRUE", first, least, first)

    @property
    def _counts(self) -> str:
        return quote(self.name("panel_counts"))


def assessed(reading: Reading) -> str:
    """The condition that a record is of a jurisdiction that is assessed: others only shown rank nobody lower."""
    rule = reading.rubric.population.assessed
    if not rule:
        return "TRUE"
    condition = Formula(Names(reading.draft, reading.period)).condition(reading.draft.parse(rule))
    return f"jurisdiction IN (SELECT jurisdiction FROM roster WHERE coalesce({condition}, FALSE))"
