"""Inexact expressions against mpmath: every mark the same, whatever decides it, and the bound of the error holds."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import mpmath
from hypothesis import assume, event, given

from scoring.engine.engines import Engine
from scoring.errors import Overflow
from scoring.sql.decide import MARGIN, Wanted
from scoring.sql.estimate import estimate
from scoring.sql.exact import Ratio
from scoring.sql.inexact import Logarithm, Power
from scoring.sql.steps import select
from tests.sql.inexact import ONE_THREAD, Column, column, decided, loaded
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


def marks(case: Case, margin: float = MARGIN, engine: Engine = ONE_THREAD) -> list[int | None]:
    try:
        return decided(case.rows, {"x": case.wanted}, margin, engine)["x"]
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


def bounded(case: Case, engine: Engine = ONE_THREAD) -> list[bool]:
    """For each row that is estimated, whether the estimate is within the bound, no margin added."""
    wanted = case.wanted
    try:
        ready = estimate("x", wanted.of, wanted.unit, margin=1)
    except Overflow:
        assume(condition=False)
        raise
    source = "given"
    for layer in ready.layers:
        source = f"({select(layer, source)})"
    columns = f"{ready.value}, {ready.error}, {ready.sure}"
    found = loaded(case.rows, engine).frame(f"SELECT {columns} FROM {source} ORDER BY place")  # noqa: S608
    with mpmath.workdps(DIGITS):
        return [
            abs(mpmath.mpf(estimated) - real(wanted, row)) <= mpmath.mpf(error)
            for row, (estimated, error, sure) in zip(rows_of(case), found.iter_rows(), strict=True)
            if estimated is not None and sure and mpmath.isfinite(error)
        ]


@given(cases())
def test_no_estimate_is_further_off_than_the_proved_bound(case: Case) -> None:
    assert all(bounded(case))


def test_the_bound_holds_where_a_logarithm_is_nearly_zero() -> None:
    sizes = [3**power for power in range(2, 60)]
    rows: dict[str, Column] = {"a": [size + 1 for size in sizes], "b": [*sizes]}
    near = Ratio(column("a", rows["a"]), column("b", rows["b"]))
    for of in (Logarithm(near, times=Fraction(10**12)), Power(((near, Fraction(10**9)), (near, -Fraction(10**9))))):
        within = bounded(Case(Wanted(of, 0), rows))
        assert within
        assert all(within)
