"""`milestones: {stages: [{stage: 立项, gives: 20%}, {stage: 竣工, gives: 100%}]}` — 里程碑: by how far it has come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, ClassVar

from pydantic import Field

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, cases, literal
from scoring.rubric.values import Frozen, Number, Words, write_as_read
from scoring.scale.award import NOTHING
from scoring.scale.gives import Gives
from scoring.scale.kernels.bands import Rung
from scoring.scale.method import Scaled
from scoring.scale.nested import Given
from scoring.scale.tabled import Path, Tabled
from scoring.scale.wording import joined
from scoring.sql.exact import Ratio
from scoring.words import Text

_SENTENCE = Text("{stages}；尚未达到第一阶段的{rest}", "{stages}; before the first of them {rest}")
_STAGE = Text("达到“{stage}”（{at}）{gives}", "“{stage}” reached ({at}): {gives}")


class Stage(Frozen):
    """A `stage` of the work by its name, the value `at` which it is reached, and what it gives."""

    stage: Words
    at: Number | None = None
    gives: Given


class Milestones(Tabled):
    """What the last of the `stages` reached gives; before the first, `before`.

    The value says how far the work has come: how many stages are reached (a stage's `at` is then its own number, and
    need not be written), a percentage, or a date written as a number, such as 20240630. Source: rules that score
    projects by their stages.
    """

    key: ClassVar[str] = "milestones"
    title: ClassVar[Text] = Text("里程碑", "milestones")
    summary: ClassVar[Text] = Text("按工作达到的阶段得分", "marks by the last stage of the work that is reached")
    details: ClassVar[Text] = Text(
        "取值可用 count(条件, 条件, …) 数出达到了几个阶段。",
        "With count(condition, condition, …) as the value, the stages reached are counted.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "stages": Text(
            "各阶段，由先到后：名称 stage、达到时的值 at（默认为序号）、得分 gives",
            "the stages in order: `stage` its name, `at` the value it is reached at (its number if not given), `gives`",
        ),
        "before": Text("尚未达到第一阶段的得分，默认0分", "the award before the first stage, none if not given"),
    }
    source: ClassVar[Text] = Text("按工作进度、阶段赋分的指标", "indicators scored by how far the work has come")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "milestones: {stages: [{stage: 立项, gives: 20%}, {stage: 开工, gives: 50%}, {stage: 竣工, gives: 100%}]}",
            {"0": "0", "1": "2", "2": "5", "3": "10"},
        ),
        Example.of_values(
            "milestones: {before: 1, stages: [{stage: 过半, at: 50%, gives: 6}, {stage: 完成, at: 100%, gives: 10}]}",
            {"0.49": "1", "0.5": "6", "0.99": "6", "1": "10"},
            title=Text("按进度", "By how much is done"),
        ),
    )

    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    before: Given = NOTHING

    def sentence(self, rubric: Rubric) -> Text:
        stages = [
            _STAGE.with_(stage=stage.stage, at=write_as_read(at), gives=stage.gives.said(rubric))
            for at, stage in self._reached()
        ]
        return _SENTENCE.with_(stages=joined(stages), rest=self.before.said(rubric))

    def _reached(self) -> list[tuple[Fraction, Stage]]:
        return [(Fraction(n) if stage.at is None else stage.at, stage) for n, stage in enumerate(self.stages, 1)]

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        given = [stage.at is not None for stage in self.stages]
        if any(given) and not all(given):
            n = given.index(False)
            expected = Text("每个阶段都写 at，或都不写", "`at` with every stage, or with none")
            hint = Text("都不写时，at 就是阶段的序号", "with none, `at` is a stage's number")
            yield Complaint(("stages", n), "milestones", self.stages[n].stage.zh, expected, hint)
        for n, ((before, _), (after, stage)) in enumerate(pairwise(self._reached()), 1):
            if all(given) and after <= before:
                expected = Text("大于上一阶段的 {at}", "more than the {at} of the stage before").with_(
                    at=write_as_read(before)
                )
                hint = Text("各阶段由先到后", "let stages stand in order")
                yield Complaint(("stages", n, "at"), "milestones", write_as_read(stage.at or after), expected, hint)
        yield from super().complaints(leaf, rubric)

    def tried(self, scaled: Scaled) -> tuple[Sequence[Rung], Gives]:
        last_first = reversed(self._reached())
        return [Rung(scaled.value.compare(">=", Ratio.of(at)), one.gives) for at, one in last_first], self.before

    def given(self) -> Iterator[tuple[Path, Gives]]:
        for n, stage in enumerate(self.stages):
            yield ("stages", n, "gives"), stage.gives
        yield ("before",), self.before

    def spreadsheet(self, sheet: Sheet) -> str:
        last_first = reversed(self._reached())
        arms = [(f"{sheet.value}>={literal(at)}", stage.gives.spreadsheet(sheet)) for at, stage in last_first]
        return cases(arms, self.before.spreadsheet(sheet))
