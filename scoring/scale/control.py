"""`control: {target: 3%}` — 控制型: full marks up to the target, then down evenly to none at twice the target."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.spreadsheet import Sheet, clamped
from scoring.scale.kernels.line import Knot, line
from scoring.scale.method import Scaled
from scoring.scale.targeted import Targeted
from scoring.scale.wording import ZERO_TARGET
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from scoring.words import Text

_SENTENCE = Text(
    "不超过{t}得满分，超过的得分 = 分值 × (2 − 实际值 ÷ 目标值)，扣完为止{zero}",
    "full marks up to {t}, above it points × (2 − value ÷ target), until none are left{zero}",
)


class Control(Targeted):
    """w · (2 − x ÷ target), from none to full marks. `zero_target` as for proportional.

    Source: 控制型指标 rules, where what is controlled may not pass its target.
    """

    key: ClassVar[str] = "control"
    title: ClassVar[Text] = Text("控制型", "control")
    summary: ClassVar[Text] = Text(
        "不超过目标得满分，超过部分按比例扣", "full marks up to the target, off as it is passed"
    )
    details: ClassVar[Text] = Text("达到目标值的2倍即不得分。", "At twice the target nothing is left.")
    parameters: ClassVar[Mapping[str, Text]] = {
        "target": Text("控制目标", "the target not to be passed"),
        "zero_target": ZERO_TARGET,
    }
    source: ClassVar[Text] = Text("“控制型”指标计分规则", "rules for what must be kept under control")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values("control: {target: 4}", {"3": "10", "4": "10", "5": "7.5", "8": "0", "9": "0"}),
    )

    rule: ClassVar[Text] = _SENTENCE
    sign: ClassVar[str] = "≤"

    def against(self, target: Ratio, scaled: Scaled, worth: Worth) -> Int:
        return line(scaled.value / target, [Knot.of(1, worth.points), Knot.of(2, Fraction(0))], worth)

    def spreadsheet(self, sheet: Sheet) -> str:
        return f"{sheet.points}*{clamped(f'2-{sheet.value}/{sheet.of(self.target)}', '0', '1')}"
