"""The stage that gives each leaf its value and state: what was found, or the change against an earlier period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scoring.errors import Overflow, Unprovable
from scoring.evidence.change import PLACES, Past
from scoring.evidence.draft import Draft
from scoring.evidence.formula import Formula
from scoring.evidence.gather import earlier, evidence_of
from scoring.evidence.method import Names, Reading, Seen
from scoring.rubric.declarations import Period
from scoring.rubric.model import Leaf
from scoring.rubric.outline import Entry
from scoring.sql.decide import Wanted, decide
from scoring.sql.exact import Int, Ratio, choose
from scoring.sql.states import NOT_APPLICABLE, NOT_DUE, OUT_OF_SCOPE, code
from scoring.sql.steps import Step, select


def evidence(draft: Draft, level: Sequence[Entry]) -> Draft:
    """Add, for each leaf of a level, its state `s<i>` and its exact value `x<i>n`/`x<i>d` (NULL unless reported)."""
    draft, rates = _rates(draft, level)
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
            seen, before = _seen(draft, entry, rates.get(entry.index))
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
    spent = sorted({*draft.used_up, *(rate.top.sql.strip('"') for rate in rates.values())})
    last = Step(f"values {number}", select(columns, f'"{first.name}"', but=spent))
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


def _seen(draft: Draft, entry: Entry, rate: Ratio | None) -> tuple[Seen, Ratio | None]:
    """What the leaf is scored on; and, where that is a change, the value it has reached."""
    past = _past(draft, entry)
    if not past:
        return evidence_of(entry).read(Reading(draft, entry, draft.outline.period)), None
    return past.changed(rate), past.now.value


def _past(draft: Draft, entry: Entry) -> Past | None:
    """What the leaf's change is made from; None without one."""
    change = entry.item.change if isinstance(entry.item, Leaf) else None
    if not change:
        return None

    def read(period: Period) -> Seen:
        return evidence_of(entry).read(Reading(draft, entry, period))

    before = tuple(read(period) if period else None for period in earlier(draft, entry))
    return Past(change, read(draft.outline.period), before)


def _rates(draft: Draft, level: Sequence[Entry]) -> tuple[Draft, dict[int, Ratio]]:
    """The compound growth of a level's leaves, rounded half-up to 12 decimals; new columns `rate <i>`."""
    wanted: dict[int, Wanted] = {}
    for entry in level:
        if entry.is_leaf and entry.due and (past := _past(draft, entry)):
            with Unprovable.within(entry.item.code):
                rate = past.rate
            if rate:
                wanted[entry.index] = Wanted(rate, PLACES, node=entry.item.code)
    steps, marks = decide(draft.wide, {f"rate {index}": one for index, one in wanted.items()})
    rates = {index: Ratio(marks[f"rate {index}"], Int.of(10**PLACES)) for index in wanted}
    return draft.then(*steps) if steps else draft, rates
