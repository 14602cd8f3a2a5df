"""One rule a metric: what a place of that size, run that well, would submit."""

from __future__ import annotations

from sample_inputs.generate.scene import Number, Rule, Scene
from sample_inputs.generate.shapes import (
    constant,
    county,
    key,
    level,
    now_and_then,
    of,
    often,
    part,
    per_head,
    rare,
    reach,
    size,
)


def _office_staff(scene: Scene) -> int:
    need = 3 if scene.place.is_county else 2
    enough = scene.random.random() < 0.55 + 0.45 * scene.quality
    return need + scene.random.choice((0, 0, 1, 2)) if enough else need - 1


def _police_staff(scene: Scene) -> int:
    return 20 + round(scene.random.uniform(-9, 3) + 8 * scene.quality)


def _funds(scene: Scene) -> float:
    before = scene.earlier.get("funds")
    if before is None:
        high = 600 if scene.place.is_county else 40
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


def _accuracy(scene: Scene) -> float:
    if scene.random.random() < 0.55 * scene.quality:
        return 100.0
    return round(100 - 12 * (1 - scene.quality) * scene.random.uniform(0.3, 1.4), 2)


def _rehab_staff(scene: Scene) -> int:
    return max(1, round(scene.held("registered") / 20 * (0.7 + 0.5 * scene.quality * scene.random.uniform(0.7, 1.1))))


def _online_due(scene: Scene) -> int:
    return round(scene.held("registered") * 0.35 + scene.held("rehab_staff"))


def _helped(scene: Scene) -> int:
    return round(scene.held("rehab") * (0.34 + 0.24 * scene.quality * scene.random.uniform(0.6, 1.3)))


def _plants(scene: Scene) -> int:
    found = scene.random.random() < 0.07 * (1.3 - scene.quality)
    return found * scene.random.randint(1, 60)


def _plants_cleared(scene: Scene) -> int:
    found = round(scene.held("plants"))
    return found if scene.random.random() < 0.9 else round(found * scene.random.uniform(0.5, 0.95))


def _yield(scene: Scene) -> float:
    some = scene.held("plants") > 0 and scene.random.random() < 0.25
    return round(scene.random.uniform(1, 80), 1) if some else 0


def _clean_people(scene: Scene) -> int:
    before = scene.earlier.get("clean_people")
    if before is None:
        return round(scene.held("registered") * scene.fixed("clean", 0.3, 0.5))
    return round(before * (1.0 + 0.14 * scene.quality * scene.random.uniform(0.6, 1.2)))


def _clean_people_before(scene: Scene) -> Number | None:
    before = scene.earlier.get("clean_people")
    return before if before is not None else round(scene.held("clean_people") / scene.random.uniform(1.0, 1.08))


def _new_users(scene: Scene) -> int:
    before = scene.earlier.get("new_users")
    if before is None:
        return max(1, round(scene.held("registered") * scene.fixed("new", 0.02, 0.06)))
    return max(0, round(before * (1.15 - 0.4 * scene.quality * scene.random.uniform(0.6, 1.3))))


def _new_users_before(scene: Scene) -> Number | None:
    before = scene.earlier.get("new_users")
    return before if before is not None else max(1, round(scene.held("new_users") * scene.random.uniform(0.85, 1.2)))


def _falling(what: str, county: float, town: float) -> Rule:
    """A count that better run years bring down."""

    def rule(scene: Scene) -> int:
        base = scene.fixed(what, 0.4, 1.6) * (county if scene.place.is_county else town)
        return max(0, round(base * (1.5 - 0.9 * scene.quality) + scene.random.uniform(-0.5, 0.5)))

    return rule


RULES: dict[str, Rule] = {
    "party_meetings": often(3),
    "government_meetings": often(3),
    "leader_instructions": often(5, 0.6),
    "leader_activities": often(4, 0.6),
    "office_staff": _office_staff,
    "police_staff": county(_police_staff),
    "funds": _funds,
    "diverted_cases": constant(0),
    "circulars": often(0, 0.8),
    "members": size("members", (26, 40), (6, 14)),
    "members_ready": part("members", 0.6),
    "months_due": constant(3),
    "months_on_time": reach(3),
    "summaries": often(0, 0.8),
    "associations": county(often(0, 0.6)),
    "workers": size("workers", (60, 180), (6, 30)),
    "workers_trained": part("workers", 0.4),
    "seven_settings": reach(7),
    "new_settings": now_and_then(5),
    "innovations": now_and_then(2),
    "class_hours": _class_hours,
    "platform_due": per_head(0.09),
    "platform_used": part("platform_due", 0.7),
    "minor_acts": rare(0.015),
    "bases": county(often(1, 0.7), town=0),
    "corridors_due": size("corridors", (40, 110), (6, 24)),
    "corridors": part("corridors_due", 0.6),
    "inhabitants": lambda scene: scene.place.inhabitants,
    "volunteers": _volunteers,
    "groups_due": size("groups", (5, 12), (1, 3)),
    "groups_founded": part("groups_due", 0.4),
    "brands": reach(5),
    "showpieces": reach(4),
    "target_cases": county(_target_cases),
    "outflow_prior": size("outflow", (8, 40), (0, 6)),
    "outflow_recent": _outflow_recent,
    "open_cases": size("open", (4, 25), (0, 3)),
    "managed_cases": part("open_cases", 0.6),
    "registered": per_head(0.0022),
    "current_users": of("registered", 0.72, 0.86),
    "accuracy": _accuracy,
    "met": part("registered", 0.8),
    "caught": of("registered", 0.0, 0.06),
    "entered": part("caught", 0.85),
    "uncontrolled": rare(0.12),
    "user_incidents": rare(0.04),
    "admission_due": of("registered", 0.0, 0.04),
    "admitted": part("admission_due", 0.6),
    "five_rooms": key(reach(5)),
    "unified": reach(5),
    "rehab_staff": _rehab_staff,
    "online_due": _online_due,
    "online": part("online_due", 0.8),
    "handover_rules": reach(6),
    "clean_due": of("registered", 0.10, 0.14, least=3),
    "clean_kept": level("clean_due", 0.45, 0.95),
    "rehab": of("registered", 0.33, 0.37, least=1),
    "trained": _helped,
    "employed": _helped,
    "insured": part("rehab", 0.7),
    "firms": size("firms", (4, 24), (0, 3)),
    "firms_verified": part("firms", 0.85),
    "chemical_losses": rare(0.006),
    "patrolled_quarters": often(0, 0.75),
    "plants": _plants,
    "plants_cleared": _plants_cleared,
    "yield_grams": _yield,
    "venues": size("venues", (20, 80), (0, 12)),
    "venues_patrolled": part("venues", 0.7),
    "venue_cases": rare(0.03),
    "national_listings": constant(0),
    "sewage_quarters": often(0, 0.75),
    "hair_quarters": often(0, 0.75),
    "solved_cases": size("solved", (10, 60), (0, 6)),
    "intelligence_cases": level("solved_cases", 0.2, 0.75),
    "laboratory_projects": county(reach(6)),
    "orders_due": of("rehab", 0.9, 1.0),
    "orders_executed": level("orders_due", 0.7, 1.02),
    "clean_people": _clean_people,
    "clean_people_before": _clean_people_before,
    "new_users": _new_users,
    "new_users_before": _new_users_before,
    "involved": of("registered", 1.05, 1.2),
    "involved_minors": level("involved", 0.03, -0.005),
    "dealers_elsewhere": _falling("dealers", 9, 1.2),
    "cases_by_users": _falling("cases", 30, 3),
    "schools": size("schools", (22, 60), (1, 6)),
    "rehab_offices": size("offices", (8, 26), (1, 4)),
}
"""By metric; a rubric with a metric that has no rule here stops with its code in a KeyError."""
