"""Generated leaves: every kind of evidence, scale, change, role and policy, drawn as a rubric file writes them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.oracle.arithmetic import number
from tests.properties.changes import changes, reach
from tests.properties.records import STATES, maybe, records
from tests.properties.scales import Section, scales

__all__ = ["STATES", "maybe"]

SHARES = st.sampled_from(("0%", "12.5%", "30%", "1/3", "60%", "80%", "100%"))
STEPS = st.sampled_from(
    (
        "0.5",
        "0.25",
        "0.1",
        "0.01",
        "0.0001",
        "0.000000001",
        "none",
        {"to": "0.1", "way": "up"},
        {"to": "0.5", "way": "down"},
        [{"points_at_least": "3", "to": "0.5"}, {"to": "0.1", "way": "down"}],
    )
)
POINTS = st.sampled_from(("0.5", "1", "2", "2.5", "3", "5", "7"))
POLICIES = st.sampled_from(("zero", "rescale", "rescale", "block"))
OUTCOMES = st.sampled_from(("missing", "not_applicable", "not_assessed", "0", "0.5", "1"))
EVERY_DUE = st.just(["2023", "2023Q4"])
ANY_DUE = st.sampled_from(("year", "quarter")) | EVERY_DUE
ROSTER_CONDITIONS = st.sampled_from(("level = '县'", "severe != '是'", "area > 50 or group in ['一类']"))
CONDITIONS = ROSTER_CONDITIONS | st.sampled_from(
    (
        "a >= 3",
        "rate < 90% and not level = '镇'",
        "previous(a) < 30 or b > 3",
        "every(rate >= 20%, 2)",
        "not ever(c > 40, 3)",
        "if(a > b, a, b) > year_before(a) or a / b > 1",
    )
)
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
        "if(a > b, a, a * b / (a - 3))",
        "if(level = '县', a / b, rate)",
        "if(previous(a) > 20 or q < 5, rate, c / b)",
        "up(a / 7) + down(c / 3, 0.5)",
        "nearest(c / 8, 0.25)",
        "sum(a, b, q) / mean(a, b)",
        "max(a, b, q, c, a / 3)",
        "a - previous(a)",
        "a / year_before(a) - 1",
        "previous(a / b, 2)",
        "mean_before(a, 2)",
        "mean_before(a / b)",
        "max_before(rate)",
        "min_before(c) * max_before(a / b, 2)",
        "sum_before(q)",
        "a - mean(a among level)",
        "a / max(a / b among all)",
        "rank(a / b among severe)",
        "percentile(c, 30% among all) + median(a among level)",
        "sd_sample(a among all) - sd_population(c among level)",
        "count(a > 20 among children) * share(rate < 50% among group)",
        "sum(a among children) / sum(b among children)",
        "mean([1] among children)",
        "min([1:rate] among children)",
        "previous([1])",
        "mean_before([1:rate], 2) * previous([1:rank]) / 10",
        "count(previous(a > 20), every(a > 3, 2), ever(b > 30, 3), q > 5)",
        "a - mean(a among level)",
        "max(a among group) / (a + 1)",
        "rank(a / b among all)",
        "percentile(c / 3, 75% among all) - median(c among level)",
        "sd_population(a among all) * sd_sample(rate among severe)",
        "count(a > 20 among severe) * share(a > b among level)",
        "count(a > mean(a among level) among all)",
        "sum(q among level) / min(previous(a) among all)",
    )
)
INSIDE = st.sampled_from(
    (
        "95% * mean_within(a / b, quarter) + 5% * last_within(rate, quarter)",
        "max_within(a - b, quarter) - min_within(c, quarter)",
        "sum_within(a - previous(a), quarter)",
        "mean_within([1:rate], quarter) * last_within([1:rank], quarter)",
        "sum_within(a - mean(a among level), quarter)",
        "previous(mean_within(rate, quarter))",
        "if(last_within(q, quarter) > 10, a, b)",
        "mean(sum_within(q, quarter) among level)",
    )
)
"""Formulas over the quarters of a year: only for what is assessed over one."""
CHOICES = (
    "transform coefficient weight floor ceiling points settings due scale evidence role "
    "policy round label applies_to change metric combine coverage gate quota standing"
)
ASSUMED = dict.fromkeys((*CHOICES.split(), "grades", "rank", "options", "sample", "panels", "tasks"), "试验")


@st.composite
def evidence(draw: st.DrawFn) -> Section:
    """One evidence key; `value` oftenest."""
    if draw(st.integers(1, 5)) <= 2:
        return {"value": draw(FORMULAS)}
    return draw(records())


def is_share(leaf: Section) -> bool:
    """Whether the evidence of a leaf is a share of full marks already."""
    if "change" in leaf or "value" in leaf or "events" in leaf:
        return False
    return "checklist" not in leaf or leaf["checklist"].get("give") != "number"


@st.composite
def labels(draw: st.DrawFn, code: str, figures: tuple[str, ...]) -> Section:
    """A label of an item: bounds on one of its figures with any edge, or cases."""
    minimum: Section = {code: draw(st.sampled_from(("40%", "2/3")))} if "rate" in figures else {}
    if draw(st.booleans()):
        case: Section = {"when": draw(CONDITIONS), "gives": "甲"}
        maybe(draw, case, "minimum", st.just(minimum), 2)
        second = {"when": f"[{code}:{draw(st.sampled_from(figures))}] > 1/3", "gives": "乙"}
        return {"title": "称号", "cases": [case, second, {"gives": "丙"}]}
    edge = draw(st.sampled_from(("at_least", "more_than", "at_most", "less_than")))
    bounds = draw(st.lists(st.sampled_from(("0", "1/3", "0.5", "60%", "1")), min_size=1, max_size=3, unique=True))
    bounds.sort(key=number, reverse=edge in ("at_least", "more_than"))
    named = dict(zip(bounds, "甲乙丙", strict=False))
    given: Section = {"of": draw(st.sampled_from(figures)), edge: named, "else": "丁"}
    if minimum:
        maybe(draw, given, "minimum", st.just({"甲": minimum}), 2)
    return given


@st.composite
def leaves(draw: st.DrawFn, code: str, due: st.SearchStrategy[Any], *, roles: bool = True) -> Section:
    """A leaf of any role, evidence and scale."""
    role = draw(st.sampled_from(("scored",) * 5 + ("bonus", "penalty", "shown"))) if roles else "scored"
    leaf: Section = {"leaf": code, "title": f"指标{code}", **draw(evidence())}
    if role != "scored":
        leaf["role"] = role
    if "value" in leaf and due is not EVERY_DUE and draw(st.integers(1, 8)) == 8:
        leaf["value"] = draw(INSIDE)
    maybe(draw, leaf, "label", labels(code, ("value",) if role == "shown" else ("value", "score", "rate")), 6)
    if role == "shown":
        return leaf
    leaf["points"] = draw(POINTS)
    maybe(draw, leaf, "due", st.just("year") if "_within" in leaf.get("value", "") else due, 6)
    if draw(st.integers(1, 4)) == 4:
        leaf["change"] = draw(changes(reach(leaf.get("due"), bound=due is EVERY_DUE)))
    maybe(draw, leaf, "transform", transforms())
    reading = leaf.get("change", {}).get("reading")
    leaf |= draw(scales(changes="change" in leaf and reading != "steps", share=is_share(leaf) or reading == "steps"))
    for state in STATES:
        maybe(draw, leaf, state, POLICIES | fills("value", "score"))
    maybe(draw, leaf, "round", STEPS)
    maybe(draw, leaf, "applies_to", CONDITIONS, 6)
    return leaf


@st.composite
def fills(draw: st.DrawFn, *at: str) -> Section:
    """A gap filled from a group."""
    group = draw(st.sampled_from(("all", "level", "severe")))
    return {"fill": "mean", "among": group, "at": draw(st.sampled_from(at))}


OUTSIDE = st.sampled_from(({}, {"outside": "missing"}, {"outside": "not_applicable"}, {"outside": "0.5"}))


@st.composite
def transforms(draw: st.DrawFn) -> Any:
    """One transform, or two in turn."""
    some = draw(st.lists(transform(), min_size=1, max_size=2))
    return some[0] if len(some) == 1 else some


@st.composite
def transform(draw: st.DrawFn) -> Any:
    """A transform with its parameters."""
    kind = draw(st.sampled_from(("square", "percentage", "log", "log10", "root", "power", "winsorise", "outliers")))
    if kind in ("square", "percentage"):
        return kind
    outside = draw(OUTSIDE)
    if kind in ("log", "log10"):
        return {kind: outside}
    if kind == "root":
        return {kind: {"degree": draw(st.sampled_from(("2", "3"))), **outside}}
    if kind == "power":
        return {kind: {"exponent": draw(st.sampled_from(("2", "1/2", "2/3", "-1"))), **outside}}
    if kind == "winsorise":
        limits = st.sampled_from(("0.2", "percentile(value, 20% among all)", "min(value among level) + 0.1"))
        high = draw(st.sampled_from(("30", "percentile(value, 80% among level)", "mean(value among all) + 1")))
        return {
            kind: draw(st.sampled_from(({"low": draw(limits)}, {"high": high}, {"low": draw(limits), "high": high})))
        }
    return {
        kind: {
            "among": draw(st.sampled_from(("all", "level"))),
            "pull_in": draw(st.sampled_from(("1", "3", "5"))),
            "until": {
                "skew": draw(st.sampled_from(("0.5", "1", "2"))),
                "kurtosis": draw(st.sampled_from(("0.1", "3.5"))),
            },
            "otherwise": draw(st.sampled_from(("log", "keep"))),
        }
    }
