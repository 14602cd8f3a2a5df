"""`combine: {flat: {weights: own}}` — all leaves below at once, whatever branches they stand on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import ClassVar, Literal

from scoring.combine.kernels import rates, weighted_sum
from scoring.combine.method import Combine, Part
from scoring.rubric.example import WORKED, Example
from scoring.rubric.model import Rubric
from scoring.rubric.outline import Entry
from scoring.rubric.spreadsheet import Parts
from scoring.sql.exact import Ratio
from scoring.words import Text


class Flat(Combine):
    """points × Σ weight × rate ÷ Σ weight over every scored leaf below that has marks; branches between play no part.

    `weights: own` takes each leaf's own weight (its points where it has no weight), `equal` counts every leaf alike.
    Source: the flat scoring model of XCCDF 1.2 (NIST IR 7275r4 §6.7, urn:xccdf:scoring:flat).
    """

    key: ClassVar[str] = "flat"
    title: ClassVar[Text] = Text("全部指标平铺", "flat")
    summary: ClassVar[Text] = Text("不分层，直接对下面全部指标加权平均", "the weighted mean of all leaves below")
    moves: ClassVar[bool] = False
    source: ClassVar[Text] = Text(
        "XCCDF 1.2（NIST IR 7275 第4版 6.7节）的 flat 计分模型",
        "the flat scoring model of XCCDF 1.2 (NIST IR 7275 revision 4, section 6.7)",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "weights": Text(
            "own 按各指标自己的权重（没有权重的按分值），equal 一律相等",
            "own: each leaf's weight (its points where it has none); equal: all alike",
        ),
    }

    examples: ClassVar[tuple[Example, ...]] = (
        Example(
            title=WORKED,
            children="""
            - node: a
              title: {zh: 甲, en: a}
              points: 60
              children:
              - {leaf: a1, title: {zh: 甲1, en: a1}, points: 20, value: a1 / 20, share: {}}
              - {leaf: a2, title: {zh: 甲2, en: a2}, points: 40, value: a2 / 40, share: {}}
            - {leaf: b, title: {zh: 乙, en: b}, points: 40, value: b / 40, share: {}}
            """,
            tables={"metrics": "code,a1,a2,b\nA,20,20,10\nB,N/A: none there,20,40"},
            marks={"A": {"total": "50", "a": "40"}, "B": {"total": "75", "a": "30"}},
            points="100",
            root="combine: flat",
            declarations="""
            metrics:
              a1: {title: a1, unit: 分, maximum: 20}
              a2: {title: a2, unit: 分, maximum: 40}
              b: {title: b, unit: 分, maximum: 40}
            """,
        ),
        Example.of_marks(
            "{flat: {weights: equal}}",
            {("20", "30", "10"): "66.666666667", ("N/A: no such site", "60", "10"): "75"},
            worth=("20", "60", "20"),
        ),
    )
    of_leaves: ClassVar[bool] = True

    weights: Literal["own", "equal"] = "own"

    def sentence(self, rubric: Rubric) -> Text:
        if self.weights == "equal":
            return Text("下面全部指标得分率的简单平均×分值", "points × the plain mean of the rates of all leaves below")
        return Text("下面全部指标得分率的加权平均×分值", "points × the weighted mean of the rates of all leaves below")

    def weighed(self, parts: Sequence[Part]) -> list[Part]:
        if self.weights == "own":
            return list(parts)
        return [replace(part, weight=Fraction(1)) for part in parts]

    def combined(self, node: Entry, parts: Sequence[Part], attained: Ratio) -> Ratio:
        return weighted_sum(parts) / attained * Ratio.of(node.points)

    def spreadsheet(self, parts: Parts) -> str:
        weights = ["1"] * len(parts.marks) if self.weights == "equal" else list(parts.weights)
        shares = [f"{rate}*{weight}" for rate, weight in zip(rates(parts, "0"), weights, strict=True)]
        return f"{parts.points}*({'+'.join(parts.if_in(shares))})/({'+'.join(parts.if_in(weights))})"
