"""`tally: {each: 0.5}` — 计件: so many marks for every occurrence, added (bonus) or taken off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet
from scoring.scale.award import Marks
from scoring.scale.held import COUNTING, Counting, rate_above_zero
from scoring.scale.method import Scaled
from scoring.scale.worth import Worth
from scoring.sql.exact import Ratio
from scoring.words import Text

_SENTENCE = Text("每1项{verb}{each}{end}", "each one {verb} {each}{end}")


class Tally(Counting):
    """`each` occurrence is so many marks, added up, or with `deduct` taken off full marks, from `least` to `most`.

    Source: 加分项, 扣分项 and 扣完为止 rules.
    """

    key: ClassVar[str] = "tally"
    title: ClassVar[Text] = Text("计件加减分", "tally")
    summary: ClassVar[Text] = Text("每发生一项加或扣若干分，到上限为止", "marks by the occurrence, up to the points")
    details: ClassVar[Text] = Text(
        "计分指标从满分起扣（deduct），加分项和扣分项从零起计，以分值为限。",
        "A scored leaf starts at full marks and loses them (`deduct`); a bonus or penalty counts from nothing up to "
        "its points.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "each": Text("每1项的分数", "marks of each occurrence"),
        **COUNTING,
    }
    source: ClassVar[Text] = Text(
        "加分项、扣分项、“扣完为止”类规则", "bonus and penalty rules; “until all is deducted”"
    )

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values("tally: {each: 0.5, deduct: yes}", {"0": "10", "3": "8.5", "20": "0", "25": "0"}),
        Example.of_values("tally: {each: 2}", {"0": "0", "3": "6", "8": "10"}, title=Text("加分", "Adding marks")),
        Example.of_values(
            "tally: {each: 20%, deduct: yes, least: -4}",
            {"5": "0", "6": "-2", "9": "-4"},
            title=Text("扣至负分", "Down below nothing"),
        ),
    )

    each: Marks

    def sentence(self, rubric: Rubric) -> Text:
        return _SENTENCE.with_(verb=self.verb(), each=self.each.sentence(), end=self.end())

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from rate_above_zero(self.each, "each", "tally")
        yield from super().complaints(leaf, rubric)

    def taken(self, scaled: Scaled, worth: Worth) -> Ratio:
        return scaled.value * Ratio.of(self.each.of(worth.points))

    def taken_sheet(self, sheet: Sheet) -> str:
        return f"{sheet.value}*{self.each.spreadsheet(sheet)}"
