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
    """One band: an SQL condition that is unknown only where the value is, and what it gives."""

    when: str
    gives: Gives


def bands(rungs: Sequence[Rung], otherwise: Gives, scaled: Scaled, worth: Worth) -> Int:
    """Marks of the first rung that holds, else those of `otherwise`; NULL where the value is unknown."""
    arms = [(rung.when, rung.gives.score(scaled, worth)) for rung in rungs]
    return choose([*arms, (scaled.value.known, otherwise.score(scaled, worth))], None)


def outcomes(rungs: Sequence[Rung], otherwise: Gives, scaled: Scaled) -> Iterator[Outcome]:
    """What the rungs give instead of marks, each only where it is the first that holds."""
    last = max((n for n, rung in enumerate(rungs, 1) if rung.gives.outcomes(scaled)), default=0)
    rest = otherwise.outcomes(scaled)
    for rung in rungs[: len(rungs) if rest else last]:
        for found in rung.gives.outcomes(scaled):
            yield found.where(rung.when)
        # Later rungs have no say where this one held.
        yield Outcome(rung.when, None)
    yield from rest


def inexact(rungs: Sequence[Rung], otherwise: Gives, scaled: Scaled, worth: Worth) -> Iterator[Wanted]:
    """The inexact numbers the rungs' marks are made of."""
    for gives in (*(rung.gives for rung in rungs), otherwise):
        yield from gives.inexact(scaled, worth)
