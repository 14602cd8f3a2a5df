"""`combine: harmonic` — 调和平均: the lowest rates weigh most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from scoring.combine.over_range import MeanOverRange
from scoring.rubric.example import Example
from scoring.rubric.spreadsheet import Parts
from scoring.sql.exact import Int, Ratio
from scoring.sql.inexact import Harmonic as Mean
from scoring.words import Text


class Harmonic(MeanOverRange):
    """points × Σ weight ÷ Σ (weight ÷ rate) over the children that have marks, rounded once.

    `over` and `zeros` are those of the geometric mean.
    """

    key: ClassVar[str] = "harmonic"
    title: ClassVar[Text] = Text("调和平均", "harmonic mean")
    summary: ClassVar[Text] = Text(
        "得分率的加权调和平均，最受低分影响", "the weighted harmonic mean of rates, ruled by the low ones"
    )
    source: ClassVar[Text] = Text(
        "OECD/JRC 综合指数手册的调和合成；F 值一类的比率平均",
        "the OECD/JRC handbook's harmonic aggregation; F-scores and other means of ratios",
    )
    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_marks(
            "{harmonic: {zeros: zero}}",
            {("50", "100"): "66.667", ("N/A: no such site", "80"): "80", ("60", "60"): "60"},
            worth=("1", "1"),
            root="round: 0.001",
            weighted=True,
        ),
        Example.of_marks(
            "{harmonic: {over: [1, 10]}}",
            {("0", "100"): "9.0909"},
            worth=("1", "1"),
            root="round: 0.0001",
            weighted=True,
        ),
    )

    def mean(self, weighed: Sequence[tuple[Ratio, Int]]) -> Mean:
        return Mean.weighted(weighed)

    def spreadsheet(self, parts: Parts) -> str:
        shares = [f"{weight}/({base})" for base, weight in zip(self.bases_sheet(parts), parts.weights, strict=True)]
        mean = f"({'+'.join(parts.if_in(parts.weights))})/({'+'.join(parts.if_in(shares))})"
        return f"{parts.points}*{self.over.back(mean)}"
