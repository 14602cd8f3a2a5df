"""The stage that gives each leaf its value and state: what was found, or the change against an earlier period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scoring.errors import Overflow, Unprovable
from scoring.evidence.change import Past
from scoring.evidence.draft import Draft
from scoring.evidence.formula import Formula
from scoring.evidence.gather import earlier, evidence_of
from scoring.evidence.method import Names, Reading, Seen
from scoring.rubric.declarations import Period
from scoring.rubric.model import Leaf
from scoring.rubric.outline import Entry
from scoring.sql.decide import Wanted, decide
from scoring.sql.exact import Int, Ratio, store
from scoring.sql.several import PLACES
from scoring.sql.states import NOT_APPLICABLE, NOT_DUE, OUT_OF_SCOPE, code, reported
from scoring.sql.steps import Step, select


def evidence(draft: Draft, level: Sequence[Entry]) -> Draft:
    """Add, for each leaf of a level, its state `s<i>` and its exact value `x<i>n`/`x<i>d` (NULL unless reported)."""
    pasts = _pasts(draft, level)
    draft, rates = _rates(draft, pasts)
    found: dict[int, Seen] = {}
    states: dict[int, str] = {}
    for entry in level:
        if entry.is_leaf and not entry.due:
            states[entry.index] = str(code(NOT_APPLICABLE, NOT_DUE))
        elif entry.is_leaf:
            with Overflow.within(entry.item.code):
                past = pasts.get(entry.index)
                seen = past.changed(rates.get(entry.index)) if past else _read(draft, entry, draft.outline.period)
                states[entry.index] = _in_scope(draft, entry, seen.state)
            found[entry.index] = seen
    if not states:
        return draft
    number = level[0].level
    draft = draft.told(f"states {number}", states)
    columns: dict[str, str] = {}
    values, levels = dict(draft.values), dict(draft.levels)
    for index, seen in found.items():
        there = reported(draft.states[index])
        values[index] = store(f"x{index}", seen.value, columns, there)
        if index in pasts:
            levels[index] = store(f"l{index}", pasts[index].now.value, columns, there)
        columns |= {f"{name}{index}": f"CAST({sql} AS BIGINT)" for name, sql in seen.shown.items()}
    # What the leaves of the first level alone were scored on is not carried further.
    spent = sorted({*draft.used_up, *(rate.top.sql.strip('"') for rate in rates.values())})
    draft = replace(draft, values=values, levels=levels, used_up=frozenset())
    return draft.then(Step(f"values {number}", select(columns, draft.wide, but=spent))) if columns or spent else draft


def _in_scope(draft: Draft, entry: Entry, state: str) -> str:
    """The state, unless the item does not apply here: then that, whatever was submitted."""
    if not entry.scopes:
        return state
    formula = Formula(Names(draft, draft.outline.period))
    # A scope that cannot be decided (its metric is missing) binds: nobody leaves an item by not reporting.
    outside = " OR ".join(f"NOT coalesce({formula.condition(draft.parse(scope))}, TRUE)" for scope in entry.scopes)
    return f"CASE WHEN {outside} THEN {code(NOT_APPLICABLE, OUT_OF_SCOPE)} ELSE {state} END"


def _read(draft: Draft, entry: Entry, period: Period) -> Seen:
    return evidence_of(entry).read(Reading(draft, entry, period))


def _pasts(draft: Draft, level: Sequence[Entry]) -> dict[int, Past]:
    """What the changes of a level's leaves are made from."""
    pasts: dict[int, Past] = {}
    for entry in level:
        change = entry.item.change if isinstance(entry.item, Leaf) else None
        if change and entry.due:
            with Unprovable.within(entry.item.code):
                before = tuple(_read(draft, entry, period) if period else None for period in earlier(draft, entry))
                pasts[entry.index] = Past(change, _read(draft, entry, draft.outline.period), before)
    return pasts


def _rates(draft: Draft, pasts: Mapping[int, Past]) -> tuple[Draft, dict[int, Ratio]]:
    """The compound growth among some changes, rounded half-up to 12 decimals; new columns `rate <i>`."""
    wanted: dict[int, Wanted] = {}
    for index, past in pasts.items():
        node = draft.outline.entries[index].item.code
        with Unprovable.within(node):
            rate = past.rate
        if rate:
            wanted[index] = Wanted(rate, PLACES, node=node)
    steps, marks = decide(draft.wide, {f"rate {index}": one for index, one in wanted.items()})
    rates = {index: Ratio(marks[f"rate {index}"], Int.of(10**PLACES)) for index in wanted}
    return draft.then(*steps) if steps else draft, rates
