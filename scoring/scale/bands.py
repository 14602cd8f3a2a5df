"""`bands: {at_least: {95%: 100%, 90%: 80%}, else: 0%}` — 分档: a share of full marks for each band."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, cases, literal
from scoring.rubric.values import Number, read_number, write_as_read, write_number, write_share
from scoring.scale.kernels import bands as kernel
from scoring.scale.method import Scale, Scaled
from scoring.scale.target import Target
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from scoring.words import Text


def _rungs(written: Any) -> Any:
    """Bounds and shares in the file's order; one bound written two ways would be two rungs on one spot."""
    if not isinstance(written, Mapping):
        return written
    try:
        rungs = [(read_number(bound), share) for bound, share in written.items()]
    except ValueError:
        raise PydanticCustomError("number", "not a number") from None
    return tuple(rungs)


Rungs = Annotated[
    tuple[tuple[Number, Number], ...],
    BeforeValidator(_rungs),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": ["number", "string"]}, "minProperties": 1}),
]


class Bands(Scale):
    """The first band reached gives its share; `else` takes the rest, so that bands can neither gap nor overlap.

    Exactly one of `at_least` (bounds falling) or `at_most` (bounds rising). Source: 分档计分 rules.
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
            "各档下限（递减）及其占分值的比例", "the lower bounds, falling, each with its share of the points"
        ),
        "at_most": Text(
            "各档上限（递增）及其占分值的比例", "the upper bounds, rising, each with its share of the points"
        ),
        "else": Text("其余所占的比例", "the share of all others"),
    }
    source: ClassVar[Text] = Text("“分档计分”类规则", "rules that score by bands")

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "bands: {at_least: {95%: 100%, 90%: 80%}, else: 0%}",
            {"0.95": "10", "0.949": "8", "0.9": "8", "0.899": "0"},
        ),
    )

    at_least: Rungs | None = None
    at_most: Rungs | None = None
    otherwise: Number = Field(alias="else")

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise PydanticCustomError("exactly_one", "exactly one of at_least, at_most")
        return self

    @property
    def rungs(self) -> tuple[str, tuple[tuple[Fraction, Fraction], ...]]:
        """The comparison, and each bound with its share, in the order they are tried."""
        return (">=", self.at_least) if self.at_least is not None else ("<=", self.at_most or ())

    def sentence(self) -> Text:
        sign, rungs = self.rungs
        shown = {">=": "≥", "<=": "≤"}[sign]
        zh = "；".join(f"{shown}{write_as_read(bound)}得{write_share(share)}" for bound, share in rungs)
        en = "; ".join(f"{shown} {write_as_read(bound)}: {write_share(share)}" for bound, share in rungs)
        rest = write_share(self.otherwise)
        return Text(f"{zh}；其余得{rest}（占分值比例）", f"{en}; otherwise {rest} (of the points)")

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        name = "at_least" if self.at_least is not None else "at_most"
        bounds = [bound for bound, _ in self.rungs[1]]
        if bounds != sorted(set(bounds), reverse=name == "at_least"):
            yield Complaint(
                (name,),
                "bands",
                "、".join(write_number(bound) for bound in bounds),
                Text("各档界限依次递减", "bounds falling from band to band")
                if name == "at_least"
                else Text("各档界限依次递增", "bounds rising from band to band"),
                Text("按顺序排列，且不重复", "put them in order, each once"),
            )
        for bound, share in [*self.rungs[1], (None, self.otherwise)]:
            if not 0 <= share <= 1:
                yield Complaint(
                    (name, write_number(bound)) if bound is not None else ("else",),
                    "bands",
                    write_number(share),
                    Text("0到1之间的得分比例", "a share between 0 and 1"),
                    Text("写占分值的比例，如 80%", "write a share of the points, such as 80%"),
                )

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        sign, rungs = self.rungs
        tried = [kernel.Rung(scaled.value.compare(sign, Ratio.of(bound)), share) for bound, share in rungs]
        return kernel.bands(scaled.value, tried, self.otherwise, worth)

    def spreadsheet(self, sheet: Sheet) -> str:
        sign, rungs = self.rungs
        arms = [(f"{sheet.value}{sign}{literal(bound)}", literal(share)) for bound, share in rungs]
        return f"{sheet.points}*{cases(arms, literal(self.otherwise))}"

    @property
    def targets(self) -> Mapping[str, Target]:
        sign, rungs = self.rungs
        return {{">=": "≥", "<=": "≤"}[sign]: Target(otherwise=rungs[0][0])} if rungs else {}
