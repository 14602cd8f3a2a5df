"""Streaming polars over what real rubrics hold besides: groups, years, answers, gaps, gates.

python -m benchmarks.peers.in_polars_mixes relative|trend|surveys|gaps|gates WORK INPUT… OUTPUT
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import polars as pl

from benchmarks.peers.in_polars import UNIT, branches, earned, half_up, mean, write
from benchmarks.tree import FULL, Asked, Branch, Growth, Leaf, Relative, Work
from benchmarks.works import WORKS

SHARES = {"satisfied": 100, "fairly": 80, "neutral": 60, "dissatisfied": 0}
"""What an answer is worth, in percent; any other is no valid answer."""


def relative(work: Work, roster: str, source: str, target: str) -> None:
    """Some indicators against those of the same level: statistics of each level once, joined back."""
    levels = pl.scan_parquet(roster).select(pl.col("code").alias("jurisdiction"), "level")
    values = pl.scan_parquet(source).join(levels, on="jurisdiction", maintain_order="left")
    against = [leaf for leaf in work.leaves if isinstance(leaf.scale, Relative)]
    statistics = []
    for leaf in against:
        value = pl.col(leaf.metric).cast(pl.Int64)
        statistics += [value.min().alias(f"{leaf.metric} least"), value.max().alias(f"{leaf.metric} most")]
        statistics += [value.sum().alias(f"{leaf.metric} sum"), (value * value).sum().alias(f"{leaf.metric} squares")]
    known = values.group_by("level").agg(pl.len().cast(pl.Int64).alias("count"), *statistics)
    joined = values.join(known, on="level", maintain_order="left")
    leaves = [_compared(leaf) if leaf in against else earned(leaf, pl.col(leaf.metric)) for leaf in work.leaves]
    named = [marked.alias(leaf.code) for leaf, marked in zip(work.leaves, leaves, strict=True)]
    write(branches(joined.select("jurisdiction", *named), work), target)


def _compared(leaf: Leaf) -> pl.Expr:
    value, least, most, total, squares = (
        pl.col(leaf.metric + suffix).cast(pl.Int64) for suffix in ("", " least", " most", " sum", " squares")
    )
    match leaf.scale:
        case Relative("min_max"):
            return half_up((value - least) * FULL, most - least).cast(UNIT)
        case Relative("ratio_to_best"):
            return half_up(value * FULL, most).cast(UNIT)
        case _:
            count = pl.col("count")
            apart = ((count * squares - total * total).cast(pl.Float64).sqrt() / count).round(12)
            far = (value - (total / count).round(12)) / apart
            return (far * (FULL / 10) + FULL * 6 / 10 + 0.5).floor().clip(0, FULL).cast(UNIT)


def trend(work: Work, source: str, target: str) -> None:
    """Some indicators by growth against the year before."""
    moving = [leaf.metric for leaf in work.leaves if isinstance(leaf.scale, Growth)]
    years = pl.scan_parquet(source)
    before = years.filter(pl.col("period") == "2023").select("jurisdiction", *moving)
    now = years.filter(pl.col("period") == "2024")
    joined = now.join(before, on="jurisdiction", how="left", suffix=" before", maintain_order="left")
    leaves = [_grown(leaf, leaf.scale) if isinstance(leaf.scale, Growth) else _plain(leaf) for leaf in work.leaves]
    named = [marked.alias(leaf.code) for leaf, marked in zip(work.leaves, leaves, strict=True)]
    write(branches(joined.select("jurisdiction", *named), work), target)


def _plain(leaf: Leaf) -> pl.Expr:
    return earned(leaf, pl.col(leaf.metric))


def _grown(leaf: Leaf, scale: Growth) -> pl.Expr:
    value, before = (pl.col(leaf.metric + suffix).cast(pl.Int64) for suffix in ("", " before"))
    above = (value * 100 - before * (100 + scale.worst)).clip(0, before * (scale.best - scale.worst))
    # From zero there is no growth, which counts nothing.
    return half_up(above * FULL, before * (scale.best - scale.worst)).cast(UNIT).fill_null(0)


def surveys(work: Work, source: str, answers: str, target: str) -> None:
    """Some indicators by what people answered."""
    worth = pl.col("answer").replace_strict(SHARES, default=None, return_dtype=pl.Int64)
    each = pl.scan_parquet(answers).with_columns(worth.alias("worth"))
    rate = half_up(pl.col("worth").sum() * 10**7, pl.col("worth").count().cast(pl.Int64))
    rates = each.group_by("jurisdiction", "question").agg(rate.alias("rate"))
    asked = {leaf.scale.question: leaf for leaf in work.leaves if isinstance(leaf.scale, Asked)}
    by_question = rates.collect(engine="streaming").pivot("question", index="jurisdiction", values="rate").lazy()
    values = pl.scan_parquet(source).join(by_question, on="jurisdiction", how="left", maintain_order="left")
    named = []
    for leaf in work.leaves:
        if isinstance(leaf.scale, Asked):
            marked = half_up(pl.col(leaf.scale.question) * FULL, 10**9).cast(UNIT)
            named.append(marked.alias(asked[leaf.scale.question].code))
        else:
            named.append(_plain(leaf).alias(leaf.code))
    write(branches(values.select("jurisdiction", *named), work), target)


def gaps(work: Work, source: str, target: str) -> None:
    """Texts: what is left out counts zero, what does not apply leaves its weight to its siblings."""
    leaves = []
    for leaf in work.leaves:
        text = pl.col(leaf.metric)
        marked = earned(leaf, text.cast(UNIT, strict=False)).fill_null(0)
        out = text.str.starts_with("N/A").fill_null(value=False)
        leaves.append(pl.when(~out).then(marked).alias(leaf.code))
    write(branches(pl.scan_parquet(source).select("jurisdiction", *leaves), work, _mean_of_those_there), target)


def _mean_of_those_there(branch: Branch) -> pl.Expr:
    first, *others = ((pl.col(child.code) * child.weight).fill_null(0) for child in branch.children)
    weight, *weights = (pl.col(child.code).is_not_null().cast(UNIT) * child.weight for child in branch.children)
    return half_up(sum(others, first), sum(weights, weight))


def gates(work: Work, source: str, target: str) -> None:
    """Limits on marks by values."""
    values = pl.scan_parquet(source)
    limits = {gate.of: gate for gate in work.gates}
    reads = [pl.col(gate.metric).alias(f"{gate.code} reads") for gate in work.gates]

    def limited(branch: Branch) -> pl.Expr:
        whole = mean(branch)
        gate = limits.get(branch.code)
        if gate is None:
            return whole
        return pl.when(pl.col(f"{gate.code} reads") > gate.above).then(whole.clip(upper_bound=gate.at)).otherwise(whole)

    leaves = [_plain(leaf).alias(leaf.code) for leaf in work.leaves]
    frame = branches(values.select("jurisdiction", *reads, *leaves), work, limited)
    write(frame.drop(f"{gate.code} reads" for gate in work.gates), target)


if __name__ == "__main__":
    programs: dict[str, Callable[..., None]] = {
        "relative": relative,
        "trend": trend,
        "surveys": surveys,
        "gaps": gaps,
        "gates": gates,
    }
    programs[sys.argv[1]](WORKS[sys.argv[2]], *sys.argv[3:])
