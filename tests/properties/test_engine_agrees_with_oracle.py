"""Any rubric over any inputs: the compiled engine and the oracle agree on every digit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.agreement import differences
from tests.oracle.document import Document
from tests.oracle.oracle import score as by_hand
from tests.properties.inputs import inputs
from tests.properties.scored import scored
from tests.properties.strategies import rubrics


@given(data=st.data(), period=st.sampled_from(("2023", "2023Q4")))
def test_every_mark_state_rank_and_grade_is_the_oracles(data: st.DataObject, period: str) -> None:
    written = data.draw(rubrics())
    given_ = data.draw(inputs(written))
    assert differences(scored(written, given_, period), by_hand(Document(written), given_, period)) == []
