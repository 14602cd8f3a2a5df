"""Each programme is scored in every period it names, from its sample inputs, and no indicator stands idle in one."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from scoring.api import load_rubric, score
from scoring.intake.read import read_inputs
from tests.programmes.test_registers import CLAUSES


@pytest.mark.parametrize("programme", CLAUSES)
def test_every_indicator_is_scored_somewhere_in_every_period_it_is_due(root: Path, programme: str) -> None:
    rubric = load_rubric(root / "rubrics" / f"{programme}.yaml")
    inputs = read_inputs(rubric, [root / "sample_inputs" / programme])
    # A stage made of its years' results has no inputs of its own.
    there = [period for period in rubric.periods if period.id in inputs.periods]
    for period in rubric.periods:
        assert any(period.starts <= one.starts and one.ends <= period.ends for one in there), period.id
    idle = []
    for period in rubric.periods:
        result = score(rubric, inputs, period.id)
        due = {entry.item.code for entry in result.draft.outline.entries if entry.is_leaf and entry.due}
        if not due & set(result.details["node"]):
            continue
        reported = result.scores.lazy().filter(pl.col("state") == "reported").collect()
        idle += [f"{period.id} {code}" for code in sorted(due - set(reported["node"]))]
    assert idle == []
