"""Scores as a long table: one row a jurisdiction and node, made from the wide result only when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

import polars as pl

from scoring.combine.combine import adds_up, method_of
from scoring.errors import Unprovable
from scoring.evidence.draft import Draft
from scoring.rubric.outline import Entry
from scoring.scale.scale import full
from scoring.sql.exact import Int, Ratio, choose_ratio
from scoring.sql.states import BLOCKED, STATES
from scoring.sql.steps import select

PUBLISHED = ["jurisdiction", "node", "state", "value", "rate", "score", "points", "moved_points"]
"""The columns of the published table, in order."""

_EXACT = 2**24
_SHOWN = 12

PLACES = 9
"""Decimal places of every number in the table; finer values are rounded half-up for show."""


def explained(draft: Draft, source: str = "scored") -> str:
    """The SELECT of a wide table: for every entry its state's code `code<i>` and those numbers told of it that vary.

    `before` is the score before gates; `attainable` what a mark of it is worth in the total (1 where nothing dropped
    out); `lost` the marks of the total it did not get.
    """
    columns: dict[str, str] = {"place": "place", "jurisdiction": "jurisdiction"}
    for entry in draft.outline.entries:
        if not draft.states[entry.index].isdigit():
            columns[f"code{entry.index}"] = draft.states[entry.index]
        varying = {name: number for name, number in told(draft, entry).items() if number and number.constant is None}
        with Unprovable.within(entry.item.code):
            columns |= {f"{name}{entry.index}": decimal(number) for name, number in varying.items()}
    return select(columns, source, everything=False)


def long(wide: pl.DataFrame, draft: Draft) -> pl.DataFrame:
    """The wide table turned long, in the roster's order and the file's order of nodes.

    Columns: `jurisdiction, node, state, value, rate, score, points, moved_points` as published, then `code` (the state
    with its reason), `before`, `attainable`, `lost`.
    """
    parts = [_one(wide, draft, entry) for entry in draft.outline.entries]
    return pl.concat(parts).sort("place", "entry").drop("place", "entry")


def _one(wide: pl.DataFrame, draft: Draft, entry: Entry) -> pl.DataFrame:
    state = draft.states[entry.index]
    code = pl.lit(int(state), dtype=pl.Int16) if state.isdigit() else pl.col(f"code{entry.index}")
    numbers = []
    for name, number in told(draft, entry).items():
        column = f"{name}{entry.index}"
        # What is the same for everyone never went through SQL: planning it there costs more than filling it in here.
        same = number.rounded(PLACES).constant if number and number.constant is not None else None
        known = None if same is None else Decimal(same).scaleb(-PLACES)
        expression = pl.col(column) if column in wide.columns else pl.lit(known, dtype=pl.Decimal(38, PLACES))
        numbers.append(expression.alias(name))
    return wide.select(
        "place",
        pl.lit(entry.index).alias("entry"),
        "jurisdiction",
        pl.lit(entry.item.code).alias("node"),
        (code % BLOCKED // 100).replace_strict(dict(enumerate(STATES)), return_dtype=pl.String).alias("state"),
        *numbers[:5],
        code.alias("code"),
        *numbers[5:],
    )


def told(draft: Draft, entry: Entry) -> dict[str, Ratio | None]:
    """What is told of an entry, by name, as exact expressions over `scored`."""
    mark = draft.marks.get(entry.index)
    score = Ratio(mark, Int.of(10**entry.places)) if mark else None
    before = Ratio(Int.column(f"b{entry.index}", mark.low, mark.high), Int.of(10**entry.places)) if mark else None
    worth = weight_in_total(draft, entry)
    return {
        "value": draft.values.get(entry.index),
        "rate": score * Ratio.of(1 / entry.points) if score and entry.points else None,
        "score": score,
        "points": Ratio.of(entry.points) if entry.item.role != "shown" else None,
        "moved_points": moved(draft, entry),
        "before": before,
        "attainable": worth,
        "lost": lost(entry, score, worth),
    }


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
    if scaling is None or not method_of(draft.outline.entries[entry.parent]).moves:
        return Ratio.of(0)
    mark = draft.marks.get(entry.index)
    gone = Ratio.of(-entry.part)
    stays = Ratio.of(entry.weight) * scaling - Ratio.of(entry.part)
    if not entry.due or mark is None:
        stays = gone
    arms = [(f"{scaling.bottom.sql} IS NULL", Ratio.of(0))] if scaling.bottom.nullable else []
    if mark is not None and mark.nullable:
        arms.append((f"{mark.sql} IS NULL", gone))
    return choose_ratio(arms, stays)


def weight_in_total(draft: Draft, entry: Entry) -> Ratio | None:
    """What one mark of an entry is worth in the total, once all that dropped out around it has been scaled away."""
    if entry.item.role == "shown" or entry.index not in draft.marks:
        return None
    worth = Ratio.of(1)
    above = entry
    for parent in _ancestors(draft, entry):
        if parent.index not in draft.scaling:
            # Nothing that counts is due in it, so there is no total for a mark to be part of.
            return None
        if not adds_up(draft.outline, parent):
            # What a mark is worth there depends on its siblings' marks.
            return None
        if above.counts:
            worth = worth * draft.scaling[parent.index] * Ratio.of(above.weight / above.points)
            if worth.bottom.high > _EXACT:
                worth = _for_show(worth, _most(draft, entry, parent))
        above = parent
    return worth


def _for_show(worth: Ratio, most: Fraction) -> Ratio:
    """The same to 12 places: in a deep tree the exact fraction outgrows its bounds long before a reader could tell.

    Args:
        worth: what a mark is worth in an ancestor.
        most: the most it can be: an entry's effective points never pass its ancestor's.
    """
    rounded = worth.rounded(_SHOWN)
    return Ratio(replace(rounded, low=0, high=ceil(most * 10**_SHOWN), line=None), Int.of(10**_SHOWN))


def _most(draft: Draft, entry: Entry, ancestor: Entry) -> Fraction:
    """The most one mark of an entry can be worth in an ancestor: with it alone left at every level that is scaled."""
    most, above = Fraction(1), entry
    for parent in _ancestors(draft, entry):
        if method_of(parent).moves:
            most *= parent.points / above.points
        above = parent
        if parent.index == ancestor.index:
            break
    return most


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
