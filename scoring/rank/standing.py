"""Standings: who enters, stays, rises and leaves, by what was held in the period before."""

from __future__ import annotations

from scoring.evidence.draft import Draft
from scoring.evidence.formula import Formula
from scoring.rank.late import Placed
from scoring.rubric.expression import Reference
from scoring.rubric.standings import Standing
from scoring.sql.exact import text


def standings(draft: Draft) -> dict[str, str]:
    """The columns of each due standing, as SQL.

    `standing<k>` and `stood<k>` are the numbers of the level held now and before, 0 for none; `told<k>` whether all
    that decided it is known.
    """
    columns: dict[str, str] = {}
    for number, standing in enumerate(draft.outline.standings):
        columns |= _columns(draft, number, standing)
    return columns


def _columns(draft: Draft, number: int, standing: Standing) -> dict[str, str]:
    formula = Formula(Placed(draft, draft.outline.period))
    before = _before(draft, standing)
    enter = formula.condition(draft.parse(standing.enter))
    leave = formula.condition(draft.parse(standing.leave or standing.stay))
    leave = leave if standing.leave else f"(NOT {leave})"
    rise = formula.condition(draft.parse(standing.rises)) if standing.rises else "FALSE"
    held = (
        f"CASE WHEN {before} = 0 THEN CASE WHEN {enter} THEN 1 ELSE 0 END "
        f"WHEN {leave} THEN 0 WHEN {rise} THEN least({before} + 1, {len(standing.names)}) ELSE {before} END"
    )
    known = (
        f"CASE WHEN {before} = 0 THEN {enter} IS NOT NULL "
        f"WHEN {leave} IS NULL THEN FALSE WHEN {leave} THEN TRUE ELSE {rise} IS NOT NULL END"
    )
    return {
        f"standing{number}": f"CAST({held} AS SMALLINT)",
        f"stood{number}": f"CAST({before} AS SMALLINT)",
        f"told{number}": known,
    }


def _before(draft: Draft, standing: Standing) -> str:
    """The number of the level held in the period before; 0 for none, and where there is no such period."""
    earlier = Placed(draft, draft.outline.period).earlier(1, "period")
    if earlier is None:
        return "0"
    name = earlier.reference(Reference(standing.standing, "standing"))
    arms = " ".join(f"WHEN {text(level)} THEN {n}" for n, level in enumerate(standing.names, 1))
    return f"(CASE {name} {arms} ELSE 0 END)"
