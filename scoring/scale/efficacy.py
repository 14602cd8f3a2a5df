"""`efficacy: {not_allowed: 6, satisfactory: 12}` — 功效系数: 60 + 40·(x − xs)/(xh − xs) of every hundred."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, literal
from scoring.rubric.values import Number, write_as_read
from scoring.scale.award import FULL, SIXTY, Limit, Marks
from scoring.scale.between import between, between_sheet, posts_apart
from scoring.scale.held import FREE, Held
from scoring.scale.method import Scaled
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from scoring.words import Text

_SENTENCE = Text(
    "得分 = {base} + （满分 − {base}） × （实际值 − {xs}） ÷ （{xh} − {xs}）{end}",
    "marks = {base} + (full marks − {base}) × (value − {xs}) ÷ ({xh} − {xs}){end}",
)


class Efficacy(Held):
    """`base` (60 %) at the value `not_allowed` xs, full marks at the value `satisfactory` xh, straight on through both.

    Unclamped unless `least` or `most` is stated: worse than not allowed earns less than the base, better than
    satisfactory more than full marks. xh below xs means that low is good. Source: 功效系数法 of composite evaluation.
    """

    key: ClassVar[str] = "efficacy"
    title: ClassVar[Text] = Text("功效系数", "efficacy coefficient")
    summary: ClassVar[Text] = Text(
        "不允许值得60%，满意值得满分，其余按直线", "60 % at a value not allowed, full at a satisfactory one"
    )
    details: ClassVar[Text] = Text(
        "两端以外照线延伸，可低于基本分，也可超过满分；要封顶、保底，写 least、most。",
        "The line runs on beyond both values, below the base and above full marks; to hold it state `least`, `most`.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "not_allowed": Text("不允许值 xs", "the value not allowed, xs"),
        "satisfactory": Text("满意值 xh", "the satisfactory value, xh"),
        "base": Text("不允许值的得分，默认60%", "the award at the value not allowed, 60% if not given"),
        **FREE,
    }
    source: ClassVar[Text] = Text("综合评价的功效系数法", "the efficacy coefficient method of composite evaluation")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "efficacy: {not_allowed: 6, satisfactory: 12}",
            {"6": "60", "12": "100", "9": "80", "5.81": "58.73", "13": "106.67"},
            points="100",
            leaf="round: 0.01",
        ),
        Example.of_values(
            "efficacy: {not_allowed: 10, satisfactory: 2, base: 50%, least: 0, most: 100%}",
            {"2": "10", "6": "7.5", "10": "5", "1": "10", "20": "0"},
            title=Text("越低越好，保底封顶", "Low is good, held at both ends"),
        ),
    )

    not_allowed: Number
    satisfactory: Number
    base: Marks = SIXTY
    least: Limit = None
    most: Limit = None

    def sentence(self, rubric: Rubric) -> Text:
        return _SENTENCE.with_(
            base=self.base.sentence(),
            xs=write_as_read(self.not_allowed),
            xh=write_as_read(self.satisfactory),
            end=self.end(),
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from posts_apart(self.not_allowed, self.satisfactory)
        yield from super().complaints(leaf, rubric)

    def free(self, scaled: Scaled, worth: Worth) -> Int:
        posts = Ratio.of(self.not_allowed), Ratio.of(self.satisfactory)
        return between(scaled.value, *posts, (self.base, FULL), worth, clamp=False)

    def free_sheet(self, sheet: Sheet) -> str:
        posts = literal(self.not_allowed), literal(self.satisfactory)
        return between_sheet(sheet, *posts, (self.base, FULL), clamp=False)
