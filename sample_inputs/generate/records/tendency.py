"""How verdicts follow quality: the best one mostly, then each next one less often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Tendency:
    """Draws verdicts.

    Attributes:
        worst: how likely the best verdict is at the worst place.
        gain: how much more likely at the best.
        next: of what is left, the share of each next verdict but the last.
    """

    worst: float
    gain: float
    next: float

    def draw(self, verdicts: Sequence[str], quality: float, random: Random) -> str:
        """One of the verdicts, the best of which comes first."""
        drawn, reached = random.random(), self.worst + self.gain * quality
        for verdict in verdicts[:-1]:
            if drawn < reached:
                return verdict
            reached += self.next * (1 - reached)
        return verdicts[-1]
