"""What the period before comes to is run once, whoever asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.api import score
from scoring.engine import duckdb
from tests.engine.agreement import loaded
from tests.oracle.given import given
from tests.oracle.small import small

CHILDREN = """
- {leaf: own, title: 一, due: year, points: 5, value: a, proportional: {target: 100}}
- {leaf: past, title: 二, due: year, points: 5, value: "previous([own])", proportional: {target: 5}}
"""


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[duckdb.Session]:
    """The sessions opened, in order."""
    made: list[duckdb.Session] = []

    class Counted(duckdb.Session):
        def __init__(self, threads: int | None = None) -> None:
            super().__init__(threads)
            made.append(self)

    monkeypatch.setattr(duckdb, "Session", Counted)
    return made


@pytest.mark.parametrize(("written", "sessions"), [(False, 2), (True, 3)])
def test_a_result_of_the_year_before_is_the_one_that_was_rested_on(
    tmp_path: Path, opened: list[duckdb.Session], *, written: bool, sessions: int
) -> None:
    rows = {"甲": {"a": 50}, "乙": {"a": 80}}
    inputs = given(metrics={"2022": rows, "2023": {"甲": {"a": 90}, "乙": {"a": 20}}}, roster="甲乙")
    result = score(
        loaded(small(CHILDREN, more="settings: {no_history: 0}"), tmp_path),
        inputs,
        "2023",
        out=tmp_path / "out" if written else None,
    )
    assert result.previous is not None
    marks = [dict(one.ranking.select("jurisdiction", "score").iter_rows()) for one in (result, result.previous)]
    assert [{who: float(mark) for who, mark in one.items()} for one in marks] == [
        {"甲": 7.0, "乙": 5.0},
        {"甲": 2.5, "乙": 4.0},
    ]
    # Where marks are written while they are computed nothing that was run stays in memory.
    assert len(opened) == sessions
