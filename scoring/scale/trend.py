"""`trend: {wanted: up, flat: 50%}` — 升降: whether it moved the right way against an earlier period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, cases, literal
from scoring.rubric.values import Number, write_as_read
from scoring.scale.award import FULL, NOTHING, InTable, leaf_limits
from scoring.scale.kernels.bands import Rung, bands
from scoring.scale.method import Scale, Scaled
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from scoring.words import Text


class Trend(Scale):
    """Full marks for a move the way `wanted`, the award `flat` for none, `worse` for the wrong way.

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
        "flat": Text("持平的得分", "the award when nothing moved"),
        "worse": Text("反向的得分", "the award when it moved the wrong way"),
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
        Example.of_values(
            "trend: {wanted: down, flat: 50%}",
            {("5", "4", "3"): "10", ("3", "5", "3"): "5", ("3", "5", "4"): "0"},
            leaf="change: {against: best_before, best: low, no_history: not_assessed}",
            title=Text("与以前最低的一年比", "against the lowest of the years before"),
        ),
    )

    wanted: Literal["up", "down"]
    flat: InTable
    worse: InTable = NOTHING
    best: Number | None = None

    def sentence(self, rubric: Rubric) -> Text:
        zh = "上升" if self.wanted == "up" else "下降"
        en = "a rise" if self.wanted == "up" else "a fall"
        at_best = Text("", "")
        if self.best is not None:
            at_best = Text("；已达{best}的视同达到", "; standing at {best} counts as met").with_(
                best=write_as_read(self.best)
            )
        return Text(
            "与基期相比{zh}得满分，持平{flat}，反向{worse}{best}",
            "full marks for {en} against the earlier period, {flat} when flat, {worse} the other way{best}",
        ).with_(zh=zh, en=en, flat=self.flat.said(), worse=self.worse.said(), best=at_best)

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
        elif leaf.change.is_share:
            yield Complaint(
                (),
                "trend",
                "reading: steps",
                Text("升或降的变化", "a change that goes up or down"),
                Text("变化已是比例，改用 share 或 bands", "the change is a share already: use share or bands"),
            )
        least, most = leaf_limits(leaf)
        for name, award in (("flat", self.flat), ("worse", self.worse)):
            yield from award.faults((name,), leaf, rubric, least=least, most=most)

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        sign = ">" if self.wanted == "up" else "<"
        rungs = [Rung(scaled.value.against_zero(sign), FULL)]
        if self.best is not None:
            rungs.append(Rung(scaled.level.compare(f"{sign}=", Ratio.of(self.best)), FULL))
        rungs.append(Rung(scaled.value.against_zero("="), self.flat))
        return bands(rungs, self.worse, scaled, worth)

    def spreadsheet(self, sheet: Sheet) -> str:
        sign = ">" if self.wanted == "up" else "<"
        arms = [(f"{sheet.value}{sign}0", sheet.points)]
        if self.best is not None:
            arms.append((f"{sheet.level}{sign}={literal(self.best)}", sheet.points))
        arms.append((f"{sheet.value}=0", self.flat.spreadsheet(sheet)))
        return cases(arms, self.worse.spreadsheet(sheet))
