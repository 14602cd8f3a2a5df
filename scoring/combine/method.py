"""What every way of combining gives the compiler."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.rubric.method import Method
from scoring.rubric.outline import Entry
from scoring.rubric.spreadsheet import Parts
from scoring.sql.exact import Int, Ratio, choose


@dataclass(frozen=True)
class Part:
    """A child as its parent sees it: its marks (NULL where it dropped out), what one unit of them is, its points."""

    marks: Int
    places: int
    points: Fraction

    def if_in(self, value: Int) -> Int:
        """A number that counts only where the child has marks."""
        if not self.marks.nullable:
            return value
        return choose([(f"{self.marks.sql} IS NOT NULL", value)], Int.of(0))


class Combine(Method):
    """A way to make one mark of the children's; those that dropped out have given their weight to the others."""

    def combined(self, node: Entry, parts: Sequence[Part], scaling: Ratio) -> Ratio:
        """The exact marks of the node, unrounded; NULL where no child has any.

        Args:
            node: the node, for its points.
            parts: the children that count and are due.
            scaling: the node's points over those of the children that have marks.
        """
        raise NotImplementedError

    def spreadsheet(self, parts: Parts) -> str:
        """The same as a spreadsheet formula, before rounding."""
        raise NotImplementedError
