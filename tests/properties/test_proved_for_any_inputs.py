"""What a rubric's bounds are proved against is inputs that lack nothing; they hold for whatever comes in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.plans import Planner
from scoring.evidence.facts import Facts
from scoring.result.scores import explained
from scoring.rubric.formula import parse
from scoring.rubric.model import Rubric
from tests.properties.scored import FEWER, accepted
from tests.properties.strategies import rubrics


def some_facts(draw: st.DrawFn, rubric: Rubric) -> Facts:
    """Any shape of inputs: which metrics came for which periods, which of them without a gap, and what else."""
    either = st.booleans()
    held = {period.id: {name for name in rubric.metrics if draw(either)} for period in rubric.periods if draw(either)}
    whole = {period: frozenset(name for name in names if draw(either)) for period, names in held.items()}
    spoken = frozenset({*held, rubric.periods[-1].id})
    columns = {
        period: frozenset({*names, *(f"{name}?" for name in names - whole[period] if draw(either))})
        for period, names in held.items()
    }
    return Facts(columns, spoken, draw(either), draw(either), whole)


FACTS = st.composite(some_facts)


@FEWER
@given(data=st.data())
def test_a_rubric_that_is_loaded_is_compiled_for_any_inputs(data: st.DataObject) -> None:
    rubric = accepted(data.draw(rubrics()))
    for _ in range(5):
        planner = Planner({rubric.id: data.draw(FACTS(rubric))}, parse)
        for period in rubric.periods:
            explained(planner.plan(rubric, period).draft)
