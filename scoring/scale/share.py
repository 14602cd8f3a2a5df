"""`share: {}` — the value is itself the share of full marks; what a leaf without a scale means."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.model import Rubric
from scoring.rubric.spreadsheet import Sheet, clamped
from scoring.scale.kernels.line import Knot, line
from scoring.scale.method import Scale, Scaled
from scoring.scale.worth import Worth
from scoring.sql.exact import Int
from scoring.words import Text


class ShareEarned(Scale):
    """Full marks × the share earned, held between 0 and 1 (desk reviews, site visits, surveys).

    Source: 按得分率计分 rules.
    """

    key: ClassVar[str] = "share"
    title: ClassVar[Text] = Text("按得分率", "share earned")
    summary: ClassVar[Text] = Text("得分 = 分值 × 得分率", "marks = points × the share earned")
    source: ClassVar[Text] = Text("按得分率计分的规则", "rules that give marks by the share earned")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values("share: {}", {"0.905": "9.05", "1": "10", "1.2": "10", "0": "0", "-0.1": "0"}),
        Example.of_values(
            "share: {}",
            {("9", "8", "7", "6"): "10", ("9", "8", "8", "9"): "5", ("9", "8", "8", "7"): "8.333333333"},
            leaf="change: {against: year_before, periods: 3, reading: steps, wanted: down, flat: 50%, "
            "no_history: not_assessed}",
            title=Text("连续三年逐年下降，持平计一半", "down in each of three years, a flat one counting half"),
        ),
    )

    def sentence(self, rubric: Rubric) -> Text:
        return Text("得分 = 分值 × 得分率", "marks = points × the share earned")

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        return line(scaled.value, [Knot.of(0, Fraction(0)), Knot.of(1, worth.points)], worth)

    def spreadsheet(self, sheet: Sheet) -> str:
        return f"{sheet.points}*{clamped(sheet.value, '0', '1')}"
