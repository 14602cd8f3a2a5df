"""The last stage: who may be ranked, ranks overall and within groups, grades and labels."""

from __future__ import annotations

from scoring.adjust.gate import bites, outcome
from scoring.evidence.draft import Draft
from scoring.evidence.formula import Formula
from scoring.evidence.method import Names
from scoring.rank.label import grade, label
from scoring.rank.order import place, ranked_score
from scoring.rubric.outcome_words import label_lines
from scoring.rubric.outline import targets
from scoring.sql.exact import Int
from scoring.sql.steps import Step, select


def rank(draft: Draft) -> Draft:
    """Add what is said of a jurisdiction as a whole.

    Columns: `assessed`, `eligible`, `ranked_score` (rounded to the rank's digits, in units of the last), `rank`,
    `group_rank`, `rank in <n>` (within the groups of that number), `grade` (its number), `label<i>` (the number of its
    case), and `g<k>` for the gates left.
    The last step is kept: it is the result, one row a jurisdiction of the roster.
    """
    outline = draft.outline
    left = {f"g{n}": outcome(draft, gate) for n, gate in enumerate(outline.gates) if not targets(gate)}
    left["assessed"] = _assessed(draft)
    draft = draft.then(Step("gates of the whole", select(left, draft.wide)))
    score = ranked_score(draft)
    lowered = [
        f"CASE WHEN {bites(n, gate)} THEN {gate.effect.lower_grade} ELSE 0 END"
        for n, gate in enumerate(outline.gates)
        if gate.effect.lower_grade
    ]
    told = {"ranked_score": score.stored(), "eligible": _eligible(draft, score), "base_grade": grade(draft)}
    told |= {f"label{e.index}": label(draft, label_lines(e.item)) for e in outline.entries if e.item.label and e.due}
    draft = draft.then(Step("told", select(told, draft.wide)))
    last = len(outline.rubric.grades.scale) if outline.rubric.grades else 0
    graded = f"least({last}, base_grade + {' + '.join(lowered) or '0'})"
    held = _held_down(draft)
    graded = f"greatest({', '.join([graded, *held])})" if held else graded
    ranks = {
        "grade": f"CASE WHEN assessed AND {_not_barred(draft)} AND base_grade IS NOT NULL THEN {graded} END",
        "rank": place(draft, []),
        "group_rank": place(draft, ["group"]),
    }
    ranks |= {f"rank in {n}": place(draft, names) for n, names in enumerate(outline.rubric.rank.within)}
    return draft.then(Step("scored", select(ranks, draft.wide), kept=True))


def _assessed(draft: Draft) -> str:
    condition = draft.outline.rubric.population.assessed
    if not condition:
        return "TRUE"
    formula = Formula(Names(draft, draft.outline.period))
    return f"coalesce({formula.condition(draft.parse(condition))}, FALSE)"


def _held_down(draft: Draft) -> list[str]:
    """The number of the best grade each gate leaves in reach, 0 where it does not bite."""
    grades = draft.outline.rubric.grades
    return [
        f"CASE WHEN {bites(n, gate)} THEN {grades.names.index(gate.effect.grade_at_most)} ELSE 0 END"
        for n, gate in enumerate(draft.outline.gates)
        if grades and gate.effect.grade_at_most
    ]


def _barred(draft: Draft, *effects: str) -> list[str]:
    gates = enumerate(draft.outline.gates)
    return [bites(n, gate) for n, gate in gates if any(getattr(gate.effect, effect) for effect in effects)]


def _not_barred(draft: Draft) -> str:
    return f"NOT ({' OR '.join(_barred(draft, 'ineligible')) or 'FALSE'})"


def _eligible(draft: Draft, score: Int) -> str:
    barred = " OR ".join(_barred(draft, "ineligible", "unranked")) or "FALSE"
    return f"(assessed AND {score.sql} IS NOT NULL AND NOT ({barred}))"
