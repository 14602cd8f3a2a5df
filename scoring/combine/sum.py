"""`combine: sum` — the children's marks added as they are; what drops out adds nothing and moves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

from scoring.combine.method import Combine, Part
from scoring.rubric.example import Example
from scoring.rubric.model import Rubric
from scoring.rubric.outline import Entry
from scoring.rubric.spreadsheet import Parts
from scoring.sql.exact import Int, Ratio, total
from scoring.words import Text


class Sum(Combine):
    """Σ marks of the children that have any; the node's points are its cap, not a promise that they add up to it.

    Source: category caps of bonus schemes; sums of items such as the 0–4 items of a freedom rating.
    """

    key: ClassVar[str] = "sum"
    title: ClassVar[Text] = Text("求和", "sum")
    summary: ClassVar[Text] = Text("下级得分直接相加，不折算", "the children's marks added, nothing scaled")
    source: ClassVar[Text] = Text(
        "加分封顶办法；自由度测评一类的分项求和",
        "category caps of bonus schemes; sums of items, as of a freedom rating",
    )

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_marks(
            "sum",
            {("4", "3", "2"): "9", ("4", "N/A: no such site", "2"): "6", ("4", "", ""): "4"},
            worth=("4", "4", "4"),
            points="12",
        ),
    )
    moves: ClassVar[bool] = False

    def sentence(self, rubric: Rubric) -> Text:
        return Text("下级得分直接相加，缺项不折算", "the children's marks added as they are; gaps are not scaled away")

    def combined(self, node: Entry, parts: Sequence[Part], attained: Ratio) -> Ratio:
        places = max(part.places for part in parts)
        marks = total([part.marks.or_zero() * Int.of(10 ** (places - part.places)) for part in parts])
        if all(part.marks.nullable for part in parts):
            # With none in, nothing was scored: that is no zero.
            there = " OR ".join(f"{part.marks.sql} IS NOT NULL" for part in parts)
            marks = Int(f"CASE WHEN {there} THEN {marks.sql} END", marks.low, marks.high, True, marks.width)
        return Ratio(marks, Int.of(10**places))

    def additive(self, points: Fraction, children: Sequence[Fraction]) -> bool:
        # Where the children are worth more, what one did not get another may have got.
        return sum(children) <= points

    def spreadsheet(self, parts: Parts) -> str:
        return f"SUM({','.join(parts.marks)})"
