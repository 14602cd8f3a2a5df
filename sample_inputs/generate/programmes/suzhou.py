"""Suzhou's three-year plan, suzhou-2020-2022: one city, twelve districts, ninety-six towns, the years 2019 to 2022."""

from __future__ import annotations

from sample_inputs.generate.places import Level, yes_no
from sample_inputs.generate.programme import Happening, Programme
from sample_inputs.generate.programmes.suzhou_planted import CITY, DISTRICT, TOWN, plant
from sample_inputs.generate.scene import Rule, Scene
from sample_inputs.generate.shapes import (
    aimed,
    by_level,
    constant,
    dealt_with,
    falling,
    found_sometimes,
    level,
    moving,
    now_and_then,
    of,
    often,
    only,
    part,
    per_head,
    rung,
    size,
)

OFFICES = (CITY, DISTRICT)
"""The levels that police, customs and medicine control answer to."""


def _public_due(scene: Scene) -> int:
    return round(scene.place.inhabitants * 0.82)


def _readers(scene: Scene) -> int:
    # A few spare copies, or a class that went without.
    return round(scene.held("reader_pupils") * (0.95 + 0.07 * scene.quality + scene.random.uniform(-0.02, 0.02)))


def _every_other_year(first: int) -> Rule:
    return lambda scene: int((scene.year - first) % 2 == 0)


def _relapsed(scene: Scene) -> int:
    share = 0.16 - 0.09 * scene.quality - 0.006 * scene.since + scene.random.uniform(-0.01, 0.01)
    return max(0, round(scene.held("treated") * share))


def _standard_office(scene: Scene) -> int:
    """Whether a town's one office meets the standard: in good places earlier than in others."""
    reached = {2019: 0.25, 2020: 0.55, 2021: 0.78, 2022: 0.93}[scene.year]
    return int(scene.fixed("standard", 0, 1) < reached + 0.2 * (scene.quality - 0.5))


def _gang_index(scene: Scene) -> float:
    target = 1.2 + 0.05 * scene.since
    return round(target - 0.13 + 0.2 * scene.quality + scene.random.uniform(-0.03, 0.03), 2)


def _cases(most: int) -> Rule:
    def rule(scene: Scene) -> int:
        base = scene.fixed(scene.metric, 0.5, most)
        return max(0, round(base * (0.8 + 0.15 * scene.since * scene.quality) + scene.random.uniform(-0.8, 0.8)))

    return rule


def _laundering(scene: Scene) -> int:
    return int(scene.random.random() < 0.25 + 0.12 * scene.since) * scene.random.choice((1, 1, 2))


def _seized(scene: Scene) -> float:
    return round(scene.fixed("seized", 800, 9000) * scene.random.uniform(0.7, 1.3), 1)


def _seized_in_checks(scene: Scene) -> float:
    share = scene.fixed("checks", 0.18, 0.4) * (1 + (0.02 + 0.08 * scene.quality) * scene.since)
    return round(scene.held("seized") * share * scene.random.uniform(0.97, 1.03), 1)


def _trainings(scene: Scene) -> int:
    return sum(scene.random.random() < 0.55 + 0.4 * scene.quality for _ in range(3))


def _violators(scene: Scene) -> int:
    return scene.random.choice((0, 0, 1, 1, 2, 3, 5))


def _largest_planting(scene: Scene) -> int:
    found = round(scene.held("plants"))
    return found if found < 20 else round(found * scene.random.uniform(0.4, 1))


def _office_real(scene: Scene) -> int:
    """Three in four districts keep the date of 2020; nobody gives up an office again."""
    drawn = scene.fixed("office", 0, 1)
    since = 2019 if drawn < 0.3 else 2020 if drawn < 0.85 else 2021
    return int(scene.year >= since)


def _bases(scene: Scene) -> int:
    drawn = scene.fixed("bases", 0, 1)
    since = 2019 if drawn < 0.35 else 2021 if drawn < 0.6 else 2022 if drawn < 0.9 else 2023
    return int(scene.year >= since) * (1 + int(drawn < 0.15))


def _by_year(numbers: tuple[int, int, int, int]) -> Rule:
    return lambda scene: numbers[scene.year - 2019]


def _staffed(posts: str) -> Rule:
    """People in post: short in the worse places, one or two beyond the posts in the best."""

    def rule(scene: Scene) -> int:
        share = 0.8 + 0.24 * scene.quality + 0.02 * scene.since + scene.random.uniform(-0.04, 0.04)
        return max(0, round(scene.held(posts) * share))

    return rule


def _lost(scene: Scene) -> int:
    few = scene.random.random() < 0.25 * (1.2 - scene.quality)
    return few * min(round(scene.held("recovering")), scene.random.choice((1, 1, 2, 3)))


RULES: dict[str, Rule] = {
    "months_in_being": constant(12),
    "sewage_load": only(OFFICES, moving(lambda scene: scene.fixed("load", 90, 420), 0.06, -0.16, least=5)),
    "treated": of("registered", 0.42, 0.5, least=10),
    "relapsed": _relapsed,
    "precursor_losses": by_level({CITY: falling({CITY: 4}), DISTRICT: falling({DISTRICT: 0.7})}, otherwise=0),
    "drug_related_cases": falling({CITY: 210, DISTRICT: 22, TOWN: 3.2}, "cases"),
    "sewage_points_due": size({CITY: (70, 76), DISTRICT: (4, 11)}, "sewage"),
    "sewage_points": only(OFFICES, part("sewage_points_due", 0.8)),
    "public_due": _public_due,
    "public_reached": aimed("public_due", {2019: 0.86, 2020: 0.9, 2021: 0.95, 2022: 1.0}, short=0.16),
    "students_due": only(OFFICES, per_head(0.055, 0.12)),
    "students_taught": only(OFFICES, part("students_due", 0.9)),
    "schools": size({CITY: (820, 860), DISTRICT: (55, 110)}),
    "schools_teaching": only(OFFICES, part("schools", 0.9)),
    "reader_pupils": only(OFFICES, per_head(0.019, 0.12)),
    "readers": only(OFFICES, _readers),
    "school_rounds": by_level({CITY: _every_other_year(2019), DISTRICT: often(0, 0.75)}),
    "teacher_rounds": by_level({CITY: _every_other_year(2020), DISTRICT: often(0, 0.75)}),
    "risk_people": per_head(0.011),
    "risk_reached": aimed("risk_people", {2019: 0.85, 2020: 0.9, 2021: 0.95, 2022: 1.0}, short=0.2),
    "caught": only(OFFICES, of("registered", 0.05, 0.12, least=8)),
    "newly_found": only(OFFICES, level("caught", 0.22, 0.47)),
    "registered": per_head(0.0021),
    "checked": part("registered", 0.9),
    "rated": part("registered", 0.88),
    "controlled": part("registered", 0.86),
    "rehab_offices": by_level({DISTRICT: size({DISTRICT: (7, 14)}), TOWN: constant(1)}),
    "rehab_offices_standard": by_level(
        {
            DISTRICT: aimed("rehab_offices", {2019: 0.3, 2020: 0.5, 2021: 0.7, 2022: 0.9}, short=0.2, beyond=0.1),
            TOWN: _standard_office,
        }
    ),
    "orders_due": of("registered", 0.2, 0.3, least=2),
    "orders_executed": part("orders_due", 0.9),
    "aftercare_due": of("registered", 0.05, 0.1, least=1),
    "aftercare_given": part("aftercare_due", 0.88),
    "aftercare_stage": rung({2019: 0, 2020: 1, 2021: 2, 2022: 2}, 0.3),
    "sick_due": only(OFFICES, of("registered", 0.012, 0.03, least=3)),
    "sick_admitted": only(OFFICES, aimed("sick_due", {2019: 0.84, 2020: 0.9, 2021: 0.95, 2022: 1.0}, short=0.2)),
    "wards": only(CITY, _by_year((0, 1, 1, 1))),
    "poor_families": of("registered", 0.05, 0.11, least=1),
    "poor_families_planned": part("poor_families", 0.75),
    "gang_index": only(OFFICES, _gang_index),
    "ministry_cases": only(OFFICES, _cases(2)),
    "province_cases": only(OFFICES, _cases(4)),
    "city_cases": only(OFFICES, _cases(7)),
    "laundering_cases": only(OFFICES, _laundering),
    "seized": only(OFFICES, _seized),
    "seized_in_checks": only(OFFICES, _seized_in_checks),
    "parcel_outlets": size({CITY: (210, 230), DISTRICT: (40, 95)}, "parcels"),
    "contests": only(OFFICES, often(1, 0.8)),
    "trainings": only(OFFICES, _trainings),
    "firms": size({DISTRICT: (30, 150)}),
    "firms_visited": only(
        DISTRICT, aimed("firms", {2019: 0.72, 2020: 0.8, 2021: 0.9, 2022: 1.0}, short=0.15, beyond=0.1)
    ),
    "pharma_firms": size({DISTRICT: (12, 80)}),
    "pharma_firms_screened": only(
        DISTRICT, aimed("pharma_firms", {2019: 0.6, 2020: 0.7, 2021: 0.8, 2022: 0.9}, short=0.2, beyond=0.1)
    ),
    "violators": only(OFFICES, _violators),
    "violators_dealt": only(OFFICES, part("violators", 0.7)),
    "credit_stage": only(OFFICES, rung({2019: 0, 2020: 1, 2021: 2, 2022: 3}, 0.35)),
    "plants": found_sometimes(0.12, 3, 180),
    "plants_cleared": dealt_with("plants", 0.6),
    "largest_planting": _largest_planting,
    "abuse_reports_due": size({CITY: (900, 1000), DISTRICT: (40, 160)}, "reports"),
    "abuse_reports": only(OFFICES, part("abuse_reports_due", 0.88)),
    "sewage_stage": only(OFFICES, rung({2019: 0, 2020: 1, 2021: 2, 2022: 3}, 0.3)),
    "members": size({CITY: (40, 44), DISTRICT: (26, 36)}),
    "members_planned": only(OFFICES, part("members", 0.75)),
    "office_real": only(DISTRICT, _office_real),
    "hall_stage": only(CITY, _by_year((0, 1, 1, 2))),
    "education_bases": only(DISTRICT, _bases),
    "police_posts": size({CITY: (60, 70), DISTRICT: (12, 30)}, "police"),
    "police_staff": only(OFFICES, _staffed("police_posts")),
    "worker_posts": size({CITY: (10, 14), DISTRICT: (18, 40), TOWN: (2, 6)}, "workers"),
    "workers": _staffed("worker_posts"),
    "recovering": of("registered", 0.35, 0.48, least=1),
    "recovering_lost": _lost,
    "experiences": now_and_then(2),
}


PROGRAMME = Programme(
    slug="suzhou-2020-2022",
    seed=20200516,
    levels=(
        Level(CITY, 1, ("市",), (0, 1), {"市": "市本级"}),
        Level(DISTRICT, 12, ("市", "区"), (20_000, 120_000), {"市": "县级市", "区": "区"}),
        Level(TOWN, 96, ("镇", "镇", "街道"), (10.9, 0.4), {"镇": "镇", "街道": "街道"}),
    ),
    attributes={"methadone": yes_no({CITY: 1, DISTRICT: 0.5})},
    rules=RULES,
    happenings=(
        Happening("学生吸毒", 0.012, note="公安机关查处通报"),
        Happening("制毒窝点", 0.006, note="公安机关查处通报"),
        Happening("肇事肇祸", 0.06, quantity=(1, 1, 2), note="公安机关接处警记录"),
        Happening("外省查处制毒", 0.04, where=lambda place: place.level == DISTRICT, note="外省市公安机关通报"),
        Happening("种植突出问题", 0.008, note="上级通报"),
        Happening("突出毒品问题", 0.008, note="上级通报"),
    ),
    counted=(),
    plant=plant,
)
