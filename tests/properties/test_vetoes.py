"""A veto prevails over every mark, and touches nobody else's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.agreement import fraction
from tests.oracle.arithmetic import number
from tests.properties.inputs import inputs
from tests.properties.leaves import ASSUMED
from tests.properties.scales import Section
from tests.properties.scored import FEWER, marks, scored
from tests.properties.strategies import rubrics

VETO = {"gate": "veto", "title": "否决", "when": "level = '镇'", "assumed": ASSUMED}


def vetoed(written: Section, effect: Section) -> Section:
    """The rubric with one more gate, which bites townships."""
    return {**written, "gates": [*written["gates"], {**VETO, "effect": effect}]}


@FEWER
@given(data=st.data())
def test_a_veto_to_zero_leaves_nothing_of_a_total(data: st.DataObject) -> None:
    written = data.draw(rubrics())
    given_ = data.draw(inputs(written))
    level = dict(given_.roster.select("jurisdiction", "level").iter_rows())
    before, after = marks(scored(written, given_), "1"), marks(scored(vetoed(written, {"zero": "1"}), given_), "1")
    for who, mark in before.items():
        assert after[who] == (0 if level[who] == "镇" and mark is not None else mark)


@FEWER
@given(data=st.data())
def test_a_cap_holds_and_takes_only_what_stands_above_it(data: st.DataObject) -> None:
    written = data.draw(rubrics())
    given_ = data.draw(inputs(written))
    level = dict(given_.roster.select("jurisdiction", "level").iter_rows())
    at = number(written["tree"]["points"]) // 1 / 2 or number("0.25")
    capped = vetoed(
        {**written, "tree": {**written["tree"], "round": "0.25"}}, {"cap": {"of": "1", "at": str(float(at))}}
    )
    before = marks(scored({**capped, "gates": written["gates"]}, given_), "1")
    after = marks(scored(capped, given_), "1")
    for who, mark in before.items():
        assert after[who] == (min(mark, at) if level[who] == "镇" and mark is not None else mark)


@FEWER
@given(data=st.data())
def test_the_ineligible_keep_their_score_and_lose_rank_and_grade_to_nobodys_harm(data: st.DataObject) -> None:
    written = data.draw(rubrics())
    given_ = data.draw(inputs(written))
    level = dict(given_.roster.select("jurisdiction", "level").iter_rows())
    before = {row["jurisdiction"]: row for row in scored(written, given_).ranking.iter_rows(named=True)}
    barred = scored(vetoed(written, {"ineligible": "yes"}), given_).ranking
    for row in barred.iter_rows(named=True):
        old = before[row["jurisdiction"]]
        assert fraction(row["score"]) == fraction(old["score"])
        if level[row["jurisdiction"]] == "镇":
            assert (row["rank"], row["group_rank"], row["grade"]) == (None, None, None)
            assert "veto" in row["gates"].split("；")
        elif old["rank"] is None:
            assert row["rank"] is None
        else:
            assert row["rank"] <= old["rank"]
