"""Generated evidence over records: every kind, drawn as a rubric file writes it, and what it names declared."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Section = dict[str, Any]

STATES = ("missing", "not_applicable", "not_assessed")
WEIGHTS = st.sampled_from(("1", "2", "0.5", "1/3"))
PANELS = {
    "述职": {
        "title": "述职",
        "items": {"P1": {"title": "内容", "maximum": "60"}, "P2": {"title": "表达", "maximum": "7.5"}},
    },
    "评定": {
        "title": "评定",
        "items": {"J1": {"title": "实绩", "minimum": "-2.5", "maximum": "10", "reason": "required"}},
    },
}
TASKS = {
    "月报": {"title": "月报", "every": "month", "by": {"day": "25"}},
    "季报": {"title": "季报", "every": "quarter", "by": {"day": "31", "months_after": "1"}},
    "年报": {"title": "年报", "every": "year", "by": {"day": "10", "months_after": "-1"}},
}


def maybe(draw: st.DrawFn, keys: Section, name: str, strategy: st.SearchStrategy[Any], odds: int = 4) -> None:
    """Once in so many times, a key."""
    if draw(st.integers(1, odds)) == odds:
        keys[name] = draw(strategy)


def records() -> st.SearchStrategy[Section]:
    """One kind of evidence over records."""
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "desk_review": reviews(),
        "checklist": checklists(),
        "site_visits": visits(),
        "survey": surveys(),
        "panel": panels(),
        "judgement": st.sampled_from(("J1", {"item": "J1"})),
        "events": events(),
        "schedule": schedules(),
    }
    return st.sampled_from(list(kinds)).flatmap(lambda kind: kinds[kind].map(lambda asked: {kind: asked}))


@st.composite
def reviewed(draw: st.DrawFn) -> Section:
    """What a desk review and a checklist have in common."""
    items = draw(st.lists(st.sampled_from(("D1", "D2", "D3", "D4")), min_size=1, unique=True))
    asked: Section = {"answers": "verdict", "items": dict.fromkeys(items, "某项")}
    maybe(draw, asked, "without_evidence", st.sampled_from(("lowest", "not_assessed")), 3)
    maybe(draw, asked, "reviewers", st.just(["甲组"]), 4)
    return asked


@st.composite
def reviews(draw: st.DrawFn) -> Section:
    """The parameters of a desk review."""
    asked = draw(reviewed())
    maybe(draw, asked, "weights", st.dictionaries(st.sampled_from(list(asked["items"])), WEIGHTS), 3)
    return asked


@st.composite
def checklists(draw: st.DrawFn) -> Section:
    """The parameters of a checklist."""
    asked = draw(reviewed())
    numbers = st.integers(1, len(asked["items"])).map(str)
    if draw(st.booleans()):
        asked["need"] = draw(st.sampled_from(("any", "all")) | numbers)
    else:
        maybe(draw, asked, "give", st.sampled_from(("share", "number")), 2)
        maybe(draw, asked, "at_most", numbers, 2)
    maybe(draw, asked, "met", st.sampled_from(("100%", "60%", "12.5%")), 2)
    maybe(draw, asked, "unreviewed", st.sampled_from(("not_assessed", "left_out", "unmet")), 2)
    return asked


@st.composite
def visits(draw: st.DrawFn) -> Section:
    """The parameters of site visits."""
    items = draw(st.lists(st.sampled_from(("V1", "V2", "V3")), min_size=1, unique=True))
    asked: Section = {
        "answers": "verdict",
        "sites": draw(st.dictionaries(st.sampled_from(("学校", "社区")), WEIGHTS, min_size=1)),
        "items": dict.fromkeys(items, "某项"),
        "short": draw(st.sampled_from(("flag", "not_assessed"))),
    }
    maybe(draw, asked, "reviewers", st.just("甲组"), 4)
    return asked


@st.composite
def surveys(draw: st.DrawFn) -> Section:
    """The parameters of a questionnaire."""
    asked: Section = {
        "survey": "public",
        "questions": draw(st.dictionaries(st.sampled_from(("S1", "S2", "S3")), WEIGHTS, min_size=1)),
        "minimum_sample": str(draw(st.integers(1, 4))),
        "below_minimum": draw(st.sampled_from(STATES)),
    }
    maybe(draw, asked, "counts", st.sampled_from((["满意", "基本满意"], "不满意")), 3)
    classes = st.sampled_from(("群众", "企业", "干部"))
    maybe(draw, asked, "classes", st.dictionaries(classes, WEIGHTS, min_size=1), 2)
    if draw(st.booleans()):
        known = st.sampled_from(list(asked["classes"])) if "classes" in asked else classes
        asked["quotas"] = draw(st.dictionaries(known, st.integers(1, 3).map(str), min_size=1))
        asked["below_quota"] = draw(st.sampled_from((*STATES, *(["left_out"] * 3 if "classes" in asked else []))))
    return asked


@st.composite
def panels(draw: st.DrawFn) -> Section:
    """The parameters of a panel of judges."""
    items = st.sampled_from(("P1", "P2", "J1"))
    asked: Section = {
        "items": draw(
            st.dictionaries(items, WEIGHTS, min_size=1) | st.lists(items, min_size=1, max_size=3, unique=True) | items
        )
    }
    if draw(st.booleans()):
        ends = draw(st.sampled_from(((1, 1), (1, 0), (0, 2), (2, 1))))
        drop = {name: str(n) for name, n in zip(("highest", "lowest"), ends, strict=True) if n}
        asked["drop"] = {**drop, "when_more_than": str(sum(ends) + draw(st.integers(0, 2)))}
    steps = {
        "within": "judge",
        "first": draw(st.sampled_from(("10", "1"))),
        "per_place": draw(WEIGHTS.map("-{}".format)),
    }
    maybe(draw, steps, "least", st.sampled_from(("0", "0.5", "-1")), 2)
    maybe(draw, asked, "rank_marks", st.just(steps), 2)
    maybe(draw, asked, "judges", st.just(["甲", "乙", "丙"]), 4)
    if draw(st.booleans()):
        asked["minimum_judges"] = str(draw(st.integers(1, 4)))
        asked["below_minimum"] = draw(st.sampled_from(STATES))
    return asked


@st.composite
def events(draw: st.DrawFn) -> Section:
    """The parameters of events."""
    asked: Section = {"types": draw(st.lists(st.sampled_from(("通报", "案件")), min_size=1, unique=True))}
    maybe(draw, asked, "severities", st.sampled_from((["重大"], ["一般", "重大"])), 2)
    way = draw(st.sampled_from(("quantity", "records", "days", "worth", "escalating")))
    if way == "worth":
        worths = {"一般": draw(st.sampled_from(("0.3", "0", "1/3"))), "重大": draw(st.sampled_from(("1", "2.5")))}
        asked["worth"] = {name: worths[name] for name in asked.get("severities", worths)}
        maybe(draw, asked, "highest_only", st.sampled_from(("overall", "type", "matter")), 2)
    elif way == "escalating":
        steps = {"first": draw(st.sampled_from(("0.3", "1", "0"))), "later": draw(st.sampled_from(("1", "1/3")))}
        maybe(draw, steps, "repeated", st.sampled_from(("2", "0.5")), 2)
        asked["escalating"] = steps
    if way != "days":
        maybe(draw, asked, "counted", st.sampled_from(("quantity", "records")), 2)
    else:
        asked["counted"] = way
    maybe(draw, asked, "within", st.sampled_from(({"years": "2"}, {"months": "7"}, {"years": "1", "months": "1"})), 4)
    maybe(draw, asked, "without_evidence", st.just("left_out"), 4)
    outcomes = st.sampled_from((*STATES, "0", "0.5"))
    per = {"of": draw(st.sampled_from(("a", "rate"))), "zero": draw(outcomes)}
    maybe(draw, per, "units", st.sampled_from(("10000", "0.5")), 2)
    maybe(draw, asked, "per", st.just(per), 4)
    return asked


@st.composite
def schedules(draw: st.DrawFn) -> Section:
    """The parameters of reports to be sent in."""
    names = st.sampled_from(("月报", "季报", "年报"))
    tasks = st.lists(names, min_size=1, unique=True) | st.dictionaries(names, WEIGHTS, min_size=1)
    asked: Section = {"tasks": draw(tasks)}
    late: Section = {"counts": draw(st.sampled_from(("50%", "1/3", "0", "100%")))}
    maybe(draw, late, "within", st.sampled_from(("5", "40")), 2)
    maybe(draw, asked, "late", st.just(late), 2)
    return asked
