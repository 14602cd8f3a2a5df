"""The ranking: one row a jurisdiction, with everything that bars or qualifies its place said beside it."""

from __future__ import annotations

from scoring.adjust.gate import UNKNOWN, bites
from scoring.adjust.quota import lost
from scoring.evidence.draft import Draft
from scoring.rank.label import scored
from scoring.result.scores import decimal
from scoring.rubric.outcome_words import over_words
from scoring.rubric.terms import effect_words
from scoring.sql import roster
from scoring.sql.exact import quote, text
from scoring.sql.states import REASON_WORDS
from scoring.words import Language, Text


def ranking(draft: Draft, language: Language) -> str:
    """The SELECT of the ranking: ranked jurisdictions in order, then the others in the roster's order.

    Columns as published: `jurisdiction, name, group, score, rank, group_rank, grade, gates, note`.
    """
    rubric = draft.outline.rubric
    root = draft.outline.find(rubric.rank.of)
    score = scored(draft, root)
    grades = rubric.grades.names if rubric.grades else ()
    graded = " ".join(f"WHEN {n} THEN {text(name)}" for n, name in enumerate(grades))
    gates = [f"CASE WHEN {bites(n, gate)} THEN {text(gate.gate)} END" for n, gate in enumerate(draft.outline.gates)]
    columns = {
        "jurisdiction": "jurisdiction",
        "name": roster.column("name"),
        "group": roster.column("group"),
        "score": decimal(score),
        "rank": "CAST(rank AS BIGINT)",
        "group_rank": "CAST(group_rank AS BIGINT)",
        "grade": f"CASE grade {graded} END" if graded else "CAST(NULL AS VARCHAR)",
        "gates": f"concat_ws('；', {', '.join(gates)})" if gates else "''",
        "note": _note(draft, language),
    }
    names = ", ".join(f"{sql} AS {quote(name)}" for name, sql in columns.items())
    return f"SELECT {names} FROM scored ORDER BY rank NULLS LAST, place"


def ranks_within(draft: Draft) -> str:
    """The SELECT of the further ranks the rubric asks for, one row a jurisdiction and grouping."""
    parts = []
    for n, columns in enumerate(draft.outline.rubric.rank.within):
        group = f"concat_ws('、', {', '.join(roster.column(name) for name in columns)})"
        parts.append(
            f'SELECT jurisdiction, place, {n} AS n, {text(", ".join(columns))} AS within, {group} AS "group", '
            f"CAST({quote(f'rank in {n}')} AS BIGINT) AS rank FROM scored"
        )
    return f'SELECT jurisdiction, within, "group", rank FROM ({" UNION ALL ".join(parts)}) ORDER BY n, place'


def _note(draft: Draft, language: Language) -> str:
    rubric = draft.outline.rubric
    root = draft.outline.find(rubric.rank.of)
    column = draft.states[root.index]
    arms = " ".join(f"WHEN {n} THEN {text(words.say(language))}" for n, words in REASON_WORDS.items() if n)
    because = f"CASE {column} % 100 {arms} ELSE '' END"
    unscored = Text("未计分：", "no score: ").say(language)
    only_shown = Text("仅列示，不参加测评", "listed only, not assessed").say(language)
    parts = [
        f"CASE WHEN NOT assessed THEN {text(only_shown)} END",
        f"CASE WHEN NOT ({scored(draft, root).known}) THEN {text(unscored)} || {because} END",
    ]
    for n, gate in enumerate(draft.outline.gates):
        effect = Text("{title}：{effect}", "{title}: {effect}").with_(
            title=gate.title, effect=effect_words(gate, rubric)
        )
        parts.append(f"CASE WHEN {bites(n, gate)} THEN {text(effect.say(language))} END")
        if gate.unknown == "flag":
            open_ = Text("{title}：资料不全，未能判定", "{title}: cannot be told, data are missing").with_(
                title=gate.title
            )
            parts.append(f"CASE WHEN g{n} = {UNKNOWN} THEN {text(open_.say(language))} END")
    for n, quota in enumerate(draft.outline.quotas):
        parts.append(f"CASE WHEN {lost(n)} THEN {text(over_words(quota, rubric).say(language))} END")
    return f"concat_ws('；', {', '.join(parts)})"
