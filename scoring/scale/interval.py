"""`interval: {low: 20, high: 30, below: -0.5, above: -1}` — 适度: full marks within, so much off a step outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, literal
from scoring.rubric.values import Number, write_as_read
from scoring.scale.award import Marks
from scoring.scale.held import HELD, Held
from scoring.scale.kernels.steps import Steps, counted, counted_sheet, stepped
from scoring.scale.method import Scaled
from scoring.scale.target import Targets, pairs
from scoring.scale.wording import PER_STEP, STEPS, STEPS_SAID, per_step, step_above_zero
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio, choose
from scoring.words import Text

_SENTENCE = Text(
    "在{low}至{high}之间（含）得满分{above}{below}{steps}{end}",
    "full marks from {low} to {high}, both included{above}{below}{steps}{end}",
)


class Interval(Held):
    """Full marks from `low` to `high`, both included; outside, each `step` adds `below` or `above`, which are negative.

    `steps` says what a part of a step counts. Held between `least` and `most`. Source: 适度指标 (moderate indicators).
    """

    key: ClassVar[str] = "interval"
    title: ClassVar[Text] = Text("适度", "interval")
    summary: ClassVar[Text] = Text(
        "在适度区间内得满分，过低或过高都扣分", "full marks within a range, less on either side"
    )
    details: ClassVar[Text] = Text(
        "below、above 写负数：区间以外每一步扣多少。",
        "`below` and `above` are negative: what each step outside takes off.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "low": Text("区间下限", "the lower end of the range"),
        "high": Text("区间上限", "the upper end of the range"),
        "step": PER_STEP,
        "below": Text("每低一步扣多少（负数）", "what each step below takes off (negative)"),
        "above": Text("每高一步扣多少（负数）", "what each step above takes off (negative)"),
        "steps": STEPS,
        **HELD,
    }
    source: ClassVar[Text] = Text("“适度指标”计分规则", "rules for indicators where neither high nor low is good")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "interval: {low: 20, high: 30, below: -0.5, above: -10%}",
            {"20": "10", "25": "10", "30": "10", "16": "8", "30.5": "9.5", "35": "5", "50": "0"},
        ),
    )

    low: Targets
    high: Targets
    below: Marks
    above: Marks
    step: Number = Fraction(1)
    steps: Steps = "continuous"

    def sentence(self, rubric: Rubric) -> Text:
        return _SENTENCE.with_(
            low=self.low.sentence(rubric),
            high=self.high.sentence(rubric),
            above=per_step(self.above, self.step, "above"),
            below=per_step(self.below, self.step, "below"),
            steps=STEPS_SAID[self.steps],
            end=self.end(),
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from self.low.complaints(("low",), rubric)
        yield from self.high.complaints(("high",), rubric)
        yield from step_above_zero(self.step)
        for low, high in pairs(self.low, self.high, rubric):
            if low > high:
                found = f"{write_as_read(low)} … {write_as_read(high)}"
                expected, hint = Text("low 不大于 high", "low not above high"), Text("两者对调", "swap them")
                yield Complaint(("low",), "interval", found, expected, hint)
        for name, rate in (("below", self.below), ("above", self.above)):
            if rate.of(Fraction(1)) >= 0:
                expected = Text("小于0的分数：每一步扣多少", "marks below 0: what each step takes off")
                yield Complaint((name,), "interval", str(rate), expected, Text("如 -0.5", "such as -0.5"))
        yield from super().complaints(leaf, rubric)

    def free(self, scaled: Scaled, worth: Worth) -> Int:
        full = Ratio.of(worth.points)
        below, above = (Ratio.of(one.of(worth.points)) for one in (self.below, self.above))

        low, high = self.low.number(scaled), self.high.number(scaled)
        under, over = (counted((scaled.value - end) * Ratio.of(1 / self.step), self.steps) for end in (low, high))
        none = Ratio.of(0)
        within = f"{scaled.value.compare('>=', low)} AND {scaled.value.compare('<=', high)}"
        return choose(
            [
                (scaled.value.compare("<", low), stepped(under, full, none, below, worth)),
                (scaled.value.compare(">", high), stepped(over, full, above, none, worth)),
                (within, worth.exact(worth.points)),
            ],
            None,
        )

    def free_sheet(self, sheet: Sheet) -> str:
        step = literal(self.step)
        low, high = sheet.of(self.low), sheet.of(self.high)
        under = counted_sheet(f"({sheet.value}-{low})/{step}", self.steps)
        over = counted_sheet(f"({sheet.value}-{high})/{step}", self.steps)
        below, above = self.below.spreadsheet(sheet), self.above.spreadsheet(sheet)
        return f"{sheet.points}+{above}*MAX(0,{over})+{below}*MAX(0,-({under}))"
