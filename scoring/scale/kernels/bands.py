"""The bands kernel: the first rung whose condition holds gives its award, its state, or another scale's marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoring.scale.gives import Gives, Outcome, Scaled
from scoring.scale.worth import Worth
from scoring.sql.decide import Wanted
from scoring.sql.exact import Int, choose


@dataclass(frozen=True)
class Rung:
    """One band: an SQL condition, unknown where the value or what it is compared with is, and what it gives."""

    when: str
    gives: Gives


def bands(rungs: Sequence[Rung], otherwise: Gives, scaled: Scaled, worth: Worth) -> Int:
    """Marks of the first rung that holds, else those of `otherwise`; NULL where the value is unknown."""
    arms = [(rung.when, rung.gives.score(scaled, worth)) for rung in rungs]
    return choose([*arms, (scaled.value.known, otherwise.score(scaled, worth))], None)


def outcomes(rungs: Sequence[Rung], otherwise: Gives, scaled: Scaled) -> Iterator[Outcome]:
    """What the rungs give instead of marks, each only where it is the first that holds."""
    # Asked once each: a rung may be a scale of rungs again.
    given = [(rung.when, rung.gives.outcomes(scaled)) for rung in rungs]
    rest = otherwise.outcomes(scaled)
    last = max((n for n, (_, found) in enumerate(given, 1) if found), default=0)
    for when, found in given[: len(given) if rest else last]:
        yield from (one.where(when) for one in found)
        # Later rungs have no say where this one held.
        yield Outcome(when, None)
    yield from rest


def inexact(rungs: Sequence[Rung], otherwise: Gives, scaled: Scaled, worth: Worth) -> Iterator[Wanted]:
    """The inexact numbers the rungs' marks are made of."""
    for gives in (*(rung.gives for rung in rungs), otherwise):
        yield from gives.inexact(scaled, worth)
