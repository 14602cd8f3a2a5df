"""`change`: a leaf scaled on how its value moved against earlier ones, in place of the value itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from scoring.rubric.values import Frozen, Number, State

Reading = Literal["cumulative", "mean_of_changes", "means", "compound", "steps"]


class Change(Frozen):
    """The change that is scaled: the value less an earlier one (`difference`), or over it less one (`growth`).

    Attributes:
        against: the value of the year before (the same period of it), that of the period before, the mean of the
            `periods` before, or the best before: of so many, or of all there are.
        step: what lies between the values of a mean or the best: one period (the usual), or one year.
        best: whether the best is the highest or the lowest.
        periods: how many steps back it looks.
        reading: how several steps are read. `cumulative`: against the value that many steps back. `mean_of_changes`:
            the mean of the changes of each step. `means`: the mean of the last so many values against that of as many
            before. `compound`: the growth a step that, compounded, makes the whole. `steps`: the share of the steps
            that went the `wanted` way, where one that was `flat` counts a part.
        no_history: what it is where an earlier value that is needed is not known (any of them; of the best, all).
        baseline_zero: what growth from zero is.
    """

    against: Literal["year_before", "period_before", "mean_before", "best_before"]
    step: Literal["year", "period"] | None = None
    best: Literal["high", "low"] | None = None
    periods: int | None = Field(None, ge=2, le=24)
    reading: Reading | None = None
    measure: Literal["difference", "growth"] = "difference"
    wanted: Literal["up", "down"] | None = None
    flat: Number | None = None
    no_history: State | Number
    baseline_zero: State | Number | None = None

    @property
    def by(self) -> Literal["year", "period"]:
        """What one step back is."""
        return "year" if self.against == "year_before" else self.step or "period"

    @property
    def is_share(self) -> bool:
        """Whether it is a share of steps: already a part of full marks."""
        return self.reading == "steps"

    @property
    def has_no_unit(self) -> bool:
        """Whether it has no unit of its own: growth, or a share of steps."""
        return self.measure == "growth" or self.is_share

    def backs(self, most: int) -> Sequence[int]:
        """How many steps back each earlier value lies that it is made from, the latest first.

        Args:
            most: how far back there can be any.
        """
        periods = self.periods or 1
        if self.against == "best_before":
            return range(1, (self.periods or most) + 1)
        if self.against == "mean_before":
            return range(1, periods + 1)
        if self.reading in ("cumulative", "compound"):
            return (periods,)
        return range(1, 2 * periods if self.reading == "means" else periods + 1)
