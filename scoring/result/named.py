"""Names earned and limited: labels, standings, and what quotas took, as tables made from the wide result."""

from __future__ import annotations

import polars as pl

from scoring.adjust.quota import lost
from scoring.evidence.draft import Draft
from scoring.result.scores import decimal
from scoring.rubric.outcome_words import label_lines, label_title, next_grade
from scoring.rubric.quotas import Quota
from scoring.rubric.standings import Standing
from scoring.sql.exact import Int, Ratio, text
from scoring.words import Language

TAKEN: dict[str, pl.DataType | type[pl.DataType]] = {
    "jurisdiction": pl.String,
    "quota": pl.String,
    "title": pl.String,
    "node": pl.String,
    "before": pl.Decimal(38, 9),
    "after": pl.Decimal(38, 9),
    "grade_before": pl.String,
    "grade_after": pl.String,
    "clause": pl.String,
}
"""The columns of what quotas took."""

STOOD: dict[str, pl.DataType | type[pl.DataType]] = {
    "jurisdiction": pl.String,
    "standing": pl.String,
    "title": pl.String,
    "held": pl.String,
    "before": pl.String,
    "change": pl.String,
    "told": pl.Boolean,
}
"""The columns of standings."""


def labels(draft: Draft, language: Language) -> str | None:
    """The SELECT of the labels everyone earned, one row a jurisdiction and labelled item; None where there is none."""
    parts = []
    for entry in draft.outline.entries:
        if not entry.item.label or not entry.due:
            continue
        arms = " ".join(
            f"WHEN {n} THEN {text(line.gives.say(language))}" for n, line in enumerate(label_lines(entry.item))
        )
        words = {"node": entry.item.code, "label": label_title(entry.item).say(language)}
        columns = ", ".join(f"{text(value)} AS {name}" for name, value in words.items())
        parts.append(
            f"SELECT jurisdiction, place, {entry.index} AS n, {columns}, CASE label{entry.index} {arms} END AS given "
            "FROM scored"
        )
    if not parts:
        return None
    return f"SELECT jurisdiction, node, label, given FROM ({' UNION ALL '.join(parts)}) ORDER BY place, n"


def quotas(draft: Draft, language: Language) -> str | None:
    """The SELECT of what quotas took, one row a jurisdiction and quota it stands over the edge of."""
    parts = []
    for number, quota in enumerate(draft.outline.quotas):
        node, before, after = _limited(draft, number, quota)
        words = {"quota": quota.quota, "title": quota.title.say(language), "node": node, "clause": quota.clause}
        graded = {"grade_before": quota.grade, "grade_after": next_grade(quota, draft.outline.rubric)}
        columns = [f"{text(value)} AS {name}" for name, value in words.items()]
        columns += [f"{before} AS before", f"{after} AS after"]
        columns += [f"{'NULL' if node else text(value or '')} AS {name}" for name, value in graded.items()]
        parts.append(
            f"SELECT jurisdiction, place, {number} AS n, {', '.join(columns)} FROM scored WHERE {lost(number)}"
        )
    if not parts:
        return None
    return f"SELECT {', '.join(TAKEN)} FROM ({' UNION ALL '.join(parts)}) ORDER BY place, n"


def _limited(draft: Draft, number: int, quota: Quota) -> tuple[str, str, str]:
    """The code of the bonus a quota limits (empty for a grade), and its marks before and after, as SQL."""
    if quota.node is None:
        return "", decimal(None), decimal(None)
    entry = draft.outline.find(quota.node)
    mark, unit = draft.marks[entry.index], Int.of(10**entry.places)
    given, kept = (Int.column(f"{name}{number}", mark.low, mark.high) for name in ("given", "kept"))
    return quota.node, decimal(Ratio(given, unit)), decimal(Ratio(kept, unit))


def standings(draft: Draft, language: Language) -> str | None:
    """The SELECT of everyone's standings, one row a jurisdiction and standing; None where there is none."""
    parts = []
    for number, standing in enumerate(draft.outline.standings):
        arms = " ".join(f"WHEN {n} THEN {text(name)}" for n, name in enumerate(names_of(standing, language), 1))
        now, before = f"standing{number}", f"stood{number}"
        change = (
            f"CASE WHEN {now} > {before} THEN CASE {before} WHEN 0 THEN 'entered' ELSE 'raised' END "
            f"WHEN {now} < {before} THEN 'left' WHEN {now} > 0 THEN 'kept' END"
        )
        words = f"{text(standing.standing)} AS standing, {text(standing.title.say(language))} AS title"
        parts.append(
            f"SELECT jurisdiction, place, {number} AS n, {words}, CASE {now} {arms} END AS held, "
            f"CASE {before} {arms} END AS before, {change} AS change, told{number} AS told FROM scored"
        )
    if not parts:
        return None
    return f"SELECT {', '.join(STOOD)} FROM ({' UNION ALL '.join(parts)}) ORDER BY place, n"


def names_of(standing: Standing, language: Language) -> tuple[str, ...]:
    """What the levels of a standing are called; its title where it has none."""
    return standing.levels or (standing.title.say(language),)
