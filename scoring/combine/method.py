"""What every way of combining gives the compiler."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from scoring.rubric.method import Combining
from scoring.rubric.outline import Entry
from scoring.rubric.spreadsheet import Parts
from scoring.sql.exact import Int, Ratio, choose
from scoring.sql.inexact import Inexact


@dataclass(frozen=True)
class Part:
    """A child as its parent sees it: its marks (NULL where it dropped out), what one unit of them is, its worth.

    Attributes:
        marks, places: its final mark in units of 10^-places.
        points: its full marks.
        weight: what it weighs among its siblings; its points where those add up.
    """

    marks: Int
    places: int
    points: Fraction
    weight: Fraction

    @property
    def rate(self) -> Ratio:
        """Its marks over its full marks."""
        return Ratio(self.marks, Int.of(10**self.places)) * Ratio.of(1 / self.points)

    def if_in(self, value: Int) -> Int:
        """A number that counts only where the child has marks."""
        if not self.marks.nullable:
            return value
        return choose([(f"{self.marks.sql} IS NOT NULL", value)], Int.of(0))


class Combine(Combining):
    """A way to make one mark of the children's; those that dropped out have given their weight to the others."""

    moves: ClassVar[bool] = True
    """Whether what drops out leaves its weight to its siblings."""
    of_leaves: ClassVar[bool] = False
    """Whether the parts are all leaves below the node rather than its children."""

    def combined(self, node: Entry, parts: Sequence[Part], attained: Ratio) -> Ratio | Inexact:
        """The exact marks of the node, unrounded; NULL where no child has any.

        Args:
            node: the node, for its points.
            parts: the children that count and are due.
            attained: the sum of the weights of those that have marks; NULL where none has.

        Raises:
            Undecided: some children's marks could leave it without a meaning that the rubric gives.
        """
        raise NotImplementedError

    def additive(self, points: Fraction, children: Sequence[Fraction]) -> bool:
        """Whether a mark of a child is worth the same in the node whatever its siblings have, so that losses add up.

        Args:
            points: the node's full marks.
            children: those of the children that count and are due.
        """
        del points, children
        return False

    def undefined(self, parts: Sequence[Part]) -> str:
        """SQL for where the children's marks leave the node without one: it is not assessed; empty where never."""
        return ""

    def spreadsheet(self, parts: Parts) -> str:
        """The same as a spreadsheet formula, before rounding."""
        raise NotImplementedError

    def weighed(self, parts: Sequence[Part]) -> list[Part]:
        """The parts with the weights this method gives them; their own by default."""
        return list(parts)
