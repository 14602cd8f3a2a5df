"""`combine: harmonic` — 调和平均: the lowest rates weigh most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from scoring.combine.kernels import weighed_bases
from scoring.combine.method import Combine, Part
from scoring.combine.range import FULL, Over, Range, ZeroRule, Zeros, complaints, undefined
from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Node, Rubric
from scoring.rubric.outline import Entry
from scoring.rubric.spreadsheet import Parts
from scoring.sql.exact import Ratio
from scoring.sql.inexact import Harmonic as Mean
from scoring.sql.inexact import Inexact
from scoring.words import Text


class Harmonic(Combine):
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
    parameters: ClassVar[Mapping[str, Text]] = {"over": Range.WORDS, "zeros": Zeros.WORDS}
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

    over: Over = FULL
    zeros: ZeroRule | None = None

    def sentence(self, rubric: Rubric) -> Text:
        return Text(
            "下级得分率的加权调和平均×分值{over}{zeros}",
            "points × the weighted harmonic mean of the rates{over}{zeros}",
        ).with_(over=self.over.sentence(), zeros=self.zeros.sentence() if self.zeros else Text("", ""))

    def complaints_of(self, node: Node, rubric: Rubric) -> Iterator[Complaint]:
        return complaints(self.over)

    def combined(self, node: Entry, parts: Sequence[Part], attained: Ratio) -> Ratio | Inexact:
        bases, weights = weighed_bases(parts, self.over, self.zeros)
        low, high = self.over.ends
        times = node.points / (high - low)
        return replace(Mean.weighted(list(zip(bases, weights, strict=True))), times=times, plus=-low * times)

    def undefined(self, parts: Sequence[Part]) -> str:
        return undefined(parts, self.over, self.zeros)

    def spreadsheet(self, parts: Parts) -> str:
        shares = [
            f"{weight}/({self.over.cell(f'{mark}/{full}', self.zeros)})"
            for mark, full, weight in zip(parts.marks, parts.full, parts.weights, strict=True)
        ]
        mean = f"({'+'.join(parts.if_in(parts.weights))})/({'+'.join(parts.if_in(shares))})"
        return f"{parts.points}*{self.over.back(mean)}"
