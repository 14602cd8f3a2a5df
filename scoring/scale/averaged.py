"""`averaged: {over: population, per: 10000, each: 0.5, deduct: yes, none: not_assessed}` — 平均每单位."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint, Formulated
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, literal
from scoring.rubric.values import Number, write_as_read
from scoring.scale.award import Marks
from scoring.scale.gives import Instead, Outcome, instead_said
from scoring.scale.held import COUNTING, Counting, rate_above_zero
from scoring.scale.method import Scaled
from scoring.scale.target import Targets
from scoring.scale.wording import step_above_zero
from scoring.scale.worth import Worth
from scoring.sql.exact import Ratio
from scoring.sql.states import NO_UNITS
from scoring.words import Text

_SENTENCE = Text(
    "按{over}平均，平均每{per}个单位有1项{verb}{each}{end}；没有单位的{none}",
    "averaged over {over}: one in every {per} units {verb} {each}{end}; without units {none}",
)


_UNITS = Text("写单位数的指标或算式，如 人口", "name the metric or formula that counts units, such as inhabitants")


class Averaged(Counting):
    """`each` for every occurrence in every so many (`per`) of what it is averaged `over`: x · per ÷ over of them.

    Added up, or with `deduct` taken off full marks, from `least` to `most`. `none` says what becomes of a jurisdiction
    with nothing to average over. Source: rules of events per household, per ten thousand inhabitants, per unit.
    """

    key: ClassVar[str] = "averaged"
    title: ClassVar[Text] = Text("平均每单位", "averaged over units")
    summary: ClassVar[Text] = Text("按每若干单位平均的件数加或扣分", "marks by how many there are to so many units")
    details: ClassVar[Text] = Text(
        "大小不同的地区按同一密度比较：件数 × per ÷ 单位数。",
        "Large and small are compared alike: how many there are × per ÷ the number of units.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "over": Text("单位数：指标或算式", "how many units there are: a metric or formula"),
        "per": Text("每多少单位，默认1", "to how many units, 1 if not given"),
        "each": Text("平均每有1项的分数", "the marks of one to so many units"),
        "none": Text("单位数不大于0的怎么办，必须写", "what becomes of none, or fewer; must be said"),
        **COUNTING,
    }
    source: ClassVar[Text] = Text("“每万人……件扣……分”类规则", "rules of so many per unit, household or inhabitant")

    examples: ClassVar[tuple[Example, ...]] = (
        Example(
            title=Text("每万人1件扣2分", "Two marks off for each to ten thousand inhabitants"),
            children="""
                - leaf: x
                  title: {zh: 案件, en: cases}
                  points: 10
                  value: cases
                  averaged: {over: people, per: 10000, each: 2, deduct: yes, none: not_assessed}
                """,
            declarations="""
                metrics:
                  cases: {title: {zh: 案件数, en: cases}, unit: 起, maximum: 1000}
                  people: {title: {zh: 人口, en: inhabitants}, unit: 人, maximum: 1000000}
                """,
            tables={"metrics": "code,period,cases,people\nA,2024,5,50000\nB,2024,5,25000\nC,2024,0,8000\nD,2024,1,0"},
            marks={"A": {"x": "8"}, "B": {"x": "6"}, "C": {"x": "10"}, "D": {"x": "not_assessed"}},
        ),
    )

    over: Targets
    per: Number = Fraction(1)
    each: Marks
    none: Instead

    def sentence(self, rubric: Rubric) -> Text:
        return _SENTENCE.with_(
            over=self.over.sentence(rubric),
            per=write_as_read(self.per),
            verb=self.verb(),
            each=self.each.sentence(),
            end=self.end(),
            none=instead_said(self.none),
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from self.over.complaints(("over",), rubric, positive=True, hint=_UNITS)
        yield from step_above_zero(self.per, "per")
        yield from rate_above_zero(self.each, "each", "averaged")
        yield from super().complaints(leaf, rubric)

    def written(self) -> Iterator[Formulated]:
        # Units are counted in a unit of their own, not in that of the value.
        return (replace(one, use="compared") for one in super().written())

    def instead(self, scaled: Scaled) -> Sequence[Outcome]:
        return self.over.outcomes(scaled, self.none, NO_UNITS)

    def taken(self, scaled: Scaled, worth: Worth) -> Ratio:
        return scaled.value / self.over.number(scaled) * Ratio.of(self.per * self.each.of(worth.points))

    def taken_sheet(self, sheet: Sheet) -> str:
        return f"{sheet.value}*{literal(self.per)}/{sheet.of(self.over)}*{self.each.spreadsheet(sheet)}"
