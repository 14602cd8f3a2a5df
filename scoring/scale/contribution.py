"""`contribution: {among: level, full_at: 20%, …}` — 贡献率: in proportion to the own part of the group's total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, clamped, literal
from scoring.rubric.values import Number, Percent, write_as_read
from scoring.scale.gives import Instead, instead_said
from scoring.scale.method import Scaled
from scoring.scale.ratio import toward
from scoring.scale.relative import DIVIDED, Relative
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from scoring.words import Text

_RULE = Text(
    "贡献率 = 实际值 ÷ 合计，达到{full}得满分，未达到按比例得分，负数得0分；合计不大于0的{zero}",
    "contribution = value ÷ total, full marks from {full} on, in proportion below, none below 0; where the total is "
    "not above 0, {zero}",
)


class Contribution(Relative):
    """w · min(x ÷ the group's total ÷ `full_at`, 1), never below 0.

    `zero_total` says what becomes of the whole group where its total is not above 0. Source: 贡献率 rules.
    """

    key: ClassVar[str] = "contribution"
    title: ClassVar[Text] = Text("贡献率", "contribution")
    summary: ClassVar[Text] = Text("按占全组合计的比重得分", "by the own part of the group's total")
    details: ClassVar[Text] = Text(
        "full_at 不写时，占到全部才得满分。", "Without `full_at` only the whole of the total earns full marks."
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        **DIVIDED,
        "full_at": Text("得满分的贡献率，默认100%", "the contribution that earns full marks, 100% if not given"),
        "zero_total": Text(
            "合计不大于0时全组怎么办：一种状态，或得分",
            "what becomes of the group where its total is not above 0: a state, or an award",
        ),
    }
    source: ClassVar[Text] = Text("按贡献率计分的规则", "rules that score by contribution")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "contribution: {among: all, zero_total: not_assessed, constant_group: by_rule}",
            {"50": "5", "30": "3", "20": "2", "": "missing"},
        ),
        Example.of_values(
            "contribution: {among: all, full_at: 40%, zero_total: 0, constant_group: by_rule}",
            {"50": "10", "30": "7.5", "20": "5", "0": "0"},
            title=Text("贡献率40%得满分", "Full marks from 40% on"),
        ),
    )

    full_at: Number = Percent(1)
    zero_total: Instead

    @property
    def divisor(self) -> tuple[str, str]:
        return "sum", "zero_total"

    def rule(self, rubric: Rubric) -> Text:
        del rubric
        return _RULE.with_(full=write_as_read(self.full_at), zero=instead_said(self.zero_total))

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from super().complaints(leaf, rubric)
        if not 0 < self.full_at <= 1:
            expected = Text("大于0、不大于100%的比例", "a share above 0, of at most 100%")
            yield Complaint(
                ("full_at",), "contribution", write_as_read(self.full_at), expected, Text("如 20%", "such as 20%")
            )

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        goal = scaled.work_out(self.of_group("sum")) * Ratio.of(Fraction(self.full_at))
        return toward(self.own(scaled), goal, worth.points, worth)

    def rule_sheet(self, sheet: Sheet) -> str:
        part = f"{sheet.value}/{sheet.among('sum', self.among)}"
        part = part if self.full_at == 1 else f"{part}/{literal(self.full_at)}"
        return f"{sheet.points}*{clamped(part, '0', '1')}"
