"""`transform: root` — 开方: root."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, ClassVar

from pydantic import Field

from scoring.rubric.example import Example
from scoring.rubric.model import Rubric
from scoring.rubric.spreadsheet import Sheet
from scoring.sql.exact import Ratio
from scoring.sql.inexact import Inexact, Power
from scoring.transform.method import OUTSIDE, Turned, WithDomain
from scoring.words import Text


class Root(WithDomain):
    """The degree-th root, rounded half-up to 12 decimals; of a negative value only where the degree is odd."""

    key: ClassVar[str] = "root"
    title: ClassVar[Text] = Text("开方", "root")
    summary: ClassVar[Text] = Text("取值的 n 次方根", "the n-th root of the value")
    source: ClassVar[Text] = Text("OECD/JRC 综合指数手册的偏态修正", "corrections of skew in the OECD/JRC handbook")
    parameters: ClassVar[Mapping[str, Text]] = {
        "degree": Text("几次方根", "the degree of the root"),
        "outside": OUTSIDE,
    }
    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "proportional: {target: 10}",
            {"81": "9", "2": "1.414213562", "0": "0"},
            leaf="transform: {root: {degree: 2}}",
        ),
    )

    degree: Annotated[int, Field(ge=2, le=20)] = 2

    def sentence(self, rubric: Rubric) -> Text:
        words = Text("开{n}次方{otherwise}", "its root of degree {n}{otherwise}")
        return words.with_(n=self.degree, otherwise=self.otherwise())

    def transformed(self, turned: Turned) -> Ratio | Inexact:
        return Power(((turned.value, Fraction(1, self.degree)),))

    def beyond(self, turned: Turned) -> str:
        value = turned.value
        return value.against_zero("<") if value.top.low < 0 and self.degree % 2 == 0 else ""

    def spreadsheet(self, sheet: Sheet) -> str:
        root = f"ABS({sheet.value})^(1/{self.degree})"
        return f"SIGN({sheet.value})*{root}" if self.degree % 2 else root
