"""Desk review, site visits, survey and events, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.oracle.arithmetic import half_up
from tests.oracle.document import Document
from tests.oracle.given import event, given
from tests.oracle.oracle import Cell, score
from tests.oracle.questionnaire import Questionnaire
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


def test_items_of_a_desk_review_weigh_what_they_are_given_and_one_where_nothing_is_said() -> None:
    keys = DESK.replace("}}", "}, weights: {D1: 3, D3: 0.5}}")
    # (3 × 1 + 1 × 0.6 + 0.5 × 0) ÷ 4.5
    assert leaf(keys, desk_review=verdicts("符合", "基本符合", "不符合")).value == Fraction("0.8")
    # D1 drops out: 0.6 ÷ 1.5
    assert leaf(keys, desk_review=verdicts("不适用", "基本符合", "不符合")).value == Fraction("0.4")


@pytest.mark.parametrize(
    ("outcome", "evidence", "value"),
    [
        ("lowest", ["1", None, None], Fraction("0.333333333")),  # the second counts nothing
        ("not_assessed", ["1", None, None], Fraction("0.5")),  # the second drops out, the third needs no evidence
        ("lowest", ["1", "2", None], Fraction("0.533333333")),
        ("not_assessed", [None, None, None], Fraction(0)),
    ],
)
def test_a_verdict_without_evidence_counts_as_the_lowest_or_drops_out(
    outcome: str, evidence: list[str | None], value: Fraction
) -> None:
    records = verdicts("符合", "基本符合", "不符合")
    shown = [{**row, "evidence": number} for row, number in zip(records, evidence, strict=True)]
    assert leaf(DESK.replace("}}", f"}}, without_evidence: {outcome}}}"), desk_review=shown).value == value


def test_only_the_records_of_the_reviewers_named_count() -> None:
    records = [{**row, "reviewer": who} for row, who in zip(verdicts("符合", "不符合"), "甲乙", strict=True)]
    assert leaf(DESK.replace("}}", "}, reviewers: [甲]}"), desk_review=records).value == 1
    assert leaf(DESK.replace("}}", "}, reviewers: [丙]}"), desk_review=records).state == "not_assessed"


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


CLASSES = "surveys: {public: {title: 问卷, questions: {S1: {title: 一, answers: opinion}}, classes: [群众, 企业]}}"


def by_class(*records: tuple[str, str]) -> list[dict[str, str]]:
    common = {"period": "2023", "jurisdiction": "甲", "survey": "public", "question": "S1"}
    return [{**common, "respondent": f"r{n}", "class": c, "answer": a} for n, (c, a) in enumerate(records)]


def polled(more: str, *records: tuple[str, str]) -> Cell:
    keys = "survey: {survey: public, questions: {S1: 1}, minimum_sample: 1, below_minimum: missing"
    return leaf(f"{keys}, {more}}}", CLASSES, survey=by_class(*records))


def test_classes_of_respondents_are_averaged_by_weight_and_others_do_not_count() -> None:
    # residents 2/3 at weight 3, firms 0.6 at weight 1
    given_ = [("群众", "满意"), ("群众", "满意"), ("群众", "不满意"), ("企业", "一般"), ("", "不满意")]
    assert polled("classes: {群众: 3, 企业: 1}", *given_).value == half_up(
        (3 * Fraction("0.666666667") + Fraction("0.6")) / 4
    )
    assert polled("classes: {群众: 3, 企业: 1}", *given_[:3]).value == Fraction("0.666666667")


def test_the_share_of_answers_that_count_leaves_invalid_ones_out() -> None:
    given_ = [("群众", "满意"), ("群众", "一般"), ("群众", "不满意"), ("群众", "不了解")]
    assert polled("counts: [满意, 一般]", *given_).value == Fraction("0.666666667")
    assert polled("counts: 满意", *given_).value == Fraction("0.333333333")


@pytest.mark.parametrize(
    ("outcome", "state", "value"),
    [("not_applicable", "not_applicable", None), ("left_out", "reported", Fraction("0.5"))],
)
def test_a_class_below_its_quota_has_a_stated_outcome(outcome: str, state: str, value: Fraction | None) -> None:
    more = f"classes: {{群众: 1, 企业: 1}}, quotas: {{企业: 2}}, below_quota: {outcome}"
    cell = polled(more, ("群众", "满意"), ("群众", "不满意"), ("企业", "满意"))
    assert (cell.state, cell.value) == (state, value)


def test_a_quota_may_stand_without_weights_of_classes() -> None:
    more = "quotas: {企业: 1}, below_quota: not_assessed"
    assert polled(more, ("群众", "满意"), ("企业", "不满意")).value == Fraction("0.5")
    assert polled(more, ("群众", "满意")).state == "not_assessed"


@pytest.mark.parametrize(
    ("given_", "error"),
    [
        ([("群众", "满意")], None),
        ([("群众", "满意"), ("群众", "不满意")], Fraction("0.5")),
        # s² = 1/3, over 4 respondents
        ([("群众", "满意"), ("群众", "满意"), ("群众", "不满意"), ("群众", "不满意")], Fraction("0.288675135")),
        # 3² × 0.25 + 1² × 0.25, over 4²
        ([("群众", "满意"), ("群众", "不满意"), ("企业", "满意"), ("企业", "不满意")], Fraction("0.395284708")),
        ([("群众", "满意"), ("群众", "不满意"), ("企业", "满意")], None),
    ],
)
def test_the_standard_error_is_of_the_respondents_own_rates(
    given_: list[tuple[str, str]], error: Fraction | None
) -> None:
    classes = {"classes": {"群众": "3", "企业": "1"}} if len({name for name, _ in given_}) > 1 else {}
    asked = {"survey": "public", "questions": {"S1": "1"}, **classes}
    answers_ = {"opinion": {"options": {"满意": "1", "不满意": "0"}}}
    survey = {"questions": {"S1": {"answers": "opinion"}}}
    assert Questionnaire(asked, survey, answers_, by_class(*given_)).standard_error() == error


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
