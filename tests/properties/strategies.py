"""Generated rubrics: whole small trees that mix every kind of evidence, scale, policy, role and gate.

A rubric is drawn as the YAML file's own mapping with every scalar as text: the loader reads it from a file, the oracle
as it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.oracle.arithmetic import number

Section = dict[str, Any]

SHARES = st.sampled_from(("0%", "12.5%", "30%", "1/3", "60%", "80%", "100%"))
STEPS = st.sampled_from(("0.5", "0.25", "0.1", "0.01", "0.0001", "0.000000001"))
POINTS = st.sampled_from(("0.5", "1", "2", "2.5", "3", "5", "7"))
POLICIES = st.sampled_from(("zero", "rescale", "rescale", "block"))
OUTCOMES = st.sampled_from(("missing", "not_applicable", "not_assessed", "0", "0.5", "1"))
STATES = ("missing", "not_applicable", "not_assessed")
EVERY_DUE = st.just(["2023", "2023Q4"])
ANY_DUE = st.sampled_from(("year", "quarter")) | EVERY_DUE
ROSTER_CONDITIONS = st.sampled_from(("level = '县'", "severe != '是'", "area > 50 or group in ['一类']"))
CONDITIONS = ROSTER_CONDITIONS | st.sampled_from(("a >= 3", "rate < 90% and not level = '镇'"))
FORMULAS = st.sampled_from(
    (
        "a",
        "rate",
        "a / b",
        "a / (a + b)",
        "(c - a) / b",
        "c",
        "min(a, b) / max(a, b)",
        "abs(c) * 10 / area",
        "1 - rate",
        "a * 20 / (b - 4)",
        "q / a",
        "q",
        "0.5",
    )
)
PERIODS = [
    {"id": year, "kind": "year", "title": year, "starts": f"{year}-01-01", "ends": f"{year}-12-31"}
    for year in ("2022", "2023")
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
CHOICES = "points settings due scale evidence role policy round label applies_to change metric combine coverage gate"
ASSUMED = dict.fromkeys((*CHOICES.split(), "grades", "rank", "options", "sample"), "试验")


def _maybe(draw: st.DrawFn, keys: Section, name: str, strategy: st.SearchStrategy[Any], odds: int = 4) -> None:
    """Once in so many times, a key."""
    if draw(st.integers(1, odds)) == odds:
        keys[name] = draw(strategy)


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


@st.composite
def evidence(draw: st.DrawFn) -> Section:
    """One evidence key; `value` oftenest."""
    kind = draw(st.sampled_from(("value", "value", "value", "desk_review", "site_visits", "survey", "events")))
    if kind == "value":
        return {"value": draw(FORMULAS)}
    if kind == "desk_review":
        items = draw(st.lists(st.sampled_from(("D1", "D2", "D3", "D4")), min_size=1, unique=True))
        return {"desk_review": {"answers": "verdict", "items": dict.fromkeys(items, "某项")}}
    weights = st.sampled_from(("1", "2", "0.5", "1/3"))
    if kind == "site_visits":
        sites = draw(st.dictionaries(st.sampled_from(("学校", "社区")), weights, min_size=1))
        items = draw(st.lists(st.sampled_from(("V1", "V2", "V3")), min_size=1, unique=True))
        short = draw(st.sampled_from(("flag", "not_assessed")))
        listed = dict.fromkeys(items, "某项")
        return {"site_visits": {"answers": "verdict", "sites": sites, "items": listed, "short": short}}
    if kind == "survey":
        asked: Section = {
            "survey": "public",
            "questions": draw(st.dictionaries(st.sampled_from(("S1", "S2", "S3")), weights, min_size=1)),
            "minimum_sample": str(draw(st.integers(1, 4))),
            "below_minimum": draw(st.sampled_from(STATES)),
        }
        return {"survey": asked}
    types = draw(st.lists(st.sampled_from(("通报", "案件")), min_size=1, unique=True))
    severities = draw(st.sampled_from(([], ["重大"], ["一般", "重大"])))
    return {"events": {"types": types, **({"severities": severities} if severities else {})}}


@st.composite
def scales(draw: st.DrawFn, *, changes: bool, share: bool) -> Section:
    """One scale key, or none where the evidence is a share of full marks already."""
    if changes and draw(st.booleans()):
        trend = {"wanted": draw(st.sampled_from(("up", "down"))), "flat": draw(SHARES)}
        _maybe(draw, trend, "best", st.sampled_from(("0", "95%", "1", "7")), 2)
        _maybe(draw, trend, "worse", SHARES)
        return {"trend": trend}
    kinds = ["proportional", "threshold", "zero_occurrence", "bands", "tally"]
    kind = draw(st.sampled_from(["none", *kinds] if share else kinds))
    if kind == "none":
        return {}
    if kind == "proportional":
        return {"proportional": {"target": draw(targets())}}
    if kind == "threshold":
        return {
            "threshold": {draw(st.sampled_from(("at_least", "more_than", "at_most", "less_than"))): draw(targets())}
        }
    if kind == "zero_occurrence":
        return {"zero_occurrence": {}}
    if kind == "tally":
        each = draw(st.sampled_from(("0.05", "0.3", "1", "1/3")))
        return {"tally": {"each": each, **({"deduct": "true"} if draw(st.booleans()) else {})}}
    bounds = draw(
        st.lists(st.sampled_from(("0", "0.25", "50%", "2/3", "3", "20")), min_size=1, max_size=3, unique=True)
    )
    order = draw(st.sampled_from(("at_least", "at_most")))
    bounds.sort(key=number, reverse=order == "at_least")
    return {"bands": {order: {bound: draw(SHARES) for bound in bounds}, "else": draw(SHARES)}}


@st.composite
def targets(draw: st.DrawFn) -> str | Section:
    """A number above zero, or one by level, group, attribute or period."""
    numbers = st.sampled_from(("1", "95%", "0.3", "7", "20", "1/3"))
    by = draw(st.sampled_from(("", "", "", "level", "group", "severe", "period")))
    if not by:
        return draw(numbers)
    keys = {"level": "县镇", "group": ("一类", "二类"), "severe": "是否", "period": ("year", "2023Q4")}[by]
    rest = {"else": draw(numbers)} if by == "period" or draw(st.booleans()) else {}
    kept = keys[:1] if rest else keys
    return {"by": by, **{key: draw(numbers) for key in kept}, **rest}


@st.composite
def leaves(draw: st.DrawFn, code: str, due: st.SearchStrategy[Any], *, roles: bool = True) -> Section:
    """A leaf of any role, evidence and scale."""
    role = draw(st.sampled_from(("scored",) * 5 + ("bonus", "penalty", "shown"))) if roles else "scored"
    leaf: Section = {"leaf": code, "title": f"指标{code}", **draw(evidence())}
    if role != "scored":
        leaf["role"] = role
    if role == "shown":
        return leaf
    leaf["points"] = draw(POINTS)
    if draw(st.integers(1, 4)) == 4:
        leaf["change"] = draw(changes())
    leaf |= draw(
        scales(changes="change" in leaf, share="value" not in leaf and "events" not in leaf and "change" not in leaf)
    )
    for state in STATES:
        _maybe(draw, leaf, state, POLICIES)
    _maybe(draw, leaf, "round", STEPS)
    _maybe(draw, leaf, "due", due, 6)
    _maybe(draw, leaf, "applies_to", CONDITIONS, 6)
    return leaf


@st.composite
def changes(draw: st.DrawFn) -> Section:
    """A change against an earlier period."""
    written = {
        "against": draw(st.sampled_from(("year_before", "period_before"))),
        "measure": draw(st.sampled_from(("difference", "growth"))),
        "no_history": draw(st.sampled_from(STATES)),
    }
    if written["measure"] == "growth":
        written["baseline_zero"] = draw(OUTCOMES)
    return written


LeafStrategy = Callable[..., st.SearchStrategy[Section]]


@st.composite
def nodes(
    draw: st.DrawFn, code: str, depth: int, due: st.SearchStrategy[Any] = ANY_DUE, leaf: LeafStrategy = leaves
) -> Section:
    """A node with one to four children, the first of them scored; its points are their sum."""
    node: Section = {"node": code, "title": f"部分{code}"}
    _maybe(draw, node, "due", due, 8)
    below = EVERY_DUE if "due" in node else due
    children: list[Section] = []
    for n in range(1, draw(st.integers(1, 4)) + 1):
        inner = f"{code}.{n}"
        if depth > 0 and draw(st.integers(1, 3)) == 3:
            role = draw(st.sampled_from(("scored",) * 5 + ("bonus", "penalty"))) if n > 1 else "scored"
            children.append(
                {**draw(nodes(inner, depth - 1, below, leaf)), **({} if role == "scored" else {"role": role})}
            )
        else:
            children.append(draw(leaf(inner, below, roles=n > 1)))
    points = sum(Decimal(child["points"]) for child in children if child.get("role", "scored") == "scored")
    node["points"] = str(points)
    for state in STATES:
        _maybe(draw, node, state, POLICIES, 6)
    _maybe(draw, node, "round", STEPS)
    _maybe(draw, node, "settings", settings())
    _maybe(draw, node, "applies_to", CONDITIONS, 8)
    _maybe(draw, node, "coverage", coverages(), 5)
    return {**node, "children": children}


@st.composite
def settings(draw: st.DrawFn) -> Section:
    """Some of the settings."""
    keys: Section = {}
    for state in STATES:
        _maybe(draw, keys, state, POLICIES, 2)
    _maybe(draw, keys, "round", STEPS, 2)
    _maybe(draw, keys, "zero_by_zero", OUTCOMES, 2)
    _maybe(draw, keys, "by_zero", OUTCOMES, 2)
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
        half = Decimal(node["points"]) // 1 / 2
        effects: list[Section] = [
            {"zero": node["node"]},
            *([{"cap": {"of": node["node"], "at": str(half)}}] if half else []),
            {"lower_grade": draw(st.sampled_from(("1", "2")))},
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
        _maybe(draw, gate, "unknown", st.just("bites"))
        _maybe(draw, gate, "due", st.just("year"), 8)
        found.append(gate)
    return found


@st.composite
def conditions(draw: st.DrawFn, items: list[Section]) -> str:
    """A condition over one or two leaves, the roster and metrics."""
    simple = st.sampled_from(("level = '镇'", "a > 20", "rate < 50%", "not area <= 60"))
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
def rubrics(draw: st.DrawFn, *, gated: bool = True, leaf: LeafStrategy = leaves) -> Section:
    """A whole rubric; `gated` ones may have gates."""
    tree = draw(nodes("1", 2, leaf=leaf))
    inherited = {state: draw(POLICIES) for state in STATES} | {
        key: draw(OUTCOMES) for key in ("zero_by_zero", "by_zero")
    }
    most = Decimal(tree["points"])
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
        "settings": {**draw(settings()), **inherited},
        "assumed": ASSUMED,
        "tree": tree,
        "gates": draw(gates(tree)) if gated else [],
        "grades": {
            "scale": [
                {
                    "grade": "优",
                    "at_least": str(most * 9 / 10),
                    "minimum": {tree["children"][0].get("node", "1"): "60%"},
                },
                {"grade": "良", "at_least": str(most / 2)},
            ],
            "else": "差",
            "assumed": ASSUMED,
        },
        "rank": {
            "of": "1",
            "digits": str(draw(st.integers(0, 3))),
            "ties": draw(st.sampled_from(("competition", "dense"))),
            "broken_by": draw(st.lists(st.sampled_from(marked), max_size=2, unique=True)),
            "assumed": ASSUMED,
        },
    }
