"""Every number that bears on a mark is found, whichever formula holds it, with the reason that covers it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from scoring.rubric.assumptions import Stated, stated
from scoring.rubric.formula import parse
from tests.engine.agreement import loaded
from tests.oracle.small import small

LEAF = "- {leaf: x, title: x, points: 10, value: a, proportional: {target: 10}%s}"
ROOT = "{tree: {coefficient: {of: 'if(a > 543, 1.25, 1)', unknown: 1}}, assumed: {coefficient: 难度}}"


def reason(number: str, folder: Path, leaf: str = "", more: str | None = None) -> tuple[str, str, str]:
    """Whose a number is, what it is for and why, where it stands exactly once."""
    found = stated(loaded(small(LEAF % leaf, more=more), folder), parse)
    (one,) = (stated for stated in found if stated.number == Fraction(number))
    return one.of, one.topic, one.reason.zh if one.reason else ""


@pytest.mark.parametrize("number", ["543", "1.25"])
def test_the_numbers_of_a_coefficient_are_found(number: str, tmp_path: Path) -> None:
    assert reason(number, tmp_path, more=ROOT) == ("total", "coefficient", "难度")


def test_the_limits_of_a_transform_are_found(tmp_path: Path) -> None:
    leaf = ", transform: {winsorise: {low: 3, high: 'percentile(value, 77% among all)'}}, assumed: {transform: 离群}"
    assert reason("3", tmp_path, leaf) == ("x", "transform", "离群")
    assert reason("77/100", tmp_path, leaf) == ("x", "transform", "离群")


@pytest.mark.parametrize("key", ["assessed", "statistics"])
def test_the_numbers_that_say_who_counts_are_found(key: str, tmp_path: Path) -> None:
    size = "attributes: {size: {title: 人口, type: number, maximum: 9000}}"
    more = f"{{population: {{{size}, {key}: size >= 543}}, assumed: {{assessed: 只测评大的}}}}"
    assert reason("543", tmp_path, more=more) == ("", "assessed", "只测评大的")


def test_what_a_scale_is_to_reach_is_found_once(tmp_path: Path) -> None:
    leaf = "- {leaf: x, title: x, points: 10, value: a / 7, proportional: {target: b / 11, zero_target: missing}}"
    found = [one for one in stated(loaded(small(leaf), tmp_path), parse) if one.number in (7, 11)]
    assert found == [
        Stated("x", "evidence", Fraction(7), found[0].reason),
        Stated("x", "scale", Fraction(11), found[0].reason),
    ]
