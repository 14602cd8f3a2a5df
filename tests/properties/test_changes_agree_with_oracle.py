"""Every kind of change over many short histories: the engine and the oracle agree on every digit and every state."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scoring.api import score
from tests.engine.agreement import differences, loaded
from tests.oracle.document import Document
from tests.oracle.given import given as records
from tests.oracle.oracle import score as by_hand
from tests.oracle.small import small
from tests.properties.changes import changes
from tests.properties.scored import FEWER

PEOPLE = [f"J{n}" for n in range(10)]
YEARS = [str(year) for year in range(2017, 2024)]
VALUES = st.sampled_from(("a", "c", "rate", "a / b", "c / 3", "(a + b) / 7", "a - previous(a)"))
SCALES: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    (
        {"bands": {"at_least": {"0.5": "100%", "1/3": "80%", "0": "60%"}, "else": "0%"}},
        {"threshold": {"at_most": "-10%"}},
        {"proportional": {"target": "20%"}},
        {"trend": {"wanted": "down", "flat": "50%", "best": "0"}},
    )
)
DECLARED = {
    "periods": [
        {"id": year, "kind": "year", "title": f"{year}年", "starts": f"{year}-01-01", "ends": f"{year}-12-31"}
        for year in YEARS
    ],
    "metrics": {
        "a": {"title": "甲", "unit": "个", "maximum": "9"},
        "b": {"title": "乙", "unit": "个", "maximum": "3"},
        "c": {"title": "丙", "unit": "个", "decimals": "1", "minimum": "-9", "maximum": "9"},
        "rate": {"title": "率", "unit": "%", "decimals": "2", "maximum": "100"},
    },
    "settings": {"no_history": "not_assessed"},
}


@st.composite
def leaf(draw: st.DrawFn, code: str) -> dict[str, Any]:
    change = draw(changes({"year": 6, "period": 6}))
    scale: dict[str, Any] = {"share": {}} if change.get("reading") == "steps" else draw(SCALES)
    return {"leaf": code, "title": code, "points": "2", "value": draw(VALUES), "change": change, **scale}


@FEWER
@given(data=st.data(), seed=st.integers(0, 2**32 - 1))
def test_a_change_comes_to_the_same(data: st.DataObject, seed: int) -> None:
    leaves = [data.draw(leaf(f"L{n}")) for n in range(8)]
    written = small(leaves, points="16", more=DECLARED)
    random = Random(seed)
    given_ = records(
        [{"jurisdiction": who, "name": who, "level": "县", "group": "一类"} for who in PEOPLE],
        metrics={
            year: {who: submitted(random) for who in PEOPLE}
            for year in YEARS
            if year == "2023" or random.random() < 0.95
        },
    )
    with TemporaryDirectory() as folder:
        rubric = loaded(written, Path(folder))
    assert differences(score(rubric, given_, "2023"), by_hand(Document(written), given_, "2023")) == []


def submitted(random: Random) -> dict[str, int | None]:
    """A row with small numbers, so that neighbours are often equal and baselines often zero, and sometimes a gap."""
    row: dict[str, int | None] = {
        "a": random.choice((1, 2, 4, random.randint(0, 9))),
        "b": random.choice((1, random.randint(0, 3))),
        "c": random.choice((0, 10, random.randint(-90, 90))),
        "rate": random.choice((0, 5000, random.randint(0, 10000))),
    }
    if random.random() < 0.05:
        row["a"] = None
    return row
