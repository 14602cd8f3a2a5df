"""Inexact expressions become exact marks: estimated in double, and decided again where a double cannot tell.

Doubles of two platforms differ in their last bits. So beside each estimate stands a bound of its error; where a
boundary between two steps lies within it, the row is decided exactly. So the digits are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

import polars as pl

from scoring.errors import Overflow
from scoring.sql.estimate import Estimate, estimate, varying
from scoring.sql.exact import Int, Ratio, Way, quote, whole
from scoring.sql.inexact import Inexact
from scoring.sql.steps import Step, select
from scoring.sql.width import typed

MARGIN = 4
"""How many times the proved bound of an estimate's error is taken for doubtful."""
_COUNTED = 2.0**52
"""Below it a double tells all halves apart."""


class Wanted(NamedTuple):
    """An expression, and what it is rounded to: `step` units of 10^-places, in those units.

    `node` is whose code an `Overflow` is to bear.
    """

    of: Inexact
    places: int
    step: int = 1
    way: Way = "half_up"
    node: str = ""

    @property
    def unit(self) -> Fraction:
        """One step."""
        return Fraction(self.step, 10**self.places)


def decide(wide: str, wanted: Mapping[str, Wanted], margin: float = MARGIN) -> tuple[tuple[Step, ...], dict[str, Int]]:
    """The steps that add inexact numbers, rounded, to a wide relation; and the integers to read them by.

    Args:
        wide: the relation's quoted name; it has a row for each value of its column `place`.
        wanted: by the new column's name, what it is to hold.
        margin: for tests: without any nothing is doubted, with a large one everything.

    Returns:
        Steps, the last of which is the new wide relation; none where nothing is wanted.

    Raises:
        Overflow: a result could pass 38 digits, or what it is made from a double's range.
    """
    if not wanted:
        return (), {}
    estimates, results = dict[str, Estimate](), dict[str, Int]()
    for name, one in wanted.items():
        with Overflow.within(one.node):
            estimates[name] = estimate(name, one.of, one.unit, margin)
            results[name] = _result(name, one, estimates[name])
    source, spent = wide, list[str]()
    for layer in zip(*(ready.layers for ready in estimates.values()), strict=True):
        columns = {column: sql for part in layer for column, sql in part.items()}
        source = f"(\n{select(columns, source)}\n)"
        spent += columns
    settled: dict[str, str] = {}
    for name, one in wanted.items():
        settled |= _settled(name, one, estimates[name], results[name])
    stem = wide.strip('"')
    first, second, third = (f"{stem} {part}" for part in ("estimated", "again", "decided"))
    return (
        Step(first, select(settled, source, but=spent), kept=True),
        Step(second, _doubted(wanted, first), work=_redecide(wanted)),
        Step(third, _merged(results, first, second)),
    ), results


def _doubted(wanted: Iterable[str], estimated: str) -> str:
    """All that is asked again in one long relation."""
    return "\nUNION ALL\n".join(
        f"SELECT place, {number} AS wanted, {quote(f'{name} asked')} AS asked\n"
        f"FROM {quote(estimated)} WHERE {quote(f'{name} asked')} IS NOT NULL"
        for number, name in enumerate(wanted)
    )


def _merged(results: Mapping[str, Int], estimated: str, again: str) -> str:
    """The wide relation with what was told and what was decided again in one column."""
    columns = {
        name: f"coalesce({quote(f'{name} told')}, CAST({quote(f'{name} again')} AS {typed(result.low, result.high)}))"
        for name, result in results.items()
    }
    spent = [f"{name} {part}" for name in results for part in ("told", "asked", "again")]
    return select(columns, f"{quote(estimated)} LEFT JOIN {quote(again)} USING (place)", but=spent)


def _result(name: str, wanted: Wanted, ready: Estimate) -> Int:
    low, high = (end * wanted.step for end in wanted.of.bounds(wanted.unit, wanted.way))
    return Int.column(name, low, high, nullable=ready.of.known != "TRUE")


def _settled(name: str, wanted: Wanted, ready: Estimate, result: Int) -> dict[str, str]:
    """The mark where an estimate tells it, and else what must be known to decide it."""
    size, error = f"abs({ready.value})", ready.error
    half = "5e-1" if wanted.way == "half_up" else "0e0"
    steps = f"CAST(floor({size} + {half}) AS {typed(result.low, result.high)})" + (" + 1" if wanted.way == "up" else "")
    # Below zero it is the mirror image. Within the error of zero the two floors differ, or the result is zero.
    mark = f"(CASE WHEN {ready.value} < 0e0 THEN -1 ELSE 1 END) * ({steps}) * {Int.of(wanted.step).sql}"
    # An estimate that is not a number is below nothing, so that it is never sure.
    sure = (
        f"({ready.sure} AND {size} + {error} < {_COUNTED:.1f}e0 "
        f"AND floor({size} - {error} + {half}) = floor({size} + {error} + {half}))"
    )
    integers = [f"coalesce(CAST({quote(column)} AS VARCHAR), '1')" for column in ready.layers[0]] or ["''"]
    nothing = Int.of(whole(wanted.of.plus / wanted.unit, wanted.way) * wanted.step).sql
    told = f"CASE WHEN {ready.state} = 0 THEN {nothing} WHEN {ready.state} = 1 AND {sure} THEN {mark} END"
    return {
        f"{name} told": f"CAST({told} AS {typed(result.low, result.high)})",
        f"{name} asked": f"CASE WHEN {ready.state} = 1 AND NOT {sure} THEN {' || chr(32) || '.join(integers)} END",
    }


def _redecide(wanted: Mapping[str, Wanted]) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """What turns the doubted rows (place, number of what is wanted, its integers) into a column for each, as text."""
    names = list(wanted)
    read = [_reader(one.of) for one in wanted.values()]

    def work(doubted: pl.DataFrame) -> pl.DataFrame:
        known: dict[tuple[int, str], str] = {}
        rows: dict[object, dict[str, str]] = {}
        for place, number, asked in doubted.iter_rows():
            one = wanted[names[number]]
            if (number, asked) not in known:
                values = read[number]([int(part) for part in asked.split()])
                known[number, asked] = str(one.of.exactly(values, one.unit, one.way) * one.step)
            rows.setdefault(place, {})[names[number]] = known[number, asked]
        columns = {f"{name} again": [row.get(name) for row in rows.values()] for name in names}
        return pl.DataFrame(
            {"place": list(rows), **columns},
            schema={"place": doubted.schema["place"], **dict.fromkeys(columns, pl.String)},
        )

    return work


def _reader(of: Inexact) -> Callable[[Sequence[int]], list[Fraction]]:
    """What turns the integers of a row into the values of the expression's fractions."""
    order = {part: place for place, part in enumerate(varying(of))}

    def value(ratio: Ratio, integers: Sequence[int]) -> Fraction:
        top, bottom = (integers[order[part]] if part in order else part.low for part in (ratio.top, ratio.bottom))
        return ratio.times * Fraction(top, bottom)

    return lambda integers: [value(ratio, integers) for ratio in of.ratios]
