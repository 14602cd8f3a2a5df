"""The stages that fill gaps with what others of a group have: with the mean of their values, or of their marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scoring.errors import Unprovable
from scoring.evidence.draft import Draft
from scoring.reference.measures import Measure, measure
from scoring.rubric.outline import Entry
from scoring.rubric.values import Fill
from scoring.sql.exact import Int, Ratio, choose
from scoring.sql.several import PLACES, on_grid
from scoring.sql.states import BLOCKED, COVERAGE, NOT_DUE, OUT_OF_SCOPE, is_out, reported
from scoring.sql.steps import Step, select


def fill_values(draft: Draft, level: Sequence[Entry]) -> Draft:
    """Give leaves without a value the mean of their group's, where their policy says so, to 12 decimals.

    The state stays, so that what is filled shows. Where nobody of the group has a value the gap stays one.
    """
    columns: dict[str, str] = {}
    values = dict(draft.values)
    for entry in level:
        fills = list(_fills(draft, entry, "value")) if entry.is_leaf and entry.due else []
        if not fills:
            continue
        with Unprovable.within(entry.item.code):
            value = values[entry.index]
            draft, means = measure(draft, [Measure("mean", value, fill.among) for _, fill in fills])
            places = max(on_grid(value)[1], PLACES)
            arms = [(reported(draft.states[entry.index]), value.rounded(places))]
            finer = Int.of(10 ** (places - PLACES))
            arms += [(when, mean.rounded(PLACES) * finer) for (when, _), mean in zip(fills, means, strict=True)]
            filled = choose(arms, None)
        columns[f"f{entry.index}"] = filled.stored()
        values[entry.index] = Ratio(Int.column(f"f{entry.index}", filled.low, filled.high), Int.of(10**places))
    if not columns:
        return draft
    return replace(draft.then(Step(f"filled values {level[0].level}", select(columns, draft.wide))), values=values)


def fill_marks(draft: Draft, entries: Sequence[Entry]) -> Draft:
    """Give items without marks the mean of their group's, where their policy says so, rounded as their marks are."""
    columns: dict[str, str] = {}
    marks = dict(draft.marks)
    for entry in entries:
        fills = list(_fills(draft, entry, "score")) if entry.index in marks else []
        if not fills:
            continue
        with Unprovable.within(entry.item.code):
            mark, own = marks[entry.index], reported(draft.states[entry.index])
            score = Ratio(choose([(own, mark)], None), Int.of(10**entry.places))
            draft, means = measure(draft, [Measure("mean", score, fill.among) for _, fill in fills])
            arms = [
                (f"{mark.sql} IS NULL AND {when}", mean.rounded(entry.places, entry.step, entry.way))
                for (when, _), mean in zip(fills, means, strict=True)
            ]
            filled = choose(arms, mark)
        columns[f"b{entry.index}"] = filled.stored()
        marks[entry.index] = Int.column(f"b{entry.index}", filled.low, filled.high)
    if not columns:
        return draft
    names = " ".join(columns)
    return replace(draft.then(Step(f"filled {names}", select(columns, draft.wide, but=columns))), marks=marks)


def _fills(draft: Draft, entry: Entry, at: str) -> Iterator[tuple[str, Fill]]:
    """For each state that is filled: the SQL condition of it, and from what."""
    column = draft.states[entry.index]
    # What is not due, or does not apply, is no gap; and of too little coverage its own policy alone decides.
    spared = f"{column} < {BLOCKED} AND {column} % 100 NOT IN ({NOT_DUE}, {OUT_OF_SCOPE}, {COVERAGE})"
    for state, policy in entry.policies.items():
        # Where nobody has the state it still says how fine values are: no digit may depend on who else has a gap.
        if isinstance(policy, Fill) and policy.at == at:
            yield f"({is_out(state, column)} AND {spared})", policy
