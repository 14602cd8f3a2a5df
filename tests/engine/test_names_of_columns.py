"""Columns the engine makes bear names of their own: no leaf reads what was made for another, or for a metric."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from scoring.api import score
from scoring.evidence.method import Grouped
from tests.engine.agreement import differences, loaded
from tests.oracle.document import Document
from tests.oracle.given import event, given
from tests.oracle.oracle import score as by_hand
from tests.oracle.small import small
from tests.properties.scored import marks

CLASSES = [f"c{n}" for n in range(12)]


def survey(leaf: str, classes: list[str]) -> str:
    weights = ", ".join(f"{name}: 1" for name in classes)
    return (
        f"- {{leaf: {leaf}, title: {leaf}, points: 1, survey: {{survey: public, questions: {{S1: 1}}, "
        f"classes: {{{weights}}}, minimum_sample: 1, below_minimum: missing}}, share: {{}}}}"
    )


def test_a_class_of_one_survey_is_not_taken_for_that_of_another(tmp_path: Path) -> None:
    # The eleventh class of the first leaf, of which nobody answered, and the first class of the eleventh leaf.
    between = [f"- {{leaf: x{n}, title: x, points: 1, value: a, proportional: {{target: 10}}}}" for n in range(2, 11)]
    children = "\n".join([survey("x1", CLASSES), *between, survey("x11", CLASSES[:2])])
    asked = f"{{title: 问卷, classes: [{', '.join(CLASSES)}], questions: {{S1: {{title: 一, answers: opinion}}}}}}"
    written = small(children, points="11", more=f"surveys: {{public: {asked}}}")
    keys = {"period": "2023", "jurisdiction": "甲", "survey": "public", "question": "S1"}
    answers = [
        {**keys, "respondent": "1", "class": "c0", "answer": "满意"},
        {**keys, "respondent": "2", "class": "c1", "answer": "一般"},
    ]
    inputs = given("甲", metrics={"2023": {"甲": {"a": 5}}}, survey=answers)
    result = score(loaded(written, tmp_path), inputs, "2023")
    # Of each class the mean share, and the mean of the two: (1 + 0.6) / 2.
    for leaf in ("x1", "x11"):
        assert marks(result, leaf) == {"甲": Fraction("0.8")}
    assert differences(result, by_hand(Document(written), inputs, "2023")) == []


@pytest.mark.parametrize("metric", ["amount2", "kinds2", "amount"])
def test_a_metric_may_be_called_as_what_is_counted(metric: str, tmp_path: Path) -> None:
    children = f"""
    - {{leaf: x, title: x, points: 5, value: {metric}, proportional: {{target: 10}}}}
    - {{leaf: y, title: y, points: 5, events: {{types: [案件]}}, tally: {{each: 1}}}}
    """
    more = f"metrics: {{{metric}: {{title: 数, unit: 个, maximum: 10, every: quarter}}}}"
    written = small(children, more=more)
    happened = [event("甲", "案件", f"2023-03-0{day}") for day in (1, 2)]
    inputs = given("甲", metrics={"2023": {"甲": {metric: 7}}}, events=happened)
    result = score(loaded(written, tmp_path), inputs, "2023")
    assert (marks(result, "x"), marks(result, "y")) == ({"甲": Fraction("3.5")}, {"甲": Fraction(2)})
    assert differences(result, by_hand(Document(written), inputs, "2023")) == []


def test_one_column_is_not_made_of_two_expressions() -> None:
    one = Grouped("survey", "TRUE", {"n 1@2023": "count(*)"}, inner_columns={"own 1@2023": "max(a)"})
    assert one.joined(one) == one
    for other in (
        Grouped("survey", "TRUE", {"n 1@2023": "count(a)"}),
        Grouped("survey", "TRUE", {}, inner_columns={"own 1@2023": "max(b)"}),
    ):
        with pytest.raises(ValueError, match="1@2023"):
            one.joined(other)
