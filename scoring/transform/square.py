"""`transform: square` — 平方: square."""

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


class Square(Transform):
    """The value times itself, exactly."""

    key: ClassVar[str] = "square"
    title: ClassVar[Text] = Text("平方", "square")
    summary: ClassVar[Text] = Text("取值的平方", "the value times itself")
    source: ClassVar[Text] = Text("INFORM 风险指数的识字率", "literacy in the INFORM risk index")
    parameters: ClassVar[Mapping[str, Text]] = {}

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values("proportional: {target: 10000}", {"90": "8.1", "100": "10"}, leaf="transform: square"),
    )

    def sentence(self, rubric: Rubric) -> Text:
        return Text("取平方", "its square")

    def transformed(self, turned: Turned) -> Ratio | Inexact:
        return turned.value * turned.value

    def spreadsheet(self, sheet: Sheet) -> str:
        return f"{sheet.value}^2"
