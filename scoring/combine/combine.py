"""The stage that makes each node's exact marks and its state from its children's."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scoring.combine.method import Combine, Part
from scoring.errors import Overflow
from scoring.evidence.draft import Draft, state_column
from scoring.rubric.model import Node
from scoring.rubric.outline import Entry
from scoring.sql.exact import Int, Ratio, choose, total
from scoring.sql.states import (
    BLOCKED,
    COVERAGE,
    COVERAGE_BELOW,
    NOT_APPLICABLE,
    NOT_DUE,
    OUT_OF_SCOPE,
    STATES,
    code,
    gravest,
    is_out,
)
from scoring.sql.steps import Step, select


def combine(draft: Draft, level: Sequence[Entry]) -> Draft:
    """Add, for each node of a level, its state and its combined marks, before adjustments.

    Columns: the state `s<i>`, the points its children can still reach `w<i>`, the exact marks `t<i>n`/`t<i>d`.
    """
    first: dict[str, str] = {}
    second: dict[str, str] = {}
    sums, scaling = dict(draft.sums), dict(draft.scaling)
    for entry in level:
        if entry.is_leaf:
            continue
        parts = counted(draft, entry)
        if not entry.due or not parts:
            # A node that only shows its children is reported, and has no mark.
            outcome = code(NOT_APPLICABLE, NOT_DUE) if not entry.due else 0
            first[f"s{entry.index}"] = f"CAST({outcome} AS SMALLINT)"
            continue
        first[f"s{entry.index}"] = f"CAST({_state(draft, entry)} AS SMALLINT)"
        with Overflow.within(entry.item.code):
            scaling[entry.index] = _scaling(entry, [part for _, part in parts], first)
            ratio = _method(entry).combined(entry, [part for _, part in parts], scaling[entry.index])
        sums[entry.index] = _store(entry, ratio, second)
    if not first:
        return draft
    number = level[0].level
    attained = Step(f"attainable {number}", select(first, draft.wide))
    done = draft.then(attained, Step(f"combined {number}", select(second, f'"{attained.name}"')))
    return replace(done, sums=sums, scaling=scaling)


def counted(draft: Draft, entry: Entry) -> list[tuple[Entry, Part]]:
    """The due children whose marks add up to the node's."""
    children = [draft.outline.entries[child] for child in entry.children]
    return [
        (child, Part(draft.marks[child.index], child.places, child.points))
        for child in children
        if child.counts and child.due
    ]


def _scaling(entry: Entry, parts: Sequence[Part], columns: dict[str, str]) -> Ratio:
    """A node's points over those of its children that have marks, kept as column `w<i>` where that varies."""
    over = math.lcm(entry.points.denominator, *(part.points.denominator for part in parts))
    attainable = total([part.if_in(Int.of(int(part.points * over))) for part in parts])
    if attainable.constant is None:
        name = f"w{entry.index}"
        columns[name] = f"nullif({attainable.sql}, 0)"
        attainable = Int.column(name, 1, attainable.high)
    return Ratio(Int.of(int(entry.points * over)), attainable)


def _store(entry: Entry, ratio: Ratio, columns: dict[str, str]) -> Ratio:
    names = f"t{entry.index}n", f"t{entry.index}d"
    columns[names[0]] = ratio.top.stored()
    top = Int.column(names[0], ratio.top.low, ratio.top.high, nullable=ratio.top.nullable)
    if ratio.bottom.constant is not None:
        return Ratio(top, ratio.bottom, ratio.times)
    columns[names[1]] = ratio.bottom.stored()
    return Ratio(top, Int.column(names[1], max(ratio.bottom.low, 1), ratio.bottom.high), ratio.times)


def _method(entry: Entry) -> Combine:
    if not isinstance(entry.item, Node) or not isinstance(entry.item.combine, Combine):
        raise TypeError(f"{entry.item.code} is no node")
    return entry.item.combine


def _state(draft: Draft, entry: Entry) -> str:
    """Blocked where any child blocks; the children's gravest state where none has marks; else reported, if covered."""
    parts = counted(draft, entry)
    scored = [child for child, _ in parts]
    others = [draft.outline.entries[child] for child in entry.children if child not in {c.index for c in scored}]
    asides = [child for child in others if child.due and _can_block(draft, child)]
    arms = []
    if asides:
        # Where nothing of the node's own applies, a bonus or penalty beside it has nothing to block.
        idle = f"IN ({code(NOT_APPLICABLE, NOT_DUE)}, {code(NOT_APPLICABLE, OUT_OF_SCOPE)})"
        nothing = " AND ".join(f"{state_column(child)} {idle}" for child in scored)
        arms.append(f"WHEN {nothing} THEN {code(NOT_APPLICABLE, OUT_OF_SCOPE)}")
    blocking = [_blocking(child) for child in [*scored, *asides] if _can_block(draft, child)]
    if blocking:
        arms.append(f"WHEN {gravest(blocking)} > 0 THEN {gravest(blocking)}")
    if all(part.marks.nullable for _, part in parts):
        none_in = " AND ".join(f"{part.marks.sql} IS NULL" for _, part in parts)
        arms.append(f"WHEN {none_in} THEN {gravest([_passed_on(child) for child in scored])}")
    floor = entry.item.coverage if isinstance(entry.item, Node) else None
    if floor:
        outcome = code(STATES.index(floor.otherwise), COVERAGE) + (BLOCKED if floor.policy == "block" else 0)
        arms.append(f"WHEN {_uncovered(draft, entry, Ratio.of(floor.at_least))} THEN {outcome}")
    return f"CASE {' '.join(arms)} ELSE 0 END" if arms else "0"


def _passed_on(child: Entry) -> str:
    """A child's state as its parent takes it over; too little coverage is the child's own matter, and said so."""
    column = state_column(child)
    if not isinstance(child.item, Node) or not child.item.coverage:
        return column
    return f"(CASE WHEN {column} % 100 = {COVERAGE} THEN {column} + {COVERAGE_BELOW - COVERAGE} ELSE {column} END)"


def _blocking(child: Entry) -> str:
    """SQL for the code with which a child leaves its parent without marks; 0 where it does not."""
    column = state_column(child)
    states = [is_out(state, column) for state, policy in child.policies.items() if policy == "block"]
    # What is not due, or does not apply, never blocks; and of coverage its own policy alone decides.
    spared = f"{column} % 100 NOT IN ({NOT_DUE}, {OUT_OF_SCOPE}, {COVERAGE})"
    own = f"(({' OR '.join(states)}) AND {spared})" if states else ""
    above = "" if child.is_leaf else f"{column} >= {BLOCKED}"
    either = " OR ".join(part for part in (own, above) if part)
    return f"(CASE WHEN {either} THEN {column} % {BLOCKED} + {BLOCKED} ELSE 0 END)"


def _can_block(draft: Draft, child: Entry) -> bool:
    """Whether anything in a child could ever block; what is only shown cannot."""
    if child.item.role == "shown":
        return False
    floor = child.item.coverage if isinstance(child.item, Node) else None
    own = "block" in child.policies.values() or (floor is not None and floor.policy == "block")
    return own or any(_can_block(draft, draft.outline.entries[index]) for index in child.children)


def _uncovered(draft: Draft, entry: Entry, floor: Ratio) -> str:
    """Whether the points of the leaves below that have marks fall short of the floor, of those due and in scope."""
    leaves = list(_leaves(draft, entry))
    over = math.lcm(*(leaf.points.denominator for leaf in leaves))
    scored, whole = [], []
    for leaf in leaves:
        points = Int.of(int(leaf.points * over))
        scored.append(Part(draft.marks[leaf.index], leaf.places, leaf.points).if_in(points))
        applies = f"{state_column(leaf)} % {BLOCKED} <> {code(NOT_APPLICABLE, OUT_OF_SCOPE)}"
        whole.append(choose([(applies, points)], Int.of(0)))
    return Ratio(total(scored), Int.of(1)).compare("<", floor * Ratio(total(whole), Int.of(1)))


def _leaves(draft: Draft, entry: Entry) -> Iterator[Entry]:
    """The due leaves whose points are part of an entry's points."""
    for child in (draft.outline.entries[index] for index in entry.children):
        if child.counts and child.due:
            yield from [child] if child.is_leaf else _leaves(draft, child)
