"""How many records each mark rests on: sample sizes, standard errors, reports on time, late and never sent."""

from __future__ import annotations

import polars as pl

from scoring.engine.session import Session
from scoring.evidence.draft import Draft
from scoring.result.scores import decimal
from scoring.sql.exact import Int, Ratio, text
from scoring.sql.states import reported

COUNTS = ("n", "minimum", "on_time", "late", "unsent", "void")
"""What evidence may show beside its value: records that count, how many there must be, and those told apart."""

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "jurisdiction": pl.String,
    "node": pl.String,
    **dict.fromkeys(COUNTS, pl.Int64),
    "rate": pl.Decimal(38, 9),
    "se": pl.Decimal(38, 9),
}


def samples(draft: Draft, session: Session, source: str) -> pl.DataFrame:
    """One row a jurisdiction and leaf that rests on counted records: `SCHEMA`.

    Args:
        draft: what was compiled.
        session: where it was run.
        source: the relation it made.
    """
    columns = session.columns(source)
    parts = []
    for entry in draft.outline.entries:
        if not entry.is_leaf or not entry.due or f"n{entry.index}" not in columns:
            continue
        shown = {name: f"{name}{entry.index}" for name in COUNTS}
        counts = ", ".join(
            f"CAST({column if column in columns else 'NULL'} AS BIGINT) AS {name}" for name, column in shown.items()
        )
        rate = decimal(draft.levels.get(entry.index, draft.values[entry.index]))
        error = f"se{entry.index}"
        se = decimal(Ratio(Int.column(error, 0, 10**9), Int.of(10**9)) if error in columns else None)
        parts.append(
            f"SELECT jurisdiction, place, {entry.index} AS entry, {text(entry.item.code)} AS node, {counts}, "
            f"{rate} AS rate, CASE WHEN {reported(draft.states[entry.index])} THEN {se} END AS se FROM {source}"
        )
    if not parts:
        return pl.DataFrame(schema=SCHEMA)
    sql = f"SELECT {', '.join(SCHEMA)} FROM ({' UNION ALL '.join(parts)}) ORDER BY place, entry"
    return session.frame(sql, "samples")
