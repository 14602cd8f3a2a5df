"""Generated scales: an entry for each key, drawn as a rubric file writes its parameters."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from tests.oracle.arithmetic import number

Section = dict[str, Any]

AWARDS = st.sampled_from(("0", "12.5%", "30%", "60%", "100%", {"share": "1/3"}, {"marks": "0.25"}))
NESTED: st.SearchStrategy[Section] = st.sampled_from(
    (
        {"proportional": {"target": "20"}},
        {"tally": {"each": "1"}},
        {"bands": {"more_than": {"7": {"state": "missing"}}, "else": {"share": {}}}},
        {"cases": [{"when": "b > 2", "gives": "80%"}, {"inverse": {"target": "3"}}]},
        {"min_max": {"among": "level", "best": "low", "constant_group": "not_assessed"}},
        {"exponential_efficacy": {"not_allowed": "0", "satisfactory": "20", "most": "100%"}},
        {"threshold": {"at_least": "area"}},
    )
)
GIVEN = AWARDS | AWARDS | NESTED | st.sampled_from(({"state": "not_applicable"}, {"state": "not_assessed"}))
"""What an entry of a table may give: mostly an award."""

RATES = st.sampled_from(("0.05", "0.3", "1", "1/3", "12.5%"))
EDGES = st.sampled_from(("at_least", "more_than", "at_most", "less_than"))
YES_NO = st.sampled_from(("yes", "no"))
LEAST = st.sampled_from(("-1", "-50%", "0", "none"))
MOST = st.sampled_from(("80%", "150%", "100%", "none"))


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


def of(needed: Any, **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[Section]:
    """Parameters that are needed, and others that may be left out."""
    return st.fixed_dictionaries(needed, optional=optional)


INSTEAD = st.sampled_from(("not_assessed", "missing", "0", "100%", {"share": "1/3"}))
NUMBERS = st.sampled_from(("0", "0.25", "50%", "1/3", "3", "7", "20", "-4"))
SIZES = st.sampled_from(("1", "1%", "0.3", "7"))
WAYS = st.sampled_from(("continuous", "truncate", "floor"))
COUNTING = {"deduct": YES_NO, "least": LEAST, "most": MOST}
HELD = {"least": LEAST, "most": MOST}
FORMULAS = st.sampled_from(("area", "area - 4", "if(level = '县', 3, area)", "mean(area among level)"))
"""Numbers in no unit, so that they may be a target of any value."""
CONDITIONS = st.sampled_from(("value > 5", "a >= 3", "rate < 50%", "level = '镇'", "b > mean(b among all)"))
AIMS = targets() | targets() | FORMULAS


@st.composite
def bounded(draw: st.DrawFn, entry: st.SearchStrategy[Any] = GIVEN) -> Section:
    """Bands in order, with any of the four edges, each with an entry."""
    some = st.sampled_from(("0", "0.25", "50%", "2/3", "3", "20"))
    edge = draw(EDGES)
    bounds = sorted(
        draw(st.lists(some, min_size=1, max_size=3, unique=True)),
        key=number,
        reverse=edge in ("at_least", "more_than"),
    )
    return {edge: {bound: draw(entry) for bound in bounds}}


@st.composite
def toward(draw: st.DrawFn) -> Section:
    """A target, with what becomes of zero where a formula makes it."""
    if draw(st.booleans()):
        return {"target": draw(targets())}
    return {"target": draw(FORMULAS), "zero_target": draw(INSTEAD)}


@st.composite
def varied(draw: st.DrawFn, *numbers: str) -> Section:
    """One of the numbers for each level, or for each value of an attribute."""
    by, keys = draw(st.sampled_from((("level", "县镇"), ("severe", "是否"))))
    each = st.sampled_from(numbers)
    if draw(st.booleans()):
        return {"by": by, keys[0]: draw(each), "else": draw(each)}
    return {"by": by, **{key: draw(each) for key in keys}}


LOWER, UPPER = varied("-4", "0", "0.25", "1/3"), varied("50%", "3", "7", "20")
"""Numbers by what may be different things, any of the first below any of the second."""


@st.composite
def goalposts(draw: st.DrawFn) -> Section:
    """Two posts that are not the same, or what becomes of them where a formula makes one."""
    worst, best = draw(st.lists(NUMBERS, min_size=2, max_size=2, unique_by=number) | st.tuples(UPPER, LOWER))
    posts: Section = {"worst": worst, "best": best}
    if draw(st.booleans()):
        posts = {"worst": draw(FORMULAS), "best": best, "equal_posts": draw(INSTEAD)}
    return {**posts, **draw(of({}, **{"from": AWARDS, "to": AWARDS}, clamp=YES_NO))}


@st.composite
def segments(draw: st.DrawFn) -> Section:
    """Segments that join; the last may be open."""
    bounds = sorted(draw(st.lists(NUMBERS, min_size=2, max_size=4, unique_by=number)), key=number)
    parts: list[Section] = [{"from": low, "to": high, "each": draw(RATES)} for low, high in pairwise(bounds)]
    if draw(st.booleans()):
        parts.append({"from": bounds[-1], "each": draw(RATES)})
    return {"parts": parts, **draw(of({}, at_start=AWARDS, step=SIZES, steps=WAYS, **HELD))}


@st.composite
def interval(draw: st.DrawFn) -> Section:
    """A range with its ends in order, or made by formulas."""
    plain = st.lists(NUMBERS, min_size=2, max_size=2).map(lambda ends: sorted(ends, key=number))
    low, high = draw(plain | st.tuples(LOWER, UPPER))
    if draw(st.booleans()):
        high = draw(FORMULAS)
    losses = RATES.map(lambda rate: f"-{rate}")
    return {"low": low, "high": high, **draw(of({"below": losses, "above": losses}, step=SIZES, steps=WAYS, **HELD))}


@st.composite
def exponential(draw: st.DrawFn) -> Section:
    """The same with a share as its base, and a most, without which it has no bound."""
    low, high = draw(st.lists(NUMBERS, min_size=2, max_size=2, unique_by=number))
    base = st.sampled_from(("60%", "25%", "90%"))
    posts = {"not_allowed": low, "satisfactory": high, "most": draw(st.sampled_from(("100%", "150%")))}
    return {**posts, **draw(of({}, base=base, least=LEAST))}


@st.composite
def four_tier(draw: st.DrawFn) -> Section:
    """A target with what lies beyond it."""
    target, beyond = draw(st.sampled_from((("1", "2"), ("50%", "90%"), ("7", "20"), ("area", "area + 1"))))
    partly = {"partly": draw(NESTED)} if draw(st.booleans()) else {}
    zero = {"zero_target": draw(INSTEAD)} if target == "area" else {}
    share = draw(st.sampled_from(("60%", "1/3")))
    return {"target": target, "beyond": beyond, "bonus": "110%", "from": share, **partly, **zero}


@st.composite
def milestones(draw: st.DrawFn) -> Section:
    """Stages by their number, or at values that rise."""
    at = draw(st.sampled_from(((), ("0.25", "50%", "3"), ("2", "7"))))
    stages = [{"stage": f"段{n}", "gives": draw(GIVEN), **({"at": at[n]} if at else {})} for n in range(len(at) or 3)]
    return {"stages": stages, **draw(of({}, before=GIVEN))}


@st.composite
def matrix(draw: st.DrawFn) -> Section:
    """A table of two variables."""
    columns = draw(bounded(st.just("")))
    ((edge, bounds),) = columns.items()
    row = st.lists(GIVEN, min_size=len(bounds) + 1, max_size=len(bounds) + 1)
    second = draw(st.sampled_from(("b", "a / b", "rate", "mean(b among all)")))
    return {"columns": {"of": second, edge: list(bounds)}, **draw(bounded(row)), "else": draw(row)}


@st.composite
def cases(draw: st.DrawFn) -> list[Section]:
    """Cases, the last without a condition."""
    given = GIVEN.map(lambda one: {"gives": one}) | NESTED
    conditions = draw(st.lists(CONDITIONS, min_size=1, max_size=2))
    return [*({"when": when, **draw(given)} for when in conditions), draw(given)]


SCALES: dict[str, st.SearchStrategy[Any]] = {
    "share": st.just({}),
    "proportional": toward(),
    "inverse": toward(),
    "control": toward(),
    "goalposts": goalposts(),
    "base_step": of({"target": AIMS, "below": RATES}, above=RATES, at_target=AWARDS, step=SIZES, steps=WAYS, **HELD),
    "segments": segments(),
    "interval": interval(),
    "exponential_efficacy": exponential(),
    "threshold": st.tuples(EDGES, AIMS).map(lambda drawn: {drawn[0]: drawn[1]}),
    "zero_occurrence": st.just({}),
    "bands": st.tuples(bounded(), GIVEN).map(lambda drawn: {**drawn[0], "else": drawn[1]}),
    "lookup": st.tuples(st.dictionaries(st.sampled_from(("0", "1", "3", "50%")), GIVEN, min_size=1), GIVEN).map(
        lambda drawn: {"values": drawn[0], "else": drawn[1]}
    ),
    "four_tier": four_tier(),
    "milestones": milestones(),
    "matrix": matrix(),
    "cases": cases(),
    "tally": of({"each": RATES}, **COUNTING),
    "escalating": of({"amounts": st.lists(RATES, min_size=2, max_size=3)}, **COUNTING),
    "per_quantum": of({"every": SIZES, "each": RATES, "part": st.sampled_from(("drop", "full"))}, **COUNTING),
    "averaged": of({"over": AIMS, "each": RATES, "none": INSTEAD}, per=SIZES, **COUNTING),
}

GROUPS = st.sampled_from(("all", "level", "group", "severe"))
SAME = st.sampled_from(("not_assessed", "not_applicable", "missing", "0", "60%", "100%"))
BEST = {"best": st.sampled_from(("high", "low"))}
RANKED = {"among": GROUPS, **BEST, "constant_group": SAME}
DIVIDED = {"among": GROUPS, "constant_group": SAME | st.just("by_rule")}

HELD = {"least": st.sampled_from(("-10%", "none")), "most": st.sampled_from(("100%", "150%"))}

RELATIVE: dict[str, st.SearchStrategy[Section]] = {
    "min_max": of(RANKED, **{"from": st.sampled_from(("10%", "0.25"))}, to=st.sampled_from(("80%", "100%"))),
    "ratio_to_best": of({**DIVIDED, **BEST, "zero_best": SAME}),
    "ratio_to_mean": of(
        {**DIVIDED, **BEST, "zero_mean": SAME, "at_mean": st.sampled_from(("50%", "0.25"))},
        **HELD,
    ),
    "z_score": of(
        {
            **RANKED,
            "sd": st.sampled_from(("population", "sample")),
            "at_mean": st.sampled_from(("60%", "0.25")),
            "per_sd": st.sampled_from(("10%", "0.3")),
        },
        **HELD,
    ),
    "rank_marks": of(
        {**DIVIDED, **BEST, "per_place": st.sampled_from(("-2%", "-0.05", "-1/3"))},
        first=st.sampled_from(("80%", "0.5")),
        **HELD,
    ),
    "contribution": of({**DIVIDED, "zero_total": SAME}, full_at=st.sampled_from(("20%", "1/3", "100%"))),
}
SCALES |= RELATIVE
SCALES["rank_table"] = st.tuples(
    of({**RANKED, "else": GIVEN, "round_places": st.sampled_from(("up", "down", "half_up"))}),
    st.sampled_from(({"1": "100%", "3": "80%"}, {"2": {"state": "not_applicable"}}, {"10%": "100%", "35%": "60%"})),
    st.sampled_from(({}, {"bottom": {"2": "12.5%"}}, {"bottom": {"30%": "0"}})),
).map(lambda drawn: {**drawn[0], "top": drawn[1], **drawn[2]})
SCALES["as_given"] = st.sampled_from(("20", {}, {"full": "7", "most": "150%"}, {"least": "none", "most": "none"}))
SCALES["efficacy"] = of(
    {"not_allowed": st.sampled_from(("6", "50%")), "satisfactory": st.sampled_from(("12", "0"))},
    base=st.sampled_from(("0", "40%", "0.25")),
    least=LEAST,
    most=MOST,
)

CHANGES: dict[str, st.SearchStrategy[Section]] = {
    "trend": of(
        {"wanted": st.sampled_from(("up", "down")), "flat": AWARDS},
        best=st.sampled_from(("0", "95%", "1", "7")),
        worse=AWARDS,
    )
}
"""Scales of a change only."""


@st.composite
def scales(draw: st.DrawFn, *, changes: bool, share: bool) -> Section:
    """One scale key, or none where the evidence is a share of full marks already."""
    if changes and draw(st.booleans()):
        key = draw(st.sampled_from(sorted(CHANGES)))
        return {key: draw(CHANGES[key])}
    key = draw(st.sampled_from(["none", *SCALES] if share else list(SCALES)))
    return {} if key == "none" else {key: draw(SCALES[key])}
