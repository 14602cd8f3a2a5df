"""Labels and grades: names earned by conditions, which move no mark."""

from __future__ import annotations

from scoring.evidence.draft import Draft, seen_as
from scoring.evidence.formula import Formula
from scoring.evidence.method import Names
from scoring.rubric.outcomes import Grade, Label
from scoring.rubric.outline import Entry
from scoring.sql.exact import Ratio


def label(draft: Draft, given: Label) -> str:
    """SQL for the number of the first case that holds; NULL where an earlier one cannot be told."""
    arms: list[str] = []
    formula = Formula(Names(draft, draft.outline.period))
    for n, case in enumerate(given.cases):
        if not case.when:
            return f"(CASE {' '.join(arms)} ELSE {n} END)"
        condition = formula.condition(draft.parse(case.when))
        arms += [f"WHEN {condition} THEN {n}", f"WHEN ({condition}) IS NULL THEN NULL"]
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
    arms = [f"WHEN {_reached(draft, score, wanted)} THEN {n}" for n, wanted in enumerate(grades.scale)]
    return f"(CASE WHEN NOT ({score.known}) THEN NULL {' '.join(arms)} ELSE {len(grades.scale)} END)"


def scored(draft: Draft, entry: Entry) -> Ratio:
    """An entry's score in marks; NULL for everyone where it is not due."""
    score = seen_as(draft, entry, "score")
    if isinstance(score, str):
        raise TypeError("a score is a number")
    return score


def _reached(draft: Draft, score: Ratio, wanted: Grade) -> str:
    parts = [score.compare(">=", Ratio.of(wanted.at_least))]
    for code, least in wanted.minimum.items():
        entry = draft.outline.find(code)
        if entry.due:
            parts.append(scored(draft, entry).compare(">=", Ratio.of(least * entry.points)))
    return "(" + " AND ".join(parts) + ")"
