"""Scores as a long table: one row a jurisdiction and node, made from the wide result only when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from scoring.evidence.draft import Draft, state_column
from scoring.rubric.outline import Entry
from scoring.scale.scale import full
from scoring.sql.exact import Int, Ratio, choose
from scoring.sql.states import BLOCKED, STATES
from scoring.sql.steps import select

PLACES = 9
"""Decimal places of every number in the table; finer values are rounded half-up for show."""


COLUMNS = ("value", "rate", "score", "points", "moved_points", "before", "attainable", "lost")
"""What is told of every entry, besides its state: DECIMAL(38, 9) each."""


def explained(draft: Draft) -> str:
    """The SELECT of a wide table: for every entry its state's code `code<i>` and the `COLUMNS`, each with its number.

    `before` is the score before gates; `attainable` what a mark of it is worth in the total (1 where nothing dropped
    out); `lost` the marks of the total it did not get.
    """
    columns: dict[str, str] = {"place": "place", "jurisdiction": "jurisdiction"}
    for entry in draft.outline.entries:
        columns |= _one(draft, entry)
    return select(columns, "scored", everything=False)


def long(wide: pl.DataFrame, entries: Sequence[Entry]) -> pl.DataFrame:
    """The wide table turned long, in the roster's order and the file's order of nodes.

    Columns: `jurisdiction, node, state, value, rate, score, points, moved_points` as published, then `code` (the state
    with its reason), `before`, `attainable`, `lost`.
    """
    names = {number: name for number, name in enumerate(STATES)}
    parts = []
    for entry in entries:
        code = pl.col(f"code{entry.index}")
        parts.append(
            wide.select(
                "place",
                pl.lit(entry.index).alias("entry"),
                "jurisdiction",
                pl.lit(entry.item.code).alias("node"),
                (code % BLOCKED // 100).replace_strict(names, return_dtype=pl.String).alias("state"),
                *(pl.col(f"{name}{entry.index}").alias(name) for name in COLUMNS[:5]),
                code.alias("code"),
                *(pl.col(f"{name}{entry.index}").alias(name) for name in COLUMNS[5:]),
            )
        )
    return pl.concat(parts).sort("place", "entry").drop("place", "entry")


def _one(draft: Draft, entry: Entry) -> dict[str, str]:
    mark = draft.marks.get(entry.index)
    score = Ratio(mark, Int.of(10**entry.places)) if mark else None
    before = Ratio(Int.column(f"b{entry.index}", mark.low, mark.high), Int.of(10**entry.places)) if mark else None
    worth = weight_in_total(draft, entry)
    points = Ratio.of(entry.points) if entry.item.role != "shown" else None
    rate = score * Ratio.of(1 / entry.points) if score and entry.points else None
    told = (
        draft.values.get(entry.index),
        rate,
        score,
        points,
        moved(draft, entry),
        before,
        worth,
        lost(entry, score, worth),
    )
    columns = {f"{name}{entry.index}": decimal(number) for name, number in zip(COLUMNS, told, strict=True)}
    return {f"code{entry.index}": state_column(entry), **columns}


def decimal(number: Ratio | None) -> str:
    """A fraction as DECIMAL(38, 9), rounded half-up; NULL stays NULL."""
    if number is None:
        return "CAST(NULL AS DECIMAL(38, 9))"
    units = number.rounded(PLACES)
    # DuckDB multiplies decimals exactly but divides them as doubles: hence times 10^-9, not over 10^9.
    return f"CAST({units.sql} AS DECIMAL(29, 0)) * CAST('0.000000001' AS DECIMAL(9, 9))"


def moved(draft: Draft, entry: Entry) -> Ratio:
    """Points its siblings' absence moved onto an entry, or (negative) its own absence moved off it.

    They sum to zero over a node's children; all are zero where none of the children has marks, for then there was
    nothing to move to and the node's own row shows what became of its points.
    """
    if entry.parent is None or not entry.counts:
        return Ratio.of(0)
    scaling = draft.scaling.get(entry.parent)
    if scaling is None:
        return Ratio.of(0)
    mark = draft.marks.get(entry.index)
    gone = Ratio.of(-entry.points)
    stays = Ratio.of(entry.points) * scaling - Ratio.of(entry.points)
    if not entry.due or mark is None:
        stays = gone
    arms = [(f"{scaling.bottom.sql} IS NULL", Ratio.of(0))] if scaling.bottom.nullable else []
    if mark is not None and mark.nullable:
        arms.append((f"{mark.sql} IS NULL", gone))
    tops = choose([(condition, ratio.top) for condition, ratio in arms], stays.top)
    return Ratio(tops, choose([(condition, ratio.bottom) for condition, ratio in arms], stays.bottom))


def weight_in_total(draft: Draft, entry: Entry) -> Ratio | None:
    """What one mark of an entry is worth in the total, once all that dropped out around it has been scaled away."""
    if entry.item.role == "shown" or entry.index not in draft.marks:
        return None
    worth = Ratio.of(1)
    above = entry
    for parent in _ancestors(draft, entry):
        if above.counts:
            worth = worth * draft.scaling[parent.index]
        above = parent
    return worth


def lost(entry: Entry, score: Ratio | None, worth: Ratio | None) -> Ratio | None:
    """Marks of the total that a leaf did not get: full marks less its own, or what a penalty took."""
    if not entry.is_leaf or score is None or worth is None or entry.item.role == "bonus":
        return None
    top = Ratio.of(0) if entry.item.role == "penalty" else Ratio(full(entry), Int.of(10**entry.places))
    return (top - score) * worth


def _ancestors(draft: Draft, entry: Entry) -> Iterator[Entry]:
    while entry.parent is not None:
        entry = draft.outline.entries[entry.parent]
        yield entry
