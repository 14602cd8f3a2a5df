"""Every scale over many values: the engine and the oracle agree on every digit and every state."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.api import score
from tests.engine.agreement import differences, loaded
from tests.oracle.document import Document
from tests.oracle.given import given as records
from tests.oracle.oracle import score as by_hand
from tests.oracle.small import small
from tests.properties.leaves import POINTS, STEPS
from tests.properties.scales import CHANGES, SCALES
from tests.properties.scored import FEWER

PEOPLE = [f"J{n}" for n in range(12)]
VALUES = st.sampled_from(("a", "rate", "a / (b + 1)", "c", "c / 3", "min(a, b)"))
DECLARED = """
population:
  attributes:
    severe: {title: 重点, values: [是, 否]}
    area: {title: 面积, type: number, maximum: 100}
metrics:
  c: {title: 丙, unit: 个, minimum: -50, maximum: 50, every: quarter}
"""


@st.composite
def leaf(draw: st.DrawFn, code: str, key: str) -> dict[str, Any]:
    change = {"change": {"against": "year_before", "no_history": "missing"}} if key in CHANGES else {}
    points, step, parameters = draw(POINTS), draw(STEPS), draw({**SCALES, **CHANGES}[key])
    return {
        "leaf": code,
        "title": code,
        "points": points,
        "round": step,
        "value": draw(VALUES),
        **change,
        key: parameters,
    }


@pytest.mark.parametrize("key", [*SCALES, *CHANGES])
@FEWER
@given(data=st.data(), seed=st.integers(0, 2**32 - 1))
def test_a_scale_comes_to_the_same(key: str, data: st.DataObject, seed: int) -> None:
    leaves = [data.draw(leaf(f"L{n}", key)) for n in range(4)]
    points = sum(pl.Series([each["points"] for each in leaves]).cast(pl.Decimal(9, 2)))
    written = small(leaves, points=str(points), more=DECLARED)
    random = Random(seed)
    given_ = records(
        [person(random, who) for who in PEOPLE],
        metrics={year: {who: submitted(random) for who in PEOPLE} for year in ("2022", "2023")},
        attributes={"severe": pl.String, "area": pl.Int64},
    )
    with TemporaryDirectory() as folder:
        rubric = loaded(written, Path(folder))
    assert differences(score(rubric, given_, "2023"), by_hand(Document(written), given_, "2023")) == []


def person(random: Random, who: str) -> dict[str, Any]:
    known = {
        "level": random.choice("县镇"),
        "group": random.choice(("一类", "二类", None)),
        "area": random.randint(0, 9),
    }
    return {"jurisdiction": who, "name": who, "severe": random.choice(("是", "否", None)), **known}


def submitted(random: Random) -> dict[str, int | None]:
    """A row with small numbers, so that values often meet, and sometimes a gap."""
    row: dict[str, int | None] = {
        "a": random.choice((0, 1, random.randint(0, 30))),
        "b": random.choice((0, random.randint(0, 9))),
        "c": random.choice((0, random.randint(-9, 30))),
        "rate": random.choice((0, 10000, random.randint(0, 10000))),
    }
    if random.random() < 0.1:
        row["a"] = None
    return row
