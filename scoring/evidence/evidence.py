"""The stage that gives each leaf its value and state: what was found, or the change against an earlier period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from scoring.errors import Overflow
from scoring.evidence.draft import Draft
from scoring.evidence.formula import Formula
from scoring.evidence.gather import earlier, evidence_of
from scoring.evidence.method import Names, Reading, Seen
from scoring.rubric.model import Change, Leaf
from scoring.rubric.outline import Entry
from scoring.sql.exact import Int, Ratio, choose, choose_ratio
from scoring.sql.states import (
    BASELINE_ZERO,
    NO_HISTORY,
    NOT_APPLICABLE,
    NOT_DUE,
    OUT_OF_SCOPE,
    STATES,
    code,
)
from scoring.sql.steps import Step, select


def evidence(draft: Draft, level: Sequence[Entry]) -> Draft:
    """Add, for each leaf of a level, its state `s<i>` and its exact value `x<i>n`/`x<i>d` (NULL unless reported)."""
    states: dict[str, str] = {}
    columns: dict[str, str] = {}
    values, levels = dict(draft.values), dict(draft.levels)
    for entry in level:
        if not entry.is_leaf:
            continue
        if not entry.due:
            states[f"s{entry.index}"] = f"CAST({code(NOT_APPLICABLE, NOT_DUE)} AS SMALLINT)"
            continue
        with Overflow.within(entry.item.code):
            seen, before = _seen(draft, entry)
            state = _in_scope(draft, entry, seen.state)
        states[f"s{entry.index}"] = f"CAST({state} AS SMALLINT)"
        values[entry.index] = _store(f"x{entry.index}", entry, seen.value, columns)
        if before is not None:
            levels[entry.index] = _store(f"l{entry.index}", entry, before, columns)
        for name, sql in seen.shown.items():
            columns[f"{name}{entry.index}"] = f"CAST({sql} AS BIGINT)"
    if not states:
        return draft
    number = level[0].level
    first = Step(f"states {number}", select(states, draft.wide))
    # What the leaves of the first level alone were scored on is not carried further.
    last = Step(f"values {number}", select(columns, f'"{first.name}"', but=sorted(draft.used_up)))
    return replace(draft.then(first, last), values=values, levels=levels, used_up=frozenset())


def _store(name: str, entry: Entry, value: Ratio, columns: dict[str, str]) -> Ratio:
    """Store a fraction in two columns, NULL unless its leaf is reported; the expression later stages read it by."""
    top, bottom = Int(value.top.sql, value.top.low, value.top.high), value.bottom
    reported = f'"s{entry.index}" = 0'
    columns[f"{name}n"] = choose([(reported, top)], None).sql
    if bottom.constant is None:
        columns[f"{name}d"] = choose([(reported, bottom)], None).sql
        bottom = Int.column(f"{name}d", max(bottom.low, 1), bottom.high)
    return Ratio(Int.column(f"{name}n", top.low, top.high), bottom, value.times)


def _in_scope(draft: Draft, entry: Entry, state: str) -> str:
    """The state, unless the item does not apply here: then that, whatever was submitted."""
    if not entry.scopes:
        return state
    formula = Formula(Names(draft, draft.outline.period))
    # A scope that cannot be decided (its metric is missing) binds: nobody leaves an item by not reporting.
    outside = " OR ".join(f"NOT coalesce({formula.condition(draft.parse(scope))}, TRUE)" for scope in entry.scopes)
    return f"CASE WHEN {outside} THEN {code(NOT_APPLICABLE, OUT_OF_SCOPE)} ELSE {state} END"


def _seen(draft: Draft, entry: Entry) -> tuple[Seen, Ratio | None]:
    """What the leaf is scored on; and, where that is a change, the value it has reached."""
    method = evidence_of(entry)
    now = method.read(Reading(draft, entry, draft.outline.period))
    change = entry.item.change if isinstance(entry.item, Leaf) else None
    if not change:
        return now, None
    period = earlier(draft, entry)
    if not period:
        state = f"CASE WHEN {now.state} <> 0 THEN {now.state} ELSE {_outcome(change.no_history, NO_HISTORY)} END"
        return replace(now, state=state), now.value
    return _changed(change, now, method.read(Reading(draft, entry, period))), now.value


def _changed(change: Change, now: Seen, then: Seen) -> Seen:
    arms = [
        f"WHEN {now.state} <> 0 THEN {now.state}",
        f"WHEN {then.state} <> 0 THEN {_outcome(change.no_history, NO_HISTORY)}",
    ]
    if change.measure == "difference":
        return replace(now, state=f"CASE {' '.join(arms)} ELSE 0 END", value=now.value - then.value)
    value = now.value / then.value - Ratio.of(1)
    zero = then.value.against_zero("=")
    outcome = change.baseline_zero
    if isinstance(outcome, Fraction):
        value = choose_ratio([(zero, Ratio.of(outcome))], value)
    else:
        arms.append(f"WHEN {zero} THEN {_outcome(outcome or 'not_assessed', BASELINE_ZERO)}")
    return replace(now, state=f"CASE {' '.join(arms)} ELSE 0 END", value=value)


def _outcome(state: str, reason: int) -> int:
    return code(STATES.index(state), reason)
