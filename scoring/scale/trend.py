"""`trend: {wanted: up, flat: 50%}` — 升降: whether it moved the right way against an earlier period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, cases, literal
from scoring.rubric.values import Number, write_as_read, write_number, write_share
from scoring.scale.kernels.bands import Rung, bands
from scoring.scale.method import Scale, Scaled
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from scoring.words import Text


class Trend(Scale):
    """Full marks for a move the right way, `flat` for none, `worse` for the wrong way.

    `best` is the level that cannot be bettered (100 %, or none): whoever stands on it has full marks without moving.
    Needs the leaf's `change`. Source: rules of the kind 四升四降.
    """

    key: ClassVar[str] = "trend"
    title: ClassVar[Text] = Text("升降", "trend")
    summary: ClassVar[Text] = Text("与基期相比，方向正确得满分", "full marks for a move the right way")
    details: ClassVar[Text] = Text(
        "需要指标写明 change；已达 best 的，不变也得满分。",
        "The leaf needs `change`. Whoever stands on `best` already has full marks without moving.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "wanted": Text("应有的方向", "the right way"),
        "flat": Text("持平所占的比例", "the share when nothing moved"),
        "worse": Text("反向所占的比例", "the share when it moved the wrong way"),
        "best": Text("无法再好的水平", "the level that cannot be bettered"),
    }
    source: ClassVar[Text] = Text("“四升四降”类规则", "rules of the kind “four up, four down”")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "trend: {wanted: up, flat: 50%, best: 100%}",
            {
                ("0.8", "0.9"): "10",
                ("0.8", "0.8"): "5",
                ("0.8", "0.7"): "0",
                ("1", "1"): "10",
                ("", "0.9"): "not_assessed",
            },
            leaf="change: {against: year_before, no_history: not_assessed}",
        ),
    )

    wanted: Literal["up", "down"]
    flat: Number
    worse: Number = Fraction(0)
    best: Number | None = None

    def sentence(self) -> Text:
        zh = "上升" if self.wanted == "up" else "下降"
        en = "a rise" if self.wanted == "up" else "a fall"
        at_best = Text("", "")
        if self.best is not None:
            at_best = Text("；已达{best}的视同达到", "; standing at {best} counts as met").with_(
                best=write_as_read(self.best)
            )
        return Text(
            "与基期相比{zh}得满分，持平得{flat}，反向得{worse}{best}",
            "full marks for {en} against the earlier period, {flat} when flat, {worse} the other way{best}",
        ).with_(zh=zh, en=en, flat=write_share(self.flat), worse=write_share(self.worse), best=at_best)

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        if leaf.change is None:
            yield Complaint(
                (),
                "trend",
                "trend",
                Text("同一指标写明 change（与哪一期比）", "the leaf's `change`: what it is compared with"),
                Text(
                    "加上 change: {against: year_before, no_history: …}",
                    "add change: {against: year_before, no_history: …}",
                ),
            )
        for name in ("flat", "worse"):
            if not 0 <= getattr(self, name) <= 1:
                yield Complaint(
                    (name,),
                    "trend",
                    write_number(getattr(self, name)),
                    Text("0到1之间的得分比例", "a share between 0 and 1"),
                    Text("写占分值的比例，如 50%", "write a share of the points, such as 50%"),
                )

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        sign = ">" if self.wanted == "up" else "<"
        rungs = [Rung(scaled.value.against_zero(sign), Fraction(1))]
        if self.best is not None:
            rungs.append(Rung(scaled.level.compare(f"{sign}=", Ratio.of(self.best)), Fraction(1)))
        rungs.append(Rung(scaled.value.against_zero("="), self.flat))
        return bands(scaled.value, rungs, self.worse, worth)

    def spreadsheet(self, sheet: Sheet) -> str:
        sign = ">" if self.wanted == "up" else "<"
        arms = [(f"{sheet.value}{sign}0", "1")]
        if self.best is not None:
            arms.append((f"{sheet.level}{sign}={literal(self.best)}", "1"))
        arms.append((f"{sheet.value}=0", literal(self.flat)))
        return f"{sheet.points}*{cases(arms, literal(self.worse))}"
