"""A module that does not fit its rubric is told so, with the metric, the place and the period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from sample_inputs.generate.applies import applies
from sample_inputs.generate.folder import generate, places_of
from sample_inputs.generate.numbers import Numbers
from sample_inputs.generate.places import Level
from sample_inputs.generate.plan import Plan
from sample_inputs.generate.rubric import read_plan
from sample_inputs.generate.scene import Rule, Scene, Value
from sample_inputs.generate.shapes import constant, not_applicable
from tests.samples.every_kind import PROGRAMME


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(Path(__file__).with_name("every_kind.yaml"))


def value(plan: Plan, metric: str, **rules: Rule) -> Value:
    place = places_of(PROGRAMME, plan)[0]
    every: Mapping[str, Rule] = {**PROGRAMME.rules, **rules}
    return Numbers(plan, every, place).value(metric, plan.timeline.named("2021"))


def test_a_number_beyond_the_maximum_is_refused(plan: Plan) -> None:
    with pytest.raises(ValueError, match=r"dealers of SL01 in 2021: 5001 lies outside 0\.0…5000\.0"):
        value(plan, "dealers", dealers=constant(5001))


def test_a_part_larger_than_its_whole_is_refused(plan: Plan) -> None:
    with pytest.raises(ValueError, match="sound of SL01 in 2021: 9 is more than the 8 of offices"):
        value(plan, "sound", sound=constant(9), offices=constant(8))


def test_not_applicable_is_refused_where_the_rubric_lets_it_apply_everywhere(plan: Plan) -> None:
    with pytest.raises(ValueError, match="schools of SL01"):
        value(plan, "schools", schools=lambda _: not_applicable("没有学校"))


def test_a_rule_that_asks_for_itself_is_refused(plan: Plan) -> None:
    def circle(scene: Scene) -> Value:
        return scene.held("dealers")

    with pytest.raises(ValueError, match="the rule of dealers asks for itself"):
        value(plan, "dealers", dealers=lambda scene: scene.held("points"), points=circle)


def test_a_level_the_rubric_does_not_have_is_refused(plan: Plan, tmp_path: Path) -> None:
    strange = replace(PROGRAMME, levels=(Level("村", 50, ("村",)),))
    with pytest.raises(ValueError, match="the rubric has no level 村"):
        generate(strange, tmp_path, plan)


def test_attributes_must_be_those_of_the_rubric(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="duty, key, streets"):
        generate(replace(PROGRAMME, attributes={}), tmp_path, plan)


def test_more_offices_than_ends_of_names_are_refused(plan: Plan, tmp_path: Path) -> None:
    city, county, office, town = PROGRAMME.levels
    with pytest.raises(ValueError, match="25 of 单位"):
        generate(replace(PROGRAMME, levels=(city, county, replace(office, count=25), town)), tmp_path, plan)


@pytest.mark.parametrize(
    ("condition", "bound"),
    [
        ("level = '镇'", True),
        ("level != '镇'", False),
        ("level in ['县', '镇'] and not key = '是'", True),
        ("(level = '县' or key = '是') and streets > 1", False),
        ("streets >= 2 and level = '镇'", True),
        ("funds > 3", True),
        ("level = '县' and funds > 3", False),
        ("funds / (users + 1) > 3 or level = '县'", True),
    ],
)
def test_a_condition_binds_unless_the_roster_says_otherwise(condition: str, bound: bool) -> None:
    assert applies(condition, {"level": "镇", "key": "否", "streets": 2}) is bound
