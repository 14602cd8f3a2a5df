"""The programme and the sample inputs: every jurisdiction, node and period, digit for digit."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import polars as pl
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
SAMPLE = ROOT / "sample_inputs" / "wulateqianqi-2023"
PERIODS = tuple(read(PROGRAMME).periods)
WHOLE = "2024"


@cache
def programme() -> tuple[Rubric, Inputs]:
    rubric = load_rubric(PROGRAMME)
    return rubric, read_inputs(rubric, [SAMPLE], language="zh")


def fewer(inputs: Inputs) -> Inputs:
    """Every place with a difficulty and every fifth of the others: the oracle has them all in one period only."""
    planted = {one["jurisdiction"] for one in json.loads((SAMPLE / "planted.json").read_text(encoding="utf-8"))}
    kept = pl.col("jurisdiction").is_in(sorted(planted)) | (pl.int_range(pl.len()) % 5 == 0)
    return replace(inputs, roster=inputs.roster.filter(kept))


@pytest.mark.parametrize("period", PERIODS)
def test_the_engine_gives_the_oracles_digits_for_the_whole_programme(period: str) -> None:
    rubric, inputs = programme()
    inputs = inputs if period == WHOLE else fewer(inputs)
    result = score(rubric, inputs, period)
    assert scores(result).height == inputs.roster.height * len(rubric.items)
    assert differences(result, by_hand(read(PROGRAMME), inputs, period)) == []
