"""The stage between a combined mark and a final one: bonus and penalty, the points as a cap, rounding, then gates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scoring.adjust.gate import limited, outcome
from scoring.adjust.quota import limit_bonuses
from scoring.combine.combine import ASIDE
from scoring.errors import Overflow
from scoring.evidence.draft import Draft
from scoring.evidence.formula import Formula
from scoring.evidence.method import Names
from scoring.reference.fill import fill_marks
from scoring.rubric.model import Node
from scoring.rubric.outline import Entry
from scoring.scale.scale import settle, within_limits
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio, choose_ratio
from scoring.sql.steps import Step, select


def adjust(draft: Draft, level: Sequence[Entry]) -> Draft:
    """Add, for each node of a level, its marks before gates `b<i>`; what gates leave of them is `m<i>`.

    The exact combined marks are multiplied by the difficulty coefficient, bonuses added and penalties taken off; that
    is rounded once and held between the node's floor and ceiling (0 and its points, unless it says otherwise). Gates
    then zero or cap it, and quotas take from bonuses what they do not leave.
    """
    columns: dict[str, str] = {}
    marks = dict(draft.marks)
    for entry in level:
        if not entry.is_leaf and entry.index in draft.sums:
            with Overflow.within(entry.item.code):
                mark = _adjusted(draft, entry)
            mark = settle(entry, -mark if entry.item.role == "penalty" else mark, draft.states[entry.index])
            columns[f"b{entry.index}"] = mark.stored()
            marks[entry.index] = Int.column(f"b{entry.index}", mark.low, mark.high, nullable=mark.nullable)
    if columns:
        draft = draft.then(Step(f"adjusted {level[0].level}", select(columns, draft.wide)))
    nodes = [entry for entry in level if not entry.is_leaf]
    return limit_bonuses(_gated(fill_marks(replace(draft, marks=marks), nodes), level), level)


def _adjusted(draft: Draft, entry: Entry) -> Int:
    mark = draft.sums[entry.index]
    coefficient = entry.item.coefficient if isinstance(entry.item, Node) else None
    if coefficient:
        known = Formula(Names(draft, draft.outline.period)).number(draft.parse(coefficient.of))
        mark = mark * choose_ratio([(known.known, known)], Ratio.of(coefficient.unknown))
    for child in (draft.outline.entries[index] for index in entry.children):
        if child.item.role in ASIDE and child.due:
            mark = mark + Ratio(draft.marks[child.index].or_zero(), Int.of(10**child.places))
    return within_limits(entry, mark.rounded(entry.places, entry.step, entry.way))


def _gated(draft: Draft, level: Sequence[Entry]) -> Draft:
    gates = [(entry, draft.outline.gates_of(entry)) for entry in level if entry.index in draft.marks]
    # A gate on several items is told once, where the first of them is limited.
    told = {
        f"g{n}": outcome(draft, gate)
        for n, gate in enumerate(draft.outline.gates)
        if (limits := draft.outline.limited_by(gate)) and min(entry.level for entry in limits) == level[0].level
    }
    if not told and not any(found for _, found in gates):
        return draft
    marks = dict(draft.marks)
    columns: dict[str, str] = {}
    for entry, found in gates:
        mark = marks[entry.index]
        for n, gate in found:
            mark = limited(mark, n, gate, Worth(entry.points, entry.places, entry.step))
        if found:
            columns[f"m{entry.index}"] = mark.stored()
            marks[entry.index] = Int.column(f"m{entry.index}", mark.low, mark.high, nullable=mark.nullable)
    first = Step(f"gates {level[0].level}", select(told, draft.wide))
    last = Step(f"gated {level[0].level}", select(columns, f'"{first.name}"'))
    return replace(draft.then(first, last), marks=marks)
