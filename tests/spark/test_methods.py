"""The worked examples of the methods on a cluster: they come to the marks they say, as they do on DuckDB."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.engine.engines import Engine
from scoring.methods import registry
from scoring.rubric.example import Example
from tests.methods.worked import differences, scored
from tests.spark.extent import NIGHTLY

ROOMS = {"evidence": registry().evidence, "scale": registry().scale, "combine": registry().combine}
EXAMPLES = {
    f"{room}/{key}/{n}": example
    for room, methods in ROOMS.items()
    for key, method in methods.items()
    for n, example in enumerate(method.examples, 1)
}
# A mean that is no fraction, an exponential, a comparison within a group.
SHORT = {name: EXAMPLES[name] for name in ("combine/geometric/1", "scale/exponential_efficacy/1", "scale/min_max/1")}
CHOSEN = EXAMPLES if NIGHTLY else SHORT


@pytest.mark.parametrize("example", CHOSEN.values(), ids=CHOSEN)
def test_an_example_comes_to_the_marks_it_says(example: Example, tmp_path: Path, spark: Engine) -> None:
    assert differences(example, scored(example, tmp_path, spark)) == []
