"""`bands: {at_least: {95%: 100%, 90%: 80%}, else: 0}` — 分档: an award for each band the value may fall into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, cases, literal
from scoring.rubric.values import Number, number_written, write_as_read
from scoring.scale.award import FULL
from scoring.scale.edged import SIGNS, edge_of, in_order, one_edge
from scoring.scale.gives import Gives
from scoring.scale.kernels import bands as kernel
from scoring.scale.method import Scaled
from scoring.scale.nested import GIVEN_SCHEMA, Given, read_gives, table
from scoring.scale.tabled import Path, Tabled
from scoring.scale.target import Target
from scoring.scale.wording import joined
from scoring.sql.exact import Ratio
from scoring.words import Text

Rungs = Annotated[
    tuple[tuple[Number, Given], ...],
    # In the file's order; one bound written two ways would be two rungs on one spot.
    BeforeValidator(lambda written: table(written, number_written, read_gives)),
    Field(min_length=1),
    WithJsonSchema({"type": "object", "additionalProperties": GIVEN_SCHEMA, "minProperties": 1}),
]

_SENTENCE = Text("{bands}；其余{rest}", "{bands}; otherwise {rest}")
_BAND = Text("{sign}{bound}{gives}", "{sign} {bound}: {gives}")


class Bands(Tabled):
    """The first band reached gives its award; `else` takes the rest, so that bands can neither gap nor overlap.

    Exactly one of `at_least`, `more_than` (bounds falling), `at_most`, `less_than` (bounds rising): with the first and
    third a value on the edge is in the band, with the others it is not. A band gives an award (`80%` of the points, `4`
    marks), a state, or another scale; awards lie between none and full marks, or the leaf's own `floor` and `ceiling`.
    Source: 分档计分 rules.
    """

    key: ClassVar[str] = "bands"
    title: ClassVar[Text] = Text("分档", "bands")
    summary: ClassVar[Text] = Text("按所在档次得分", "marks by the band the value falls into")
    details: ClassVar[Text] = Text(
        "各档依次比较，先符合者为准；其余归 else，档与档之间不会重叠或遗漏。",
        "Bands are tried in order and the first that holds counts; `else` takes the rest, so that they can neither "
        "gap nor overlap.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "at_least": Text(
            "各档下限（递减，含界限）及其得分", "the lower bounds, falling, the edge inside, each with its award"
        ),
        "more_than": Text("同上，不含界限", "the same, the edge outside"),
        "at_most": Text(
            "各档上限（递增，含界限）及其得分", "the upper bounds, rising, the edge inside, each with its award"
        ),
        "less_than": Text("同上，不含界限", "the same, the edge outside"),
        "else": Text("其余的得分", "the award of all others"),
    }
    source: ClassVar[Text] = Text("“分档计分”类规则", "rules that score by bands")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "bands: {at_least: {95%: 100%, 90%: 80%}, else: 0}",
            {"0.95": "10", "0.949": "8", "0.9": "8", "0.899": "0"},
        ),
        Example.of_values(
            "bands: {less_than: {3: 5, 6: {marks: 0.5}}, else: {state: not_assessed}}",
            {"2": "5", "3": "0.5", "6": "not_assessed"},
            title=Text("界限不含在内，按分数给分", "Edges outside the band, awards in marks"),
        ),
        Example.of_values(
            "bands: {at_least: {60: {proportional: {target: 100}}}, else: 0}",
            {"100": "10", "80": "8", "60": "6", "59": "0"},
            title=Text("一档之内再按比例", "In proportion within a band"),
        ),
    )

    at_least: Rungs | None = None
    more_than: Rungs | None = None
    at_most: Rungs | None = None
    less_than: Rungs | None = None
    otherwise: Given = Field(alias="else")

    @model_validator(mode="after")
    def _one(self) -> Self:
        return one_edge(self)

    @property
    def edge(self) -> str:
        """The comparison given."""
        return edge_of(self)

    @property
    def rungs(self) -> tuple[tuple[Fraction, Gives], ...]:
        """Each bound with what it gives, in the order they are tried."""
        found: tuple[tuple[Fraction, Gives], ...] = getattr(self, self.edge)
        return found

    def sentence(self, rubric: Rubric) -> Text:
        sign = SIGNS[self.edge][1]
        bands = [_BAND.with_(sign=sign, bound=write_as_read(at), gives=gives.said(rubric)) for at, gives in self.rungs]
        return _SENTENCE.with_(bands=joined(bands), rest=self.otherwise.said(rubric))

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from in_order([at for at, _ in self.rungs], self.edge, (self.edge,), "bands")
        yield from super().complaints(leaf, rubric)

    def tried(self, scaled: Scaled) -> tuple[Sequence[kernel.Rung], Gives]:
        sign = SIGNS[self.edge][0]
        rungs = [kernel.Rung(scaled.value.compare(sign, Ratio.of(at)), gives) for at, gives in self.rungs]
        return rungs, self.otherwise

    def given(self) -> Iterator[tuple[Path, Gives]]:
        for at, gives in self.rungs:
            yield (self.edge, write_as_read(at)), gives
        yield ("else",), self.otherwise

    def spreadsheet(self, sheet: Sheet) -> str:
        sign = SIGNS[self.edge][0]
        arms = [(f"{sheet.value}{sign}{literal(at)}", gives.spreadsheet(sheet)) for at, gives in self.rungs]
        return cases(arms, self.otherwise.spreadsheet(sheet))

    @property
    def targets(self) -> Mapping[str, Target]:
        at, gives = self.rungs[0]
        return {SIGNS[self.edge][1]: Target(otherwise=at)} if gives == FULL else {}
