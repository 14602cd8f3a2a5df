"""Urad Front Banner, wulateqianqi-2023: forty counties, two hundred and sixty townships, 2022 to 2024."""

from __future__ import annotations

from sample_inputs.generate.places import Level, yes_no
from sample_inputs.generate.programme import PARQUET, Counted, Happening, Programme
from sample_inputs.generate.programmes._wulateqianqi_two_years import COUNTY, TOWN
from sample_inputs.generate.programmes.wulateqianqi_planted import plant
from sample_inputs.generate.scene import Rule, Scene, Value
from sample_inputs.generate.shapes import (
    at_least,
    by_level,
    constant,
    dealt_with,
    falling,
    found_sometimes,
    inhabitants,
    last_year,
    level,
    now_and_then,
    of,
    often,
    only,
    part,
    per_head,
    rare,
    rate,
    reach,
    rung,
    size,
)


def _police_staff(scene: Scene) -> int:
    return 20 + round(scene.random.uniform(-9, 3) + 8 * scene.quality)


def _funds(scene: Scene) -> float:
    before = scene.before()
    if before is None:
        high = 600 if scene.place.level == COUNTY else 40
        return round(scene.fixed("funds", high / 6, high), 2)
    if scene.random.random() < 0.1:
        return before
    return round(before * (0.96 + 0.12 * scene.quality + scene.random.uniform(-0.03, 0.05)), 2)


def _class_hours(scene: Scene) -> float:
    short = scene.random.random() < 0.3 * (1 - scene.quality)
    return scene.random.choice((1, 1.5)) if short else scene.random.choice((2, 2, 2, 2.5, 3, 4))


def _volunteers(scene: Scene) -> int:
    return round(scene.place.inhabitants * (0.0013 + 0.0011 * scene.quality * scene.random.uniform(0.7, 1.2)))


def _target_cases(scene: Scene) -> int:
    base = scene.fixed("target", 2, 9)
    return max(0, round(base * (0.8 + 0.5 * scene.quality) + (scene.year - 2022) * scene.random.uniform(-1, 2)))


def _outflow_recent(scene: Scene) -> int:
    before = round(scene.held("outflow_prior"))
    stayed = sum(scene.random.random() > 0.42 * scene.quality for _ in range(before))
    return stayed + (before > 0 and scene.random.random() < 0.5 * (1 - scene.quality))


def _current_users(scene: Scene) -> int:
    # They grow fewer from quarter to quarter where a place is run well, so that some come back within the line.
    years = scene.since + scene.period.ends.month / 12 - 1
    fewer = 1 - 0.34 * scene.quality * years + scene.random.uniform(-0.01, 0.01)
    return round(scene.held("registered") * scene.fixed("current", 0.8, 0.94) * fewer)


def _launch_step(scene: Scene) -> Value:
    return reach(3, 0.2)(scene) if scene.year == 2023 else None


def _rehab_staff(scene: Scene) -> int:
    return max(1, round(scene.held("registered") / 20 * (0.7 + 0.5 * scene.quality * scene.random.uniform(0.7, 1.1))))


def _online_due(scene: Scene) -> int:
    return round(scene.held("registered") * 0.35 + scene.held("rehab_staff"))


def _helped(scene: Scene) -> int:
    return round(scene.held("rehab") * (0.34 + 0.24 * scene.quality * scene.random.uniform(0.6, 1.3)))


def _yield(scene: Scene) -> float:
    some = scene.held("plants") > 0 and scene.random.random() < 0.25
    return round(scene.random.uniform(1, 80), 1) if some else 0


def _clean_people(scene: Scene) -> int:
    before = scene.before()
    if before is None:
        return round(scene.held("registered") * scene.fixed("clean", 0.3, 0.5))
    return round(before * (1.0 + 0.14 * scene.quality * scene.random.uniform(0.6, 1.2)))


def _new_users(scene: Scene) -> int:
    before = scene.before()
    if before is None:
        return max(1, round(scene.held("registered") * scene.fixed("new", 0.02, 0.06)))
    return max(0, round(before * (1.15 - 0.4 * scene.quality * scene.random.uniform(0.6, 1.3))))


def _clean_people_at_first(scene: Scene) -> int:
    return round(scene.held("clean_people") / scene.random.uniform(1.0, 1.08))


def _new_users_at_first(scene: Scene) -> int:
    return max(1, round(scene.held("new_users") * scene.random.uniform(0.85, 1.2)))


RULES: dict[str, Rule] = {
    "party_meetings": often(3),
    "government_meetings": often(3),
    "leader_instructions": often(5, 0.6),
    "leader_activities": often(4, 0.6),
    "office_staff": by_level({COUNTY: at_least(3), TOWN: at_least(2)}),
    "police_staff": only(COUNTY, _police_staff),
    "funds": _funds,
    "diverted_cases": constant(0),
    "circulars": often(0, 0.8),
    "members": size({COUNTY: (26, 40), TOWN: (6, 14)}),
    "members_ready": part("members", 0.6),
    "association_step": only(COUNTY, rung({2022: 2, 2023: 3})),
    "workers": size({COUNTY: (60, 180), TOWN: (6, 30)}),
    "workers_trained": part("workers", 0.4),
    "innovations": now_and_then(2),
    "class_hours": _class_hours,
    "platform_due": per_head(0.09),
    "platform_used": part("platform_due", 0.7),
    "minor_acts": rare(0.015),
    "bases": by_level({COUNTY: often(1, 0.7), TOWN: constant(0)}),
    "corridors_due": size({COUNTY: (40, 110), TOWN: (6, 24)}, "corridors"),
    "corridors": part("corridors_due", 0.6),
    "inhabitants": inhabitants,
    "volunteers": _volunteers,
    "groups_due": size({COUNTY: (5, 12), TOWN: (1, 3)}, "groups"),
    "groups_founded": part("groups_due", 0.4),
    "brands": reach(5),
    "showpieces": reach(4),
    "target_cases": only(COUNTY, _target_cases),
    "outflow_prior": size({COUNTY: (8, 40), TOWN: (0, 6)}, "outflow"),
    "outflow_recent": _outflow_recent,
    "open_cases": size({COUNTY: (4, 25), TOWN: (0, 3)}, "open"),
    "managed_cases": part("open_cases", 0.6),
    "registered": per_head(0.0022),
    "current_users": _current_users,
    "accuracy": rate(88),
    "met": part("registered", 0.8),
    "caught": of("registered", 0.0, 0.06),
    "entered": part("caught", 0.85),
    "uncontrolled": rare(0.12),
    "user_incidents": rare(0.04),
    "admission_due": of("registered", 0.0, 0.04),
    "admitted": part("admission_due", 0.6),
    "rehab_staff": _rehab_staff,
    "online_due": _online_due,
    "online": part("online_due", 0.8),
    "clean_due": of("registered", 0.10, 0.14, least=3),
    "clean_kept": level("clean_due", 0.45, 0.95),
    "rehab": of("registered", 0.33, 0.37, least=1),
    "trained": _helped,
    "employed": _helped,
    "insured": part("rehab", 0.7),
    "firms": size({COUNTY: (4, 24), TOWN: (0, 3)}),
    "firms_verified": part("firms", 0.85),
    "chemical_losses": rare(0.006),
    "patrolled_quarters": often(0, 0.75),
    "plants": found_sometimes(0.07, 1, 60),
    "plants_cleared": dealt_with("plants", 0.5),
    "yield_grams": _yield,
    "venues": size({COUNTY: (20, 80), TOWN: (0, 12)}),
    "venues_patrolled": part("venues", 0.7),
    "venue_cases": rare(0.03),
    "national_listings": constant(0),
    "sewage_quarters": often(0, 0.75),
    "hair_quarters": often(0, 0.75),
    "solved_cases": size({COUNTY: (10, 60), TOWN: (0, 6)}, "solved"),
    "intelligence_cases": level("solved_cases", 0.2, 0.75),
    "orders_due": of("rehab", 0.9, 1.0),
    "orders_executed": level("orders_due", 0.7, 1.02),
    "clean_people": _clean_people,
    "clean_people_before": last_year("clean_people", _clean_people_at_first),
    "new_users": _new_users,
    "new_users_before": last_year("new_users", _new_users_at_first),
    "involved": of("registered", 1.05, 1.2),
    "involved_minors": level("involved", 0.03, -0.005),
    "dealers_elsewhere": falling({COUNTY: 9, TOWN: 1.2}, "dealers"),
    "cases_by_users": falling({COUNTY: 30, TOWN: 3}, "cases"),
    "launch_step": _launch_step,
    "schools": size({COUNTY: (22, 60), TOWN: (1, 6)}),
    "rehab_offices": size({COUNTY: (8, 26), TOWN: (1, 4)}, "offices"),
}


PROGRAMME = Programme(
    slug="wulateqianqi-2023",
    seed=20230901,
    levels=(
        Level(COUNTY, 40, ("旗", "旗", "县", "区"), (20_000, 90_000), ((250_000, "旗县一类"), (0, "旗县二类"))),
        Level(
            TOWN,
            260,
            ("镇", "镇", "苏木", "街道"),
            (9.9, 0.55),
            ((28_000, "苏木镇一类"), (14_000, "苏木镇二类"), (0, "苏木镇三类")),
        ),
    ),
    attributes={"key": yes_no({COUNTY: 1, TOWN: 0.3}), "severe": yes_no({COUNTY: 0.25, TOWN: 0.1})},
    rules=RULES,
    happenings=(
        Happening("迟报漏报", 0.22, quantity=(1, 1, 2)),
        Happening("虚报瞒报", 0.04, quantity=(1, 1, 2)),
        Happening("形式主义", 0.06, quantity=(1, 1, 2)),
    ),
    counted=(Counted("user_incidents", "肇事肇祸", "一般"), Counted("plants", "种植案件", "零星")),
    respondents={COUNTY: (28, 34), TOWN: (23, 26)},
    leaning={"knows": (0.72, 0.27), "participation": (0.3, 0.4)},
    plant=plant,
    upper=False,
    # Two years of reviews are more rows than a workbook is comfortable with.
    formats={"desk": PARQUET},
)
