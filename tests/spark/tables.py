"""Everything a result says, as tables, so that the results of two engines can be held against each other."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from polars.testing import assert_frame_equal

from scoring.result.result import Result

TABLES = ("ranking", "ranks", "details", "gates", "labels", "standings", "quotas", "samples", "deductions", "findings")


def differences(found: Result, expected: Result) -> Iterator[str]:
    """The tables that are not the same, row for row and digit for digit, each with where."""
    for name in TABLES:
        one, other = (pl.DataFrame(getattr(result, name)) for result in (found, expected))
        try:
            assert_frame_equal(one, other)
        except AssertionError as error:
            yield f"{name}: {error}"
