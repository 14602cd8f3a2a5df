"""The cell a rule fills in: whose it is, of which period, and what already stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from sample_inputs.generate.places import Place

Number = int | float
Values = dict[str, Number | None]


@dataclass(frozen=True)
class Scene:
    """One cell to be filled in: whose, when, and what already stands beside it.

    Attributes:
        place, year: whose number and of which year.
        quality: how well the place is run that year.
        random: numbers for this cell alone.
        got: the metrics of the same period so far.
        earlier: the metrics of the year before; empty in the first year.
    """

    place: Place
    year: int
    quality: float
    random: Random
    got: Mapping[str, Number | None]
    earlier: Mapping[str, Number | None]

    def held(self, metric: str) -> Number:
        """A metric filled in before; 0 where the place has none."""
        return self.got.get(metric) or 0

    def fixed(self, what: str, low: float, high: float) -> float:
        """A number that stays the same in every period."""
        return self.place.random("fixed", what).uniform(low, high)


Rule = Callable[[Scene], Number | None]
