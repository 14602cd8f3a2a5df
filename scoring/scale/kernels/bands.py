"""The bands kernel: the first rung whose condition holds gives its share of full marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio, choose


@dataclass(frozen=True)
class Rung:
    """One band: an SQL condition that is unknown only where the value is, and the share it gives."""

    when: str
    share: Fraction


def bands(value: Ratio, rungs: Sequence[Rung], otherwise: Fraction, worth: Worth) -> Int:
    """Marks of the first rung that holds, else those of `otherwise`; NULL where the value is unknown."""
    arms = [(rung.when, worth.fixed(rung.share)) for rung in rungs]
    return choose([*arms, (value.known, worth.fixed(otherwise))], None)
