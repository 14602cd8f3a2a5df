"""No mark leaves its bounds, whatever the rubric and the inputs."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.agreement import fraction, scores
from tests.properties.inputs import inputs
from tests.properties.scored import FEWER, scored
from tests.properties.strategies import below, rubrics


@FEWER
@given(data=st.data())
def test_a_mark_lies_between_nothing_and_full_marks_and_a_penalty_below_nothing(data: st.DataObject) -> None:
    written = data.draw(rubrics())
    roles = {item.get("leaf") or item["node"]: item.get("role", "scored") for item in below(written["tree"])}
    for row in scores(scored(written, data.draw(inputs(written)))).iter_rows(named=True):
        mark, points = fraction(row["score"]), fraction(row["points"])
        if mark is None:
            continue
        assert points is not None
        assert (-points <= mark <= 0) if roles[row["node"]] == "penalty" else (0 <= mark <= points)


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
