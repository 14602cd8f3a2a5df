"""`ratio_to_best: {among: level, best: high, …}` — 与最优值之比: in proportion to the best of the group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.model import Rubric
from scoring.rubric.spreadsheet import Sheet
from scoring.scale.gives import Instead, instead_said
from scoring.scale.method import Scaled
from scoring.scale.ratio import toward, up_to
from scoring.scale.relative import BEST, DIVIDED, Best, Relative
from scoring.scale.worth import Worth
from scoring.sql.exact import Int
from scoring.words import Text

_HIGH = Text(
    "得分 = 分值 × 实际值 ÷ 最大值，负数得0分；最大值不大于0的{zero}",
    "marks = points × value ÷ the greatest value, none below 0; where the greatest is not above 0, {zero}",
)
_LOW = Text(
    "得分 = 分值 × 最小值 ÷ 实际值；最小值不大于0的{zero}",
    "marks = points × the least value ÷ value; where the least is not above 0, {zero}",
)


class RatioToBest(Relative):
    """w · x ÷ the greatest of the group, or, where low is good, w · the least ÷ x.

    `zero_best` says what becomes of the whole group where its best is not above 0. Source: 与第一名之比 rules; distance
    to a reference in the OECD/JRC handbook.
    """

    key: ClassVar[str] = "ratio_to_best"
    title: ClassVar[Text] = Text("与最优值之比", "ratio to the best")
    summary: ClassVar[Text] = Text("同组最好的得满分，其余按与它的比例", "full for the group's best, others by ratio")
    details: ClassVar[Text] = Text(
        "不参与统计的地区比最好的还好的，得满分。",
        "Whoever does not count in statistics and is better yet has full marks.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        **DIVIDED,
        "best": BEST,
        "zero_best": Text(
            "最优值不大于0时全组怎么办：一种状态，或得分",
            "what becomes of the group where its best is not above 0: a state, or an award",
        ),
    }
    source: ClassVar[Text] = Text(
        "“与第一名之比”类规则；OECD/JRC 综合指数手册的参照距离法",
        "rules of a ratio to the first; distance to a reference in the OECD/JRC handbook",
    )

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "ratio_to_best: {among: all, best: high, zero_best: 0, constant_group: by_rule}",
            {"50": "6", "40": "4.8", "25": "3", "": "missing"},
            points="6",
        ),
        Example.of_values(
            "ratio_to_best: {among: all, best: low, zero_best: not_assessed, constant_group: by_rule}",
            {"4": "10", "5": "8", "16": "2.5"},
            title=Text("越低越好", "Low is good"),
        ),
        Example.of_values(
            "ratio_to_best: {among: all, best: low, zero_best: 50%, constant_group: by_rule}",
            {"0": "5", "5": "5"},
            title=Text("最优值为0", "The best is 0"),
        ),
    )

    best: Best
    zero_best: Instead

    @property
    def divisor(self) -> tuple[str, str]:
        return ("max" if self.best == "high" else "min"), "zero_best"

    def rule(self, rubric: Rubric) -> Text:
        del rubric
        return (_HIGH if self.best == "high" else _LOW).with_(zero=instead_said(self.zero_best))

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        own, (low, high) = self.own(scaled), self.ends(scaled)
        if self.best == "high":
            return toward(own, high, worth.points, worth)
        return up_to(own, low, worth.points, worth)

    def rule_sheet(self, sheet: Sheet) -> str:
        if self.best == "high":
            return f"{sheet.points}*MAX(0,{sheet.value})/{sheet.among('max', self.among)}"
        return f"{sheet.points}*{sheet.among('min', self.among)}/{sheet.value}"
