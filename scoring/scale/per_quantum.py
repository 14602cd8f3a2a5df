"""`per_quantum: {every: 200, each: 1, part: drop, deduct: yes}` — 按批计: so many marks for every so many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, literal
from scoring.rubric.values import Number, write_as_read
from scoring.scale.award import Marks
from scoring.scale.held import COUNTING, Counting, rate_above_zero
from scoring.scale.method import Scaled
from scoring.scale.wording import step_above_zero
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from scoring.words import Text

_SENTENCE = Text("每{every}{verb}{each}，{part}{end}", "every {every} {verb} {each}, {part}{end}")
_PART = {
    "drop": Text("不足{every}的不计", "less than {every} not counted"),
    "full": Text("不足{every}的按{every}计", "less than {every} counted as {every}"),
}


class PerQuantum(Counting):
    """`each` for `every` so many, whole ones: a `part` of one is dropped, or counts in full.

    Added up, or with `deduct` taken off full marks, from `least` to `most`. Source: rules of the kind 每发现200株扣1分.
    """

    key: ClassVar[str] = "per_quantum"
    title: ClassVar[Text] = Text("按批计", "per quantum")
    summary: ClassVar[Text] = Text("每满若干加或扣若干分", "so many marks for every so many")
    details: ClassVar[Text] = Text("不足一批的怎么办必须写明。", "What becomes of less than one must be said.")
    parameters: ClassVar[Mapping[str, Text]] = {
        "every": Text("一批是多少", "how many make one"),
        "each": Text("每批的分数", "the marks of one"),
        "part": Text("不足一批的：drop 不计，full 按一批计", "less than one: `drop`, or `full` as one"),
        **COUNTING,
    }
    source: ClassVar[Text] = Text("“每200株扣1分”类规则", "rules of so many marks for every so many found")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "per_quantum: {every: 200, each: 1, part: drop, deduct: yes}",
            {"0": "10", "199": "10", "200": "9", "399": "9", "2000": "0", "5000": "0"},
        ),
        Example.of_values(
            "per_quantum: {every: 200, each: 10%, part: full, deduct: yes}",
            {"0": "10", "1": "9", "200": "9", "201": "8"},
            title=Text("不足一批的按一批计", "A part counts as one"),
        ),
    )

    every: Number
    each: Marks
    part: Literal["drop", "full"]

    def sentence(self, rubric: Rubric) -> Text:
        every = write_as_read(self.every)
        return _SENTENCE.with_(
            every=every,
            verb=self.verb(),
            each=self.each.sentence(),
            part=_PART[self.part].with_(every=every),
            end=self.end(),
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from step_above_zero(self.every, "every")
        yield from rate_above_zero(self.each, "each", "per_quantum")
        yield from super().complaints(leaf, rubric)

    def taken(self, scaled: Scaled, worth: Worth) -> Ratio:
        batches = (scaled.value * Ratio.of(1 / self.every)).rounded(0, way="up" if self.part == "full" else "down")
        return Ratio(batches.at_least(Int.of(0)), Int.of(1)) * Ratio.of(self.each.of(worth.points))

    def taken_sheet(self, sheet: Sheet) -> str:
        rounding = "ROUNDUP" if self.part == "full" else "ROUNDDOWN"
        batches = f"{rounding}(ROUND({sheet.value}/{literal(self.every)},10),0)"
        return f"{self.each.spreadsheet(sheet)}*MAX(0,{batches})"
