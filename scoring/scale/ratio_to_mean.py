"""`ratio_to_mean: {among: level, best: high, at_mean: 60%, …}` — 与平均值之比: in proportion to the group's mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet
from scoring.scale.award import NOTHING, Marks
from scoring.scale.gives import Instead, instead_said
from scoring.scale.held import HELD
from scoring.scale.method import Scaled
from scoring.scale.ratio import away, toward
from scoring.scale.relative import BEST, DIVIDED, Best, HeldRelative
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, choose
from scoring.words import Text

_HIGH = Text(
    "得分 = {award} × 实际值 ÷ 平均值，负数按0计{end}；平均值不大于0的{zero}",
    "marks = {award} × value ÷ mean, a negative value counted 0{end}; where the mean is not above 0, {zero}",
)
_LOW = Text(
    "得分 = {award} × 平均值 ÷ 实际值，实际值不大于0的得最高分{end}；平均值不大于0的{zero}",
    "marks = {award} × mean ÷ value, the most there is for a value not above 0{end}; where the mean is not above 0, "
    "{zero}",
)


class RatioToMean(HeldRelative):
    """The award `at_mean` times x ÷ the group's mean, or where low is good times the mean ÷ x, held between limits.

    `zero_mean` says what becomes of the whole group where its mean is not above 0. Source: 与平均水平相比 rules.
    """

    key: ClassVar[str] = "ratio_to_mean"
    title: ClassVar[Text] = Text("与平均值之比", "ratio to the mean")
    summary: ClassVar[Text] = Text(
        "达到同组平均值得规定的分，按比例增减", "so much at the group's mean, others by ratio"
    )
    details: ClassVar[Text] = Text(
        "平均值是精确的分数，不先取整；不加权。", "The mean is exact, not rounded first, and not weighted."
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        **DIVIDED,
        "best": BEST,
        "at_mean": Text("等于平均值的得分，如 60%", "the award of the mean itself, such as 60%"),
        "zero_mean": Text(
            "平均值不大于0时全组怎么办：一种状态，或得分",
            "what becomes of the group where its mean is not above 0: a state, or an award",
        ),
        **HELD,
    }
    source: ClassVar[Text] = Text("“与平均水平相比”类规则", "rules of a ratio to the mean level")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "ratio_to_mean: {among: all, best: high, at_mean: 60%, zero_mean: 0, constant_group: by_rule}",
            {"30": "9", "20": "6", "10": "3", "": "missing"},
        ),
        Example.of_values(
            "ratio_to_mean: {among: all, best: low, at_mean: 100%, zero_mean: 0, constant_group: by_rule, most: 120%}",
            {"40": "7.5", "50": "6", "0": "12"},
            title=Text("越低越好，可得到120%", "Low is good, up to 120%"),
        ),
    )

    best: Best
    at_mean: Marks
    zero_mean: Instead

    @property
    def divisor(self) -> tuple[str, str]:
        return "mean", "zero_mean"

    def rule(self, rubric: Rubric) -> Text:
        del rubric
        said = _HIGH if self.best == "high" else _LOW
        return said.with_(award=self.at_mean.sentence(), end=self.end(), zero=instead_said(self.zero_mean))

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from super().complaints(leaf, rubric)
        yield from self.at_mean.faults(("at_mean",), leaf, rubric, least=NOTHING, most=self.most)
        if self.best == "low" and self.most is None:
            expected = Text("most: 最高得分", "`most`: the most it gives")
            hint = Text("越低越好时，实际值趋于0则得分无穷大", "marks have no end as a value nears 0")
            yield Complaint(("most",), "ratio_to_mean", "none", expected, hint)

    def free(self, scaled: Scaled, worth: Worth) -> Int:
        own, mean = self.own(scaled), scaled.work_out(self.of_group("mean"))
        award = self.at_mean.of(worth.points)
        if self.best == "high":
            return toward(own, mean, award, worth, above="on")
        part = away(own, mean, award, worth, above="on")
        return part if self.most is None else choose([(own.against_zero("<="), self.most.score(scaled, worth))], part)

    def free_sheet(self, sheet: Sheet) -> str:
        award, mean = self.at_mean.spreadsheet(sheet), sheet.among("mean", self.among)
        if self.best == "high":
            return f"{award}*MAX(0,{sheet.value})/{mean}"
        most = self.most.spreadsheet(sheet) if self.most else "NA()"
        return f"IF({sheet.value}<=0,{most},{award}*{mean}/{sheet.value})"
