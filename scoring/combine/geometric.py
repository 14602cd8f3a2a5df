"""`combine: geometric` — 几何平均: a low rate is only partly made good by a high one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from scoring.combine.over_range import MeanOverRange
from scoring.rubric.example import Example
from scoring.rubric.spreadsheet import Parts
from scoring.sql.exact import Int, Ratio
from scoring.sql.inexact import Power
from scoring.words import Text


class Geometric(MeanOverRange):
    """points × Π rate^(weight ÷ Σ weight) over the children that have marks, rounded once.

    With `over: [a, b]` a rate of nothing counts as a and a full one as b, and the mean is mapped back: over [10, 1] is
    the inverted geometric mean of INFORM. A rate of zero makes the mean zero, or whatever `zeros` says; where one is
    possible the rubric must say.
    """

    key: ClassVar[str] = "geometric"
    title: ClassVar[Text] = Text("几何平均", "geometric mean")
    summary: ClassVar[Text] = Text("得分率的加权几何平均，短处不易被长处抵消", "the weighted geometric mean of rates")
    source: ClassVar[Text] = Text(
        "联合国人类发展指数；OECD/JRC 综合指数手册的几何合成；INFORM 风险指数（反向几何平均）",
        "the Human Development Index; the OECD/JRC handbook's geometric aggregation; the INFORM risk index (inverted)",
    )

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_marks(
            "{geometric: {zeros: zero}}",
            {
                ("83.404", "74.940", "96.844", "75.368"): "82.185",
                ("82.5", "82.5", "82.5", "82.5"): "82.5",
                ("N/A: no such site", "80", "20", "40"): "40",
            },
            worth=("1", "1", "1", "1"),
            root="round: 0.001",
            weighted=True,
        ),
        Example.of_marks(
            "{geometric: {over: [10, 1]}}",
            {("10", "0"): "7.5975", ("5", "5"): "5"},
            worth=("1", "1"),
            points="10",
            root="round: 0.0001",
            weighted=True,
        ),
    )

    def mean(self, weighed: Sequence[tuple[Ratio, Int]]) -> Power:
        return Power.weighted(weighed)

    def spreadsheet(self, parts: Parts) -> str:
        logs = [f"LN({base})*{weight}" for base, weight in zip(self.bases_sheet(parts), parts.weights, strict=True)]
        mean = f"EXP(({'+'.join(parts.if_in(logs))})/({'+'.join(parts.if_in(parts.weights))}))"
        return f"{parts.points}*{self.over.back(mean)}"
