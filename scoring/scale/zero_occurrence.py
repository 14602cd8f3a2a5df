"""`zero_occurrence: {}` — 零发生: full marks when nothing happened, none at the first occurrence."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from scoring.rubric.example import Example
from scoring.rubric.model import Rubric
from scoring.rubric.spreadsheet import Sheet
from scoring.scale.award import FULL, NOTHING
from scoring.scale.kernels.bands import Rung, bands
from scoring.scale.method import Scale, Scaled
from scoring.scale.target import Target
from scoring.scale.worth import Worth
from scoring.sql.exact import Int
from scoring.words import Text


class ZeroOccurrence(Scale):
    """w where x = 0, else 0. Source: 零发生 rules."""

    key: ClassVar[str] = "zero_occurrence"
    title: ClassVar[Text] = Text("零发生", "zero occurrence")
    summary: ClassVar[Text] = Text("未发生得满分，发生即不得分", "full marks when none occurred, none otherwise")
    source: ClassVar[Text] = Text("“零发生”类规则", "rules that want none to occur")

    examples: ClassVar[tuple[Example, ...]] = (Example.of_values("zero_occurrence: {}", {"0": "10", "1": "0"}),)

    def sentence(self, rubric: Rubric) -> Text:
        return Text("未发生得满分，发生1起即不得分", "full marks when none occurred, none at the first")

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        return bands([Rung(scaled.value.against_zero("="), FULL)], NOTHING, scaled, worth)

    def spreadsheet(self, sheet: Sheet) -> str:
        return f"IF({sheet.value}=0,{sheet.points},0)"

    @property
    def targets(self) -> Mapping[str, Target]:
        return {"=": Target(otherwise=Fraction(0))}
