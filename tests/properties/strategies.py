"""Generated rubrics: whole small trees that mix every kind of evidence, scale, policy, role and gate.

A rubric is drawn as the YAML file's own mapping with every scalar as text: the loader reads it from a file, the oracle
as it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.properties.leaves import (
    ANY_DUE,
    ASSUMED,
    CONDITIONS,
    EVERY_DUE,
    OUTCOMES,
    POLICIES,
    ROSTER_CONDITIONS,
    SHARES,
    STATES,
    STEPS,
    fills,
    labels,
    leaves,
    maybe,
)
from tests.properties.records import PANELS, TASKS
from tests.properties.scales import Section

PERIODS = [
    {"id": year, "kind": "year", "title": year, "starts": f"{year}-01-01", "ends": f"{year}-12-31"}
    for year in ("2021", "2022", "2023")
] + [
    {"id": f"{year}Q{n}", "kind": "quarter", "title": f"{year}Q{n}", "starts": starts, "ends": ends}
    for year in ("2022", "2023")
    for n, (starts, ends) in enumerate(
        (
            (f"{year}-{first}", f"{year}-{last}")
            for first, last in (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31"))
        ),
        1,
    )
]


@st.composite
def metrics(draw: st.DrawFn) -> Section:
    """The metrics formulas speak of, submitted by quarter or by year; `c` may be negative."""

    def metric(name: str, unit: str, minimum: str, maximum: str) -> Section:
        decimals = str(draw(st.integers(0, 3)))
        over = draw(st.sampled_from(("sum", "last", "mean", "max", "min")))
        bounds = {"minimum": minimum, "maximum": maximum, "decimals": decimals}
        return {"title": f"某数{name}", "unit": unit, **bounds, "every": "quarter", "over": over, "assumed": ASSUMED}

    declared = {"a": ("个", "0", "100"), "b": ("个", "0", "40"), "c": ("个", "-50", "50"), "q": ("个", "0", "30")}
    return {name: metric(name, *rest) for name, rest in {**declared, "rate": ("%", "0", "100")}.items()}


@dataclass(frozen=True)
class Style:
    """What a generated tree may hold: its leaves, the roles of its nodes, the conditions they apply under."""

    leaf: Callable[..., st.SearchStrategy[Section]] = leaves
    roles: tuple[str, ...] = ("scored",) * 5 + ("bonus", "penalty")
    conditions: st.SearchStrategy[str] = CONDITIONS


ANY_STYLE = Style()


@st.composite
def nodes(
    draw: st.DrawFn, code: str, depth: int, style: Style = ANY_STYLE, due: st.SearchStrategy[Any] = ANY_DUE
) -> Section:
    """A node with one to four children, the first of them scored; its points are their sum."""
    node: Section = {"node": code, "title": f"部分{code}"}
    maybe(draw, node, "due", due, 8)
    below = EVERY_DUE if "due" in node else due
    children: list[Section] = []
    for n in range(1, draw(st.integers(1, 4)) + 1):
        inner = f"{code}.{n}"
        if depth > 0 and draw(st.integers(1, 3)) == 3:
            role = draw(st.sampled_from(style.roles)) if n > 1 else "scored"
            children.append({**draw(nodes(inner, depth - 1, style, below)), "role": role})
        else:
            children.append(draw(style.leaf(inner, below, roles=n > 1)))
    scored = [child for child in children if child.get("role", "scored") == "scored"]
    points = sum((Decimal(child["points"]) for child in scored), Decimal(0))
    combine = draw(st.sampled_from(COMBINES)) if draw(st.integers(1, 3)) == 3 else None
    if combine is not None:
        node["combine"] = combine
    if combine != "sum" and draw(st.integers(1, 4)) == 4:
        for child in scored:
            child["weight"] = draw(st.sampled_from(("1", "2", "0.5", "1/3", "3")))
        points = draw(st.sampled_from((points, Decimal(1), Decimal(10))))
    node["points"] = str(points)
    if draw(st.integers(1, 5)) == 5:
        node |= draw(st.sampled_from(limits(points)))
    if draw(st.integers(1, 6)) == 6:
        node["coefficient"] = {"of": draw(st.sampled_from(("area / 50", "0.9"))), "unknown": "1"}
    for state in STATES:
        maybe(draw, node, state, POLICIES | fills("score"), 6)
    maybe(draw, node, "round", STEPS)
    maybe(draw, node, "settings", settings())
    maybe(draw, node, "applies_to", style.conditions, 8)
    maybe(draw, node, "coverage", coverages(), 5)
    maybe(draw, node, "label", labels(code, ("score", "rate")), 6)
    return {**node, "children": children}


COMBINES = (
    "mean",
    "sum",
    "minimum",
    "maximum",
    {"flat": {"weights": "own"}},
    {"flat": {"weights": "equal"}},
    {"share_meeting": {"at_least": "60%"}},
    {"geometric": {"zeros": "1%"}},
    {"geometric": {"zeros": "not_assessed"}},
    {"geometric": {"over": ["10", "1"], "zeros": "0.1"}},
    {"geometric": {"over": ["10", "0"], "zeros": "not_assessed"}},
    {"harmonic": {"zeros": "1%"}},
    {"harmonic": {"over": ["0", "5"], "zeros": "zero"}},
    {"harmonic": {"over": ["1", "10"], "zeros": "not_assessed"}},
)


def limits(points: Decimal) -> list[Section]:
    """Floors and ceilings a node of so many points may have; whole and half marks, which any step can give."""
    half = str(points // 1 / 2)
    return [{"floor": "none"}, {"ceiling": "none"}, {"floor": half}, {"floor": "-2", "ceiling": str(points + 2)}]


@st.composite
def settings(draw: st.DrawFn) -> Section:
    """Some of the settings."""
    keys: Section = {}
    for state in STATES:
        maybe(draw, keys, state, POLICIES, 2)
    maybe(draw, keys, "round", STEPS, 2)
    maybe(draw, keys, "zero_by_zero", OUTCOMES, 2)
    maybe(draw, keys, "by_zero", OUTCOMES, 2)
    maybe(draw, keys, "no_history", OUTCOMES, 2)
    return keys


@st.composite
def coverages(draw: st.DrawFn) -> Section:
    """A coverage floor."""
    return {
        "at_least": draw(st.sampled_from(("30%", "50%", "2/3", "100%"))),
        "else": draw(st.sampled_from(("not_assessed", "missing"))),
        "policy": draw(POLICIES),
    }


def below(item: Section) -> list[Section]:
    """An item and everything under it."""
    return [item, *(found for child in item.get("children", []) for found in below(child))]


@st.composite
def gates(draw: st.DrawFn, tree: Section) -> list[Section]:
    """Up to three gates; those that move marks stand on nodes and look at leaves, so that none waits for itself."""
    items = below(tree)
    found = []
    for n in range(draw(st.integers(0, 3))):
        node = draw(st.sampled_from([item for item in items if "node" in item]))
        several = draw(st.lists(st.sampled_from([i["node"] for i in items if "node" in i]), min_size=1, unique=True))
        half = Decimal(node["points"]) // 1 / 2
        effects: list[Section] = [
            {"zero": node["node"]},
            {"zero": several},
            *([{"cap": {"of": node["node"], "at": str(half)}}] if half else []),
            *([{"cap": {"of": node["node"], "at": "50%"}}] if Decimal(node["points"]) % 1 == 0 else []),
            {"lower_grade": draw(st.sampled_from(("1", "2")))},
            {"grade_at_most": draw(st.sampled_from(("良", "差")))},
            {"ineligible": "yes"},
            {"unranked": "yes"},
            {"flag": "yes"},
        ]
        effect = draw(st.sampled_from(effects))
        gate = {
            "gate": f"G{n}",
            "title": f"关{n}",
            "when": draw(conditions(items)),
            "effect": effect,
            "assumed": ASSUMED,
        }
        labelled = [item.get("leaf") or item["node"] for item in items if "label" in item and item is not tree]
        if labelled and not effect.keys() & {"zero", "cap"}:
            maybe(draw, gate, "when", st.just(f"[{draw(st.sampled_from(labelled))}:label] != '甲'"), 3)
        maybe(draw, gate, "unknown", st.just("bites"))
        maybe(draw, gate, "due", st.just("year"), 8)
        found.append(gate)
    return found


@st.composite
def conditions(draw: st.DrawFn, items: list[Section]) -> str:
    """A condition over one or two leaves, the roster and metrics."""
    simple = st.sampled_from(
        (
            "level = '镇'",
            "a > 20",
            "rate < 50%",
            "not area <= 60",
            "every(a > 20, 2)",
            "previous(q) < 9 or ever(c > 0, 2)",
        )
    )
    parts = [draw(simple)] if draw(st.booleans()) else []
    for leaf in draw(st.lists(st.sampled_from([item for item in items if "leaf" in item]), min_size=1, max_size=2)):
        name = leaf["leaf"]
        role = leaf.get("role", "scored")
        texts = [f"[{name}:value] > 0.5", f"[{name}:state] = 'missing'"]
        if role != "shown":
            texts += [f"[{name}] < 1", f"not [{name}:score] >= 0.5"]
        if role == "scored":
            texts.append(f"[{name}:rate] <= 60%")
        parts.append(draw(st.sampled_from(texts)))
    return draw(st.sampled_from((" and ", " or "))).join(parts)


@st.composite
def grades(draw: st.DrawFn, most: Decimal, part: str) -> Section:
    """Three grades by the score or its rate, with any edge, the best with a least rate of one part."""
    of = draw(st.sampled_from(("score", "score", "rate")))
    unit = most if of == "score" else Decimal(1)
    edges = draw(st.sampled_from((("at_least", "more_than"), ("at_least", "at_least"), ("less_than", "at_most"))))
    shares = ("0.9", "0.5") if "at_least" in edges else ("0.5", "0.9")
    bounds = [str(unit * Decimal(share)) for share in shares]
    scale = [
        {"grade": "优", edges[0]: bounds[0], "minimum": {part: "60%"}},
        {"grade": "良", edges[1]: bounds[1]},
    ]
    return {"of": of, "scale": scale, "else": "差", "assumed": ASSUMED}


@st.composite
def quotas(draw: st.DrawFn, tree: Section) -> list[Section]:
    """Up to three quotas: on bonuses, on the best grade and on the next, by share or number, of any group."""
    items = below(tree)
    bonuses = [item.get("leaf") or item["node"] for item in items if item.get("role") == "bonus"]
    found: list[Section] = []
    for of in draw(st.lists(st.sampled_from(("优", "优", "良", *bonuses)), max_size=3)):
        graded = of in ("优", "良")
        quota: Section = {
            "quota": f"Q{len(found)}",
            "title": f"名额{len(found)}",
            **({"of": "grade", "grade": of} if graded else {"of": of}),
            "at_most": draw(st.sampled_from(("0%", "15%", "30%", "50%", "0", "2"))),
            "edge_ties": draw(st.sampled_from(("in", "out"))),
            "assumed": ASSUMED,
        }
        if quota["at_most"].endswith("%"):
            quota["count"] = draw(st.sampled_from(("down", "up", "half_up")))
        maybe(draw, quota, "among", st.sampled_from(("all", "level", "group", "parent", "severe")), 2)
        plain = [item["leaf"] for item in items if "leaf" in item and item.get("role", "scored") == "scored"]
        many = st.sampled_from(
            [f"share([{leaf}] < 1 among {group}) > 15%" for leaf in plain for group in ("all", "level")]
        )
        maybe(draw, quota, "when", conditions(items) | many if graded else CONDITIONS | many, 3)
        found.append(quota)
    # Whom a quota lowers counts for the next grade, so the quota on that comes after.
    return sorted(found, key=lambda quota: quota.get("grade") == "良")


def late_conditions(tree: Section) -> tuple[str, ...]:
    """Conditions that can only be told once everybody is ranked."""
    labelled = [item.get("leaf") or item["node"] for item in below(tree) if "label" in item and item is not tree]
    marked = [item.get("leaf") or item["node"] for item in below(tree) if item.get("role") != "shown"]
    return (
        "[1:rank] <= 4",
        "[1:grade] != '差'",
        f"[{marked[-1]}:rank] > 3 or [1:rate] < 50%",
        "previous([1:rank]) < [1:rank]",
        "previous([1:grade] = '优') and [1:rate] >= 60%",
        *(f"not [{code}:label] in ['甲']" for code in labelled),
        *(f"previous([{code}:label] = '甲') or a > 50" for code in labelled),
    )


@st.composite
def standings(draw: st.DrawFn, tree: Section) -> list[Section]:
    """At most one standing, over years oftener than over quarters, with or without levels."""
    if draw(st.integers(1, 3)) < 3:
        return []
    conditions_ = st.sampled_from((*late_conditions(tree), "a > 20", "rate < 50%", "[1:rate] >= 40%"))
    standing: Section = {
        "standing": "S",
        "title": "状态",
        "enter": draw(conditions_),
        draw(st.sampled_from(("stay", "leave"))): draw(conditions_),
        "assumed": ASSUMED,
    }
    if draw(st.booleans()):
        standing["levels"] = ["提醒", "通报", "督办"]
        maybe(draw, standing, "rise", conditions_, 2)
    if draw(st.integers(1, 4)) < 4:
        standing["due"] = "year"
    return [standing]


GROUPINGS = ("level", "severe", ["level", "group"], "area")


def breakers(marked: list[str]) -> list[str]:
    """What else ties may be broken by: formulas over items, metrics, attributes and counts, either way."""
    sums = [f"[{code}] * 2 * a" for code in marked[:2]] + [f"[{code}:rate]" for code in marked[:1]]
    formulas = (*sums, "a / b", "area / 3", "rate", "count(a > 20, rate < 50%)")
    return [f"{formula} {way}" for formula in formulas for way in ("descending", "升序")]


@st.composite
def rubrics(draw: st.DrawFn, *, gated: bool = True, style: Style = ANY_STYLE) -> Section:
    """A whole rubric; `gated` ones may have gates."""
    tree = draw(nodes("1", 2, style))
    inherited = {state: draw(POLICIES) for state in STATES} | {
        key: draw(OUTCOMES) for key in ("zero_by_zero", "by_zero", "no_history")
    }
    most = Decimal(tree["points"])
    if gated and draw(st.integers(1, 3)) == 3:
        told = [{"when": draw(st.sampled_from(late_conditions(tree))), "gives": name} for name in "甲乙"]
        tree["label"] = {"title": "总评", "cases": [*told, {"gives": "丙"}]}
    marked = [item.get("leaf") or item["node"] for item in below(tree) if item.get("role") != "shown"]
    return {
        "rubric": {"id": "generated", "title": "生成", "version": "1", "source": {"title": "生成"}},
        "population": {
            "levels": {"县": "县", "镇": "镇"},
            "groups": ["一类", "二类"],
            "attributes": {
                "severe": {"title": "重点", "values": ["是", "否"]},
                "area": {"title": "面积", "type": "number", "maximum": "100"},
            },
            **({"assessed": draw(ROSTER_CONDITIONS)} if draw(st.integers(1, 5)) == 5 else {}),
        },
        "periods": PERIODS,
        "metrics": draw(metrics()),
        "answers": {
            "verdict": {
                "options": {
                    "符合": "100%",
                    "基本符合": draw(SHARES),
                    "不符合": "0%",
                    "不适用": "not_applicable",
                    "未查": "not_assessed",
                },
                "assumed": ASSUMED,
            },
            "opinion": {
                "options": {"满意": "100%", "基本满意": draw(SHARES), "不满意": "10%", "不了解": "excluded"},
                "assumed": ASSUMED,
            },
        },
        "surveys": {
            "public": {
                "title": "问卷",
                "questions": {q: {"title": q, "answers": "opinion"} for q in ("S1", "S2", "S3")},
                "classes": ["群众", "企业", "干部"],
            }
        },
        "sites": {
            "学校": {"title": "学校", "sample": {"share": "10%", "of": "q", "at_least": "2"}, "assumed": ASSUMED},
            "社区": {"title": "社区"},
        },
        "events": {
            "通报": {"title": "通报", "severities": ["一般", "重大"]},
            "案件": {"title": "案件", "severities": ["一般", "重大"]},
        },
        "panels": PANELS,
        "tasks": TASKS,
        "settings": {**draw(settings()), **inherited},
        "assumed": ASSUMED,
        "tree": tree,
        "gates": draw(gates(tree)) if gated else [],
        "quotas": draw(quotas(tree)) if gated else [],
        "standings": draw(standings(tree)) if gated else [],
        "grades": draw(grades(most, tree["children"][0].get("node", "1"))),
        "rank": {
            "of": "1",
            "digits": draw(st.sampled_from(("none", "0", "1", "2", "3"))),
            "way": draw(st.sampled_from(("half_up", "half_up", "up", "down"))),
            "ties": draw(st.sampled_from(("competition", "dense"))),
            "broken_by": draw(st.lists(st.sampled_from([*marked, *breakers(marked)]), max_size=2, unique=True)),
            "within": draw(st.lists(st.sampled_from(GROUPINGS), max_size=2)),
            "assumed": ASSUMED,
        },
    }
