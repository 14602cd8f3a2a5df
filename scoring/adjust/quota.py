"""Quotas: which of those that have something stand over the edge of the places there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scoring.adjust.population import assessed
from scoring.evidence.draft import Draft
from scoring.evidence.formula import Formula
from scoring.evidence.method import Names
from scoring.rubric.outline import Entry
from scoring.rubric.quotas import Quota
from scoring.sql import roster
from scoring.sql.exact import Int, Ratio, choose, quote
from scoring.sql.steps import Step, select

MOST = 10**9
"""How many jurisdictions a group has at most: what bounds a number of places."""


def lost(number: int) -> str:
    """The quoted name of the column that says whether a quota took something from a jurisdiction."""
    return quote(f"lost{number}")


def over_the_edge(quota: Quota, has: str, order: Sequence[str], names: Names) -> str:
    """SQL for whether a jurisdiction has what the quota limits and stands over the edge.

    Args:
        quota: the quota.
        has: the SQL condition of who has it.
        order: what sorts those who have it, the best first.
        names: what the names of the quota's condition mean.
    """
    counted = _counted(quota, names)
    group = [] if quota.among == "all" else [roster.column(quota.among)]
    rival = f"({counted} AND {has})"
    within = f"PARTITION BY {', '.join([rival, *group])} ORDER BY {', '.join(order)}"
    # Counting up to the last equal, or up to the first: so equals at the edge are all without, or all within.
    place = (
        f"count(*) OVER ({within} RANGE UNBOUNDED PRECEDING)" if quota.edge_ties == "out" else f"rank() OVER ({within})"
    )
    return f"({rival} AND {place} > {_places(quota, counted, group)})"


def limit_bonuses(draft: Draft, level: Sequence[Entry]) -> Draft:
    """Take from the bonuses of a level what their quotas do not leave.

    Columns: whether a quota took a bonus `lost<k>`, the marks given `given<k>` and those kept `kept<k>`.
    """
    for entry in level:
        for number, quota in enumerate(draft.outline.quotas):
            if quota.node == entry.item.code and entry.index in draft.marks:
                draft = _limited(draft, entry, number, quota)
    return draft


def _limited(draft: Draft, entry: Entry, number: int, quota: Quota) -> Draft:
    mark = draft.marks[entry.index]
    names = Names(draft, draft.outline.period)
    over = over_the_edge(quota, f"coalesce({mark.sql} > 0, FALSE)", [f"{mark.sql} DESC"], names)
    told = Step(f"quota {number}", select({f"lost{number}": over, f"given{number}": mark.stored()}, draft.wide))
    kept = choose([(lost(number), Int.of(0))], mark)
    done = Step(f"after quota {number}", select({f"kept{number}": kept.stored()}, quote(told.name)))
    marks = {**draft.marks, entry.index: Int.column(f"kept{number}", kept.low, kept.high, nullable=kept.nullable)}
    return replace(draft.then(told, done), marks=marks)


def _counted(quota: Quota, names: Names) -> str:
    if not quota.when:
        return assessed(names.draft)
    condition = Formula(names).condition(names.draft.parse(quota.when))
    return f"({assessed(names.draft)} AND coalesce({condition}, FALSE))"


def _places(quota: Quota, counted: str, group: Sequence[str]) -> str:
    if quota.share is None:
        return str(int(quota.at_most))
    within = f"PARTITION BY {', '.join(group)}" if group else ""
    units = Int(f"count(CASE WHEN {counted} THEN 1 END) OVER ({within})", 0, MOST, nullable=False)
    return (Ratio(units, Int.of(1)) * Ratio.of(quota.share)).rounded(0, way=quota.count or "down").sql
