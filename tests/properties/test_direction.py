"""Where more of a metric is better, more of it never costs anybody a mark."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from scoring.intake.inputs import Inputs
from tests.engine.agreement import scores
from tests.oracle.arithmetic import number
from tests.properties.inputs import inputs
from tests.properties.leaves import POINTS, POLICIES, ROSTER_CONDITIONS, STATES, STEPS
from tests.properties.scales import Section, targets
from tests.properties.scored import FEWER, scored
from tests.properties.strategies import Style, rubrics

RISING = st.sampled_from(
    (
        "a",
        "a / 7",
        "min(a, b) + a",
        "(a + b * rate) / (b + 1)",
        "max(0, a - b)",
        "a * b / 100",
        "up(a / 7)",
        "if(a > 20, a, 20)",
        "mean(a, b, nearest(a, 3))",
    )
)
FALLING = st.sampled_from(("0 - a", "b - a", "1 - a / 100", "b / (a + 1)"))
ORDERED = st.sampled_from(("0", "12.5%", "30%", "60%", "100%"))
BOUNDS = ("-3", "0", "0.25", "2/3", "3", "20")


@st.composite
def improving(draw: st.DrawFn, code: str, due: st.SearchStrategy[Any], *, roles: bool = True) -> Section:
    """A leaf that more of metric `a` can only help: high is good of what rises with it, low of what falls."""
    del due, roles
    high = draw(st.booleans())
    value = draw(RISING if high else FALLING)
    ordered = sorted(draw(st.lists(ORDERED, min_size=3, max_size=3)), key=number, reverse=True)
    bounds = sorted(
        draw(st.lists(st.sampled_from(BOUNDS), min_size=2, max_size=2, unique=True)), key=number, reverse=high
    )
    side = "at_least" if high else "at_most"
    bands: Section = {"bands": {side: dict(zip(bounds, ordered[:2], strict=True)), "else": ordered[2]}}
    up: list[Section] = [{"proportional": {"target": draw(targets())}}, {"tally": {"each": "0.3"}}]
    down: list[Section] = [{"tally": {"each": "0.05", "deduct": "true"}}]
    scale = draw(st.sampled_from([bands, {"threshold": {side: draw(targets())}}, *(up if high else down)]))
    states = {state: draw(POLICIES) for state in STATES}
    return {
        "leaf": code,
        "title": f"指标{code}",
        "value": value,
        "points": draw(POINTS),
        **scale,
        **states,
        "round": draw(STEPS),
    }


UPWARD = Style(improving, ("scored", "bonus"), ROSTER_CONDITIONS)


@FEWER
@given(data=st.data(), more=st.integers(1, 30))
def test_more_of_what_is_wanted_never_lowers_a_mark(data: st.DataObject, more: int) -> None:
    written = data.draw(rubrics(gated=False, style=UPWARD))
    given_ = data.draw(inputs(written))
    most = 100 * 10 ** int(written["metrics"]["a"]["decimals"])
    before = scores(scored(written, given_)).sort("jurisdiction", "node")
    after = scores(scored(written, raised(given_, more, most))).sort("jurisdiction", "node")
    assert after["state"].to_list() == before["state"].to_list()
    assert not (after["score"] < before["score"]).any()


def raised(inputs_: Inputs, more: int, most: int) -> Inputs:
    """The inputs with so much more of `a`, up to its maximum, wherever one was submitted."""
    a = (pl.col("a") + more).clip(upper_bound=most)
    frames = {
        period: frame.with_columns(a) if "a" in frame.columns else frame for period, frame in inputs_.metrics.items()
    }
    return replace(inputs_, metrics=frames)
