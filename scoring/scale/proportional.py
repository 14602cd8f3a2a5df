"""`proportional: {target: 95%}` — 按比例: marks in proportion to how much of the target was reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, clamped
from scoring.scale.kernels.line import line
from scoring.scale.method import Scale, Scaled
from scoring.scale.target import Target, Targets, varied
from scoring.scale.worth import Worth
from scoring.sql.exact import Int
from scoring.words import Text

_SENTENCE = Text("达到{t}得满分，未达到按完成比例得分", "full marks at {t}, in proportion to it below")


class Proportional(Scale):
    """w · min(x ÷ target, 1), never below 0. Source: 按比例计分 rules."""

    key: ClassVar[str] = "proportional"
    title: ClassVar[Text] = Text("按比例", "proportional")
    summary: ClassVar[Text] = Text(
        "达到目标得满分，未达到按完成比例得分", "full marks at the target, in proportion below it"
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "target": Text("得满分所需的值", "the value that earns full marks"),
    }
    source: ClassVar[Text] = Text("“按完成比例计分”类规则", "rules that score by the share of a target completed")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "proportional: {target: 95%}", {"0.9": "9.473684211", "0.95": "10", "1": "10", "0": "0", "": "missing"}
        ),
    )

    target: Targets

    def sentence(self) -> Text:
        return _SENTENCE.with_(t=self.target.sentence())

    def spelled_out(self, rubric: Rubric) -> Text:
        return _SENTENCE.with_(t=self.target.sentence(rubric))

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        return self.target.complaints(("target",), rubric, positive=True)

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        def toward(target: Fraction) -> Int:
            return line(scaled.value, [(Fraction(0), Fraction(0)), (target, Fraction(1))], worth)

        return varied(self.target, scaled.period, toward)

    def spreadsheet(self, sheet: Sheet) -> str:
        return f"{sheet.points}*{clamped(f'{sheet.value}/{sheet.of(self.target)}', '0', '1')}"

    @property
    def targets(self) -> Mapping[str, Target]:
        return {"≥": self.target}
