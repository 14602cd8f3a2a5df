"""`tally: {each: 0.5}` — 计件: so many marks for every occurrence, added (bonus) or taken off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, clamped, literal
from scoring.rubric.values import Number, write_number
from scoring.scale.kernels import tally as kernel
from scoring.scale.method import Scale, Scaled
from scoring.scale.worth import Worth
from scoring.sql.exact import Int
from scoring.words import Text


class Tally(Scale):
    """`each` marks an occurrence, up to the leaf's points. A scored leaf starts full and loses them (扣完为止).

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
        "deduct": Text("从满分起扣，扣完为止", "start from full marks and take off"),
    }
    source: ClassVar[Text] = Text(
        "加分项、扣分项、“扣完为止”类规则", "bonus and penalty rules; “until all is deducted”"
    )

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values("tally: {each: 0.5, deduct: true}", {"0": "10", "3": "8.5", "20": "0", "25": "0"}),
        Example.of_values("tally: {each: 2}", {"0": "0", "3": "6", "8": "10"}, title=Text("加分", "Adding marks")),
    )

    each: Number
    deduct: bool = False

    def sentence(self) -> Text:
        zh, en = ("扣", "takes off") if self.deduct else ("计", "counts")
        return Text("每1项{zh}{each}分，以分值为限", "each one {en} {each} mark(s), up to the points").with_(
            zh=zh, en=en, each=write_number(self.each)
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        if self.each <= 0:
            yield Complaint(
                ("each",),
                "tally",
                write_number(self.each),
                Text("大于0的分数", "marks above 0"),
                Text(
                    "扣分项写 deduct: true，或把角色设为 penalty",
                    "to take marks off write deduct: true or role: penalty",
                ),
            )

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        return kernel.tally(scaled.value, self.each, worth, deduct=self.deduct)

    def spreadsheet(self, sheet: Sheet) -> str:
        amount = f"{sheet.value}*{literal(self.each)}"
        return clamped(f"{sheet.points}-{amount}" if self.deduct else amount, "0", sheet.points)
