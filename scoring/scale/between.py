"""What lies between two posts: the arithmetic and words of goalposts, whoever sets them."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.rubric.method import Complaint
from scoring.rubric.spreadsheet import Sheet, clamped
from scoring.rubric.values import Number, write_as_read
from scoring.scale.award import NOTHING, Award
from scoring.scale.gives import NO_MARKS
from scoring.scale.kernels.line import End, Knot, line
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from scoring.words import Text

Ends = tuple[Award, Award]
"""What the worst and the best post earn."""


def between(value: Ratio, worst: Ratio, best: Ratio, ends: Ends, worth: Worth, *, clamp: bool) -> Int:
    """Marks on the line from one award at `worst` to the other at `best`, whichever of the two is the greater."""
    if (best - worst).constant == 0:
        # Of two lists of targets, a pair that no one jurisdiction has: the loader refused those that one could.
        return NO_MARKS
    part = (value - worst) / (best - worst)
    knots = [Knot.of(n, award.of(worth.points)) for n, award in enumerate(ends)]
    beyond: End = "level" if clamp else "on"
    return line(part, knots, worth, below=beyond, above=beyond)


def between_sheet(sheet: Sheet, worst: str, best: str, ends: Ends, *, clamp: bool) -> str:
    """The same as a spreadsheet formula."""
    part = f"({sheet.value}-{worst})/({best}-{worst})"
    part = clamped(part, "0", "1") if clamp else f"({part})"
    low, high = (award.spreadsheet(sheet) for award in ends)
    return f"{high}*{part}" if ends[0] == NOTHING else f"{low}+({high}-{low})*{part}"


def between_said(*, clamp: bool) -> Text:
    """What becomes of a value beyond the posts, in words."""
    return Text("", "") if clamp else Text("，超出的照此延伸", ", and on beyond")


def posts_apart(not_allowed: Number, satisfactory: Number) -> Iterator[Complaint]:
    """A complaint where the value not allowed and the satisfactory one are the same: no line runs through both."""
    if not_allowed == satisfactory:
        expected = Text("与不允许值不同的满意值", "a satisfactory value other than the one not allowed")
        hint = Text("只有一个界限的用 threshold", "with one bound alone use threshold")
        yield Complaint(("satisfactory",), "efficacy", write_as_read(satisfactory), expected, hint)
