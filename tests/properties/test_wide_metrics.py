"""Metrics whose values 63 bits do not hold: engine and oracle agree on every digit, whatever is done with them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.agreement import differences
from tests.oracle.document import Document
from tests.oracle.given import given as inputs_of
from tests.oracle.oracle import score as by_hand
from tests.oracle.small import small
from tests.properties.scored import FEWER, scored

QUARTERS = ("2023Q1", "2023Q2", "2023Q3", "2023Q4")
PEOPLE = "甲乙丙丁"
MOST = 1000
SCALES = ("proportional: {target: 700.000000000001}", "threshold: {at_least: 333.333333333333333}", "share: {}")


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, dict[str, dict[str, int | None]]]]:
    """A rubric of one indicator over a wide metric, and what four jurisdictions submitted of it, quarter by quarter."""
    decimals = draw(st.integers(16, 18))
    over = draw(st.sampled_from(("sum", "mean", "last", "max", "min")))
    scale = draw(st.sampled_from(SCALES))
    value = draw(st.sampled_from(("wide", "wide / (a + 1)", "max(wide, a)", "1000 - wide")))
    if scale == "share: {}":
        value = "wide / 4000"
    metric = f"wide: {{title: 宽, unit: 个, decimals: {decimals}, maximum: {MOST}, every: quarter, over: {over}}}"
    written = small(
        f"[{{leaf: x, title: x, points: 7, value: '{value}', {scale}}}]", points="7", more=f"metrics: {{{metric}}}"
    )
    numbers = st.none() | st.integers(0, MOST * 10**decimals) | st.integers(0, MOST).map(lambda n: n * 10**decimals)
    rows = {
        quarter: {who: {"wide": draw(numbers), "a": draw(st.integers(0, 9))} for who in PEOPLE} for quarter in QUARTERS
    }
    return written, rows


@FEWER
@given(cases())
def test_a_wide_metric_comes_to_the_same(case: tuple[dict[str, Any], dict[str, Any]]) -> None:
    written, rows = case
    inputs = inputs_of(PEOPLE, metrics=rows)
    for period in ("2023", "2023Q2"):
        assert differences(scored(written, inputs, period), by_hand(Document(written), inputs, period)) == []
