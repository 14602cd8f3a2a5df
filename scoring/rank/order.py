"""Who comes before whom: the score as it is ranked, what breaks ties, and places among all or within groups."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.errors import Overflow
from scoring.evidence.draft import Draft
from scoring.evidence.formula import Formula
from scoring.rank.label import scored
from scoring.rank.late import Placed
from scoring.sql import roster
from scoring.sql.exact import Int
from scoring.sql.several import on_grid


def ranked_score(draft: Draft) -> Int:
    """The score that is ranked, in units of the rank's last digit (of the mark itself, where nothing is rounded)."""
    rules = draft.outline.rubric.rank
    entry = draft.outline.find(rules.of)
    score = scored(draft, entry)
    if rules.digits == "none":
        return score.rounded(entry.places)
    return score.rounded(rules.digits, way=rules.way)


def order(draft: Draft) -> list[str]:
    """What sorts jurisdictions, the best first: the ranked score, then what breaks ties. Unknowns come last.

    What breaks ties stands on the grid of statistics: fractions of varying divisors cannot be sorted.
    """
    formula = Formula(Placed(draft, draft.outline.period))
    keys = ["ranked_score DESC NULLS LAST"]
    for breaker in draft.outline.rubric.rank.breakers:
        with Overflow.within(draft.outline.rubric.rank.of):
            key, _ = on_grid(formula.number(draft.parse(breaker.formula)))
        keys.append(f"{key.sql} {'ASC' if breaker.ascending else 'DESC'} NULLS LAST")
    return keys


def place(draft: Draft, within: Sequence[str]) -> str:
    """SQL for the rank among the eligible of the same group; NULL for whoever is in none.

    Args:
        draft: the draft, with the ranked score and who is `eligible` in its wide relation.
        within: roster columns that make up the group; none for all together.
    """
    columns = [roster.column(name) for name in within]
    function = "dense_rank" if draft.outline.rubric.rank.ties == "dense" else "rank"
    partition = ", ".join(["eligible", *columns])
    # Those without a group are no group of their own.
    placed = " AND ".join(["eligible", *(f"{name} IS NOT NULL" for name in columns)])
    keys = ", ".join(order(draft))
    return f"CASE WHEN {placed} THEN {function}() OVER (PARTITION BY {partition} ORDER BY {keys}) END"
