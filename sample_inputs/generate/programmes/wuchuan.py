"""Wuchuan, wuchuan-2017-2019: six county-level cities with their townships, the base year 2016 and three years."""

from __future__ import annotations

from collections.abc import Mapping

from sample_inputs.generate.places import Level, yes_no
from sample_inputs.generate.programme import PARQUET, Happening, Programme
from sample_inputs.generate.programmes.wuchuan_planted import CITY, TOWN, plant
from sample_inputs.generate.scene import Rule, Scene
from sample_inputs.generate.shapes import (
    aimed,
    at_least,
    by_level,
    constant,
    last_year,
    now_and_then,
    of,
    often,
    only,
    part,
    per_head,
    rare,
    rung,
    size,
)


def _whole(scene: Scene, expected: float) -> int:
    """A whole number about what is expected: small counts neither stick nor vanish."""
    return max(0, int(expected + scene.random.random()))


def _thinning(bases: Mapping[str, float], worst: float = 1.05, best: float = 0.7) -> Rule:
    """A count that grows or shrinks every year, in good places towards nothing."""

    def rule(scene: Scene) -> int:
        base = bases[scene.place.level] * scene.fixed(scene.metric, 0.5, 1.5)
        return _whole(scene, base * (worst + (best - worst) * scene.quality) ** scene.since)

    return rule


def _new_users(scene: Scene) -> int:
    share = scene.fixed("new", 0.03, 0.07) * (1.06 - 0.3 * scene.quality) ** scene.since
    return _whole(scene, scene.held("registered") * share)


def _clean_people(scene: Scene) -> int:
    share = scene.fixed("clean", 0.2, 0.34) + scene.since * (0.03 * scene.quality - 0.006)
    return round(scene.held("registered") * (share + scene.random.uniform(-0.006, 0.006)))


def _warning_listed(scene: Scene) -> int:
    if scene.place.attributes["warned"] == "否":
        return int(scene.since > 0 and scene.random.random() < 0.01)
    return int(scene.since < 2 or scene.quality < (0.4, 0.2)[scene.year == 2019])


def _rehab_offices(scene: Scene) -> int:
    # What was opened stays open, so the place decides and not the quarter.
    return int(scene.fixed("office", 0, 1) < 0.7 + 0.08 * scene.since + 0.2 * scene.quality)


def _social_workers(scene: Scene) -> int:
    share = 0.55 + 0.5 * scene.quality + 0.06 * scene.since
    return _whole(scene, scene.held("society_users") / 30 * share)


def _demo_schools(scene: Scene) -> int:
    return min(round(scene.held("schools")), _whole(scene, scene.since * 2.5 * scene.quality))


def _mmt_base(scene: Scene) -> int:
    return round(scene.place.inhabitants * 0.0004 * scene.fixed("mmt", 0.7, 1.3))


def _mmt_total(scene: Scene) -> int:
    grown = (0.05 + 0.4 * scene.quality) * (scene.since - 1) / 2
    return round(scene.held("mmt_base") * (1 + grown))


def _mmt_kept(scene: Scene) -> int:
    share = scene.fixed("kept", 0.5, 0.62) + scene.since * (0.05 * scene.quality - 0.01)
    return round(scene.held("mmt_in") * (share + scene.random.uniform(-0.02, 0.02)))


RULES: dict[str, Rule] = {
    # Nobody is new until one is made so.
    "founded": by_level({}),
    "transit_cases": _thinning({CITY: 14, TOWN: 1.3}, best=0.6),
    "registered_start": last_year("registered", of("registered", 0.95, 0.99)),
    "registered": per_head(0.0038),
    "new_users": _new_users,
    "clean_people": _clean_people,
    "user_cases": _thinning({CITY: 60, TOWN: 6}, best=0.8),
    "joint_heads": only(TOWN, often(0, 0.7)),
    "warning_listed": _warning_listed,
    "key_harms": rare(0.05),
    "upper_key_listed": rare(0.01),
    "schools": size({CITY: (60, 140), TOWN: (4, 14)}),
    "monitored_schools": only(CITY, part("schools", 0.7)),
    "demo_schools": only(CITY, _demo_schools),
    "teacher_bases": only(CITY, rung({2016: 0, 2017: 1})),
    "education_bases": only(CITY, rung({2016: 0, 2017: 1, 2019: 2})),
    "displays": only(TOWN, now_and_then(7)),
    "youth_new": _thinning({CITY: 12, TOWN: 1.2}, best=0.75),
    "education_staff": only(TOWN, at_least(1, 0.6)),
    "rehab_offices": only(TOWN, _rehab_offices),
    "orders_due": of("society_users", 0.39, 0.42, least=2),
    "orders_executed": aimed("orders_due", {2016: 0.79, 2017: 0.84, 2018: 0.88, 2019: 0.92}),
    "rehab_in": of("orders_executed", 0.93, 1.0),
    "rehab_kept": aimed("rehab_in", {2016: 0.88, 2017: 0.89, 2018: 0.9, 2019: 0.91}, short=0.18, beyond=0.08),
    "society_users": of("registered", 0.57, 0.6),
    "social_workers": _social_workers,
    "professional_workers": aimed("social_workers", {2016: 0.12, 2017: 0.2, 2018: 0.28, 2019: 0.36}),
    "classified": aimed("society_users", {2016: 0.6, 2017: 0.78, 2018: 0.88, 2019: 0.965}, short=0.14, beyond=0.03),
    "controlled": aimed("classified", {2016: 0.6, 2017: 0.74, 2018: 0.84, 2019: 0.93}),
    "personal_plans": aimed("society_users", {2016: 0.5, 2017: 0.8, 2018: 0.9, 2019: 0.97}),
    "ward_progress": only(CITY, rung({2016: 0, 2017: 2, 2018: 4})),
    "sick_due": only(CITY, of("registered", 0.012, 0.025, least=3)),
    "sick_admitted": only(CITY, aimed("sick_due", {2016: 0.4, 2017: 0.6, 2018: 0.88, 2019: 0.94})),
    "mmt_base": only(CITY, _mmt_base),
    "mmt_total": only(CITY, _mmt_total),
    "mmt_in": only(CITY, of("mmt_total", 0.4, 0.46)),
    "mmt_kept": only(CITY, _mmt_kept),
    "support_projects": now_and_then(9),
    "service_agencies": only(CITY, rung({2016: 0, 2017: 1, 2019: 2})),
    "workers_trained": aimed("social_workers", {2016: 0.2, 2017: 0.6, 2018: 0.97, 2019: 1.0}, beyond=0.05),
    "funded_projects": only(CITY, at_least(2)),
    "demo_units": only(TOWN, now_and_then(4)),
    "plan_units_due": by_level({CITY: size({CITY: (40, 60)}), TOWN: constant(1)}),
    "plan_units": by_level({CITY: part("plan_units_due", 0.7), TOWN: often(0, 0.85)}),
}

PROGRAMME = Programme(
    slug="wuchuan-2017-2019",
    seed=20171103,
    levels=(
        Level(CITY, 6, ("市",), (60_000, 140_000), ((0, "市本级"),)),
        Level(TOWN, 78, ("镇", "镇", "街道"), (10.9, 0.4), {"街道": "街道", "镇": "镇"}),
    ),
    attributes={"warned": yes_no({CITY: 0.3, TOWN: 0.1}), "newly_founded": yes_no({})},
    rules=RULES,
    happenings=(
        Happening("制毒案件", 0.03, note="公安机关通报"),
        Happening("工作不力", 0.14, {"一般": 9, "严重后果": 1}),
    ),
    respondents={CITY: (40, 48), TOWN: (33, 36)},
    leaning={"knows": (0.68, 0.3)},
    plant=plant,
    formats={"survey": PARQUET},
)
