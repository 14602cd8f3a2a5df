"""The city outline, city-outline: one city's twelve counties and districts and eighty-four towns, 2022 to 2025."""

from __future__ import annotations

from sample_inputs.generate.places import Level
from sample_inputs.generate.programme import Happening, Programme
from sample_inputs.generate.programmes.city_outline_planted import COUNTY, TOWN, is_county, plant
from sample_inputs.generate.scene import Rule, Scene
from sample_inputs.generate.shapes import (
    absent,
    at_least,
    by_level,
    inhabitants,
    level,
    moving,
    now_and_then,
    of,
    only,
    part,
    per_head,
    rare,
    rung,
    size,
)


def _per_head_at_first(low: float, high: float) -> Rule:
    """So many a head in the base year, between two bounds."""
    return lambda scene: round(scene.place.inhabitants * scene.fixed(scene.metric, low, high))


def _relapsed(scene: Scene) -> int:
    share = 0.09 - 0.055 * scene.quality + scene.random.uniform(-0.012, 0.012)
    return max(0, round(scene.held("managed") * share))


def _precursor_cases(scene: Scene) -> int:
    return max(0, round(scene.fixed("breaches", 0, 5) * (1.5 - 0.9 * scene.quality) + scene.random.uniform(-0.9, 0.9)))


def _books(scene: Scene) -> int:
    # A few spare copies, or a class that went without.
    return round(scene.held("pupils") * (0.93 + 0.09 * scene.quality + scene.random.uniform(-0.02, 0.02)))


def _staffed(posts: str) -> Rule:
    """People in post: short in the worse places, now and then one beyond the posts in the best."""

    def rule(scene: Scene) -> int:
        share = 0.78 + 0.26 * scene.quality + scene.random.uniform(-0.05, 0.05)
        return max(0, round(scene.held(posts) * share))

    return rule


def _supplied(need: str) -> Rule:
    """What is there of what is needed: spare in the good places, short in the others."""
    return lambda scene: round(scene.held(need) * (0.76 + 0.38 * scene.quality + scene.random.uniform(-0.06, 0.06)))


def _found(scene: Scene) -> int:
    known = round(scene.held("spectrometers_known"))
    more = scene.random.choice((0, 0, 0, 1, 2))
    return known + more if scene.random.random() < scene.quality else max(0, known - 1)


def _declared(scene: Scene) -> int:
    """A town applies once it thinks itself good enough."""
    return int(scene.quality > 0.74 + 0.08 * scene.random.random())


RULES: dict[str, Rule] = {
    "population": inhabitants,
    "drug_cases": moving(_per_head_at_first(0.0002, 0.0009), 0.16, -0.2, 0.09),
    "sewage_load": only(COUNTY, moving(lambda scene: scene.fixed("load", 18, 90), 0.12, -0.16, 0.06, 0.5)),
    "managed": per_head(0.0009),
    "relapsed": _relapsed,
    "new_users": moving(_per_head_at_first(0.0001, 0.0004), 0.14, -0.2, 0.1),
    "precursor_cases": only(COUNTY, _precursor_cases),
    "places_due": size({COUNTY: (420, 960), TOWN: (28, 90)}, "places"),
    "places_covered": part("places_due", 0.82),
    "firms": size({COUNTY: (14, 70)}),
    "firms_checked": only(COUNTY, part("firms", 0.8)),
    "sewage_due": size({COUNTY: (2, 7)}),
    "sewage_done": only(COUNTY, part("sewage_due", 0.7)),
    "pupils": per_head(0.09, 0.15),
    "books": _books,
    "instructors": by_level({COUNTY: size({COUNTY: (110, 320)}), TOWN: size({TOWN: (6, 26)})}),
    "instructors_trained": part("instructors", 0.72),
    "awarded_schools": now_and_then(2),
    "awarded_teachers": now_and_then(2),
    "users": per_head(0.0016),
    "verified": part("users", 0.9),
    "evaluated": part("users", 0.87),
    "controlled": part("users", 0.85),
    "rehab_staff_due": size({COUNTY: (14, 36), TOWN: (2, 5)}, "rehab staff"),
    "rehab_staff": _staffed("rehab_staff_due"),
    "orders": of("managed", 0.2, 0.35, least=3),
    "orders_reported": level("orders", 0.8, 1.02),
    "executable": of("managed", 0.8, 0.95, least=4),
    "executed": level("executable", 0.82, 1.01),
    "recovering": of("managed", 1.1, 1.5, least=6),
    "kept_clean": level("recovering", 0.72, 0.97),
    "hair_due": of("users", 0.7, 0.9, least=2),
    "hair_tested": part("hair_due", 0.8),
    "compulsory_due": size({COUNTY: (10, 45)}),
    "compulsory_admitted": only(COUNTY, part("compulsory_due", 0.85)),
    "sick_due": size({COUNTY: (3, 14)}),
    "sick_admitted": only(COUNTY, part("sick_due", 0.65)),
    "downgrades": only(COUNTY, rare(0.02)),
    "beds_needed": size({COUNTY: (30, 120)}, "beds"),
    "beds": only(COUNTY, _supplied("beds_needed")),
    "medics_needed": size({COUNTY: (8, 34)}, "medics"),
    "medics": only(COUNTY, _supplied("medics_needed")),
    "families": of("managed", 0.1, 0.2, least=1),
    "families_planned": part("families", 0.7),
    "minors": absent(0.12, "没有事实无人抚养未成年子女", of("managed", 0.02, 0.06, least=1), "minors"),
    "minors_protected": absent(0.12, "没有事实无人抚养未成年子女", part("minors", 0.75), "minors"),
    "station_stage": only(COUNTY, rung({2022: 0, 2023: 1, 2024: 2, 2025: 3}, 0.55)),
    "outlets": size({COUNTY: (40, 130)}),
    "outlets_opened": only(COUNTY, part("outlets", 0.85)),
    "outlets_named": only(COUNTY, part("outlets", 0.9)),
    "outlets_screened": only(COUNTY, part("outlets", 0.8)),
    "spectrometers_known": size({COUNTY: (3, 22)}, "spectrometers"),
    "spectrometers_found": only(COUNTY, _found),
    "members": size({COUNTY: (28, 42)}),
    "members_named": only(COUNTY, part("members", 0.85)),
    "police_due": size({COUNTY: (14, 40)}, "police"),
    "police": only(COUNTY, _staffed("police_due")),
    "workers_due": size({COUNTY: (20, 60), TOWN: (3, 9)}, "workers"),
    "workers": _staffed("workers_due"),
    "drills": by_level({COUNTY: at_least(4, 0.5), TOWN: at_least(2, 0.5)}),
    "declared": only(TOWN, _declared),
    "party_meetings": at_least(2, 0.5),
    "government_meetings": at_least(2, 0.5),
    "experiences": now_and_then(2),
    "stations": size({COUNTY: (8, 20), TOWN: (2, 4)}, "stations"),
    "bases": size({COUNTY: (1, 3)}),
}


PROGRAMME = Programme(
    slug="city-outline",
    seed=20230306,
    levels=(
        Level(COUNTY, 12, ("市", "区", "区"), (60_000, 180_000), {"市": "县级市", "区": "区"}),
        Level(TOWN, 84, ("镇", "镇", "街道"), (10.9, 0.4), {"镇": "镇", "街道": "街道"}),
    ),
    rules=RULES,
    happenings=(
        Happening("肇事肇祸", 0.06, {"一般": 4, "重大": 1}, note="公安机关接处警记录"),
        Happening("制毒物品流失", 0.1, {"一般": 3, "重大": 1}, note="公安机关立案通报", where=is_county),
        Happening("涉毒舆情", 0.07, {"一般": 4, "重大": 1}, note="网信部门通报"),
        Happening("媒体报道", 0.7, {"国家级": 1, "其他": 3}, (1, 1, 2), "刊播凭证", welcome=True),
    ),
    respondents={COUNTY: (36, 44), TOWN: (24, 28)},
    leaning={"知晓与否": (0.66, 0.33)},
    judges=7,
    formats={"survey": "parquet", "desk": "gb18030"},
    plant=plant,
)
