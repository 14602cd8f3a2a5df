"""What is said of finished marks: labels, gates, grades and the rank, as the rubric file writes them."""

from __future__ import annotations

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


class Rank(Frozen):
    """What is ranked, to how many digits, and how ties stand (competition 1,2,2,4 or dense 1,2,2,3)."""

    of: str
    digits: Annotated[int, Field(ge=0, le=9)]
    ties: Literal["competition", "dense"] = "competition"
    broken_by: Names = ()
    clause: str = ""
    assumed: Assumptions = Field(default_factory=dict)
