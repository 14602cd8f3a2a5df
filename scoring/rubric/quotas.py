"""Quotas (名额限制): at most so many of a group may have a grade, or keep a bonus; written under `quotas`."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import Field

from scoring.rubric.values import Assumptions, Code, Frozen, Names, Number, Percent, Way, Words

GRADE = "grade"
"""What `of` says where a quota is on a grade."""


class Quota(Frozen):
    """At most so many units of a group get a grade (优秀不超过15%), or keep a bonus (加分面不超过10%).

    A quota counts and limits the assessed for whom `when` is true, group by group. `at_most` is a number of places, or
    in percent a share of those it counts, of which `count` says how it becomes a whole number. On a `grade` the order
    is that of the ranking with its tie-breaks, and whoever stands over the edge gets the next grade; on a bonus
    (`of` its code) the highest keep theirs, the others get none. `edge_ties` says whether equals at the edge are all
    within or all without.
    """

    quota: Code
    title: Words
    of: str
    grade: str | None = None
    when: str = ""
    at_most: Number
    among: str = "all"
    count: Way | None = None
    keep: Literal["highest"] = "highest"
    edge_ties: Literal["in", "out"]
    due: Names = ()
    clause: str = ""
    assumed: Assumptions = Field(default_factory=dict)

    @property
    def share(self) -> Fraction | None:
        """The share it leaves, where it is one."""
        return Fraction(self.at_most) if isinstance(self.at_most, Percent) else None

    @property
    def node(self) -> str | None:
        """The code of the bonus it limits; None where it is on a grade."""
        return None if self.of == GRADE else self.of
