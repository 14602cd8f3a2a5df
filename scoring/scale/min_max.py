"""`min_max: {among: level, best: high, constant_group: not_assessed}` — 极差标准化: between the group's ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import Field

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet
from scoring.scale.award import FULL, NOTHING, Marks
from scoring.scale.between import between, between_sheet
from scoring.scale.gives import Instead
from scoring.scale.method import Scaled
from scoring.scale.relative import BEST, RELATIVE, Best, Relative
from scoring.scale.worth import Worth
from scoring.sql.exact import Int
from scoring.words import Text

_RULE = Text("{worst}得{from_}，{best}得{to}，其间按比例", "{from_} at {worst}, {to} at {best}, in proportion between")
_LEAST, _GREATEST = Text("最小值", "the least value"), Text("最大值", "the greatest value")


class MinMax(Relative):
    """Goalposts at the least and the greatest value of the group: `from` at the worse of them, `to` at the better.

    Source: min-max normalisation of composite indicators, 极差标准化.
    """

    key: ClassVar[str] = "min_max"
    title: ClassVar[Text] = Text("极差标准化", "min-max")
    summary: ClassVar[Text] = Text(
        "同组最差的得最低分，最好的得最高分，其间按比例", "in proportion between the group's worst and its best"
    )
    details: ClassVar[Text] = Text(
        "不参与统计的地区也按同组的最大、最小值计分，超出的止于两端。标准化到1至100的，分值为100，写 from: 1。",
        "Whoever does not count in statistics is scored between the same ends, and level beyond them. For a scale of 1 "
        "to 100 the points are 100, and `from: 1`.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        **RELATIVE,
        "best": BEST,
        "from": Text("同组最差的得分，默认0分", "the award of the group's worst, none if not given"),
        "to": Text("同组最好的得分，默认满分", "the award of the group's best, full marks if not given"),
    }
    source: ClassVar[Text] = Text(
        "OECD/JRC 综合指数手册；各地“极差标准化”计分规则",
        "the OECD/JRC handbook of composite indicators; rules of 极差标准化",
    )

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "min_max: {among: all, best: high, constant_group: not_assessed}",
            {"20": "0", "30": "2.5", "60": "10", "": "missing"},
        ),
        Example.of_values(
            "min_max: {among: level, best: low, from: 1, constant_group: 100%}",
            {"5": "100", "6": "67", "8": "1"},
            points="100",
            title=Text("1至100分，越低越好", "From 1 to 100, low is good"),
        ),
        Example.of_values(
            "min_max: {among: all, best: high, constant_group: 60%}",
            {"5": "6"},
            title=Text("只有一个地区有数", "One jurisdiction alone has a value"),
        ),
    )

    constant_group: Instead
    best: Best
    from_: Marks = Field(NOTHING, alias="from")
    to: Marks = FULL

    def rule(self, rubric: Rubric) -> Text:
        del rubric
        worst, best = (_LEAST, _GREATEST) if self.best == "high" else (_GREATEST, _LEAST)
        return _RULE.with_(worst=worst, best=best, from_=self.from_.sentence(), to=self.to.sentence())

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from super().complaints(leaf, rubric)
        yield from self.from_.faults(("from",), leaf, rubric, least=NOTHING, most=self.to)
        yield from self.to.faults(("to",), leaf, rubric, least=self.from_, most=FULL)

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        low, high = self.ends(scaled)
        worst, best = (low, high) if self.best == "high" else (high, low)
        return between(self.own(scaled), worst, best, (self.from_, self.to), worth, clamp=True)

    def rule_sheet(self, sheet: Sheet) -> str:
        low, high = sheet.among("min", self.among), sheet.among("max", self.among)
        worst, best = (low, high) if self.best == "high" else (high, low)
        return between_sheet(sheet, worst, best, (self.from_, self.to), clamp=True)
