"""Combining, policies, coverage, what is moved where: by hand on trees of a few leaves."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.sql.states import DECLARED, NOT_APPLICABLE, NOT_ASSESSED, REFUSED, code
from tests.oracle.document import Document
from tests.oracle.given import given
from tests.oracle.oracle import Cell, score
from tests.oracle.small import small

NA, REFUSED_ = code(NOT_APPLICABLE, DECLARED), code(NOT_ASSESSED, REFUSED)
ABSENT: dict[str, dict[str, int | None]] = {
    "missing": {"a": None},
    "not_applicable": {"a": None, "a?": NA},
    "not_assessed": {"a": None, "a?": REFUSED_},
}
PAIR = """
- {leaf: x, title: x, points: 6, value: a / 10, KEYS}
- {leaf: y, title: y, points: 4, value: b / 10}
"""


def cells(children: str, row: dict[str, int | None], *, more: str = "", period: str = "2023") -> dict[str, Cell]:
    rubric = Document(small(children, more=more))
    found = score(rubric, given(metrics={period: {"甲": row}}), period)
    return {item: cell for (_, item), cell in found.cells.items()}


def test_a_node_adds_its_childrens_marks() -> None:
    found = cells(PAIR.replace(", KEYS", ""), {"a": 5, "b": 10})
    assert found["total"].score == 7
    assert found["total"].rate == Fraction("0.7")


@pytest.mark.parametrize("state", ABSENT)
@pytest.mark.parametrize(
    ("policy", "x", "total"), [("zero", 0, Fraction(2)), ("rescale", None, Fraction(5)), ("block", None, None)]
)
def test_each_state_follows_its_policy(state: str, policy: str, x: int | None, total: Fraction | None) -> None:
    found = cells(PAIR.replace("KEYS", f"{state}: {policy}"), {"b": 5, **ABSENT[state]})
    assert found["x"].state == state
    assert (found["x"].score, found["total"].score) == (x, total)
    assert found["total"].state == (state if policy == "block" else "reported")


def test_what_a_dropped_leaf_was_worth_moves_to_its_siblings_and_sums_to_zero() -> None:
    children = PAIR.replace(", KEYS", "") + "- {leaf: z, title: z, points: 2, value: b / 10}"
    found = cells(children, {"b": 5, **ABSENT["not_applicable"]}, more="tree: {points: 12}")
    assert [found[code_].moved_points for code_ in "xyz"] == [-6, 4, 2]


def test_what_is_not_due_or_does_not_apply_is_dropped_whatever_the_policy() -> None:
    for keys in ("due: quarter", "applies_to: level = '镇'"):
        found = cells(PAIR.replace("KEYS", f"{keys}, not_applicable: block"), {"a": 5, "b": 5})
        assert (found["x"].state, found["x"].score) == ("not_applicable", None)
        assert found["total"].score == 5


@pytest.mark.parametrize(
    ("a", "b", "state"),
    [
        ("missing", "not_applicable", "missing"),
        ("not_applicable", "not_assessed", "not_assessed"),
        ("not_applicable", "not_applicable", "not_applicable"),
    ],
)
def test_a_node_without_scored_children_takes_the_gravest_state(a: str, b: str, state: str) -> None:
    row = {**ABSENT[a], **{key.replace("a", "b"): value for key, value in ABSENT[b].items()}}
    found = cells(PAIR.replace(", KEYS", ""), row, more="settings: {missing: rescale}")
    assert (found["total"].state, found["total"].score) == (state, None)


def test_nothing_scored_is_no_score_and_no_rank() -> None:
    rubric = Document(small(PAIR.replace(", KEYS", ""), more="settings: {missing: rescale}"))
    found = score(rubric, given("甲乙", metrics={"2023": {"甲": {"a": 0, "b": 0}}}), "2023").ranking
    assert (found["甲"].score, found["甲"].rank) == (Fraction(0), 1)
    assert (found["乙"].score, found["乙"].rank) == (None, None)


def test_golden_what_does_not_apply_is_rescaled() -> None:
    children = """
    - {leaf: x, title: x, points: 20, value: a}
    - {leaf: y, title: y, points: 80, value: b / 100}
    """
    found = cells(children, {"b": 90, **ABSENT["not_applicable"]}, more="tree: {points: 100}")
    assert found["y"].score == 72
    assert found["total"].score == 90


def test_an_exact_tie_of_the_combined_mark_is_rounded_up() -> None:
    children = "[{leaf: x, title: x, points: 10, value: rate}]"
    assert cells(children, {"rate": 8250}, more="{tree: {points: 100, round: 1}}")["total"].score == 83


@pytest.mark.parametrize(("floor", "scored"), [("40%", True), ("41%", False)])
def test_too_little_coverage_leaves_the_node_without_a_mark(floor: str, scored: bool) -> None:
    more = f"tree: {{coverage: {{at_least: {floor}, else: not_assessed, policy: block}}}}"
    found = cells(PAIR.replace(", KEYS", ""), {"b": 5, **ABSENT["not_applicable"]}, more=more)
    assert (found["total"].state, found["total"].score) == (("reported", 5) if scored else ("not_assessed", None))


def test_what_is_not_due_does_not_count_against_coverage() -> None:
    more = "tree: {coverage: {at_least: 100%, else: not_assessed, policy: block}}"
    assert cells(PAIR.replace("KEYS", "due: quarter"), {"b": 5}, more=more)["total"].score == 5


@pytest.mark.parametrize(("bonus", "penalty", "total"), [(2, 1, 6), (9, 0, 10), (0, 9, 0)])
def test_bonus_and_penalty_come_after_combining_and_stay_within_the_points(
    bonus: int, penalty: int, total: int
) -> None:
    children = """
    - {leaf: x, title: x, points: 10, value: 0.5}
    - {leaf: more, title: 加, points: 9, role: bonus, value: a, tally: {each: 1}}
    - {leaf: less, title: 减, points: 9, role: penalty, value: b, tally: {each: 1}}
    """
    assert cells(children, {"a": bonus, "b": penalty})["total"].score == total
