"""What scales made of bands have in common, however their conditions are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from scoring.rubric.method import Complaint, Formulated
from scoring.rubric.model import Leaf, Rubric
from scoring.scale.award import Award, leaf_limits
from scoring.scale.gives import Gives, Outcome
from scoring.scale.kernels import bands as kernel
from scoring.scale.method import Scale, Scaled
from scoring.scale.worth import Worth
from scoring.sql.decide import Wanted
from scoring.sql.exact import Int

Path = tuple[str | int, ...]


class Tabled(Scale):
    """A scale by bands: conditions tried in order, each with what it gives, and what all others are given."""

    def tried(self, scaled: Scaled) -> tuple[Sequence[kernel.Rung], Gives]:
        """The bands in order, and what is left to the rest."""
        raise NotImplementedError

    def given(self) -> Iterator[tuple[Path, Gives]]:
        """Everything it may give, with its place among the parameters."""
        raise NotImplementedError

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        return kernel.bands(*self.tried(scaled), scaled, worth)

    def passed_on(self, scaled: Scaled) -> Sequence[Outcome]:
        return list(kernel.outcomes(*self.tried(scaled), scaled))

    def inexact(self, scaled: Scaled, worth: Worth) -> Iterable[Wanted]:
        return kernel.inexact(*self.tried(scaled), scaled, worth)

    def between(self, leaf: Leaf) -> tuple[Award | None, Award | None]:
        """What its awards lie between."""
        return leaf_limits(leaf)

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        least, most = self.between(leaf)
        for path, gives in self.given():
            yield from gives.faults(path, leaf, rubric, least=least, most=most)
        yield from super().complaints(leaf, rubric)

    def written(self) -> Iterator[Formulated]:
        yield from super().written()
        for path, gives in self.given():
            yield from gives.formulated(path)
