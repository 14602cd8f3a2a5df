"""Running what was generated: the real loader and engine, and their answers in a shape that compares at a glance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from hypothesis import reject, settings

from scoring.api import score
from scoring.engine.engines import Engine
from scoring.errors import InputError, RubricError
from scoring.intake.inputs import Inputs
from scoring.result.result import Result
from scoring.rubric.model import Rubric
from tests.engine.agreement import fraction, loaded, scores

FEWER = settings(max_examples=settings().max_examples // 5)
"""A fifth of whatever the profile asks: each example is scored once or twice, and nights still search on."""


def accepted(written: dict[str, Any]) -> Rubric:
    """A generated rubric, loaded; one that is refused, as it must be, is no example."""
    try:
        with TemporaryDirectory() as folder:
            return loaded(written, Path(folder))
    except RubricError as fault:
        if {problem.code for problem in fault.problems} <= {"too_wide", "undecided"}:
            # Bounds no integer holds, or none given. There is nothing to look at.
            reject()
        raise


def scored(written: dict[str, Any], inputs: Inputs, period: str = "2023", threads: int | None = None) -> Result:
    """A generated rubric over generated inputs."""
    rubric = accepted(written)
    try:
        return score(rubric, inputs, period, engine=Engine(threads=threads))
    except InputError:
        # What is taken from those below rests on what they are compared with: a circle the roster closes, refused too.
        reject()


def marks(result: Result, node: str) -> dict[str, Fraction | None]:
    """Everyone's mark at one node."""
    rows = scores(result).filter(pl.col("node") == node)
    return {who: fraction(mark) for who, mark in rows.select("jurisdiction", "score").iter_rows()}


def tables(result: Result) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Scores and ranking whatever the order of rows."""
    ordered = scores(result).sort("jurisdiction", "node"), result.ranking.sort("jurisdiction")
    return ordered[0].to_dicts(), ordered[1].to_dicts()


def shuffled(inputs: Inputs, seed: int) -> Inputs:
    """The same records in another order."""

    def other(frame: pl.DataFrame) -> pl.DataFrame:
        order = list(range(frame.height))
        Random(seed).shuffle(order)
        return frame[order]

    return changed(inputs, other)


def chunked(inputs: Inputs, rows: int) -> Inputs:
    """The same records, stored in chunks of so many rows, as the engine is handed them."""

    def other(frame: pl.DataFrame) -> pl.DataFrame:
        pieces = [frame[start : start + rows] for start in range(0, frame.height, rows)]
        return pl.concat(pieces, rechunk=False) if pieces else frame

    return changed(inputs, other)


def changed(inputs: Inputs, change: Callable[[pl.DataFrame], pl.DataFrame]) -> Inputs:
    """The inputs with something done to every table."""
    return replace(
        inputs,
        roster=change(inputs.roster),
        metrics={period: change(frame) for period, frame in inputs.metrics.items()},
        desk_review=change(inputs.desk_review),
        site_visits=change(inputs.site_visits),
        survey=change(inputs.survey),
        events=change(inputs.events),
        marks=change(inputs.marks),
        reports=change(inputs.reports),
    )
