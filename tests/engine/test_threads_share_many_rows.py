"""Enough survey answers for several threads to share: every number of threads gives the same digits."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import polars as pl
import pytest

from scoring.api import score
from scoring.engine.engines import Engine
from scoring.intake.inputs import SURVEY, Inputs
from tests.engine.agreement import loaded, scores
from tests.oracle.given import given
from tests.oracle.small import small

PEOPLE = [f"J{n:03}" for n in range(300)]
LEAF = "survey: {survey: public, questions: {S1: 1, S2: 1/3}, minimum_sample: 20, below_minimum: missing}"
CHILDREN = f"[{{leaf: x, title: x, points: 10, {LEAF}, round: 0.000000001}}]"


@cache
def many() -> Inputs:
    """Some 400,000 answers: more than three of the blocks of rows that DuckDB hands to a thread at a time."""
    random = Random(20230101)
    answers = [random.choice(("满意", "一般", "不满意", "不了解")) for _ in range(1_000)]
    rows = [(who, f"R{n}", question) for who in PEOPLE for n in range(667) for question in ("S1", "S2")]
    survey = pl.DataFrame(rows, schema=["jurisdiction", "respondent", "question"], orient="row").with_columns(
        pl.lit("2023").alias("period"),
        pl.lit("public").alias("survey"),
        pl.Series("answer", [answers[(n * 7919) % 1000] for n in range(len(rows))]),
    )
    nothing = [pl.lit(None, dtype).alias(name) for name, dtype in SURVEY.items() if name not in survey.columns]
    roster = [{"jurisdiction": who, "name": who, "level": "县", "group": "一类"} for who in PEOPLE]
    return replace(given(roster, periods=["2023"]), survey=survey.with_columns(nothing).select(list(SURVEY)))


@pytest.mark.parametrize("threads", [2, 5])
def test_four_hundred_thousand_answers_score_alike_on_any_number_of_threads(threads: int, tmp_path: Path) -> None:
    rubric = loaded(small(CHILDREN), tmp_path)
    alone, shared = (score(rubric, many(), "2023", engine=Engine(threads=n)) for n in (1, threads))
    assert shared.ranking.equals(alone.ranking)
    assert scores(shared).equals(scores(alone))
    assert scores(alone)["score"].n_unique() > 100
