"""What every scale gives the compiler."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.rubric.declarations import Period
from scoring.rubric.method import Method
from scoring.rubric.spreadsheet import Sheet
from scoring.scale.target import Target
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio


@dataclass(frozen=True)
class Scaled:
    """What is scaled: the value (a change where the leaf has one), the level reached, and the period."""

    value: Ratio
    level: Ratio
    period: Period


class Scale(Method):
    """A scale: from an exact value to marks, never negative; a penalty's are taken off afterwards."""

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        """Marks in units of 10^-places between 0 and full; NULL where the value is unknown."""
        raise NotImplementedError

    def spreadsheet(self, sheet: Sheet) -> str:
        """The same as a spreadsheet formula, before rounding; a penalty's marks are positive here too."""
        raise NotImplementedError

    def undecided(self, period: Period) -> str:
        return " OR ".join(filter(None, (target.undecided(period) for target in self.targets.values())))

    @property
    def targets(self) -> Mapping[str, Target]:
        """The targets to show beside the value, by the words for them."""
        return {}
