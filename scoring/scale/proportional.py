"""`proportional: {target: 95%}` — 按比例: marks in proportion to how much of the target was reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.spreadsheet import Sheet, clamped
from scoring.scale.method import Scaled
from scoring.scale.ratio import toward
from scoring.scale.targeted import Targeted
from scoring.scale.wording import ZERO_TARGET
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from scoring.words import Text

_SENTENCE = Text("达到{t}得满分，未达到按完成比例得分{zero}", "full marks at {t}, in proportion to it below{zero}")


class Proportional(Targeted):
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

    rule: ClassVar[Text] = _SENTENCE
    sign: ClassVar[str] = "≥"

    def against(self, target: Ratio, scaled: Scaled, worth: Worth) -> Int:
        return toward(scaled.value, target, worth.points, worth)

    def spreadsheet(self, sheet: Sheet) -> str:
        return f"{sheet.points}*{clamped(f'{sheet.value}/{sheet.of(self.target)}', '0', '1')}"
