"""`base_step: {target: 80%, at_target: 80%, step: 1%, above: 1%, below: -2%}` — 基准加减: so much a step either way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, literal
from scoring.rubric.values import Number
from scoring.scale.award import FULL, NOTHING, Marks
from scoring.scale.held import HELD, Held
from scoring.scale.kernels.steps import Steps, counted, counted_sheet, stepped
from scoring.scale.method import Scaled
from scoring.scale.target import Target, Targets, varied
from scoring.scale.wording import PER_STEP, STEPS, STEPS_SAID, per_step, step_above_zero
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from scoring.words import Text

_SENTENCE = Text("达到{t}得{at}{above}{below}{steps}{end}", "{at} at {t}{above}{below}{steps}{end}")


class BaseStep(Held):
    """`at_target` at the target, and for every `step` of the value `above` it or `below` it so much more or less.

    `above` and `below` are what a step adds, negative where it takes off; `steps` says what a part of one counts. Held
    between `least` and `most`. Source: rules of the kind “不低于20%得1分，每低1%扣0.05分”.
    """

    key: ClassVar[str] = "base_step"
    title: ClassVar[Text] = Text("基准加减", "base and steps")
    summary: ClassVar[Text] = Text(
        "达到基准得基本分，每高或低一步加减若干", "an award at a target, so much a step either way"
    )
    details: ClassVar[Text] = Text(
        "above、below 写一步加多少分，扣分写负数；不写即不加不扣。",
        "`above` and `below` are what a step adds, negative to take off; not given, nothing changes on that side.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "target": Text("基准值", "the value steps are counted from"),
        "at_target": Text("达到基准的得分，默认满分", "the award at the target, full marks if not given"),
        "step": PER_STEP,
        "above": Text("每高一步加多少（负数为扣）", "what each step above adds (negative: takes off)"),
        "below": Text("每低一步加多少（负数为扣）", "what each step below adds (negative: takes off)"),
        "steps": STEPS,
        **HELD,
    }
    source: ClassVar[Text] = Text(
        "“每高（低）1个百分点加（扣）若干分”类规则", "rules of so many marks for every point above or below"
    )

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "base_step: {target: 20%, step: 1%, below: -0.05}",
            {"0.2": "1", "0.25": "1", "0.17": "0.85", "0.165": "0.825"},
            points="1",
            title=Text("不低于20%得1分，每低1%扣0.05", "Full at 20 %, 0.05 off for every percent below"),
        ),
        Example.of_values(
            "base_step: {target: 80, at_target: 8, step: 5, above: 0.5, below: -1, steps: truncate, least: -1}",
            {"80": "8", "94": "9", "100": "10", "120": "10", "71": "7", "0": "-1"},
            title=Text("整步计，扣到负1分为止", "Whole steps only, down to minus one"),
        ),
    )

    target: Targets
    at_target: Marks = FULL
    step: Number = Fraction(1)
    above: Marks = NOTHING
    below: Marks = NOTHING
    steps: Steps = "continuous"

    def sentence(self, rubric: Rubric) -> Text:
        return _SENTENCE.with_(
            t=self.target.sentence(rubric),
            at=self.at_target.sentence(),
            above=per_step(self.above, self.step, "above"),
            below=per_step(self.below, self.step, "below"),
            steps=STEPS_SAID[self.steps],
            end=self.end(),
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from self.target.complaints(("target",), rubric)
        yield from step_above_zero(self.step)
        if self.above.is_nothing and self.below.is_nothing:
            expected = Text("above、below 至少写一个", "above, below or both")
            hint = Text("只看是否达到的用 threshold", "where only reaching it counts use threshold")
            yield Complaint(("above",), "no_step", f"above: {self.above}, below: {self.below}", expected, hint)
        yield from super().complaints(leaf, rubric)

    def free(self, scaled: Scaled, worth: Worth) -> Int:
        start, up, down = (Ratio.of(one.of(worth.points)) for one in (self.at_target, self.above, self.below))

        def from_target(target: Ratio) -> Int:
            steps = counted((scaled.value - target) * Ratio.of(1 / self.step), self.steps)
            return stepped(steps, start, up, down, worth)

        return varied(self.target, scaled, from_target)

    def free_sheet(self, sheet: Sheet) -> str:
        steps = counted_sheet(f"({sheet.value}-{sheet.of(self.target)})/{literal(self.step)}", self.steps)
        up, down = self.above.spreadsheet(sheet), self.below.spreadsheet(sheet)
        return f"{self.at_target.spreadsheet(sheet)}+{up}*MAX(0,{steps})+{down}*MAX(0,-({steps}))"

    @property
    def targets(self) -> Mapping[str, Target]:
        only_below = self.at_target == FULL and self.above.is_nothing and self.below.of(Fraction(1)) < 0
        return {"≥": self.target} if only_below else {}
