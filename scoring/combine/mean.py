"""`combine: mean` — weighted arithmetic, the default: points add up, what drops out is scaled away (缺项标化)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

from scoring.combine.kernels import weighted_sum
from scoring.combine.method import Combine, Part
from scoring.rubric.example import Example
from scoring.rubric.model import Rubric
from scoring.rubric.outline import Entry
from scoring.rubric.spreadsheet import Parts
from scoring.sql.exact import Ratio
from scoring.words import Text


class Mean(Combine):
    """points × Σ weight × rate ÷ Σ weight of the children that have marks. With points for weights, simply their sum.

    72 of 80 attainable is 90 of 100. Source: 缺项标化 as health and city inspections state it; the OECD/JRC handbook's
    linear aggregation.
    """

    key: ClassVar[str] = "mean"
    title: ClassVar[Text] = Text("加权算术平均", "weighted arithmetic mean")
    summary: ClassVar[Text] = Text(
        "下级得分相加；有缺项时按可得分折算", "the children's marks added; scaled up where some drop out"
    )
    source: ClassVar[Text] = Text(
        "健康、卫生等城市检查中的缺项标化办法",
        "rescaling for what does not apply, as health and city inspections state it",
    )

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_marks(
            "mean",
            {
                ("20", "40", "12"): "72",
                ("N/A: no such site", "60", "12"): "90",
                ("", "60", "12"): "72",
                ("N/A: no such site", "N/A: no such site", "N/A: no such site"): "not_applicable",
            },
            worth=("20", "60", "20"),
        ),
    )
    points_add_up: ClassVar[bool] = True

    def sentence(self, rubric: Rubric) -> Text:
        return Text(
            "下级得分之和（按权重的，为得分率的加权平均×分值）；有缺项时，得分 = 分值 × 实得 ÷ 可得",
            "the sum of the children's marks (with weights: points × the weighted mean of their rates); where some "
            "drop out, points × marks ÷ attainable points",
        )

    def combined(self, node: Entry, parts: Sequence[Part], attained: Ratio) -> Ratio:
        return weighted_sum(parts) / attained * Ratio.of(node.points)

    def additive(self, points: Fraction, children: Sequence[Fraction]) -> bool:
        del points, children
        return True

    def spreadsheet(self, parts: Parts) -> str:
        marks = f"SUM({','.join(parts.marks)})"
        if list(parts.weights) != list(parts.full):
            shares = zip(parts.marks, parts.full, parts.weights, strict=True)
            marks = f"({'+'.join(parts.if_in([f'{mark}/{full}*{weight}' for mark, full, weight in shares]))})"
        return f"{parts.points}*{marks}/({'+'.join(parts.if_in(parts.weights))})"
