"""`transform: power` — 乘方: power."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, literal
from scoring.rubric.values import Number, write_as_read
from scoring.sql import inexact
from scoring.sql.exact import Ratio
from scoring.sql.inexact import Inexact
from scoring.transform.method import OUTSIDE, Turned, WithDomain
from scoring.words import Text


class Power(WithDomain):
    """The value to a rational power: exact where that is whole and positive, else rounded half-up to 12 decimals."""

    key: ClassVar[str] = "power"
    title: ClassVar[Text] = Text("乘方", "power")
    summary: ClassVar[Text] = Text("取值的幂", "a power of the value")
    source: ClassVar[Text] = Text("INFORM 一类指数的幂变换", "power transforms of indices such as INFORM")
    parameters: ClassVar[Mapping[str, Text]] = {"exponent": Text("几次幂", "the power"), "outside": OUTSIDE}
    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "proportional: {target: 100}",
            {"4": "0.8", "9": "2.7"},
            leaf="transform: {power: {exponent: 3/2}}",
        ),
    )

    exponent: Number

    def sentence(self, rubric: Rubric) -> Text:
        words = Text("取{n}次幂{otherwise}", "its power {n}{otherwise}")
        return words.with_(n=write_as_read(self.exponent), otherwise=self.otherwise())

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        if not 0 < abs(self.exponent) <= 20:
            yield Complaint(
                ("exponent",),
                "exponent",
                write_as_read(self.exponent),
                Text("不为0、绝对值不超过20的幂", "a power other than 0, between -20 and 20"),
                Text("如 2、1/2、-1", "such as 2, 1/2 or -1"),
            )

    def transformed(self, turned: Turned) -> Ratio | Inexact:
        if self.exponent.denominator == 1 and self.exponent > 0:
            result = turned.value
            for _ in range(int(self.exponent) - 1):
                result = result * turned.value
            return result
        return inexact.Power(((turned.value, Fraction(self.exponent)),))

    def beyond(self, turned: Turned) -> str:
        value = turned.value
        outside = []
        if value.top.low < 0 and self.exponent.denominator % 2 == 0:
            outside.append(value.against_zero("<"))
        if value.top.low <= 0 and self.exponent < 0:
            outside.append(value.against_zero("="))
        return " OR ".join(outside)

    def spreadsheet(self, sheet: Sheet) -> str:
        return f"{sheet.value}^{literal(self.exponent)}"
