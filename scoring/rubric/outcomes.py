"""What is said of finished marks: labels, gates, grades and the rank, as the rubric file writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from scoring.rubric.values import Assumptions, Code, Frozen, Names, Number, Words


class Case(Frozen):
    """One line of a label: the first whose condition is true names it; a line without one is the rest."""

    when: str = ""
    gives: Words


class Label(Frozen):
    """A name a node or leaf earns, which moves no mark (六个零目标, 挂牌整治)."""

    title: Words
    cases: tuple[Case, ...]
    clause: str = ""
    assumed: Assumptions = Field(default_factory=dict)


class Cap(Frozen):
    """The most a node's mark may be once the gate bites."""

    of: str
    at: Number


class Effect(Frozen):
    """What a gate does; exactly one key is given."""

    zero: str | None = None
    cap: Cap | None = None
    lower_grade: Annotated[int, Field(ge=1)] | None = None
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
    """A grade (等次): the least total score, and the least rate each named node must reach."""

    grade: str
    title: Words | None = None
    at_least: Number
    minimum: dict[str, Number] = Field(default_factory=dict)


class Grades(Frozen):
    """The grades from best to worst; the last takes whoever reaches none."""

    scale: tuple[Grade, ...]
    otherwise: str = Field(alias="else")
    clause: str = ""
    assumed: Assumptions = Field(default_factory=dict)


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
