"""What the stages hand on: the SQL steps so far, and what is known of the columns they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from scoring.evidence.facts import Facts
from scoring.evidence.formula import Parse
from scoring.rubric.expression import Among, Aspect, Reference
from scoring.rubric.outline import Entry, Outline
from scoring.sql.exact import UNKNOWN, Int, Ratio, quote
from scoring.sql.states import STATES
from scoring.sql.steps import Step, select


class Measured(NamedTuple):
    """A statistic as it is asked for: by the names it is read under.

    Attributes:
        call: the statistic.
        period: the id of the period its names are of.
        owner: where it reads `value`, the index of the entry whose value that is.
        below: whether nodes in it are read as they came to in the pass before, for it stands inside one of those below.
    """

    call: Among
    period: str
    owner: int | None = None
    below: bool = False


@dataclass(frozen=True)
class Draft:
    """A rubric being compiled for a period: stages add steps to it and never change one.

    Attributes:
        wide: the newest wide relation, one row a jurisdiction.
        used_up: columns of the wide relation that nothing reads after the first level of leaves.
        values: by entry, the exact value that is scaled: columns `x<i>n`, `x<i>d` of what was found, `f<i>` of what a
            gap was filled with, `y<n> <i>…` of what its transforms made of it, or what is made of these.
        levels: by entry, the value before `change`, where that differs.
        sums: by node, its children's marks combined, exact and unadjusted (columns `t<i>n`, `t<i>d`).
        scaling: by node, its points over those of its children that have marks (column `w<i>` where that varies).
        marks: by entry, its final mark in its own units (column `m<i>`, or `b<i>` where no gate limits it).
        states: by entry, SQL of its state's code: the column `s<i>`, or the code that is the same for everyone.
        statistics: what `F(x among G)` comes to, over columns of the wide relation. What is not there is unknown.
        elsewhere: what `[code:aspect]` of another period, and `[code:aspect@other]` of this one, comes to, over columns
            of the wide relation: by the reference and the id of the period, with ` below` behind it where those below
            are asked. What is not there is unknown.
        results: the relations of other runs joined to the roster, each with its columns and their types.
        local: how many of the steps come before the first that asks for everybody's total: ranks, quotas on grades.
        has_counted: whether the wide relation tells who feeds statistics (column `counted`).
    """

    outline: Outline
    facts: Facts
    parse: Parse
    steps: tuple[Step, ...] = ()
    wide: str = "roster"
    used_up: frozenset[str] = frozenset()
    values: Mapping[int, Ratio] = field(default_factory=dict)
    levels: Mapping[int, Ratio] = field(default_factory=dict)
    sums: Mapping[int, Ratio] = field(default_factory=dict)
    scaling: Mapping[int, Ratio] = field(default_factory=dict)
    marks: Mapping[int, Int] = field(default_factory=dict)
    states: Mapping[int, str] = field(default_factory=dict)
    statistics: Mapping[Measured, Ratio] = field(default_factory=dict)
    elsewhere: Mapping[tuple[Reference, str], Ratio | str] = field(default_factory=dict)
    results: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    local: int = 0
    has_counted: bool = False

    def then(self, *steps: Step) -> Draft:
        """The draft with further steps; the last of them is the newest wide relation."""
        return replace(self, steps=(*self.steps, *steps), wide=quote(steps[-1].name))

    def told(self, name: str, states: Mapping[int, str]) -> Draft:
        """The draft with new states of entries, in a step of that name where any of them varies."""
        columns = {f"s{index}": f"CAST({sql} AS SMALLINT)" for index, sql in states.items() if not sql.isdigit()}
        kept = {index: quote(f"s{index}") if f"s{index}" in columns else sql for index, sql in states.items()}
        draft = replace(self, states={**self.states, **kept})
        if not columns:
            return draft
        stored = (f"s{index}" for index, sql in self.states.items() if not sql.isdigit())
        return draft.then(Step(name, select(columns, self.wide, but=[one for one in stored if one in columns])))


def seen_as(draft: Draft, entry: Entry, aspect: Aspect) -> Ratio | str:
    """What `[code:aspect]` stands for in a condition or formula that is computed after that entry.

    Raises:
        KeyError: the entry has no such aspect (a rate without points, the value of a node).
    """
    if aspect == "state":
        arms = " ".join(f"WHEN {n} THEN '{name}'" for n, name in enumerate(STATES))
        return f"(CASE {draft.states[entry.index]} % 1000 // 100 {arms} END)"
    if not entry.due or (aspect != "value" and entry.index not in draft.marks):
        # What is not assessed this period, or only shown, has no score, and a condition that reads it is unknown.
        return UNKNOWN
    if aspect == "value":
        return draft.values[entry.index]
    score = Ratio(draft.marks[entry.index], Int.of(10**entry.places))
    if aspect == "rate":
        return score * Ratio.of(1 / entry.points)
    if aspect == "score":
        return score
    raise KeyError(aspect)
