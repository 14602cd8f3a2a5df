"""The last stage: who may be ranked, ranks overall and within groups, grades and labels."""

from __future__ import annotations

from scoring.adjust.gate import bites, outcome
from scoring.evidence.draft import Draft
from scoring.evidence.formula import Formula
from scoring.evidence.method import Names
from scoring.rank.label import grade, label, scored
from scoring.rubric.outline import target
from scoring.sql import roster
from scoring.sql.exact import Int
from scoring.sql.steps import Step, select


def rank(draft: Draft) -> Draft:
    """Add what is said of a jurisdiction as a whole.

    Columns: `assessed`, `eligible`, `ranked_score` (rounded half-up to the rank's digits, in units of its last digit),
    `rank`, `group_rank`, `grade` (its number), `label<i>` (the number of its case), and `g<k>` for the gates left.
    The last step is kept: it is the result, one row a jurisdiction of the roster.
    """
    outline = draft.outline
    left = {f"g{n}": outcome(draft, gate) for n, gate in enumerate(outline.gates) if target(gate) is None}
    left["assessed"] = _assessed(draft)
    draft = draft.then(Step("gates of the whole", select(left, draft.wide)))
    root = outline.find(outline.rubric.rank.of)
    score = scored(draft, root).rounded(outline.rubric.rank.digits)
    lowered = [
        f"CASE WHEN {bites(n, gate)} THEN {gate.effect.lower_grade} ELSE 0 END"
        for n, gate in enumerate(outline.gates)
        if gate.effect.lower_grade
    ]
    told = {"ranked_score": score.stored(), "eligible": _eligible(draft, score), "base_grade": grade(draft)}
    told |= {f"label{e.index}": label(draft, e.item.label) for e in outline.entries if e.item.label and e.due}
    draft = draft.then(Step("told", select(told, draft.wide)))
    last = len(outline.rubric.grades.scale) if outline.rubric.grades else 0
    graded = f"least({last}, base_grade + {' + '.join(lowered) or '0'})"
    ranks = {
        "grade": f"CASE WHEN assessed AND {_not_barred(draft)} AND base_grade IS NOT NULL THEN {graded} END",
        "rank": _place(draft, []),
        "group_rank": _place(draft, [roster.column("group")]),
    }
    return draft.then(Step("scored", select(ranks, draft.wide), kept=True))


def _assessed(draft: Draft) -> str:
    condition = draft.outline.rubric.population.assessed
    if not condition:
        return "TRUE"
    formula = Formula(Names(draft, draft.outline.period))
    return f"coalesce({formula.condition(draft.parse(condition))}, FALSE)"


def _barred(draft: Draft, *effects: str) -> list[str]:
    gates = enumerate(draft.outline.gates)
    return [bites(n, gate) for n, gate in gates if any(getattr(gate.effect, effect) for effect in effects)]


def _not_barred(draft: Draft) -> str:
    return f"NOT ({' OR '.join(_barred(draft, 'ineligible')) or 'FALSE'})"


def _eligible(draft: Draft, score: Int) -> str:
    barred = " OR ".join(_barred(draft, "ineligible", "unranked")) or "FALSE"
    return f"(assessed AND {score.sql} IS NOT NULL AND NOT ({barred}))"


def _place(draft: Draft, within: list[str]) -> str:
    rules = draft.outline.rubric.rank
    order = ["ranked_score DESC"]
    order += [f"{scored(draft, draft.outline.find(code)).top.sql} DESC NULLS LAST" for code in rules.broken_by]
    function = "dense_rank" if rules.ties == "dense" else "rank"
    partition = ", ".join(["eligible", *within])
    # Those without a group are no group of their own.
    placed = " AND ".join(["eligible", *(f"{name} IS NOT NULL" for name in within)])
    return f"CASE WHEN {placed} THEN {function}() OVER (PARTITION BY {partition} ORDER BY {', '.join(order)}) END"
