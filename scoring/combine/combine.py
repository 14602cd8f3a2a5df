"""The stage that makes each node's exact marks and its state from its children's."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from scoring.combine.method import Combine, Part
from scoring.errors import Overflow
from scoring.evidence.draft import Draft
from scoring.rubric.model import Coverage, Node
from scoring.rubric.outline import Entry, Outline
from scoring.sql.decide import Wanted, decide
from scoring.sql.exact import Int, Ratio, choose, total
from scoring.sql.inexact import Inexact
from scoring.sql.states import (
    BLOCKED,
    COVERAGE,
    COVERAGE_BELOW,
    NO_MEAN,
    NOT_APPLICABLE,
    NOT_ASSESSED,
    NOT_DUE,
    OUT_OF_SCOPE,
    REPORTED,
    STATES,
    code,
    gravest,
    is_out,
)
from scoring.sql.steps import Step, select

WORKING = 9
"""Decimal places an inexact mark is rounded to before a coefficient, a bonus or a penalty alters it."""
ASIDE = ("bonus", "penalty")
"""Roles whose marks are added to a node's combined mark or taken off it."""


def combine(draft: Draft, level: Sequence[Entry]) -> Draft:
    """Add, for each node of a level, its state and its combined marks, before adjustments.

    Columns: the state `s<i>`, the points its children can still reach `w<i>`, the exact marks `t<i>n`/`t<i>d`.
    """
    states: dict[int, str] = {}
    first: dict[str, str] = {}
    second: dict[str, str] = {}
    inexact: dict[str, Wanted] = {}
    sums, scaling = dict(draft.sums), dict(draft.scaling)
    for entry in level:
        if entry.is_leaf:
            continue
        parts = counted(draft, entry)
        if not entry.due or not parts:
            # A node that only shows its children is reported, and has no mark.
            states[entry.index] = str(code(NOT_APPLICABLE, NOT_DUE) if not entry.due else REPORTED)
            continue
        method = method_of(entry)
        with Overflow.within(entry.item.code):
            states[entry.index] = _state(draft, entry)
            weighed = method.weighed([part for _, part in parts])
            attained = _attained(entry, weighed, first)
            found = method.combined(entry, weighed, attained)
        scaling[entry.index] = Ratio.of(entry.points) / attained if method.moves else Ratio.of(1)
        if isinstance(found, Ratio):
            sums[entry.index] = _store(entry, found, second)
        else:
            inexact[f"t{entry.index}n"] = _wanted(draft, entry, found)
    if not states:
        return draft
    number = level[0].level
    draft = draft.told(f"states of nodes {number}", states)
    if first:
        draft = draft.then(Step(f"attainable {number}", select(first, draft.wide)))
    decided, marks = decide(draft.wide, inexact)
    for entry in level:
        if f"t{entry.index}n" in marks:
            mark = marks[f"t{entry.index}n"]
            sums[entry.index] = Ratio(mark, Int.of(10 ** inexact[f"t{entry.index}n"].places))
    draft = draft.then(*decided) if decided else draft
    draft = draft.then(Step(f"combined {number}", select(second, draft.wide))) if second else draft
    return replace(draft, sums=sums, scaling=scaling)


def _wanted(draft: Draft, entry: Entry, found: Inexact) -> Wanted:
    """An inexact mark rounded at once to the node's own step; to the working unit where more is to be done to it."""
    asides = [child for child in entry.children if draft.outline.entries[child].item.role in ASIDE]
    if asides or (isinstance(entry.item, Node) and entry.item.coefficient):
        return Wanted(found, WORKING, node=entry.item.code)
    return Wanted(found, entry.places, entry.step, entry.way, entry.item.code)


def counted(draft: Draft, entry: Entry) -> list[tuple[Entry, Part]]:
    """The due children (or leaves below, where the node is made of those) whose marks make the node's."""
    below = _leaves(draft, entry) if method_of(entry).of_leaves else _children(draft, entry)
    return [
        (child, Part(draft.marks[child.index], child.places, child.points, child.weight))
        for child in below
        if child.weight > 0
    ]


def method_of(entry: Entry) -> Combine:
    """How a node is combined.

    Raises:
        TypeError: the entry is a leaf.
    """
    if not isinstance(entry.item, Node) or not isinstance(entry.item.combine, Combine):
        raise TypeError(f"{entry.item.code} is no node")
    return entry.item.combine


def adds_up(outline: Outline, entry: Entry) -> bool:
    """Whether a mark of a node's child is worth the same in it whatever its siblings have."""
    children = (outline.entries[index] for index in entry.children)
    return method_of(entry).additive(entry.points, [child.points for child in children if child.counts and child.due])


def _attained(entry: Entry, parts: Sequence[Part], columns: dict[str, str]) -> Ratio:
    """The weights of those parts that have marks, kept as column `w<i>` where that varies; NULL where none has."""
    over = math.lcm(*(part.weight.denominator for part in parts))
    attained = total([part.if_in(Int.of(int(part.weight * over))) for part in parts])
    if attained.constant is None:
        name = f"w{entry.index}"
        columns[name] = f"nullif({attained.sql}, 0)"
        attained = Int.column(name, min(int(part.weight * over) for part in parts), attained.high)
    return Ratio(attained, Int.of(over))


def _store(entry: Entry, ratio: Ratio, columns: dict[str, str]) -> Ratio:
    names = f"t{entry.index}n", f"t{entry.index}d"
    columns[names[0]] = ratio.top.stored()
    top = Int.column(names[0], ratio.top.low, ratio.top.high, nullable=ratio.top.nullable)
    if ratio.bottom.constant is not None:
        return Ratio(top, ratio.bottom, ratio.times)
    columns[names[1]] = ratio.bottom.stored()
    return Ratio(top, Int.column(names[1], max(ratio.bottom.low, 1), ratio.bottom.high), ratio.times)


def _state(draft: Draft, entry: Entry) -> str:
    """Blocked where any child blocks; the children's gravest state where none has marks; else reported, if covered."""
    parts = counted(draft, entry)
    scored = list(_children(draft, entry))
    others = [draft.outline.entries[child] for child in entry.children]
    asides = [child for child in others if child.item.role in ASIDE and child.due and _can_block(draft, child)]
    arms = []
    if asides:
        # Where nothing of the node's own applies, a bonus or penalty beside it has nothing to block.
        idle = f"IN ({code(NOT_APPLICABLE, NOT_DUE)}, {code(NOT_APPLICABLE, OUT_OF_SCOPE)})"
        nothing = " AND ".join(f"{draft.states[child.index]} {idle}" for child in scored)
        arms.append(f"WHEN {nothing} THEN {code(NOT_APPLICABLE, OUT_OF_SCOPE)}")
    blocking = [_blocking(draft, child) for child in [*scored, *asides] if _can_block(draft, child)]
    if blocking:
        arms.append(f"WHEN {gravest(blocking)} > 0 THEN {gravest(blocking)}")
    if all(part.marks.nullable for _, part in parts):
        none_in = " AND ".join(f"{part.marks.sql} IS NULL" for _, part in parts)
        arms.append(f"WHEN {none_in} THEN {gravest([_passed_on(draft, child) for child in scored])}")
    floor = entry.item.coverage if isinstance(entry.item, Node) else None
    if floor:
        outcome = code(STATES.index(floor.otherwise), COVERAGE) + (BLOCKED if floor.policy == "block" else 0)
        arms.append(f"WHEN {_uncovered(draft, entry, floor)} THEN {outcome}")
    method = method_of(entry)
    undefined = method.undefined(method.weighed([part for _, part in parts]))
    if undefined:
        arms.append(f"WHEN {undefined} THEN {code(NOT_ASSESSED, NO_MEAN)}")
    return f"CASE {' '.join(arms)} ELSE 0 END" if arms else "0"


def _passed_on(draft: Draft, child: Entry) -> str:
    """A child's state as its parent takes it over; too little coverage is the child's own matter, and said so."""
    column = draft.states[child.index]
    if not isinstance(child.item, Node) or not child.item.coverage:
        return column
    return f"(CASE WHEN {column} % 100 = {COVERAGE} THEN {column} + {COVERAGE_BELOW - COVERAGE} ELSE {column} END)"


def _blocking(draft: Draft, child: Entry) -> str:
    """SQL for the code with which a child leaves its parent without marks; 0 where it does not."""
    column = draft.states[child.index]
    states = [is_out(state, column) for state, policy in child.policies.items() if policy == "block"]
    # What is not due, or does not apply, never blocks; and of coverage its own policy alone decides.
    spared = f"{column} % 100 NOT IN ({NOT_DUE}, {OUT_OF_SCOPE}, {COVERAGE})"
    own = f"(({' OR '.join(states)}) AND {spared})" if states else ""
    above = "" if child.is_leaf else f"{column} >= {BLOCKED}"
    either = " OR ".join(part for part in (own, above) if part)
    return f"(CASE WHEN {either} THEN {column} % {BLOCKED} + {BLOCKED} ELSE 0 END)"


def _can_block(draft: Draft, child: Entry) -> bool:
    """Whether anything in a child could ever block; what is only shown cannot."""
    if child.item.role in ("shown", "tie_break"):
        return False
    floor = child.item.coverage if isinstance(child.item, Node) else None
    own = "block" in child.policies.values() or (floor is not None and floor.policy == "block")
    return own or any(_can_block(draft, draft.outline.entries[index]) for index in child.children)


def _uncovered(draft: Draft, entry: Entry, floor: Coverage) -> str:
    """Whether the leaves below that have marks fall short of the floor, of those due and in scope."""
    leaves = list(_leaves(draft, entry))
    weights = [draft.outline.part_of(entry, leaf) if floor.by == "weight" else Fraction(1) for leaf in leaves]
    over = math.lcm(*(weight.denominator for weight in weights))
    scored, whole = [], []
    for leaf, weight in zip(leaves, weights, strict=True):
        units = Int.of(int(weight * over))
        mark = Part(draft.marks[leaf.index], leaf.places, leaf.points, leaf.weight)
        scored.append(mark.if_in(units))
        applies = f"{draft.states[leaf.index]} % {BLOCKED} <> {code(NOT_APPLICABLE, OUT_OF_SCOPE)}"
        whole.append(choose([(applies, units)], Int.of(0)))
    return Ratio(total(scored), Int.of(1)).compare("<", Ratio.of(floor.at_least) * Ratio(total(whole), Int.of(1)))


def _children(draft: Draft, entry: Entry) -> Iterator[Entry]:
    return (child for child in (draft.outline.entries[index] for index in entry.children) if child.counts and child.due)


def _leaves(draft: Draft, entry: Entry) -> Iterator[Entry]:
    """The due leaves whose marks are part of an entry's."""
    for child in _children(draft, entry):
        yield from [child] if child.is_leaf else _leaves(draft, child)
