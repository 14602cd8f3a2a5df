"""Labels and grades: names earned by conditions, which move no mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from scoring.evidence.draft import Draft, seen_as
from scoring.evidence.formula import Formula
from scoring.rank.late import Placed
from scoring.rubric.outcomes import EDGES, Case, Grade
from scoring.rubric.outline import Entry
from scoring.sql.exact import Ratio


def label(draft: Draft, cases: Sequence[Case]) -> str:
    """SQL for the number of the first line that holds; NULL where an earlier one cannot be told."""
    arms: list[str] = []
    formula = Formula(Placed(draft, draft.outline.period))
    for n, case in enumerate(cases):
        if not case.when:
            return f"(CASE {' '.join(arms)} ELSE {n} END)"
        condition = formula.condition(draft.parse(case.when))
        holds = " AND ".join([condition, *_minimum(draft, case.minimum)])
        arms += [f"WHEN ({condition}) IS NULL THEN NULL", f"WHEN {holds} THEN {n}"]
    return f"(CASE {' '.join(arms)} END)"


def grade(draft: Draft) -> str:
    """SQL for the number of the best grade reached, before any is lowered; that of `else` where none is.

    A dimension that is not due asks nothing; one that is due and has no mark has not reached its minimum.
    """
    grades = draft.outline.rubric.grades
    if grades is None:
        return "NULL"
    root = draft.outline.find(draft.outline.rubric.rank.of)
    score = scored(draft, root)
    if grades.of == "rate":
        score = score * Ratio.of(1 / root.points)
    arms = [f"WHEN {_reached(draft, score, wanted)} THEN {n}" for n, wanted in enumerate(grades.scale)]
    return f"(CASE WHEN NOT ({score.known}) THEN NULL {' '.join(arms)} ELSE {len(grades.scale)} END)"


def scored(draft: Draft, entry: Entry) -> Ratio:
    """An entry's score in marks; NULL for everyone where it is not due."""
    score = seen_as(draft, entry, "score")
    if isinstance(score, str):
        raise TypeError("a score is a number")
    return score


def _reached(draft: Draft, score: Ratio, wanted: Grade) -> str:
    parts = [score.compare(EDGES[wanted.edge], Ratio.of(wanted.bound)), *_minimum(draft, wanted.minimum)]
    return "(" + " AND ".join(parts) + ")"


def _minimum(draft: Draft, minimum: Mapping[str, Fraction]) -> list[str]:
    """The conditions that items reach their least rates; what is due and has no mark has not reached it."""
    entries = [(draft.outline.find(code), least) for code, least in minimum.items()]
    reached = [
        scored(draft, entry).compare(">=", Ratio.of(least * entry.points)) for entry, least in entries if entry.due
    ]
    return [f"coalesce({condition}, FALSE)" for condition in reached]
