"""`four_tier: {target: 100, beyond: 120, bonus: 110%, from: 60%}` — 四级: beyond, met, in proportion, none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from pydantic import Field

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, cases, literal
from scoring.rubric.values import Number, write_as_read
from scoring.scale.award import FULL, NOTHING, InTable, within
from scoring.scale.gives import Gives, Instead, Outcome
from scoring.scale.kernels.bands import Rung
from scoring.scale.method import Scaled
from scoring.scale.nested import Nested
from scoring.scale.proportional import Proportional
from scoring.scale.tabled import Path, Tabled
from scoring.scale.target import Target, Targets, pairs, zero_stated
from scoring.scale.wording import ZERO_TARGET, at_zero
from scoring.words import Text

_SENTENCE = Text(
    "达到{beyond}{bonus}；达到{t}得满分；达到其{share}的，{partly}；不足的不得分{zero}",
    "at {beyond} {bonus}; at {t} full marks; from {share} of it on, {partly}; below that none{zero}",
)


_BONUS = Text(
    "超额一级的得分写成不低于满分的比例或分数，如 120%", "let the tier beyond earn full marks or more, such as 120%"
)


class FourTier(Tabled):
    """`bonus` from `beyond` on, full marks from the `target` on, `partly` from the share `from` of it on, else none.

    `partly` is another scale; in proportion to the target, where it is not given. `zero_target` as for proportional.
    Source: four-tier rules, 超额加分、达标满分、基本完成按比例、未完成不得分.
    """

    key: ClassVar[str] = "four_tier"
    title: ClassVar[Text] = Text("四级", "four tiers")
    summary: ClassVar[Text] = Text(
        "超额加分，达标满分，差一些按比例，差得多不得分",
        "a bonus beyond, full when met, in proportion near it, else none",
    )
    details: ClassVar[Text] = Text("bonus 可以超过满分。", "`bonus` may be more than full marks.")
    parameters: ClassVar[Mapping[str, Text]] = {
        "target": Text("得满分所需的值", "the value that earns full marks"),
        "beyond": Text("得 bonus 所需的值", "the value that earns the bonus"),
        "bonus": Text("超额的得分，如 110%", "the award beyond, such as 110%"),
        "from": Text("占目标值多少起按比例，如 60%", "the share of the target from which marks are in proportion"),
        "partly": Text("其间的计分方法，默认按比例", "the scale in between, proportional if not given"),
        "zero_target": ZERO_TARGET,
    }
    source: ClassVar[Text] = Text(
        "“超额、达标、基本完成、未完成”四级计分规则", "rules of four tiers: beyond, met, nearly, not"
    )

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "four_tier: {target: 100, beyond: 120, bonus: 110%, from: 60%}",
            {"130": "11", "120": "11", "119": "10", "100": "10", "80": "8", "60": "6", "59": "0"},
        ),
        Example.of_values(
            "four_tier: {target: 10, beyond: 12, bonus: 11, from: 80%, partly: {tally: {each: 0.5}}}",
            {"12": "11", "10": "10", "9": "4.5", "7": "0"},
            title=Text("其间另用一种方法", "Another scale in between"),
        ),
    )

    target: Targets
    beyond: Targets
    bonus: InTable
    share: Number = Field(alias="from")
    partly: Nested | None = None
    zero_target: Instead | None = None

    def sentence(self, rubric: Rubric) -> Text:
        partly = self.partly.said(rubric) if self.partly else Text("按完成比例得分", "in proportion")
        return _SENTENCE.with_(
            beyond=self.beyond.sentence(rubric),
            bonus=self.bonus.said(),
            t=self.target.sentence(rubric),
            share=write_as_read(self.share),
            partly=partly,
            zero=at_zero(self.zero_target),
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from self.target.complaints(("target",), rubric, positive=True)
        yield from self.beyond.complaints(("beyond",), rubric)
        yield from zero_stated(self.target, self.zero_target)
        for target, beyond in pairs(self.target, self.beyond, rubric):
            if beyond <= target:
                expected = Text("大于目标值 {t}", "more than the target {t}").with_(t=write_as_read(target))
                hint = Text("没有超额一级的用 bands", "without a tier beyond use bands")
                yield Complaint(("beyond",), "four_tier", write_as_read(beyond), expected, hint)
        if not 0 < self.share < 1:
            expected = Text("0到1之间的比例", "a share between 0 and 1")
            yield Complaint(("from",), "four_tier", write_as_read(self.share), expected, Text("如 60%", "such as 60%"))
        yield from within(self.bonus, ("bonus",), leaf.points, FULL, None, _BONUS)
        yield from super().complaints(leaf, rubric)

    def instead(self, scaled: Scaled) -> Sequence[Outcome]:
        return (*self.target.outcomes(scaled, self.zero_target), *self.beyond.outcomes(scaled))

    def tried(self, scaled: Scaled) -> tuple[Sequence[Rung], Gives]:
        partly = self.partly or Proportional(target=self.target, zero_target=self.zero_target)
        rungs = [
            Rung(self.beyond.met(scaled, ">="), self.bonus),
            Rung(self.target.met(scaled, ">="), FULL),
            Rung(self.target.met(scaled, ">=", times=self.share), partly),
        ]
        return rungs, NOTHING

    def given(self) -> Iterator[tuple[Path, Gives]]:
        if self.partly:
            yield ("partly",), self.partly

    def spreadsheet(self, sheet: Sheet) -> str:
        target, value = sheet.of(self.target), sheet.value
        partly = self.partly.spreadsheet(sheet) if self.partly else f"{sheet.points}*{value}/{target}"
        arms = [
            (f"{value}>={sheet.of(self.beyond)}", self.bonus.spreadsheet(sheet)),
            (f"{value}>={target}", sheet.points),
            (f"{value}>={target}*{literal(self.share)}", partly),
        ]
        return cases(arms, "0")

    @property
    def targets(self) -> Mapping[str, Target]:
        return {"≥": self.target}
