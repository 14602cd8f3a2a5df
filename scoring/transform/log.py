"""`transform: log` — 取自然对数: natural logarithm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.model import Rubric
from scoring.rubric.spreadsheet import Sheet
from scoring.sql.exact import Ratio
from scoring.sql.inexact import Inexact, Logarithm
from scoring.transform.method import OUTSIDE, Turned, WithDomain
from scoring.words import Text


class Log(WithDomain):
    """The natural logarithm of a positive value, rounded half-up to 12 decimals."""

    key: ClassVar[str] = "log"
    title: ClassVar[Text] = Text("取自然对数", "natural logarithm")
    summary: ClassVar[Text] = Text("取值的自然对数", "the natural logarithm of the value")
    source: ClassVar[Text] = Text("人类发展指数的收入分项", "the income part of the Human Development Index")
    parameters: ClassVar[Mapping[str, Text]] = {"outside": OUTSIDE}
    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "proportional: {target: 10}", {"1": "0", "20000": "9.903487553", "0": "not_assessed"}, leaf="transform: log"
        ),
    )

    def sentence(self, rubric: Rubric) -> Text:
        return Text("取自然对数{otherwise}", "its natural logarithm{otherwise}").with_(otherwise=self.otherwise())

    def transformed(self, turned: Turned) -> Ratio | Inexact:
        return Logarithm(turned.value)

    def beyond(self, turned: Turned) -> str:
        value = turned.value
        return value.against_zero("<=") if value.top.low <= 0 else ""

    def spreadsheet(self, sheet: Sheet) -> str:
        return f"LN({sheet.value})"
