"""What is said of finished marks: labels, gates, grades and the rank, as the rubric file writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator

from scoring.rubric.method import exactly_one
from scoring.rubric.values import (
    Assumptions,
    Code,
    Frozen,
    Names,
    Number,
    Percent,
    Words,
    number_written,
    write_as_read,
    write_number,
)
from scoring.words import Text

Edge = Literal["at_least", "more_than", "at_most", "less_than"]
EDGES: Mapping[Edge, Literal[">=", ">", "<=", "<"]] = {
    "at_least": ">=",
    "more_than": ">",
    "at_most": "<=",
    "less_than": "<",
}
"""The edges a bound may have, and how each compares."""


_DIGITS = 18
"""Of a number in a formula, before the point and behind it."""


class Case(Frozen):
    """One line of a label: the first that holds names it; a line without a condition is the rest.

    A line holds where its condition is true and every item of `minimum` that is due has reached its rate.
    """

    when: str = ""
    gives: Words
    minimum: dict[str, Number] = Field(default_factory=dict)


def _rungs(written: Any) -> Any:
    """Bounds with what they give, in the file's order; one bound written two ways stands twice."""
    if not isinstance(written, Mapping):
        return written
    return tuple((number_written(bound), gives) for bound, gives in written.items())


Rungs = Annotated[
    tuple[tuple[Number, Words], ...],
    BeforeValidator(_rungs),
    PlainSerializer(lambda rungs: {write_number(bound): gives.zh for bound, gives in rungs}),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": ["string", "object"]}, "minProperties": 1}),
]


class Label(Frozen):
    """A name a node or leaf earns, which moves no mark (六个零目标): by `cases`, or by bounds on one figure of its own.

    Bounds have one of the four edges, `else` takes the rest, and `minimum` names the rates that items must reach for a
    name to be given.
    """

    title: Words | None = None
    cases: tuple[Case, ...] = ()
    of: Literal["value", "score", "rate"] | None = None
    at_least: Rungs | None = None
    more_than: Rungs | None = None
    at_most: Rungs | None = None
    less_than: Rungs | None = None
    otherwise: Words | None = Field(None, alias="else")
    minimum: dict[str, dict[str, Number]] = Field(default_factory=dict)
    clause: str = ""
    assumed: Assumptions = Field(default_factory=dict)

    @property
    def edges(self) -> tuple[Edge, ...]:
        """The edges it gives bounds for; one where it is well formed and has no cases."""
        return tuple(edge for edge in EDGES if getattr(self, edge) is not None)

    def lines(self, code: str) -> tuple[Case, ...]:
        """Its lines in the order they are tried, as an item of that code reads them."""
        if not self.of or not self.edges:
            return self.cases
        edge = self.edges[0]
        rungs: tuple[tuple[Fraction, Text], ...] = getattr(self, edge)
        named = [
            Case(
                when=f"[{code}:{self.of}] {EDGES[edge]} {_in_a_formula(bound)}",
                gives=gives,
                minimum=self.minimum.get(gives.zh, {}),
            )
            for bound, gives in rungs
        ]
        return (*named, Case(gives=self.otherwise)) if self.otherwise else tuple(named)


def _in_a_formula(bound: Fraction) -> str:
    """A bound as formulas read numbers, which have at most 18 digits before the point and behind it.

    >>> [_in_a_formula(number_written(written)) for written in ("90%", "-0.5", "1/1048576")]
    ['90%', '-0.5', '1/1048576']
    """
    written = write_as_read(bound) if isinstance(bound, Percent) else write_number(bound)
    whole, _, rest = written.removesuffix("%").lstrip("-").partition(".")
    if "/" not in written and max(len(whole), len(rest)) <= _DIGITS:
        return written
    sign = "-" if bound < 0 else ""
    return f"{sign}{_spelled(abs(bound.numerator))}/{_spelled(bound.denominator)}"


def _spelled(number: int) -> str:
    """A whole number, in parts where it has too many digits."""
    if number < 10**_DIGITS:
        return str(number)
    part = 10 ** (_DIGITS - 1)
    return f"({_spelled(number // part)} * {part} + {number % part})"


class Cap(Frozen):
    """The most the mark of an item, or of each of several, may be once the gate bites: marks, or a share in percent."""

    of: Names
    at: Number

    def of_points(self, points: Fraction) -> Fraction:
        """The cap in marks for an item of so many points.

        >>> Cap(of="x", at="60%").of_points(Fraction(20)), Cap(of="x", at="6").of_points(Fraction(20))
        (Fraction(12, 1), Fraction(6, 1))
        """
        return self.at * points if isinstance(self.at, Percent) else self.at


class Effect(Frozen):
    """What a gate does; exactly one key is given."""

    zero: Names | None = None
    cap: Cap | None = None
    lower_grade: Annotated[int, Field(ge=1)] | None = None
    grade_at_most: str | None = None
    ineligible: Literal["yes"] | None = None
    unranked: Literal["yes"] | None = None
    flag: Literal["yes"] | None = None


class Gate(Frozen):
    """A condition and its effect (一票否决, 前置条件, 封顶). The mark before it stays beside the mark after."""

    gate: Code
    title: Words
    when: str
    effect: Effect
    due: Names = ()
    unknown: Literal["flag", "bites"] = "flag"
    clause: str = ""
    assumed: Assumptions = Field(default_factory=dict)


class Grade(Frozen):
    """A grade (等次): the bound of the ranked score, with its edge, and the least rate each named node must reach."""

    grade: str
    title: Words | None = None
    at_least: Number | None = None
    more_than: Number | None = None
    at_most: Number | None = None
    less_than: Number | None = None
    minimum: dict[str, Number] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(getattr(self, edge) is not None for edge in EDGES) != 1:
            raise exactly_one(EDGES)
        return self

    @property
    def edge(self) -> Edge:
        """Which bound it has."""
        return next(edge for edge in EDGES if getattr(self, edge) is not None)

    @property
    def bound(self) -> Fraction:
        """The bound itself."""
        bound: Fraction = getattr(self, self.edge)
        return bound


class Grades(Frozen):
    """The grades from best to worst, by the ranked score or its rate; the last takes whoever reaches none."""

    of: Literal["score", "rate"] = "score"
    scale: tuple[Grade, ...]
    otherwise: str = Field(alias="else")
    clause: str = ""
    assumed: Assumptions = Field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """All grades by name, the best first."""
        return (*(grade.grade for grade in self.scale), self.otherwise)


Digits = Annotated[int, Field(ge=0, le=9)] | Literal["none"]

_DESCENDING = ("descending", "降序")
_ASCENDING = ("ascending", "升序")


@dataclass(frozen=True)
class Breaker:
    """What tells equal scores apart: a formula, and whether more of it or less comes first; the unknown come last."""

    formula: str
    ascending: bool
    code: str | None = None

    @staticmethod
    def read(written: str) -> Breaker:
        """A code alone stands for its score, the higher first; a formula names its direction.

        >>> Breaker.read("任务总量 / 2 升序")
        Breaker(formula='任务总量 / 2', ascending=True, code=None)
        >>> Breaker.read("1.2")
        Breaker(formula='[1.2]', ascending=False, code='1.2')
        """
        formula, _, direction = written.strip().rpartition(" ")
        if formula and direction in (*_DESCENDING, *_ASCENDING):
            return Breaker(formula.strip(), direction in _ASCENDING)
        return Breaker(f"[{written.strip()}]", ascending=False, code=written.strip())


class Rank(Frozen):
    """What is ranked, to how many digits, and how ties stand (competition 1,2,2,4 or dense 1,2,2,3).

    `digits: none` ranks the scores as they are. `way` rounds half-up, up (进一) or down (去尾). `broken_by` is compared
    in turn where scores are equal. Beside the rank among all there is one within the roster's groups, and one for each
    column, or list of columns, of `within`.
    """

    of: str
    digits: Digits
    way: Literal["half_up", "up", "down"] = "half_up"
    ties: Literal["competition", "dense"] = "competition"
    broken_by: Names = ()
    within: tuple[Names, ...] = ()
    clause: str = ""
    assumed: Assumptions = Field(default_factory=dict)

    @property
    def breakers(self) -> tuple[Breaker, ...]:
        """What breaks ties, in the order it is compared."""
        return tuple(Breaker.read(written) for written in self.broken_by)
