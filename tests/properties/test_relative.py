"""Scales against a group: a better own value, the others' as they were, never lowers the own mark."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.api import score
from tests.engine.agreement import fraction, loaded, scores
from tests.oracle.given import given as records
from tests.oracle.small import small
from tests.properties.scored import FEWER

NEVER = "constant_group: by_rule"
RULES = {
    "min_max": "among: all, constant_group: not_assessed",
    "ratio_to_best": f"among: all, zero_best: not_assessed, {NEVER}",
    "ratio_to_mean": f"among: all, at_mean: 60%, zero_mean: not_assessed, {NEVER}",
    "z_score": "among: all, sd: sample, at_mean: 50%, per_sd: 20%, constant_group: not_assessed",
    "rank_marks": f"among: all, per_place: -15%, {NEVER}",
    "rank_table": "among: all, top: {1: 100%, 3: 80%}, bottom: {2: 0}, else: 50%, constant_group: by_rule",
}
PEOPLE = "甲乙丙丁戊"
NUMBERS = st.integers(0, 40)


@pytest.mark.parametrize("best", ["high", "low"])
@pytest.mark.parametrize("key", RULES)
@FEWER
@given(values=st.lists(NUMBERS, min_size=5, max_size=5), better=st.integers(1, 40))
def test_a_better_own_value_never_lowers_the_own_mark(key: str, best: str, values: list[int], better: int) -> None:
    rule = f"{{{key}: {{{RULES[key]}, best: {best}}}}}"
    now = values[0] + better if best == "high" else max(values[0] - better, 0)
    before, after = own(rule, values), own(rule, [now, *values[1:]])
    assert before is None or after is None or after >= before


@FEWER
@given(values=st.lists(NUMBERS, min_size=5, max_size=5), better=st.integers(1, 40))
def test_contributing_more_never_lowers_the_own_mark(values: list[int], better: int) -> None:
    rule = f"{{contribution: {{among: all, full_at: 50%, zero_total: not_assessed, {NEVER}}}}}"
    before, after = own(rule, values), own(rule, [values[0] + better, *values[1:]])
    assert before is None or after is None or after >= before


def own(rule: str, values: list[int]) -> Any:
    """The first one's mark; None where there is none."""
    written = small(f"[{{leaf: x, title: x, points: 10, value: a, {rule[1:-1]}}}]")
    given_ = records(
        [{"jurisdiction": who, "name": who, "level": "县"} for who in PEOPLE],
        metrics={"2023": {who: {"a": value} for who, value in zip(PEOPLE, values, strict=True)}},
    )
    with TemporaryDirectory() as folder:
        rubric = loaded(written, Path(folder))
    marks = scores(score(rubric, given_, "2023"))
    row = next(row for row in marks.iter_rows(named=True) if (row["jurisdiction"], row["node"]) == ("甲", "x"))
    return fraction(row["score"])
