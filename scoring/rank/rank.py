"""The last stage: who may be ranked, ranks overall and within groups, grades and labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scoring.adjust.gate import bites, outcome
from scoring.adjust.population import assessed
from scoring.adjust.quota import lost, over_the_edge
from scoring.evidence.draft import Draft
from scoring.rank.label import grade, label
from scoring.rank.late import Placed
from scoring.rank.order import order, place, ranked_score
from scoring.rank.standing import standings
from scoring.rubric.naming import rounds
from scoring.rubric.outcome_words import label_lines
from scoring.rubric.outline import targets
from scoring.sql.exact import Int, quote
from scoring.sql.integer import NULL
from scoring.sql.steps import Step, select


def rank(draft: Draft) -> Draft:
    """Add what is said of a jurisdiction as a whole.

    Columns: `assessed`, `eligible`, `ranked_score` (rounded to the rank's digits, in units of the last), `rank`,
    `group_rank`, `rank in <n>` (within the groups of that number), `grade` (its number), `label<i>` (the number of its
    line), `standing<k>` (the number of its level, 0 for none) and `g<k>` for the gates left.
    The last step is kept: it is the result, one row a jurisdiction of the roster.
    """
    outline = draft.outline
    labels = rounds({e.item.code: label_lines(e.item) for e in outline.entries if e.item.label and e.due})
    draft = _labelled(draft, labels.early)
    names = Placed(draft, outline.period)
    left = {f"g{n}": outcome(draft, gate, names) for n, gate in enumerate(outline.gates) if not targets(gate)}
    left["assessed"] = assessed(draft)
    draft = draft.then(Step("gates of the whole", select(left, draft.wide)))
    score = ranked_score(draft)
    told = {"ranked_score": score.stored(), "eligible": _eligible(draft, score), "grade 0": _graded(draft)}
    draft = draft.then(Step("told", select(told, draft.wide)))
    draft, given = _within_quotas(replace(draft, local=len(draft.steps)))
    ranks = {"grade": given, "rank": place(draft, []), "group_rank": place(draft, ["group"])}
    ranks |= {f"rank in {n}": place(draft, within) for n, within in enumerate(outline.rubric.rank.within)}
    draft = _labelled(draft.then(Step("ranked", select(ranks, draft.wide))), labels.late)
    return draft.then(Step("scored", select(standings(draft), draft.wide), kept=True))


def _labelled(draft: Draft, rounds_: Sequence[Sequence[str]]) -> Draft:
    """Add labels round by round, each once those it reads are there."""
    for codes in rounds_:
        entries = [draft.outline.find(code) for code in codes]
        columns = {f"label{entry.index}": label(draft, label_lines(entry.item)) for entry in entries}
        draft = draft.then(Step(f"labels {len(draft.steps)}", select(columns, draft.wide)))
    return draft


def _graded(draft: Draft) -> str:
    """SQL for the number of the grade: the best one reached, lowered and then held down by gates."""
    grades = draft.outline.rubric.grades
    if grades is None:
        return NULL
    lowered = [
        f"CASE WHEN {bites(n, gate)} THEN {gate.effect.lower_grade} ELSE 0 END"
        for n, gate in enumerate(draft.outline.gates)
        if gate.effect.lower_grade
    ]
    base = grade(draft)
    given = f"least({len(grades.scale)}, {' + '.join([base, *lowered])})"
    held = _held_down(draft)
    given = f"greatest({', '.join([given, *held])})" if held else given
    # `least` and `greatest` skip NULL: who has reached nothing is asked for first.
    return f"(CASE WHEN assessed AND {_not_barred(draft)} AND {base} IS NOT NULL THEN {given} END)"


def _within_quotas(draft: Draft) -> tuple[Draft, str]:
    """The draft with each quota on a grade told in turn, and the column that then holds the grades."""
    given = quote("grade 0")
    for number, quota in enumerate(draft.outline.quotas):
        grades = draft.outline.rubric.grades
        if grades and quota.grade:
            has = f"coalesce({given} = {grades.names.index(quota.grade)}, FALSE)"
            over = over_the_edge(quota, has, order(draft), Placed(draft, draft.outline.period))
            told = Step(f"quota {number}", select({f"lost{number}": over}, draft.wide))
            after = f"grade {number + 1}"
            next_ = {after: f"CASE WHEN {lost(number)} THEN {given} + 1 ELSE {given} END"}
            draft = draft.then(told, Step(f"after quota {number}", select(next_, quote(told.name))))
            given = quote(after)
    return draft, given


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
