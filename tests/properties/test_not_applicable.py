"""What does not apply and is rescaled counts as if it had never been in the rubric."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import polars as pl
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.intake.inputs import Inputs
from scoring.sql.states import DECLARED, NOT_APPLICABLE, code
from tests.oracle.arithmetic import half_up, number
from tests.properties.inputs import inputs
from tests.properties.leaves import ANY_DUE, ASSUMED, POINTS, leaves
from tests.properties.scales import Section
from tests.properties.scored import FEWER, marks, scored
from tests.properties.strategies import rubrics

SURE = {"leaf": "1.0", "title": "必有", "value": "a", "points": "2", "proportional": {"target": "40"}}
GONE = {"leaf": "gone", "title": "缺项", "value": "gone", "threshold": {"at_least": "0"}, "not_applicable": "rescale"}
STEP = st.sampled_from(("0.5", "0.1", "0.01", "0.000000001"))


@FEWER
@given(data=st.data(), worth=POINTS, step=STEP)
def test_a_rescaled_leaf_equals_its_removal(data: st.DataObject, worth: str, step: str) -> None:
    written = data.draw(rubrics(gated=False))
    others = [
        SURE,
        *(data.draw(leaves(f"1.{n}", ANY_DUE, roles=False)) for n in range(1, data.draw(st.integers(1, 4)))),
    ]
    # What reads the root of another run reads what is removed there too.
    assume("[1]" not in str(others) and "[1:" not in str(others) and "[1@" not in str(others))
    written["metrics"]["gone"] = {**written["metrics"]["a"], "title": "缺项数"}
    without = with_children(written, others, "0.000000001")
    with_ = with_children(written, [*others, {**GONE, "points": worth}], step)
    given_ = without_gone(data.draw(inputs(written, whole=True)))
    rescaled, removed = marks(scored(with_, given_), "1"), marks(scored(without, given_), "1")
    points = number(with_["tree"]["points"])
    for who, mark in removed.items():
        expected = None if mark is None else half_up(points * mark / (points - number(worth)), Fraction(step))
        assert rescaled[who] == expected


def with_children(written: Section, children: list[Section], step: str) -> Section:
    """The rubric with a root of these children, each worth its own points."""
    points = str(sum(Decimal(child["points"]) for child in children))
    root = {"node": "1", "title": "总分", "points": points, "round": step, "children": children}
    grades = {"scale": [{"grade": "优", "at_least": "1"}], "else": "差", "assumed": ASSUMED}
    return {**written, "tree": root, "grades": grades, "rank": {**written["rank"], "broken_by": []}}


def without_gone(inputs_: Inputs) -> Inputs:
    """The inputs where everybody declared that metric not applicable."""
    declared = pl.lit(code(NOT_APPLICABLE, DECLARED), pl.Int64)
    year = inputs_.metrics["2023"].with_columns(pl.lit(None, pl.Int64).alias("gone"), declared.alias("gone?"))
    return replace(inputs_, metrics={**inputs_.metrics, "2023": year})
