"""`combine: maximum` — 取最高: the child with the highest rate decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from scoring.combine.kernels import extreme, rates
from scoring.combine.method import Combine, Part
from scoring.rubric.example import Example
from scoring.rubric.model import Rubric
from scoring.rubric.outline import Entry
from scoring.rubric.spreadsheet import Parts
from scoring.sql.exact import Ratio
from scoring.words import Text


class Maximum(Combine):
    """points × the highest rate of the children that have marks; weights play no part.

    Source: 就高不就低, 不重复加分 rules.
    """

    key: ClassVar[str] = "maximum"
    title: ClassVar[Text] = Text("取最高", "maximum")
    summary: ClassVar[Text] = Text("得分率最高的下级决定本级", "the child with the highest rate decides")
    source: ClassVar[Text] = Text("就高不就低、不重复计分条款", "clauses by which the better of several counts, once")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_marks(
            "maximum",
            {("18", "45", "10"): "90", ("N/A: no such site", "48", "18"): "90"},
            worth=("20", "60", "20"),
        ),
    )
    moves: ClassVar[bool] = False

    def sentence(self, rubric: Rubric) -> Text:
        return Text("得分 = 分值 × 下级中最高的得分率", "points × the highest rate among the children")

    def combined(self, node: Entry, parts: Sequence[Part], attained: Ratio) -> Ratio:
        return extreme(parts, least=False) * Ratio.of(node.points)

    def spreadsheet(self, parts: Parts) -> str:
        return f"{parts.points}*MAX({','.join(rates(parts, '-1E+99'))})"
