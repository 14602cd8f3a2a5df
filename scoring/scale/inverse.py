"""`inverse: {target: 5%}` — 逆向比例: marks in inverse proportion to how far the target was passed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.spreadsheet import Sheet
from scoring.scale.method import Scaled
from scoring.scale.ratio import up_to
from scoring.scale.targeted import Targeted
from scoring.scale.wording import ZERO_TARGET
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from scoring.words import Text

_SENTENCE = Text(
    "不超过{t}得满分，超过的得分 = 分值 × 目标值 ÷ 实际值{zero}",
    "full marks up to {t}, above it points × target ÷ value{zero}",
)


class Inverse(Targeted):
    """w · min(target ÷ x, 1); full marks where x is 0 or below. `zero_target` as for proportional.

    Source: 逆向指标 rules.
    """

    key: ClassVar[str] = "inverse"
    title: ClassVar[Text] = Text("逆向比例", "inverse")
    summary: ClassVar[Text] = Text("不超过目标得满分，超过的按倍数递减", "full marks up to the target, fewer above it")
    details: ClassVar[Text] = Text(
        "得分永不为0：实际值是目标值的2倍得一半，10倍得十分之一。要在2倍处扣完，用 control。",
        "It never comes to nothing: twice the target earns half, ten times it a tenth. To end at twice the target, use "
        "control.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "target": Text("得满分的最高值", "the highest value that earns full marks"),
        "zero_target": ZERO_TARGET,
    }
    source: ClassVar[Text] = Text("逆向指标计分规则", "rules for indicators where low is good")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "inverse: {target: 5}", {"0": "10", "5": "10", "8": "6.25", "10": "5", "50": "1", "": "missing"}
        ),
    )

    rule: ClassVar[Text] = _SENTENCE
    sign: ClassVar[str] = "≤"

    def against(self, target: Ratio, scaled: Scaled, worth: Worth) -> Int:
        return up_to(scaled.value, target, worth.points, worth)

    def spreadsheet(self, sheet: Sheet) -> str:
        target = sheet.of(self.target)
        return f"IF({sheet.value}<={target},{sheet.points},{sheet.points}*{target}/{sheet.value})"
