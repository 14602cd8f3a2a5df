"""Events as SQL: which count, and what they come to: how many, on how many days, worth what, the gravest only."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from scoring.evidence.kernels import order
from scoring.evidence.kernels.mean import MOST_RECORDS
from scoring.rubric.values import Frozen, Number
from scoring.sql.exact import Int, Ratio, choose, quote, text
from scoring.sql.width import MIDDLE, WIDE
from scoring.words import Text

MOST_OF_ONE = 10**6
"""The largest quantity intake lets one event have."""

Counted = Literal["quantity", "records", "days"]
Highest = Literal["overall", "type", "matter"]


COUNTED_WORDS: Mapping[Counted, Text] = {
    "quantity": Text("数量", "the number"),
    "records": Text("条数", "the records"),
    "days": Text("发生天数", "the days"),
}
HIGHEST_WORDS: Mapping[Highest, Text] = {
    "overall": Text("，只计最重的一起", ", only the gravest counts"),
    "type": Text("，每类只计最重的一起", ", of each type only the gravest counts"),
    "matter": Text("，同一佐证编号只计最重的一起", ", of each evidence number only the gravest counts"),
}
_AMONG: Mapping[Highest, tuple[str, ...]] = {"overall": (), "type": ("type",), "matter": ("evidence",)}


class Escalating(Frozen):
    """What occurrences cost in their order: the first, each later one, and one of a type that occurred before."""

    first: Number
    later: Number
    repeated: Number | None = None


@dataclass(frozen=True)
class Happenings:
    """The events of a leaf, grouped by jurisdiction.

    Attributes:
        name: gives a part of a name as a column of the leaf's own.
        chosen: the condition that an event counts.
        counted: what of an event is counted.
        worth: what an event of each severity is worth; nothing where each is worth one.
        highest: among which events only the gravest counts.
    """

    name: Callable[[str], str]
    chosen: str
    counted: Counted = "quantity"
    worth: Mapping[str, Fraction] | None = None
    highest: Highest | None = None

    @property
    def beside(self) -> tuple[Mapping[str, str], ...]:
        """Where only the gravest counts: the place of each event among those it is held against."""
        if not self.highest:
            return ()
        among = [f"({self.chosen})", "jurisdiction", *_AMONG[self.highest]]
        return ({self.name("gravest"): order.place(among, f"{self._worth} DESC")},)

    @property
    def columns(self) -> dict[str, str]:
        """The aggregates everything is made of: how much there was, and of how many types."""
        chosen, times = self.chosen, {"quantity": "quantity", "records": "1", "days": "1"}[self.counted]
        if self.highest:
            # An event without a number is a matter of its own.
            alone = " OR coalesce(evidence, '') = ''" if self.highest == "matter" else ""
            chosen, times = f"{chosen} AND ({quote(self.name('gravest'))} = 1{alone})", "1"
        amount = f"sum(CAST({self._worth} AS HUGEINT) * {times})" if self.worth else f"sum({times})"
        if self.counted == "days":
            amount = "count(DISTINCT date)"
        return {
            self.name("amount"): f"{amount} FILTER (WHERE {chosen})",
            self.name("kinds"): f"count(DISTINCT type) FILTER (WHERE {chosen})",
        }

    @property
    def any(self) -> str:
        """The condition that an event was counted."""
        return f"coalesce({quote(self.name('kinds'))}, 0) > 0"

    @property
    def amount(self) -> Ratio:
        """How many there were, or what they were worth; zero where there was none."""
        most = MOST_RECORDS * MOST_OF_ONE * max(self._worths.values(), default=1)
        width = WIDE if self.worth else MIDDLE
        amount = Int(f"coalesce({quote(self.name('amount'))}, 0)", 0, most, nullable=False, width=width)
        return Ratio(amount, Int.of(self._over))

    def escalated(self, steps: Escalating) -> Ratio:
        """What so many occurrences of so many types come to, whatever their order.

        One is the first; the others that are the first of their type cost as later ones; the rest are repeated.
        """
        repeated = steps.later if steps.repeated is None else steps.repeated
        over = math.lcm(steps.first.denominator, steps.later.denominator, repeated.denominator)
        first, later, again = (Int.of(int(step * over)) for step in (steps.first, steps.later, repeated))
        n, kinds = self.amount.top, Int(f"coalesce({quote(self.name('kinds'))}, 0)", 0, MOST_RECORDS, nullable=False)
        others, rest = (
            Int(f"({part})", 0, n.high, nullable=False) for part in (f"{kinds.sql} - 1", f"{n.sql} - {kinds.sql}")
        )
        cost = first + later * others + again * rest
        return Ratio(choose([(f"{n.sql} = 0", Int.of(0))], cost), Int.of(over))

    @property
    def _over(self) -> int:
        return math.lcm(1, *(one.denominator for one in (self.worth or {}).values()))

    @property
    def _worths(self) -> dict[str, int]:
        return {name: int(one * self._over) for name, one in (self.worth or {}).items()}

    @property
    def _worth(self) -> str:
        if not self.worth:
            return "1"
        arms = " ".join(f"WHEN {text(name)} THEN {number}" for name, number in self._worths.items())
        return f"CASE severity {arms} ELSE 0 END"
