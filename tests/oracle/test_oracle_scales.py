"""Scales by hand, and the golden cases of published programmes that they must reproduce."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.oracle.document import Document
from tests.oracle.given import event, given
from tests.oracle.oracle import Cell, score
from tests.oracle.small import small


def leaf(keys: str, metrics: dict[str, int | None] | None = None, **more: object) -> Cell:
    children = "[{leaf: base, title: 底, points: 10, value: b, threshold: {at_least: 0}}, {leaf: x, title: x, KEYS}]"
    scored = "[{leaf: x, title: x, KEYS}]"
    written = (children if "role" in keys else scored).replace("KEYS", keys)
    rubric = Document(small(written, more="settings: {round: 0.0001}"))
    records = given(metrics={"2023": {"甲": {"b": 0, **(metrics or {})}}}, **more)  # type: ignore[arg-type]
    return score(rubric, records, "2023").cells["甲", "x"]


@pytest.mark.parametrize(
    ("keys", "a", "marks"),
    [
        ("proportional: {target: 8}", 6, "7.5"),
        ("proportional: {target: 8}", 9, "10"),
        ("inverse: {target: 5}", 0, "10"),
        ("inverse: {target: 5}", 5, "10"),
        ("inverse: {target: 5}", 8, "6.25"),
        ("inverse: {target: 5}", 1000, "0.05"),
        ("threshold: {at_least: 6}", 6, "10"),
        ("threshold: {at_least: 6}", 5, "0"),
        ("threshold: {at_most: 6}", 6, "10"),
        ("threshold: {at_most: 6}", 7, "0"),
        ("threshold: {at_least: {by: level, 县: 3, 镇: 7}}", 3, "10"),
        ("proportional: {target: {by: group, 一类: 4, 二类: 2}}", 2, "5"),
        ("zero_occurrence: {}", 0, "10"),
        ("zero_occurrence: {}", 1, "0"),
        ("bands: {at_least: {90: 100%, 80: 80%}, else: 10%}", 90, "10"),
        ("bands: {at_least: {90: 100%, 80: 80%}, else: 10%}", 89, "8"),
        ("bands: {at_least: {90: 100%, 80: 80%}, else: 10%}", 79, "1"),
        ("bands: {at_most: {80: 50%, 5: 100%}, else: 0%}", 5, "10"),
        ("bands: {at_most: {80: 50%, 5: 100%}, else: 0%}", 6, "5"),
        ("bands: {at_most: {80: 50%, 5: 100%}, else: 0%}", 81, "0"),
        ("threshold: {more_than: 6}", 6, "0"),
        ("threshold: {less_than: 6}", 5, "10"),
        ("threshold: {less_than: 6}", 6, "0"),
        ("tally: {each: 1.5}", 4, "6"),
        ("tally: {each: 1.5, deduct: true}", 4, "4"),
        ("tally: {each: 1.5, deduct: true}", 7, "0"),
        ("role: bonus, tally: {each: 1.5}", 4, "6"),
        ("role: bonus, tally: {each: 1.5}", 7, "10"),
        ("role: penalty, tally: {each: 1.5}", 4, "-6"),
        ("role: penalty, tally: {each: 1.5}", 7, "-10"),
    ],
)
def test_a_scale_gives_these_marks_of_ten(keys: str, a: int, marks: str) -> None:
    assert leaf(f"points: 10, value: a, {keys}", {"a": a}).score == Fraction(marks)


@pytest.mark.parametrize(
    ("trend", "before", "now", "marks"),
    [
        ("wanted: up, flat: 50%", 5, 6, 10),
        ("wanted: up, flat: 50%", 5, 5, 5),
        ("wanted: up, flat: 50%", 5, 4, 0),
        ("wanted: up, flat: 50%, worse: 20%", 5, 4, 2),
        ("wanted: down, flat: 50%", 5, 4, 10),
        ("wanted: down, flat: 50%", 5, 6, 0),
        ("wanted: up, flat: 50%, best: 8", 8, 8, 10),
        ("wanted: up, flat: 50%, best: 8", 9, 8, 10),
        ("wanted: up, flat: 50%, best: 8", 8, 7, 0),
        ("wanted: down, flat: 50%, best: 0", 0, 0, 10),
        ("wanted: down, flat: 50%, best: 0", 1, 1, 5),
    ],
)
def test_a_trend_rewards_the_wanted_direction_and_staying_at_the_best(
    trend: str, before: int, now: int, marks: int
) -> None:
    keys = f"points: 10, value: a, change: {{against: year_before, no_history: missing}}, trend: {{{trend}}}"
    rubric = Document(small(f"[{{leaf: x, title: x, {keys}}}]"))
    records = given(metrics={"2022": {"甲": {"a": before}}, "2023": {"甲": {"a": now}}})
    assert score(rubric, records, "2023").cells["甲", "x"].score == marks


def test_golden_ratio_to_the_first() -> None:
    keys = "points: 6, value: a, proportional: {target: 50}"
    assert [leaf(keys, {"a": a}).score for a in (50, 40, 25)] == [6, Fraction("4.8"), 3]


def test_golden_each_point_below_twenty_percent_costs_a_twentieth() -> None:
    keys = "points: 1, value: 'max(0, 20% - a / 100) * 100', tally: {each: 0.05, deduct: true}"
    assert leaf(keys, {"a": 17}).score == Fraction("0.85")


def test_golden_efficacy_below_sixty_unclamped() -> None:
    keys = "points: 100, value: a / 100, efficacy: {not_allowed: 6, satisfactory: 12}, round: 0.01"
    assert [leaf(keys, {"a": a}).score for a in (581, 600, 1200)] == [Fraction("58.73"), 60, 100]


def test_golden_votes_by_bands() -> None:
    keys = "points: 200, value: a, bands: {at_least: {90: 100%, 80: 95%, 70: 90%, 60: 85%}, else: 80%}"
    assert [leaf(keys, {"a": a}).score for a in (90, 89, 79, 69, 59)] == [200, 190, 180, 170, 160]


def test_marks_are_rounded_half_away_from_zero_to_their_step() -> None:
    for step, marks in (("0.01", "0.13"), ("0.1", "0.1"), ("0.05", "0.15"), ("1", "0")):
        assert leaf(f"points: 1, round: {step}, value: a / 8", {"a": 1}).score == Fraction(marks)


def test_a_penalty_that_is_not_due_or_not_recorded_subtracts_nothing() -> None:
    keys = "points: 5, role: penalty, events: {types: [通报]}, tally: {each: 1}"
    assert leaf(keys, events=[event("甲", "通报", "2023-02-01", 2)]).score == -2
    assert leaf(keys).score is None
    assert leaf(f"{keys}, due: quarter", events=[]).state == "not_applicable"
