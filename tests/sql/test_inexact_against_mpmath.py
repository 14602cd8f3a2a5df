"""Inexact expressions against mpmath: every mark the same, whatever decides it, and the bound of the error holds."""

from __future__ import annotations

from collections.abc import Iterator

import mpmath
from hypothesis import assume, event, given

from scoring.errors import Overflow
from scoring.sql.decide import MARGIN
from scoring.sql.estimate import estimate
from scoring.sql.steps import select
from tests.sql.inexact import decided, loaded
from tests.sql.inexact_rows import Case, cases
from tests.sql.judge import DIGITS, judged, real

EVERYTHING = 2.0**90
"""A margin that leaves nothing to the estimate."""


def rows_of(case: Case) -> Iterator[dict[str, int | None]]:
    """The integers of each row, by their SQL: whole numbers, which DuckDB adds without error."""
    parts = dict.fromkeys(part.sql for ratio in case.wanted.of.ratios for part in (ratio.top, ratio.bottom))
    session = loaded(case.rows)
    columns = ", ".join(f"CAST({sql} AS VARCHAR)" for sql in parts)
    for values in session.frame(f"SELECT {columns} FROM given ORDER BY place").iter_rows():  # noqa: S608
        yield {sql: None if text is None else int(text) for sql, text in zip(parts, values, strict=True)}


def marks(case: Case, margin: float = MARGIN) -> list[int | None]:
    try:
        return decided(case.rows, {"x": case.wanted}, margin)["x"]
    except Overflow:
        event("refused")
        assume(condition=False)
        raise


@given(cases())
def test_every_mark_is_what_mpmath_says(case: Case) -> None:
    event(type(case.wanted.of).__name__)
    assert marks(case) == [judged(case.wanted, row) for row in rows_of(case)]


@given(cases())
def test_deciding_every_row_exactly_gives_the_same_marks(case: Case) -> None:
    assert marks(case, EVERYTHING) == marks(case)


@given(cases())
def test_no_estimate_is_further_off_than_the_proved_bound(case: Case) -> None:
    wanted = case.wanted
    try:
        ready = estimate("x", wanted.of, wanted.unit, margin=1)
    except Overflow:
        assume(condition=False)
        raise
    source = "given"
    for layer in ready.layers:
        source = f"({select(layer, source)})"
    session = loaded(case.rows)
    found = session.frame(f"SELECT {ready.value}, {ready.error}, {ready.sure} FROM {source} ORDER BY place")  # noqa: S608
    with mpmath.workdps(DIGITS):
        for row, (estimated, error, sure) in zip(rows_of(case), found.iter_rows(), strict=True):
            if estimated is None or not sure or not mpmath.isfinite(error):
                continue
            assert abs(mpmath.mpf(estimated) - real(wanted, row)) <= mpmath.mpf(error)
