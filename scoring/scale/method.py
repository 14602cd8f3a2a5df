"""What every scale gives the compiler."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from scoring.rubric.method import Complaint, Formulated, Method
from scoring.rubric.spreadsheet import Sheet
from scoring.scale.award import Award
from scoring.scale.gives import NO_MARKS, Outcome, Scaled
from scoring.scale.target import Target
from scoring.scale.worth import Worth
from scoring.sql.decide import Wanted
from scoring.sql.exact import Int, choose
from scoring.words import Text

if TYPE_CHECKING:
    from scoring.rubric.model import Leaf, Rubric

__all__ = ["Outcome", "Scale", "Scaled"]


class Scale(Method):
    """A scale: from an exact value to marks; a penalty's are taken off afterwards.

    Marks lie between 0 and full unless the scale's own `least` and `most` say otherwise: they may be negative then, or
    above full marks. It is one of the things a band of another scale may give (`Gives`).
    """

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        """Marks in units of 10^-places, with proved bounds; anything where an outcome holds or the value is unknown."""
        raise NotImplementedError

    def spreadsheet(self, sheet: Sheet) -> str:
        """The same as a spreadsheet formula, before rounding; a penalty's marks are positive here too."""
        raise NotImplementedError

    def instead(self, scaled: Scaled) -> Sequence[Outcome]:
        """Where it cannot give marks although there is a value, and what then; by default where a target is unknown."""
        return [found for _, target in self._targets() for found in target.outcomes(scaled)]

    def passed_on(self, scaled: Scaled) -> Sequence[Outcome]:
        """The same of what its bands give; none by default."""
        return ()

    def outcomes(self, scaled: Scaled) -> Sequence[Outcome]:
        """Where there are no marks, or others than the rule's own; the first that holds decides."""
        return (*self.instead(scaled), *self.passed_on(scaled))

    def score(self, scaled: Scaled, worth: Worth) -> Int:
        """The marks, and what is stated in place of marks; NULL where the outcome is a state."""
        arms = [
            (one.when, one.gives.score(scaled, worth) if isinstance(one.gives, Award) else NO_MARKS)
            for one in self.instead(scaled)
        ]
        return choose(arms, self.marks(scaled, worth))

    def inexact(self, scaled: Scaled, worth: Worth) -> Iterable[Wanted]:
        """The roots and powers its marks are made of, to be decided before; `scaled.decided` then holds them."""
        return ()

    @property
    def targets(self) -> Mapping[str, Target]:
        """The targets to show beside the value, by the signs for them."""
        return {}

    def written(self) -> Iterator[Formulated]:
        """The formulas of its targets; scales with others of their own add them."""
        for name, target in self._targets():
            if target.formula:
                yield Formulated((name,), target.formula, "target")

    def formulated(self, path: tuple[str | int, ...]) -> Iterator[Formulated]:
        """The same where it stands inside another scale."""
        return (replace(one, path=(*path, self.key, *one.path)) for one in self.written())

    def said(self, rubric: Rubric) -> Text:
        """The rule as part of another's sentence."""
        return self.sentence(rubric)

    def faults(
        self, path: tuple[str | int, ...], leaf: Leaf, rubric: Rubric, *, least: Award | None, most: Award | None
    ) -> Iterator[Complaint]:
        """What is wrong with it where it stands inside another scale; its own limits hold for its own awards."""
        for one in self.complaints(leaf, rubric):
            yield Complaint((*path, self.key, *one.path), one.code, one.found, one.expected, one.hint)

    def _targets(self) -> Iterator[tuple[str, Target]]:
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if isinstance(value, Target):
                yield field.alias or name, value
