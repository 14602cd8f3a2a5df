"""What score sheets and report tasks declare: items told apart, marks that can be held, classes named once."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.errors import Problem
from scoring.rubric.checks.whole import Whole, repeated
from scoring.rubric.document import Where
from scoring.rubric.nearest import listed
from scoring.rubric.titles import alike
from scoring.rubric.values import write_number
from scoring.words import Text

MARK_PLACES = 6
MOST_OF_ONE_MARK = 10**9
"""The largest mark of one judge: sums of them are proved to fit."""


def rated_items_told_apart(whole: Whole) -> Iterator[Problem]:
    """A record of a mark names its item alone, whichever score sheet the item stands on."""
    seen: dict[str, str] = {}
    for name, panel in whole.rubric.panels.items():
        for code in panel.items:
            first = seen.setdefault(alike(code), f"{name}: {code}")
            if first != f"{name}: {code}":
                yield whole.problem(
                    ("panels", name, "items", code),
                    "duplicate_rated",
                    code,
                    Text("没有用过的代码（{first} 已用）", "a code of its own ({first} has it)").with_(first=first),
                    Text("换一个评分项代码", "give the item another code"),
                )


def marks_have_bounds(whole: Whole) -> Iterator[Problem]:
    """Marks run from a minimum to a greater maximum, both of few enough digits to be held exactly."""
    for name, panel in whole.rubric.panels.items():
        for code, item in panel.items.items():
            where: Where = ("panels", name, "items", code)
            for key, bound in (("minimum", item.minimum), ("maximum", item.maximum)):
                if (bound * 10**MARK_PLACES).denominator != 1 or abs(bound) > MOST_OF_ONE_MARK:
                    yield whole.problem(
                        (*where, key),
                        "not_representable",
                        write_number(bound),
                        Text(
                            f"{MARK_PLACES} 位小数以内、不大于 {MOST_OF_ONE_MARK} 的数",
                            f"a number of {MARK_PLACES} decimals, at most {MOST_OF_ONE_MARK}",
                        ),
                        Text("调整评分的上下限", "change the bound"),
                    )
            if item.minimum >= item.maximum:
                yield whole.problem(
                    (*where, "maximum"),
                    "bounds_reversed",
                    f"{write_number(item.minimum)} … {write_number(item.maximum)}",
                    Text("最小值小于最大值", "a minimum below the maximum"),
                    Text("核对 minimum 与 maximum", "check minimum and maximum"),
                )


def named_once(whole: Whole) -> Iterator[Problem]:
    """Judges of a score sheet and classes of respondents are named once."""
    lists: list[tuple[Where, tuple[str, ...]]] = [
        (("panels", name, "judges"), panel.judges) for name, panel in whole.rubric.panels.items()
    ]
    lists += [(("surveys", name, "classes"), survey.classes) for name, survey in whole.rubric.surveys.items()]
    for where, names in lists:
        if twice := repeated(map(alike, names)):
            found, expected = listed(names[n] for n in twice).zh, Text("每个名称一次", "each name once")
            yield whole.problem(where, "named_twice", found, expected)


CHECKS = (rated_items_told_apart, marks_have_bounds, named_once)
