"""A survey of so many answers that those who compute share them out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import polars as pl

from scoring.intake.inputs import SURVEY, Inputs
from tests.oracle.given import given

PEOPLE = [f"J{n:03}" for n in range(300)]
LEAF = "survey: {survey: public, questions: {S1: 1, S2: 1/3}, minimum_sample: 20, below_minimum: missing}"
CHILDREN = f"[{{leaf: x, title: x, points: 10, {LEAF}, round: 0.000000001}}]"


@cache
def many(each: int = 667) -> Inputs:
    """Some 400,000 answers: more than three of the blocks of rows that DuckDB hands to a thread at a time.

    `each` is how many answer in each place.
    """
    random = Random(20230101)
    answers = [random.choice(("满意", "一般", "不满意", "不了解")) for _ in range(1_000)]
    rows = [(who, f"R{n}", question) for who in PEOPLE for n in range(each) for question in ("S1", "S2")]
    survey = pl.DataFrame(rows, schema=["jurisdiction", "respondent", "question"], orient="row").with_columns(
        pl.lit("2023").alias("period"),
        pl.lit("public").alias("survey"),
        pl.Series("answer", [answers[(n * 7919) % 1000] for n in range(len(rows))]),
    )
    nothing = [pl.lit(None, dtype).alias(name) for name, dtype in SURVEY.items() if name not in survey.columns]
    roster = [{"jurisdiction": who, "name": who, "level": "县", "group": "一类"} for who in PEOPLE]
    return replace(given(roster, periods=["2023"]), survey=survey.with_columns(nothing).select(list(SURVEY)))
