"""Desk review, site visits, survey and events, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.oracle.document import Document
from tests.oracle.given import event, given
from tests.oracle.oracle import Cell, score
from tests.oracle.small import small

DESK = "desk_review: {answers: verdict, items: {D1: 一, D2: 二, D3: 三}}"
VISITS = "site_visits: {answers: verdict, sites: {学校: 2, 社区: 1}, items: {V1: 一, V2: 二}, short: SHORT}"
SURVEY = "survey: {survey: public, questions: {S1: 3, S2: 1}, minimum_sample: 2, below_minimum: not_applicable}"


def leaf(keys: str, more: str = "", **records: object) -> Cell:
    rubric = Document(small(f"[{{leaf: x, title: x, points: 10, {keys}}}]", more=more))
    return score(rubric, given(**records), "2023").cells["甲", "x"]  # type: ignore[arg-type]


def verdicts(*given_: str) -> list[dict[str, str]]:
    keys = {"period": "2023", "jurisdiction": "甲"}
    return [{**keys, "item": f"D{n}", "verdict": verdict} for n, verdict in enumerate(given_, 1)]


def visits(*records: tuple[str, str, str, str]) -> list[dict[str, str]]:
    keys = ("site_type", "site", "item", "verdict")
    return [{"period": "2023", "jurisdiction": "甲", **dict(zip(keys, record, strict=True))} for record in records]


def answers(*records: tuple[str, str, str]) -> list[dict[str, str]]:
    keys = ("respondent", "question", "answer")
    common = {"period": "2023", "jurisdiction": "甲", "survey": "public"}
    return [{**common, **dict(zip(keys, record, strict=True))} for record in records]


@pytest.mark.parametrize(
    ("given_", "state", "value"),
    [
        (("符合", "基本符合", "不符合"), "reported", Fraction("0.533333333")),
        (("符合", "不适用", "基本符合"), "reported", Fraction("0.8")),
        (("符合", "未查"), "reported", Fraction(1)),
        (("不适用", "不适用", "不适用"), "not_applicable", None),
        (("不适用", "不适用"), "not_assessed", None),
        ((), "not_assessed", None),
    ],
)
def test_a_desk_review_is_the_mean_of_what_was_reviewed(
    given_: tuple[str, ...], state: str, value: Fraction | None
) -> None:
    cell = leaf(DESK, desk_review=verdicts(*given_))
    assert (cell.state, cell.value) == (state, value)


def test_visits_are_averaged_by_site_then_by_type_then_by_weight() -> None:
    seen = visits(
        ("学校", "一中", "V1", "符合"),
        ("学校", "一中", "V2", "不符合"),
        ("学校", "二中", "V1", "符合"),
        ("学校", "二中", "V2", "不适用"),
        ("社区", "东街", "V1", "基本符合"),
    )
    # schools (1/2 + 1) / 2 = 3/4 at weight 2, community 6/10 at weight 1
    assert leaf(VISITS.replace("SHORT", "flag"), site_visits=seen).value == Fraction("0.7")


def test_a_type_nobody_visited_drops_out_and_nothing_visited_is_not_assessed() -> None:
    keys = VISITS.replace("SHORT", "flag")
    assert leaf(keys, site_visits=visits(("社区", "东街", "V1", "基本符合"))).value == Fraction("0.6")
    assert leaf(keys, site_visits=visits(("社区", "东街", "V1", "未查"))).state == "not_assessed"


@pytest.mark.parametrize(
    ("schools", "short", "state"),
    [
        (20, "not_assessed", "reported"),  # 10 % of 20 is 2
        (21, "not_assessed", "not_assessed"),  # 2.1 is 3
        (21, "flag", "reported"),
        (1, "not_assessed", "reported"),  # there is but one
        (None, "not_assessed", "reported"),  # not known: the least number, 2
    ],
)
def test_a_sample_is_the_share_rounded_up_but_no_more_than_there_are(
    schools: int | None, short: str, state: str
) -> None:
    sample = "sites: {学校: {title: 学校, sample: {share: 10%, of: a, at_least: 2}}}"
    seen = visits(("学校", "一中", "V1", "符合"), ("学校", "二中", "V1", "符合"))
    metrics = {"2023": {"甲": {"a": schools}}}
    assert leaf(VISITS.replace("SHORT", short), sample, site_visits=seen, metrics=metrics).state == state


def test_a_survey_weighs_the_mean_of_each_question() -> None:
    given_ = answers(("r1", "S1", "满意"), ("r2", "S1", "不满意"), ("r2", "S2", "一般"), ("r3", "S1", "不了解"))
    # S1 1/2 at weight 3, S2 6/10 at weight 1
    assert leaf(SURVEY, survey=given_).value == Fraction("0.525")


@pytest.mark.parametrize(
    ("records", "state"),
    [
        ([("r1", "S1", "满意"), ("r1", "S2", "满意"), ("r2", "S1", "不了解")], "not_applicable"),
        ([("r1", "S1", "不了解")], "not_assessed"),
        ([("r1", "S1", "满意"), ("r2", "S2", "满意")], "reported"),
    ],
)
def test_a_survey_counts_respondents_with_a_valid_answer(records: list[tuple[str, str, str]], state: str) -> None:
    assert leaf(SURVEY, survey=answers(*records)).state == state


@pytest.mark.parametrize(("severities", "marks"), [("", 5), (", severities: [重大]", 3)])
def test_events_are_counted_inside_the_period_by_type_and_severity(severities: str, marks: int) -> None:
    keys = f"events: {{types: [通报]{severities}}}, tally: {{each: 1}}"
    happened = [
        event("甲", "通报", "2023-01-01", 2, "一般"),
        event("甲", "通报", "2023-12-31", 3, "重大"),
        event("甲", "通报", "2022-12-31", 4, "重大"),
        event("甲", "案件", "2023-05-01"),
    ]
    assert leaf(keys, events=happened).score == marks


def test_no_events_table_is_not_zero_events() -> None:
    keys = "events: {types: [通报]}, zero_occurrence: {}"
    assert leaf(keys, events=[]).score == 10
    assert leaf(keys).state == "not_assessed"
