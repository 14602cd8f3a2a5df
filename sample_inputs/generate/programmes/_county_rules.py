"""What the townships and departments of county-2023 are called, and one rule for each number they submit."""

from __future__ import annotations

from sample_inputs.generate.places import Place
from sample_inputs.generate.scene import Rule, Scene
from sample_inputs.generate.shapes import at_least, constant, moving, of, often, only, part, rung, size, where

COUNTY, TOWN, OFFICE = "县", "镇街", "单位"
YEAR = "2023"

OFFICES = {
    "禁毒委员会办公室": "禁毒办",
    "公安局": "公安",
    "人民检察院": "检察",
    "人民法院": "审判",
    "司法局": "司法行政",
    "卫生健康局": "卫生健康",
    "教育局": "教育",
    "交通运输局": "交通运输",
    "邮政业安全中心": "邮政管理",
    "市场监督管理局": "市场监管",
    "应急管理局": "应急管理",
    "文化广电旅游体育局": "文化旅游",
    "民政局": "民政",
    "人力资源和社会保障局": "人社",
    "委宣传部": "宣传",
    "总工会": "群团",
    "团委": "群团",
    "妇联": "群团",
    "海防与打击走私办公室": "海防打私",
    "财政局": "其他",
    "农业农村局": "其他",
    "生态环境局": "其他",
    "住房和城乡建设局": "其他",
    "商务局": "其他",
}
"""What the departments of a county are called after its name, and the duty of each."""


def is_town(place: Place) -> bool:
    return place.level == TOWN


def is_plain(place: Place) -> bool:
    """A department without a duty of its own in drug control."""
    return place.level == OFFICE and place.attributes["duty"] == "其他"


def _bound(duties: tuple[str, ...], rule: Rule, *, towns: bool = False) -> Rule:
    """A metric that departments of these duties report, and townships too where they are bound."""
    return where(lambda place: place.attributes["duty"] in duties or (towns and is_town(place)), rule)


def _ranked(place: Place) -> bool:
    return place.attributes["tier"] in ("重点整治", "重点关注")


def _users(scene: Scene) -> int:
    drift = 1 + scene.random.uniform(-0.03, 0.03)
    return round(scene.place.inhabitants * 0.0024 * scene.fixed("users", 0.6, 1.4) * drift)


def _seldom(chance: float, most: int) -> Rule:
    """Business there is none of in many quarters."""

    def rule(scene: Scene) -> int:
        return scene.random.randint(1, most) if scene.random.random() < chance else 0

    return rule


def _rural(scene: Scene) -> int:
    return 0 if scene.place.name.endswith("街道") else round(scene.held("villages") * scene.fixed("rural", 0.6, 0.9))


def _built_due(scene: Scene) -> int:
    return round(scene.held("villages") * scene.fixed("batch", 0.35, 0.65))


def _built(scene: Scene) -> int:
    reached = 0.7 + 0.4 * scene.quality + scene.random.uniform(-0.1, 0.1)
    return min(round(scene.held("villages")), round(scene.held("built_due") * reached))


def _funds(scene: Scene) -> float:
    return round(scene.random.uniform(0.5, 14), 2) if scene.random.random() < 0.35 * scene.quality else 0


def _staff(scene: Scene) -> int:
    rule = at_least(3 if scene.place.level == OFFICE else 2)
    value = rule(scene)
    return value if isinstance(value, int) else 0


HANDLING = ("公安", "市场监管", "应急管理", "卫生健康")
CARRYING = ("邮政管理", "交通运输")
HELPING = ("卫生健康", "民政", "人社", "司法行政", "群团")

RULES: dict[str, Rule] = {
    "months_active": only((TOWN, OFFICE), constant(3)),
    "party_meetings": only(TOWN, often(2, 0.86)),
    "villages": only(TOWN, size({TOWN: (6, 22)})),
    "secretaries": only(TOWN, part("villages", 0.45)),
    "sector_actions": only(OFFICE, often(2, 0.8)),
    "rewards_due": _bound(("禁毒办", "公安"), _seldom(0.7, 6), towns=True),
    "rewards_paid": _bound(("禁毒办", "公安"), part("rewards_due", 0.5), towns=True),
    "volunteer_events": only(TOWN, often(3, 0.82)),
    "measures_due": where(_ranked, _seldom(0.95, 9)),
    "measures_done": where(_ranked, part("measures_due", 0.5)),
    "rural": only(TOWN, _rural),
    "rural_searched": only(TOWN, part("rural", 0.5)),
    "spots": only(TOWN, _seldom(0.3, 4)),
    "spots_cleared": only(TOWN, part("spots", 0.3)),
    "built_due": only(TOWN, _built_due),
    "built": only(TOWN, _built),
    "creation_stage": where(lambda place: place.attributes["creating"] == "是", rung({2023: 5}, 0.75)),
    "operations": _bound(("公安",), often(4, 0.9)),
    "major_cases": _bound(("检察",), _seldom(0.9, 6)),
    "early_cases": _bound(("检察",), part("major_cases", 0.6)),
    "society": only(TOWN, _users),
    "managed": only(TOWN, part("society", 0.6)),
    "away": only(TOWN, of("society", 0.08, 0.2)),
    "away_managed": only(TOWN, part("away", 0.4)),
    "warnings": _bound(("公安",), size({OFFICE: (40, 160)})),
    "warnings_checked": _bound(("公安",), part("warnings", 0.7)),
    "drink_checks": _bound(("公安",), size({OFFICE: (90, 260)})),
    "both_tested": _bound(("公安",), part("drink_checks", 0.5)),
    "makers": _bound(("公安",), of("society", 0.0, 0.05, least=0), towns=True),
    "makers_managed": _bound(("公安",), part("makers", 0.6), towns=True),
    "handlers": _bound(HANDLING, size({OFFICE: (12, 70)})),
    "handlers_checked": _bound(HANDLING, part("handlers", 0.55)),
    "outlets": _bound(CARRYING, size({OFFICE: (30, 140)})),
    "outlets_sound": _bound(CARRYING, part("outlets", 0.6)),
    "suspects": _bound(("公安",), size({OFFICE: (260, 480)})),
    "suspects_tested": _bound(("公安",), part("suspects", 0.93)),
    "current": only(TOWN, of("society", 0.55, 0.75)),
    "current_tested": only(TOWN, part("current", 0.6)),
    "bus_drivers": _bound(("教育",), size({OFFICE: (60, 180)})),
    "bus_tested": _bound(("教育",), part("bus_drivers", 0.7)),
    "drivers": _bound(("交通运输",), size({OFFICE: (900, 2600)})),
    "drivers_tested": _bound(("交通运输",), part("drivers", 0.55)),
    "guards": _bound(("教育",), size({OFFICE: (200, 520)})),
    "guards_tested": _bound(("教育",), part("guards", 0.7)),
    "venue_staff": _bound(("文化旅游",), size({OFFICE: (300, 900)})),
    "venue_tested": _bound(("文化旅游",), part("venue_staff", 0.6)),
    "doubtful": _bound((*CARRYING, "公安", "文化旅游"), _seldom(0.5, 9), towns=True),
    "doubtful_tested": _bound((*CARRYING, "公安", "文化旅游"), part("doubtful", 0.5), towns=True),
    "orders": _bound(("公安", "司法行政"), size({OFFICE: (12, 50)})),
    "orders_done": _bound(("公安", "司法行政"), part("orders", 0.75)),
    "sick_due": _bound(("公安", "司法行政", "卫生健康"), _seldom(0.85, 8)),
    "sick_admitted": _bound(("公安", "司法行政", "卫生健康"), part("sick_due", 0.5)),
    "not_admitted": only(TOWN, _seldom(0.55, 4)),
    "grouped": only(TOWN, part("not_admitted", 0.4)),
    "rehab": only(TOWN, of("society", 0.15, 0.3)),
    "rehab_served": only(TOWN, part("rehab", 0.5)),
    "help_due": _bound(HELPING, _seldom(0.95, 30), towns=True),
    "help_given": _bound(HELPING, part("help_due", 0.4), towns=True),
    "maintenance": _bound(("卫生健康",), size({OFFICE: (40, 120)})),
    "maintenance_kept": _bound(("卫生健康",), part("maintenance", 0.7)),
    "villages_reached": only(TOWN, part("villages", 0.4)),
    "sector_campaigns": only(OFFICE, often(3, 0.86)),
    "law_campaigns": _bound(("公安", "检察", "审判", "司法行政"), often(2, 0.8)),
    "students": _bound(("教育",), size({OFFICE: (42_000, 90_000)})),
    "students_active": _bound(("教育",), part("students", 0.7)),
    "new_leads": _bound(("公安", "市场监管"), _seldom(0.4, 4), towns=True),
    "new_leads_followed": _bound(("公安", "市场监管"), part("new_leads", 0.3), towns=True),
    "joint_actions": _bound(("公安", "市场监管", "卫生健康", "文化旅游", "教育"), often(2, 0.75)),
    "office_staff": where(lambda place: place.level == TOWN or place.attributes["duty"] == "禁毒办", _staff),
    "workers": size({TOWN: (4, 16), OFFICE: (2, 12)}),
    "workers_trained": only((TOWN, OFFICE), part("workers", 0.4)),
    "social_funds": only((TOWN, OFFICE), _funds),
    "assets": _bound(("公安",), moving(size({OFFICE: (80, 400)}), -0.2, 0.35)),
}
