"""Every clause of every programme stands in its rubric's register, and every indicator has a clause behind it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from scoring.api import load_rubric
from scoring.rubric.clauses import clauses, unregistered
from scoring.rubric.model import Rubric

CLAUSES = {
    "city-outline": ("000", 70),
    "suzhou-2020-2022": ("001", 69),
    "wuchuan-2017-2019": ("002", 70),
    "wulateqianqi-2023": ("003", 97),
    "county-2023": ("004", 34),
}
"""How the rows of each list of clauses are numbered, and how many there are."""


@cache
def loaded(path: Path) -> Rubric:
    return load_rubric(path)


@pytest.fixture(params=CLAUSES)
def rubric(request: pytest.FixtureRequest, root: Path) -> Rubric:
    return loaded(root / "rubrics" / f"{request.param}.yaml")


def test_there_is_a_rubric_for_each_programme(root: Path) -> None:
    assert {path.stem for path in (root / "rubrics").glob("*.yaml")} == set(CLAUSES)


def test_no_row_is_absent_and_none_stands_twice(rubric: Rubric) -> None:
    prefix, count = CLAUSES[rubric.id]
    assert [row.row for row in rubric.clauses] == [f"{prefix}-{n:02}" for n in range(1, count + 1)]


def test_every_indicator_has_a_clause_behind_it(rubric: Rubric) -> None:
    assert unregistered(rubric) == []


def test_what_is_not_scored_is_rare_and_argued_in_both_languages(rubric: Rubric) -> None:
    out = [row.unscored for row in rubric.clauses if row.unscored]
    assert len(out) * 20 <= len(rubric.clauses)
    assert all(len(why.zh) >= 8 and why.en != why.zh for why in out)


def test_titles_stand_in_both_languages(rubric: Rubric) -> None:
    assert [row.row for row in rubric.clauses if row.title.zh == row.title.en] == []
    assert all(title.zh != title.en for title in (item.title for item in rubric.items.values()))


def test_every_row_is_told_with_something_below_it(rubric: Rubric) -> None:
    lines = list(clauses(rubric, "zh"))
    for row in rubric.clauses:
        at = next(n for n, line in enumerate(lines) if line.startswith(f"{row.row}  "))
        assert lines[at + 1].startswith("   → ")


def test_each_period_scores_something(rubric: Rubric) -> None:
    """A period may only be a baseline: then nothing of the root is due, and its title says so."""
    for period in rubric.periods:
        told = list(clauses(rubric, "zh", period))
        assert len(told) > 5 or "基期" in period.title.zh, period.id
