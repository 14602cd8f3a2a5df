"""No mark leaves its bounds, whatever the rubric and the inputs."""

from __future__ import annotations

from fractions import Fraction
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.agreement import fraction, scores
from tests.oracle.arithmetic import number
from tests.properties.inputs import inputs
from tests.properties.scales import SCALES, Section
from tests.properties.scored import FEWER, scored
from tests.properties.strategies import below, rubrics


@FEWER
@given(data=st.data())
def test_a_mark_lies_between_nothing_and_full_marks_and_a_penalty_below_nothing(data: st.DataObject) -> None:
    written = data.draw(rubrics())
    items = {item.get("leaf") or item["node"]: item for item in below(written["tree"])}
    for row in scores(scored(written, data.draw(inputs(written)))).iter_rows(named=True):
        mark, points = fraction(row["score"]), fraction(row["points"])
        if mark is None:
            continue
        assert points is not None
        low, high = limits(items[row["node"]], points)
        own = -mark if items[row["node"]].get("role") == "penalty" else mark
        assert low <= own <= high


def limits(item: Section, points: Fraction) -> tuple[Fraction | float, Fraction | float]:
    """None and full marks, or what the item states instead, or the scale of a leaf."""
    name = next((key for key in SCALES if "leaf" in item and key in item), "share")
    # An efficacy coefficient runs on beyond both of its values unless limits are stated.
    free: Section = {"least": "none", "most": "none"} if name == "efficacy" else {}
    scale: Section = free | (item[name] if isinstance(item.get(name), dict) else {})
    if name == "four_tier":
        scale = {"most": scale["bonus"]}
    if scale.get("clamp") == "no":
        return -inf, inf
    lows = [stated(part[key], points, -inf) for part, key in ((item, "floor"), (scale, "least")) if key in part]
    highs = [stated(part[key], points, inf) for part, key in ((item, "ceiling"), (scale, "most")) if key in part]
    # A limit is rounded like any mark, by half of the coarsest step generated at most.
    low = min(lows) - Fraction(1, 4) if lows else Fraction(0)
    return low, max(highs) + Fraction(1, 4) if highs else points


def stated(written: str, points: Fraction, endless: float) -> Fraction | float:
    if written == "none":
        return endless
    return number(written) * points if written.endswith("%") else number(written)


@FEWER
@given(data=st.data())
def test_moved_points_sum_to_nothing_among_siblings(data: st.DataObject) -> None:
    written = data.draw(rubrics())
    moved = {
        (row["jurisdiction"], row["node"]): fraction(row["moved_points"]) or Fraction(0)
        for row in scores(scored(written, data.draw(inputs(written)))).iter_rows(named=True)
    }
    for node in below(written["tree"]):
        children = [child.get("leaf") or child["node"] for child in node.get("children", [])]
        for who in {who for who, _ in moved}:
            # Each is published to nine decimals, so that many halves of the last one may be left over.
            assert abs(sum((moved[who, child] for child in children), Fraction(0))) * 2 * 10**9 <= len(children)
