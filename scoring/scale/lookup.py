"""`lookup: {values: {1: 100%, 2: 60%, 9: {state: not_applicable}}, else: 0}` — 对照表: an award for each value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from pydantic import Field

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, cases, literal
from scoring.rubric.values import write_as_read
from scoring.scale.bands import Rungs
from scoring.scale.gives import Gives
from scoring.scale.kernels.bands import Rung
from scoring.scale.method import Scaled
from scoring.scale.nested import Given
from scoring.scale.tabled import Path, Tabled
from scoring.scale.wording import joined
from scoring.sql.exact import Ratio
from scoring.words import Text

_SENTENCE = Text("{values}；其余{rest}", "{values}; otherwise {rest}")
_VALUE = Text("等于{value}{gives}", "{value}: {gives}")


class Lookup(Tabled):
    """Each of the `values` gives its award, its state or another scale's marks; whatever is not listed gives `else`.

    Awards lie between none and full marks, or the leaf's own `floor` and `ceiling`. Source: 对照表, for codes, ratings.
    """

    key: ClassVar[str] = "lookup"
    title: ClassVar[Text] = Text("对照表", "lookup")
    summary: ClassVar[Text] = Text("按列出的数值对照得分", "an award for each value listed")
    details: ClassVar[Text] = Text(
        "用于代码、等级等只取几个数值的指标。", "For codes and ratings, which take few values."
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "values": Text("各数值及其得分", "the values, each with its award"),
        "else": Text("未列出的数值的得分", "the award of what is not listed"),
    }
    source: ClassVar[Text] = Text("按代码或等级对照赋分的指标", "marks looked up by a code or rating")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "lookup: {values: {1: 100%, 2: 6, 9: {state: not_applicable}}, else: 0}",
            {"1": "10", "2": "6", "9": "not_applicable", "3": "0"},
        ),
    )

    values: Rungs
    otherwise: Given = Field(alias="else")

    def sentence(self, rubric: Rubric) -> Text:
        values = [_VALUE.with_(value=write_as_read(value), gives=gives.said(rubric)) for value, gives in self.values]
        return _SENTENCE.with_(values=joined(values), rest=self.otherwise.said(rubric))

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        numbers = [value for value, _ in self.values]
        twice = [value for n, value in enumerate(numbers) if value in numbers[:n]]
        if twice:
            found = "、".join(map(write_as_read, twice))
            expected, hint = Text("每个数值一次", "each value once"), Text("删去重复的", "remove the repeated one")
            yield Complaint(("values",), "lookup", found, expected, hint)
        yield from super().complaints(leaf, rubric)

    def tried(self, scaled: Scaled) -> tuple[Sequence[Rung], Gives]:
        return [Rung(scaled.value.compare("=", Ratio.of(value)), gives) for value, gives in self.values], self.otherwise

    def given(self) -> Iterator[tuple[Path, Gives]]:
        for value, gives in self.values:
            yield ("values", write_as_read(value)), gives
        yield ("else",), self.otherwise

    def spreadsheet(self, sheet: Sheet) -> str:
        arms = [(f"{sheet.value}={literal(value)}", gives.spreadsheet(sheet)) for value, gives in self.values]
        return cases(arms, self.otherwise.spreadsheet(sheet))
