"""The cell a rule fills in: whose it is, of which period, and what stands beside it and stood there before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Protocol

from sample_inputs.generate.periods import Period
from sample_inputs.generate.places import Place

Number = int | float
Value = Number | str | None
"""A number, a text to be written as it stands (不适用：理由), or a blank cell."""


class Known(Protocol):
    """The numbers of a place, worked out when asked for."""

    def value(self, metric: str, period: Period) -> Value:
        """What the place reports of a metric for a period."""

    def year_before(self, metric: str, period: Period) -> Value:
        """What it reported a year earlier; None where the inputs do not go so far back."""


@dataclass(frozen=True)
class Scene:
    """One cell to be filled in.

    Attributes:
        place, metric, period: whose number, of what, for when.
        since: how many years after the first of the programme.
        quality: how well the place is run that year.
        random: numbers for this cell alone.
        known: the other numbers of the place.
    """

    place: Place
    metric: str
    period: Period
    since: int
    quality: float
    random: Random
    known: Known

    @property
    def year(self) -> int:
        """The year the period ends in."""
        return self.period.year

    def held(self, metric: str) -> Number:
        """Another metric of the same period, whatever the order of the rules; 0 where the place reports none."""
        value = self.known.value(metric, self.period)
        return value if isinstance(value, int | float) else 0

    def before(self, metric: str = "") -> Number | None:
        """A metric (this one, unless named) a year earlier; None where there is no number of it."""
        value = self.known.year_before(metric or self.metric, self.period)
        return value if isinstance(value, int | float) else None

    def fixed(self, what: str, low: float, high: float) -> float:
        """A number that stays the same in every period."""
        return self.place.random("fixed", what).uniform(low, high)


Rule = Callable[[Scene], Value]
