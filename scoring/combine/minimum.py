"""`combine: minimum` — 短板: the child with the lowest rate decides."""

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


class Minimum(Combine):
    """points × the lowest rate of the children that have marks; weights play no part.

    Source: 短板效应 rules; non-compensatory aggregation.
    """

    key: ClassVar[str] = "minimum"
    title: ClassVar[Text] = Text("短板", "minimum")
    summary: ClassVar[Text] = Text("得分率最低的下级决定本级", "the child with the lowest rate decides")
    source: ClassVar[Text] = Text("短板效应条款；非补偿型合成", "weakest-link clauses; non-compensatory aggregation")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_marks(
            "minimum",
            {("18", "45", "20"): "75", ("N/A: no such site", "48", "18"): "80"},
            worth=("20", "60", "20"),
        ),
    )
    moves: ClassVar[bool] = False

    def sentence(self, rubric: Rubric) -> Text:
        return Text("得分 = 分值 × 下级中最低的得分率", "points × the lowest rate among the children")

    def combined(self, node: Entry, parts: Sequence[Part], attained: Ratio) -> Ratio:
        return extreme(parts, least=True) * Ratio.of(node.points)

    def spreadsheet(self, parts: Parts) -> str:
        return f"{parts.points}*MIN({','.join(rates(parts, '1E+99'))})"
