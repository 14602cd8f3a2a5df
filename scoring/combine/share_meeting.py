"""`combine: {share_meeting: {at_least: 80%}}` — 达标占比: the weight of the children that meet a rate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from scoring.combine.kernels import hits, rates
from scoring.combine.method import Combine, Part
from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Node, Rubric
from scoring.rubric.outline import Entry
from scoring.rubric.spreadsheet import Parts, literal
from scoring.rubric.values import Number, write_as_read
from scoring.sql.exact import Ratio
from scoring.words import Text


class ShareMeeting(Combine):
    """points × weight of the children whose rate is at least so high ÷ weight of those that have marks.

    Source: 达标率 rules (share of units or items that pass).
    """

    key: ClassVar[str] = "share_meeting"
    title: ClassVar[Text] = Text("达标占比", "share meeting")
    summary: ClassVar[Text] = Text("按得分率达标的下级所占比重计分", "marks by the share of children that meet a rate")
    source: ClassVar[Text] = Text(
        "达标率条款：达标单位或项目所占比例", "clauses on the share of units or items that pass"
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "at_least": Text("下级得分率达到多少为达标", "the rate a child must reach"),
    }

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_marks(
            "{share_meeting: {at_least: 80%}}",
            {("16", "47", "20"): "40", ("N/A: no such site", "48", "10"): "75"},
            worth=("20", "60", "20"),
        ),
    )

    at_least: Number

    def sentence(self, rubric: Rubric) -> Text:
        return Text(
            "得分 = 分值 × 得分率不低于{rate}的下级权重之和 ÷ 有得分的下级权重之和",
            "points × the weight of children with a rate of at least {rate} ÷ that of those that have marks",
        ).with_(rate=write_as_read(self.at_least))

    def complaints_of(self, node: Node, rubric: Rubric) -> Iterator[Complaint]:
        if not 0 < self.at_least <= 1:
            yield Complaint(
                ("at_least",),
                "rate",
                write_as_read(self.at_least),
                Text("大于0、不超过1的得分率", "a rate above 0 and at most 1"),
                Text("写得分率，如 80%", "write a rate such as 80%"),
            )

    def combined(self, node: Entry, parts: Sequence[Part], attained: Ratio) -> Ratio:
        met = [part.rate.compare(">=", Ratio.of(self.at_least)) for part in parts]
        return hits(parts, met) / attained * Ratio.of(node.points)

    def spreadsheet(self, parts: Parts) -> str:
        met = [
            f"IF({rate}>={literal(self.at_least)},{weight},0)"
            for rate, weight in zip(rates(parts, "0"), parts.weights, strict=True)
        ]
        return f"{parts.points}*({'+'.join(parts.if_in(met))})/({'+'.join(parts.if_in(parts.weights))})"
