"""Powers, logarithms and exponentials on a cluster: Java's doubles differ in their last bits, the marks do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from scoring.engine.engines import Engine
from tests.spark.extent import NIGHTLY
from tests.sql.inexact_rows import Case, cases
from tests.sql.judge import judged
from tests.sql.test_inexact_against_mpmath import bounded, rows_of
from tests.sql.test_inexact_against_mpmath import marks as marks_of
from tests.sql.test_inexact_boundaries import HARD, Hard, exponentials, marks

CHOSEN = HARD if NIGHTLY else [exponentials]
TRIED = settings(max_examples=60 if NIGHTLY else 2)


@pytest.mark.parametrize("hard", CHOSEN)
def test_the_side_of_a_boundary_is_told_however_near_it_is(hard: Callable[[], Hard], spark: Engine) -> None:
    of, rows, expected = hard()
    assert marks(of, rows, engine=spark) == expected


@TRIED
@given(case=cases())
def test_every_mark_is_what_mpmath_says(case: Case, spark: Engine) -> None:
    assert marks_of(case, engine=spark) == [judged(case.wanted, row) for row in rows_of(case)]


@TRIED
@given(case=cases())
def test_the_bound_of_the_error_holds_for_java_too(case: Case, spark: Engine) -> None:
    assert all(bounded(case, spark))
