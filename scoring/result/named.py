"""Names earned: labels of items, as tables made from the wide result."""

from __future__ import annotations

from scoring.evidence.draft import Draft
from scoring.rubric.outcome_words import label_lines, label_title
from scoring.sql.exact import text
from scoring.words import Language


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
