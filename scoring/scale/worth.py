"""What a leaf is worth, and the one place where a share of it is rounded to marks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from scoring.rubric.values import Way
from scoring.sql.exact import Int, Ratio


@dataclass(frozen=True)
class Worth:
    """Full marks, and the step marks are rounded to, and which way: multiples of `step` × 10^-places."""

    points: Fraction
    places: int
    step: int
    way: Way = "half_up"

    @property
    def unit(self) -> Fraction:
        """One step of marks."""
        return Fraction(self.step, 10**self.places)

    def marks(self, marks: Ratio) -> Int:
        """Marks rounded once, in units of 10^-places."""
        return marks.rounded(self.places, self.step, self.way)

    def exact(self, marks: Fraction) -> Int:
        """A constant number of marks, rounded."""
        return self.marks(Ratio.of(marks))
