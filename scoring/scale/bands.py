"""`bands: {at_least: {95%: 100%, 90%: 80%}, else: 0}` — 分档: an award for each band the value may fall into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint, Formulated
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, cases, literal
from scoring.rubric.values import Number, read_number, write_as_read, write_number
from scoring.scale.award import FULL, NOTHING, Limit
from scoring.scale.gives import Gives, Outcome
from scoring.scale.kernels import bands as kernel
from scoring.scale.method import Scale, Scaled
from scoring.scale.nested import GIVEN_SCHEMA, Given, read_gives, table
from scoring.scale.target import Target
from scoring.scale.wording import LEAST, MOST, SIGNS, joined
from scoring.scale.worth import Worth
from scoring.sql.decide import Wanted
from scoring.sql.exact import Int, Ratio
from scoring.words import Text


def _bound(written: Any) -> Fraction:
    try:
        return written if isinstance(written, Fraction) else read_number(written)
    except ValueError:
        raise PydanticCustomError("number", "not a number") from None


Rungs = Annotated[
    tuple[tuple[Number, Given], ...],
    # In the file's order; one bound written two ways would be two rungs on one spot.
    BeforeValidator(lambda written: table(written, _bound, read_gives)),
    Field(min_length=1),
    WithJsonSchema({"type": "object", "additionalProperties": GIVEN_SCHEMA, "minProperties": 1}),
]

_SENTENCE = Text("{bands}；其余{rest}", "{bands}; otherwise {rest}")
_BAND = Text("{sign}{bound}{gives}", "{sign} {bound}: {gives}")
_ORDER = {
    "at_least": Text("各档界限依次递减", "bounds falling from band to band"),
    "at_most": Text("各档界限依次递增", "bounds rising from band to band"),
}


class Bands(Scale):
    """The first band reached gives its award; `else` takes the rest, so that bands can neither gap nor overlap.

    Exactly one of `at_least`, `more_than` (bounds falling), `at_most`, `less_than` (bounds rising): with the first and
    third a value on the edge is in the band, with the others it is not. A band gives an award (`80%` of the points, `4`
    marks), a state, or another scale; awards lie between `least` and `most`, none and full marks unless stated.
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
        "least": LEAST,
        "most": MOST,
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
    least: Limit = NOTHING
    most: Limit = FULL

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(getattr(self, name) is not None for name in SIGNS) != 1:
            raise PydanticCustomError("exactly_one", "exactly one of at_least, more_than, at_most, less_than")
        return self

    @property
    def edge(self) -> str:
        """The comparison given."""
        return next(name for name in SIGNS if getattr(self, name) is not None)

    @property
    def rungs(self) -> tuple[tuple[Fraction, Gives], ...]:
        """Each bound with what it gives, in the order they are tried."""
        found: tuple[tuple[Fraction, Gives], ...] = getattr(self, self.edge)
        return found

    def sentence(self) -> Text:
        return self._sentence(None)

    def spelled_out(self, rubric: Rubric) -> Text:
        return self._sentence(rubric)

    def _sentence(self, rubric: Rubric | None) -> Text:
        sign = SIGNS[self.edge][1]
        bands = [
            _BAND.with_(sign=sign, bound=write_as_read(bound), gives=gives.said(rubric)) for bound, gives in self.rungs
        ]
        return _SENTENCE.with_(bands=joined(bands), rest=self.otherwise.said(rubric))

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        bounds = [bound for bound, _ in self.rungs]
        falling = self.edge in ("at_least", "more_than")
        if bounds != sorted(set(bounds), reverse=falling):
            expected = _ORDER["at_least" if falling else "at_most"]
            hint = Text("按顺序排列，且不重复", "put them in order, each once")
            yield Complaint((self.edge,), "bands", "、".join(map(write_number, bounds)), expected, hint)
        for bound, gives in self.rungs:
            path = (self.edge, write_as_read(bound))
            yield from gives.faults(path, leaf, rubric, least=self.least, most=self.most)
        yield from self.otherwise.faults(("else",), leaf, rubric, least=self.least, most=self.most)

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        return kernel.bands(self._tried(scaled), self.otherwise, scaled, worth)

    def passed_on(self, scaled: Scaled) -> Sequence[Outcome]:
        return list(kernel.outcomes(self._tried(scaled), self.otherwise, scaled))

    def inexact(self, scaled: Scaled, worth: Worth) -> Iterable[Wanted]:
        return kernel.inexact(self._tried(scaled), self.otherwise, scaled, worth)

    def _tried(self, scaled: Scaled) -> list[kernel.Rung]:
        sign = SIGNS[self.edge][0]
        return [kernel.Rung(scaled.value.compare(sign, Ratio.of(bound)), gives) for bound, gives in self.rungs]

    def written(self) -> Iterator[Formulated]:
        for bound, gives in self.rungs:
            yield from gives.formulated((self.edge, write_as_read(bound)))
        yield from self.otherwise.formulated(("else",))

    def spreadsheet(self, sheet: Sheet) -> str:
        sign = SIGNS[self.edge][0]
        arms = [(f"{sheet.value}{sign}{literal(bound)}", gives.spreadsheet(sheet)) for bound, gives in self.rungs]
        return cases(arms, self.otherwise.spreadsheet(sheet))

    @property
    def targets(self) -> Mapping[str, Target]:
        bound, gives = self.rungs[0]
        return {SIGNS[self.edge][1]: Target(otherwise=bound)} if gives == FULL else {}
