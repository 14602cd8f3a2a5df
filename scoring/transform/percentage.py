"""`transform: percentage` — 换算百分数: percentage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.model import Rubric
from scoring.rubric.spreadsheet import Sheet
from scoring.sql.exact import Ratio
from scoring.sql.inexact import Inexact
from scoring.transform.method import Transform, Turned
from scoring.words import Text


class Percentage(Transform):
    """The value times 100: a share as a percentage, exactly."""

    key: ClassVar[str] = "percentage"
    title: ClassVar[Text] = Text("换算百分数", "percentage")
    summary: ClassVar[Text] = Text("取值乘以100", "the value times 100")
    source: ClassVar[Text] = Text("以百分点计分的条款", "clauses that count by percentage points")
    parameters: ClassVar[Mapping[str, Text]] = {}

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "proportional: {target: 95}", {"0.9": "9.473684211", "0.95": "10"}, leaf="transform: percentage"
        ),
    )

    def sentence(self, rubric: Rubric) -> Text:
        return Text("乘以100", "times 100")

    def transformed(self, turned: Turned) -> Ratio | Inexact:
        return turned.value * Ratio.of(100)

    def spreadsheet(self, sheet: Sheet) -> str:
        return f"{sheet.value}*100"
