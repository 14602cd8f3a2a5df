"""Generated scales: an entry for each key, drawn as a rubric file writes its parameters."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.oracle.arithmetic import number

Section = dict[str, Any]

AWARDS = st.sampled_from(("0", "12.5%", "30%", "60%", "100%", {"share": "1/3"}, {"marks": "0.25"}))
NESTED = st.sampled_from(
    (
        {"state": "not_applicable"},
        {"state": "not_assessed"},
        {"proportional": {"target": "20"}},
        {"tally": {"each": "1"}},
        {"bands": {"more_than": {"7": {"state": "missing"}}, "else": {"share": {}}}},
    )
)
GIVEN = AWARDS | AWARDS | NESTED
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


@st.composite
def bands(draw: st.DrawFn) -> Section:
    """Bands in order, with any of the four edges."""
    some = st.sampled_from(("0", "0.25", "50%", "2/3", "3", "20"))
    edge = draw(EDGES)
    falling = edge in ("at_least", "more_than")
    bounds = sorted(draw(st.lists(some, min_size=1, max_size=3, unique=True)), key=number, reverse=falling)
    return {edge: {bound: draw(GIVEN) for bound in bounds}, "else": draw(GIVEN)}


def of(needed: Any, **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[Section]:
    """Parameters that are needed, and others that may be left out."""
    return st.fixed_dictionaries(needed, optional=optional)


COUNTING = {"deduct": YES_NO, "least": LEAST, "most": MOST}

SCALES: dict[str, st.SearchStrategy[Section]] = {
    "proportional": of({"target": targets()}),
    "threshold": st.tuples(EDGES, targets()).map(lambda drawn: {drawn[0]: drawn[1]}),
    "zero_occurrence": st.just({}),
    "bands": bands(),
    "tally": of({"each": RATES}, **COUNTING),
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
