"""What was lost in the field of each unit (牵头单位、责任单位), over all jurisdictions that have a score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import polars as pl

from scoring.rubric.outline import Entry

if TYPE_CHECKING:
    from scoring.result.result import Result

Duty = Literal["lead", "responsible"]
_MARKS = pl.Decimal(38, 9)
COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "unit": pl.String,
    "duty": pl.String,
    "indicators": pl.Int64,
    "lowered": pl.Int64,
    "jurisdictions": pl.Int64,
    "lost": _MARKS,
    "average": _MARKS,
    "share": _MARKS,
    "at_stake": _MARKS,
    "rate": _MARKS,
    "worst": pl.String,
}


@dataclass
class _Item:
    """What one leaf or node lost over all jurisdictions, and what it could have lost."""

    entry: Entry
    lost: Fraction = Fraction(0)
    who: set[str] = field(default_factory=set)
    at_stake: Fraction = Fraction(0)


def units_lost(result: Result) -> pl.DataFrame:
    """Marks lost over all jurisdictions by unit: those that lead first, then those responsible, most lost first.

    A unit that a leaf does not name is the one named above it. A leaf of several units counts in full for each of
    them, so the columns have no total; what no unit answers for has a row with an empty `unit`, where some units are
    named at all. Nothing is told where marks above do not add up, for then no loss has an amount.

    Columns: `unit, duty` (lead or responsible), `indicators` due that it answers for, `lowered` (how many of them lost
    marks somewhere), `jurisdictions` that lost any, `lost` in marks of the total, `average` of it over all that have a
    score, `share` of all that was lost, `at_stake` (the full marks of its indicators, in marks of the total, over the
    same jurisdictions), `rate` (lost over at stake, null where nothing was), `worst` (the code of what lost most).
    """
    items = _items(result)
    scored = result.ranking["score"].count()
    whole = sum((item.lost for item in items), Fraction(0))
    rows = [
        _row(unit, duty, mine, scored, whole)
        for duty in ("lead", "responsible")
        for unit, mine in _by_unit(items, duty)
    ]
    kept = [row for row in rows if row["lost"]]
    return pl.DataFrame(kept, schema=COLUMNS, orient="row").sort(
        pl.col("duty"), pl.col("lost"), pl.col("unit"), descending=[False, True, False]
    )


def _items(result: Result) -> list[_Item]:
    found = {entry.item.code: _Item(entry) for entry in result.draft.outline.entries if entry.due}
    lost = result.deductions.filter(pl.col("lost") > 0).select("node", "jurisdiction", "lost")
    for node, who, amount in lost.iter_rows():
        found[node].lost += Fraction(amount)
        found[node].who.add(who)
    with_score = result.ranking.filter(pl.col("score").is_not_null())["jurisdiction"].implode()
    in_total = result.details.filter(pl.col("score").is_not_null() & pl.col("jurisdiction").is_in(with_score))
    for node, worth in in_total.group_by("node").agg(pl.col("attainable").sum()).iter_rows():
        if node in found and found[node].entry.is_leaf and found[node].entry.counts and worth is not None:
            found[node].at_stake = Fraction(worth) * found[node].entry.points
    return list(found.values())


def _by_unit(items: Iterable[_Item], duty: Duty) -> Iterator[tuple[str, list[_Item]]]:
    """The items of each unit, and under an empty name those nobody answers for."""
    found: dict[str, list[_Item]] = {}
    for item in items:
        for unit in dict.fromkeys(_named(item.entry, duty) or ("",)):
            found.setdefault(unit, []).append(item)
    if set(found) != {""}:
        yield from found.items()


def _named(entry: Entry, duty: Duty) -> tuple[str, ...]:
    return entry.lead if duty == "lead" else entry.units


def _row(unit: str, duty: Duty, items: list[_Item], scored: int, whole: Fraction) -> dict[str, object]:
    leaves = [item for item in items if item.entry.is_leaf and item.entry.item.role in ("scored", "penalty")]
    lost = sum((item.lost for item in items), Fraction(0))
    at_stake = sum((item.at_stake for item in items), Fraction(0))
    return {
        "unit": unit,
        "duty": duty,
        "indicators": len(leaves),
        "lowered": sum(1 for item in leaves if item.lost),
        "jurisdictions": len(set().union(*(item.who for item in items))),
        "lost": _decimal(lost),
        "average": _decimal(lost / scored if scored else Fraction(0)),
        "share": _decimal(lost / whole if whole else Fraction(0)),
        "at_stake": _decimal(at_stake),
        "rate": _decimal(lost / at_stake) if at_stake else None,
        "worst": max(items, key=lambda item: item.lost).entry.item.code,
    }


def _decimal(number: Fraction) -> Decimal:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal("1e-9"), ROUND_HALF_UP)
