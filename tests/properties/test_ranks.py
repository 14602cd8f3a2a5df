"""Ranks are what the published scores say, worked out again from the ranking table alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.agreement import fraction
from tests.oracle.arithmetic import half_up
from tests.properties.inputs import inputs
from tests.properties.scored import FEWER, scored
from tests.properties.strategies import rubrics


@FEWER
@given(data=st.data())
def test_a_rank_is_one_more_than_the_better_scores(data: st.DataObject) -> None:
    written = data.draw(rubrics())
    del written["rank"]["broken_by"]
    written["rank"] |= {"digits": data.draw(st.sampled_from("0123")), "way": "half_up"}
    rows = scored(written, data.draw(inputs(written))).ranking.to_dicts()
    digits, dense = int(written["rank"]["digits"]), written["rank"]["ties"] == "dense"
    ranked = [row for row in rows if row["rank"] is not None]
    for row in ranked:
        assert row["rank"] == place(row, ranked, digits, dense=dense)
        group = [other for other in ranked if other["group"] == row["group"]]
        expected = None if row["group"] is None else place(row, group, digits, dense=dense)
        assert row["group_rank"] == expected
    assert [row["rank"] for row in rows[: len(ranked)]] == sorted(row["rank"] for row in ranked)


@FEWER
@given(data=st.data())
def test_who_has_no_score_has_no_rank_and_everyone_is_listed_once(data: st.DataObject) -> None:
    written = data.draw(rubrics())
    given_ = data.draw(inputs(written))
    rows = scored(written, given_).ranking.to_dicts()
    assert sorted(row["jurisdiction"] for row in rows) == sorted(given_.roster["jurisdiction"])
    for row in rows:
        if row["score"] is None:
            assert (row["rank"], row["group_rank"], row["grade"]) == (None, None, None)
            assert row["note"]


def place(row: dict[str, Any], rivals: list[dict[str, Any]], digits: int, *, dense: bool) -> int:
    """The rank the scores of the rivals give."""
    step = Fraction(1, 10**digits)
    own = half_up(fraction(row["score"]) or Fraction(0), step)
    better = [score for score in (half_up(fraction(r["score"]) or Fraction(0), step) for r in rivals) if score > own]
    return 1 + (len(set(better)) if dense else len(better))
