"""Who is assessed: the condition of the population, as SQL over the roster."""

from __future__ import annotations

from scoring.evidence.draft import Draft
from scoring.evidence.formula import Formula
from scoring.evidence.method import Names


def assessed(draft: Draft) -> str:
    """SQL for whether a jurisdiction is assessed; one of whom that cannot be told is not."""
    condition = draft.outline.rubric.population.assessed
    if not condition:
        return "TRUE"
    formula = Formula(Names(draft, draft.outline.period))
    return f"coalesce({formula.condition(draft.parse(condition))}, FALSE)"
