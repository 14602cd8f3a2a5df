"""Gates: a condition with three outcomes, and whether it bites."""

from __future__ import annotations

from scoring.adjust.population import assessed
from scoring.evidence.draft import Draft
from scoring.evidence.formula import Formula
from scoring.evidence.method import Names
from scoring.rubric.outcomes import Gate
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, choose, quote

BITES, HOLDS_OFF, UNKNOWN = 1, 0, 2


def outcome(draft: Draft, gate: Gate, names: Names | None = None) -> str:
    """SQL for 1 where the gate's condition is true, 0 where it is false, 2 where it cannot be told.

    Of somebody who is only listed nothing is left open: a gate that would be flagged as untold holds off.

    Args:
        draft: the draft.
        gate: the gate.
        names: what the condition's names mean, where that is more than marks.
    """
    condition = Formula(names or Names(draft, draft.outline.period)).condition(draft.parse(gate.when))
    listed = f" WHEN NOT {assessed(draft)} THEN {HOLDS_OFF}" if gate.unknown == "flag" else ""
    told = f"CASE WHEN {condition} THEN {BITES} WHEN NOT {condition} THEN {HOLDS_OFF}{listed} ELSE {UNKNOWN} END"
    return f"CAST({told} AS SMALLINT)"


def bites(number: int, gate: Gate) -> str:
    """SQL for whether gate `g<number>` has effect; one that cannot be told has it only where the rubric says so."""
    column = quote(f"g{number}")
    return f"({column} IN ({BITES}, {UNKNOWN}))" if gate.unknown == "bites" else f"({column} = {BITES})"


def limited(mark: Int, number: int, gate: Gate, worth: Worth) -> Int:
    """A mark once a gate that zeroes or caps it has had its say."""
    if gate.effect.cap:
        cap = Worth(worth.points, worth.places, worth.step).exact(gate.effect.cap.of_points(worth.points))
        return choose([(bites(number, gate), mark.at_most(cap))], mark)
    return choose([(f"{bites(number, gate)} AND {mark.sql} IS NOT NULL", Int.of(0))], mark)
