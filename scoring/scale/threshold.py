"""`threshold: {at_least: 3}` — 达标: full marks when the target is met, none otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from pydantic import model_validator

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet
from scoring.scale.award import FULL, NOTHING
from scoring.scale.edged import SIGNS, edge_of, one_edge
from scoring.scale.kernels.bands import Rung, bands
from scoring.scale.method import Scale, Scaled
from scoring.scale.target import Target, Targets, varied
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from scoring.words import Text

_SENTENCE = Text("{sign}{t}得满分，否则不得分", "full marks at {sign} {t}, none otherwise")


class Threshold(Scale):
    """All or nothing, by exactly one of `at_least`, `more_than`, `at_most`, `less_than`. Source: 达标 rules."""

    key: ClassVar[str] = "threshold"
    title: ClassVar[Text] = Text("达标", "threshold")
    summary: ClassVar[Text] = Text("达到要求得满分，否则不得分", "full marks when met, none otherwise")
    parameters: ClassVar[Mapping[str, Text]] = {
        "at_least": Text("达到或超过得满分", "full marks at this or above"),
        "more_than": Text("超过得满分，等于不算", "full marks above this, not at it"),
        "at_most": Text("不超过得满分", "full marks at this or below"),
        "less_than": Text("低于得满分，等于不算", "full marks below this, not at it"),
    }
    source: ClassVar[Text] = Text(
        "“达到……得满分，否则不得分”类规则", "rules of the kind “full marks where met, else none”"
    )

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values("threshold: {at_least: 3}", {"2.9": "0", "3": "10", "4": "10"}),
        Example.of_values(
            "threshold: {less_than: 5%}",
            {"4.9%": "10", "5%": "0"},
            title=Text("低于不含界限", "less than is exclusive"),
        ),
        Example.of_values(
            "threshold: {at_most: -10%}",
            {("100", "90", "81", "72.9"): "10", ("100", "70", "80", "75"): "0", ("0", "5", "5", "4"): "not_assessed"},
            leaf="change: {against: year_before, measure: growth, periods: 3, reading: compound, "
            "no_history: not_assessed, baseline_zero: not_assessed}",
            title=Text("三年累计平均下降10%以上，按年均复合增幅", "down 10% a year over three years, compounded"),
        ),
    )

    at_least: Targets | None = None
    more_than: Targets | None = None
    at_most: Targets | None = None
    less_than: Targets | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        return one_edge(self)

    @property
    def bound(self) -> tuple[str, Target]:
        """The direction given and its target."""
        name = edge_of(self)
        return name, getattr(self, name)

    def sentence(self, rubric: Rubric) -> Text:
        name, target = self.bound
        return _SENTENCE.with_(sign=SIGNS[name][1], t=target.sentence(rubric))

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        name, target = self.bound
        return target.complaints((name,), rubric)

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        name, target = self.bound

        def met(bound: Ratio) -> Int:
            return bands([Rung(scaled.value.compare(SIGNS[name][0], bound), FULL)], NOTHING, scaled, worth)

        return varied(target, scaled, met)

    def spreadsheet(self, sheet: Sheet) -> str:
        name, target = self.bound
        return f"IF({sheet.value}{SIGNS[name][0]}{sheet.of(target)},{sheet.points},0)"

    @property
    def targets(self) -> Mapping[str, Target]:
        name, target = self.bound
        return {SIGNS[name][1]: target}
