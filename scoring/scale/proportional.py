"""`proportional: {target: 95%}` — 按比例: marks in proportion to how much of the target was reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, clamped
from scoring.scale.gives import Instead, Outcome
from scoring.scale.method import Scale, Scaled
from scoring.scale.ratio import toward
from scoring.scale.target import Target, Targets, varied, zero_stated
from scoring.scale.wording import ZERO_TARGET, at_zero
from scoring.scale.worth import Worth
from scoring.sql.exact import Int
from scoring.words import Text

_SENTENCE = Text("达到{t}得满分，未达到按完成比例得分{zero}", "full marks at {t}, in proportion to it below{zero}")


class Proportional(Scale):
    """w · min(x ÷ target, 1), never below 0. Where a formula makes the `target`, `zero_target` says what becomes of 0.

    Source: 按比例计分 rules.
    """

    key: ClassVar[str] = "proportional"
    title: ClassVar[Text] = Text("按比例", "proportional")
    summary: ClassVar[Text] = Text(
        "达到目标得满分，未达到按完成比例得分", "full marks at the target, in proportion below it"
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "target": Text("得满分所需的值", "the value that earns full marks"),
        "zero_target": ZERO_TARGET,
    }
    source: ClassVar[Text] = Text("“按完成比例计分”类规则", "rules that score by the share of a target completed")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "proportional: {target: 95%}", {"0.9": "9.473684211", "0.95": "10", "1": "10", "0": "0", "": "missing"}
        ),
    )

    target: Targets
    zero_target: Instead | None = None

    def sentence(self, rubric: Rubric) -> Text:
        return _SENTENCE.with_(t=self.target.sentence(rubric), zero=at_zero(self.zero_target))

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from self.target.complaints(("target",), rubric, positive=True)
        yield from zero_stated(self.target, self.zero_target)

    def instead(self, scaled: Scaled) -> Sequence[Outcome]:
        return self.target.outcomes(scaled, self.zero_target)

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        return varied(self.target, scaled, lambda target: toward(scaled.value, target, worth.points, worth))

    def spreadsheet(self, sheet: Sheet) -> str:
        return f"{sheet.points}*{clamped(f'{sheet.value}/{sheet.of(self.target)}', '0', '1')}"

    @property
    def targets(self) -> Mapping[str, Target]:
        return {"≥": self.target}
