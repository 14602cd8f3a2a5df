"""`transform: log10` — 取常用对数: decimal logarithm."""

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


class Log10(WithDomain):
    """The logarithm to base 10 of a positive value, rounded half-up to 12 decimals."""

    key: ClassVar[str] = "log10"
    title: ClassVar[Text] = Text("取常用对数", "decimal logarithm")
    summary: ClassVar[Text] = Text("取值以10为底的对数", "the logarithm to base 10 of the value")
    source: ClassVar[Text] = Text(
        "INFORM 风险指数中按数量级计的指标", "indicators of the INFORM risk index that count by orders of magnitude"
    )
    parameters: ClassVar[Mapping[str, Text]] = {"outside": OUTSIDE}
    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "proportional: {target: 4}", {"1000": "7.5", "1": "0", "0": "not_assessed"}, leaf="transform: log10"
        ),
    )

    def sentence(self, rubric: Rubric) -> Text:
        return Text("取以10为底的对数{otherwise}", "its logarithm to base 10{otherwise}").with_(
            otherwise=self.otherwise()
        )

    def transformed(self, turned: Turned) -> Ratio | Inexact:
        return Logarithm(turned.value, base=10)

    def beyond(self, turned: Turned) -> str:
        value = turned.value
        return value.against_zero("<=") if value.top.low <= 0 else ""

    def spreadsheet(self, sheet: Sheet) -> str:
        return f"LOG10({sheet.value})"
