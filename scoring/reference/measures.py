"""Statistics over groups of jurisdictions, made in exact integers and joined back to every row."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

import polars as pl

from scoring.evidence.draft import Draft
from scoring.reference.population import counted
from scoring.rubric.expression import CHILDREN
from scoring.sql import roster
from scoring.sql.exact import Int, Ratio, choose, quote
from scoring.sql.several import PLACES, on_grid
from scoring.sql.steps import Step, select
from scoring.sql.width import typed

__all__ = ["MOST", "PLACES", "Measure", "measure", "on_grid"]

MOST = 10**7
"""More jurisdictions than there are: what the bounds of sums rest on."""

SPREAD = ("sd_population", "sd_sample")
SORTED = ("median", "percentile")


@dataclass(frozen=True)
class Measure:
    """A statistic wanted: of a number (NULL where it does not count) or, for count and share, of a condition's SQL.

    Attributes:
        function: as formulas write it: min, max, mean, sum, count, share, median, percentile, rank, sd_…; or a name of
            the asker's own, where `told` says what it is.
        of: what it is taken of.
        group: `all` or a roster column.
        argument: a percentile's share.
        told: a statistic made in Python of a group's values (whole units of its grid), in the same units and between
            the least and the greatest of them; None where there is none.
    """

    function: str
    of: Ratio | str
    group: str
    argument: Fraction | None = None
    told: Callable[[list[int]], int | None] | None = None


def measure(draft: Draft, wanted: Sequence[Measure]) -> tuple[Draft, list[Ratio]]:
    """Add the columns the statistics need, and tell how each is read; NULL for whoever is in no such group.

    Whoever feeds them is said by the population; what is not known of a jurisdiction does not count.

    Raises:
        Overflow: a sum could pass 38 digits.
    """
    if not wanted:
        return draft, []
    draft = counted(draft)
    stem = f"statistics {len(draft.steps)}"
    made = [_made(one, f"{stem} {number}") for number, one in enumerate(wanted)]
    numbers = {f"{stem} {n}": f"CASE WHEN counted THEN {one.of.sql} END" for n, one in enumerate(made)}
    measured = Step(f"{stem} of", select(numbers, draft.wide), kept=True)
    steps, joins = [measured], list[tuple[str, str]]()
    for group in dict.fromkeys(one.group for one in wanted):
        parts = [one for one, asked in zip(made, wanted, strict=True) if asked.group == group]
        key = _key(group)
        plain = {name: sql for part in parts for name, sql in part.aggregates.items()}
        if plain:
            name = f"{stem} by {group}"
            steps.append(Step(name, _grouped(key, plain, measured.name)))
            joins.append((name, group))
        for part in parts:
            if part.work:
                name = f"{part.name} worked"
                sql = f"SELECT {key} AS g, {quote(part.name)} AS k FROM {quote(measured.name)}"
                known = f"WHERE {quote(part.name)} IS NOT NULL AND {key} IS NOT NULL"
                steps.append(Step(name, f"{sql} {known}", work=part.work))
                joins.append((name, group))
    windows = {name: sql for part in made for name, sql in part.windows.items()}
    steps.append(Step(f"{stem} joined", _joined(measured.name, joins, made, windows)))
    return draft.then(*steps), [part.result for part in made]


@dataclass(frozen=True)
class _Made:
    """One statistic being made: its column of inputs, what is grouped, worked out or looked up beside, the result."""

    name: str
    of: Int
    result: Ratio
    aggregates: Mapping[str, str]
    work: Callable[[pl.DataFrame], pl.DataFrame] | None
    windows: Mapping[str, str]
    kept: Mapping[str, str]


def _made(asked: Measure, name: str) -> _Made:
    if isinstance(asked.of, str):
        of, places = choose([(asked.of, Int.of(1)), (f"NOT {asked.of}", Int.of(0))], None), 0
    else:
        of, places = on_grid(asked.of)
    part = _Made(name, of, Ratio.of(0), {}, None, {}, {})
    unit = Int.of(10**places)
    if asked.function in ("min", "max"):
        found = Int.column(f"{name} {asked.function}", of.low, of.high)
        sql = f"{asked.function}({quote(name)})"
        return replace(part, aggregates={f"{name} {asked.function}": sql}, result=Ratio(found, unit))
    if asked.function == "rank":
        key = "" if asked.group == "all" else f"{roster.column(asked.group)}, "
        window = f"rank() OVER (PARTITION BY {key}{quote(name)} IS NULL ORDER BY {quote(name)} DESC)"
        there = f"{quote(name)} IS NOT NULL" + ("" if asked.group == "all" else f" AND {key[:-2]} IS NOT NULL")
        rank = Int.column(f"{name} rank", 1, MOST)
        return replace(
            part, windows={f"{name} rank": f"CASE WHEN {there} THEN {window} END"}, result=Ratio(rank, Int.of(1))
        )
    if asked.told or asked.function in (*SPREAD, *SORTED):
        return _worked(part, asked, places)
    total = Int.column(f"{name} sum", min(of.low, 0) * MOST, max(of.high, 0) * MOST)
    known = Int.column(f"{name} n", 1, MOST)
    cast = typed(total.low, total.high)
    both = {f"{name} sum": f"CAST(sum({quote(name)}) AS {cast})", f"{name} n": f"nullif(count({quote(name)}), 0)"}
    results = {
        "sum": Ratio(total, unit),
        "mean": Ratio(total, known, Fraction(1, 10**places)),
        "share": Ratio(total, known),
        "count": Ratio(_none_is_zero(total, asked.group), Int.of(1)),
    }
    return replace(part, aggregates=both, result=results[asked.function])


def _none_is_zero(total: Int, group: str) -> Int:
    """Of a group that has nobody to count there are none; of no group nothing is known."""
    there = "TRUE" if group in ("all", CHILDREN) else f"{roster.column(group)} IS NOT NULL"
    return choose([(f"{there} AND {total.sql} IS NULL", Int.of(0))], total)


def _worked(part: _Made, asked: Measure, places: int) -> _Made:
    """A statistic made in Python's whole numbers: a root, or a place between two values."""
    name = f"{part.name} worked"
    told: Callable[[list[int]], int | None]
    if asked.told:
        told, unit, ends = asked.told, 10**places, (part.of.low, part.of.high)
    elif asked.function in SORTED:
        share = Fraction(1, 2) if asked.function == "median" else asked.argument or Fraction(0)
        unit = 10**places * share.denominator
        told = partial(_percentile, share=share)
        ends = part.of.low * share.denominator, part.of.high * share.denominator
    else:
        unit, scale = 10**PLACES, Fraction(10**PLACES, 10**places)
        told = partial(_deviation, scale=scale, sample=asked.function == "sd_sample")
        ends = 0, math.ceil((part.of.high - part.of.low) * scale) + 1

    def work(rows: pl.DataFrame) -> pl.DataFrame:
        groups: dict[object, list[int]] = {}
        for group, value in rows.iter_rows():
            groups.setdefault(group, []).append(int(value))
        results = {group: told(values) for group, values in groups.items()}
        said = [None if one is None else str(one) for one in results.values()]
        return pl.DataFrame({"g": list(results), "x": said}, schema={"g": rows.schema["g"], "x": pl.String})

    found = Int.column(f"{name} x", *ends)
    kept = {f"{name} x": f"CAST({quote(name)}.x AS {typed(*ends)})"}
    return replace(part, work=work, result=Ratio(found, Int.of(unit)), kept=kept)


def _percentile(values: Sequence[int], share: Fraction) -> int:
    """The value at place (n − 1)·share, on the line between its neighbours; in units of 1/denominator of the share."""
    ordered = sorted(values)
    at = share * (len(ordered) - 1)
    low = at.numerator // at.denominator
    rest = (at - low) * share.denominator
    above = ordered[min(low + 1, len(ordered) - 1)]
    return int(ordered[low] * (share.denominator - rest) + above * rest)


def _deviation(values: Sequence[int], scale: Fraction, *, sample: bool) -> int | None:
    """The standard deviation, rounded half-up; None where a sample of one has none."""
    count = len(values)
    if sample and count < 2:
        return None
    over = count * (count - 1) if sample else count * count
    variance = Fraction(count * sum(v * v for v in values) - sum(values) ** 2, over) * scale**2
    # floor(sqrt(v) + 1/2) = floor((floor(sqrt(4v)) + 1) / 2), and floor(sqrt(p/q)) = floor(sqrt(floor(p/q))).
    return (math.isqrt(4 * variance.numerator // variance.denominator) + 1) // 2


def _key(group: str) -> str:
    """SQL for the group a jurisdiction counts in."""
    if group == CHILDREN:
        return roster.column("parent")
    return "TRUE" if group == "all" else roster.column(group)


def _grouped(key: str, columns: Mapping[str, str], source: str) -> str:
    named = ",\n  ".join(f"{sql} AS {quote(name)}" for name, sql in columns.items())
    return f"SELECT {key} AS g,\n  {named}\nFROM {quote(source)}\nWHERE counted\nGROUP BY g"


def _joined(measured: str, joins: Sequence[tuple[str, str]], made: Sequence[_Made], windows: Mapping[str, str]) -> str:
    parts = [f"{quote(measured)}.* EXCLUDE ({', '.join(quote(part.name) for part in made)})"]
    parts += [f"{quote(name)}.* EXCLUDE (g)" for name, _ in joins if not name.endswith(" worked")]
    parts += [f"{sql} AS {quote(name)}" for part in made for name, sql in part.kept.items()]
    parts += [f"{sql} AS {quote(name)}" for name, sql in windows.items()]
    lines = [f"SELECT {', '.join(parts)}", f"FROM {quote(measured)}"]
    for name, group in joins:
        mine = "jurisdiction" if group == CHILDREN else roster.column(group)
        on = f"{quote(name)}.g" if group == "all" else f"{quote(name)}.g = {quote(measured)}.{mine}"
        lines.append(f"LEFT JOIN {quote(name)} ON {on}")
    return "\n".join(lines)
