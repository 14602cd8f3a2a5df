"""Periods of a programme among each other: the quarters of a year, the year around a quarter, the year before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

LENGTHS = {"quarter": 1, "half": 2, "year": 3, "stage": 4}
"""Kinds of periods, the shortest first."""
_MONTHS = {"quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True)
class Period:
    """A period of the rubric, or one between its periods (a quarter of a year that is only reported as a whole)."""

    id: str
    kind: str
    starts: dt.date
    ends: dt.date

    @property
    def year(self) -> int:
        """The year it ends in."""
        return self.ends.year

    @cached_property
    def name(self) -> str:
        """What it is in its year: `Q1`, `H2`, `year`; a stage is known by its id alone."""
        if self.kind in ("quarter", "half"):
            return f"{self.kind[0].upper()}{(self.ends.month - 1) // _MONTHS[self.kind] + 1}"
        return "year" if self.kind == "year" else self.id

    def holds(self, other: Period) -> bool:
        """Whether the other lies wholly in it."""
        return self.starts <= other.starts and other.ends <= self.ends


@dataclass(frozen=True)
class Timeline:
    """All periods there are inputs for, in the rubric's order."""

    periods: tuple[Period, ...]
    made: dict[tuple[dt.date, dt.date, str, str], tuple[Period, ...]] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        if not self.periods:
            raise ValueError("a rubric without periods cannot have sample inputs of any")

    @cached_property
    def starts(self) -> dt.date:
        """The first day of all."""
        return min(period.starts for period in self.periods)

    @cached_property
    def first_year(self) -> int:
        """The year the earliest period ends in."""
        return min(period.year for period in self.periods)

    @property
    def last_year(self) -> int:
        """The year the latest period ends in."""
        return max(period.year for period in self.periods)

    def named(self, code: str) -> Period:
        """The period of that id.

        Raises:
            KeyError: there is none.
        """
        found = next((period for period in self.periods if period.id == code), None)
        if found is None:
            raise KeyError(f"no period {code} in {[period.id for period in self.periods]}")
        return found

    def reported(self, every: str) -> tuple[Period, ...]:
        """The periods a metric is submitted for: those it is due in, or their parts of its own length."""
        parts = {part for period in self.periods for part in self._own_parts(period, every)}
        return tuple(period for period in self.periods if period in parts)

    def _own_parts(self, period: Period, every: str) -> tuple[Period, ...]:
        if LENGTHS[period.kind] < LENGTHS[every]:
            return ()
        return tuple(one for one in self.periods if one.kind == every and period.holds(one)) or (period,)

    def parts(self, period: Period, every: str) -> tuple[Period, ...]:
        """The periods of a length a longer one is made of; where the rubric has none, its months cut into such."""
        key = (period.starts, period.ends, period.kind, every)
        if key not in self.made:
            self.made[key] = self._parts(period, every)
        return self.made[key]

    def _parts(self, period: Period, every: str) -> tuple[Period, ...]:
        own = self._own_parts(period, every)
        if own and own != (period,):
            return own
        step = _MONTHS[every]
        if _months(period) <= step:
            return (period,)
        cut: list[Period] = []
        day = period.starts
        while day <= period.ends:
            after = _shifted(day, step)
            cut.append(Period("", every, day, min(after - dt.timedelta(1), period.ends)))
            day = after
        return tuple(cut)

    def around(self, period: Period, kind: str) -> Period:
        """The shortest period at least as long as `kind` that holds this one; the period itself where none does."""
        around = [one for one in self.periods if LENGTHS[one.kind] >= LENGTHS[kind] and one.holds(period)]
        return min(around, key=lambda one: one.ends - one.starts, default=period)

    def before(self, period: Period) -> Period | None:
        """The same a year earlier, or the stage before; None where there are no inputs so far back."""
        if period.kind == "stage":
            earlier = [one for one in self.periods if one.kind == "stage" and one.ends < period.starts]
            return max(earlier, key=lambda one: one.ends, default=None)
        starts, after = _shifted(period.starts, -12), _shifted(period.ends + dt.timedelta(1), -12)
        if starts < self.starts:
            return None
        same = [one for one in self.periods if one.kind == period.kind and one.starts == starts]
        return same[0] if same else Period("", period.kind, starts, after - dt.timedelta(1))

    def windows(self) -> tuple[Period, ...]:
        """The years, and whatever lies outside all of them: every day there are inputs of, once."""
        longest = sorted(self.periods, key=lambda one: (one.kind != "year", one.starts, one.starts - one.ends))
        taken: list[Period] = []
        for period in longest:
            if not any(period.starts <= one.ends and one.starts <= period.ends for one in taken):
                taken.append(period)
        return tuple(sorted(taken, key=lambda one: one.starts))

    def looked_back(self, periods: Sequence[Period], change: dict[str, str]) -> set[str]:
        """The earlier periods of the same kinds that a change of a leaf due in these is made from."""
        against = change["against"]
        steps = int(change.get("periods", "1"))
        steps *= 2 if change.get("reading") == "means" else 1
        found: set[str] = set()
        for period in periods:
            by_year = against == "year_before" or change.get("step") == "year"
            earlier = [
                one
                for one in self.periods
                if one.kind == period.kind
                and one.ends < period.starts
                and (not by_year or one.starts.month == period.starts.month)
            ]
            earlier.sort(key=lambda one: one.ends, reverse=True)
            found |= {one.id for one in (earlier if against == "best_before" else earlier[:steps])}
        return found


def _months(period: Period) -> int:
    return 12 * (period.ends.year - period.starts.year) + period.ends.month - period.starts.month + 1


def _shifted(day: dt.date, months: int) -> dt.date:
    """The same day so many months on, or the month's last where it has no such day.

    >>> _shifted(dt.date(2023, 12, 1), 3)
    datetime.date(2024, 3, 1)
    """
    at = 12 * day.year + day.month - 1 + months
    year, month = divmod(at, 12)
    last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(1)).day
    return dt.date(year, month + 1, min(day.day, last))
