"""The programme and the sample inputs: every jurisdiction, node and period, digit for digit."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from scoring.api import load_rubric, score
from scoring.intake.inputs import Inputs
from scoring.intake.read import read_inputs
from scoring.rubric.model import Rubric
from tests.engine.agreement import differences, scores
from tests.oracle.document import read
from tests.oracle.oracle import score as by_hand

ROOT = Path(__file__).parents[2]
PROGRAMME = ROOT / "rubrics" / "wulateqianqi-2023.yaml"
PERIODS = tuple(read(PROGRAMME).periods)


@cache
def programme() -> tuple[Rubric, Inputs]:
    rubric = load_rubric(PROGRAMME)
    return rubric, read_inputs(rubric, [ROOT / "sample_inputs" / "wulateqianqi-2023"], language="zh")


@pytest.mark.parametrize("period", PERIODS)
def test_the_engine_gives_the_oracles_digits_for_the_whole_programme(period: str) -> None:
    rubric, inputs = programme()
    result = score(rubric, inputs, period)
    assert scores(result).height == 300 * len(rubric.items)
    assert differences(result, by_hand(read(PROGRAMME), inputs, period)) == []
