"""Names that must tell things apart as the engine and the readers of tables do: whatever their case and width."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.errors import Problem
from scoring.rubric.checks.whole import ROSTER, Whole
from scoring.rubric.document import Where
from scoring.rubric.titles import alike, metric_titles, reason_titles
from scoring.words import Text

_PLACES = ("file", "sheet", "row", "column", "written")
"""Columns that stand beside an attribute while the roster is read."""

_WORDS = ("value", "coverage", "all", "among", "and", "or", "not", "in")
"""What formulas say themselves: a name like one of them would be read as that."""

_ROSTER_COLUMN = Text("名册列以外的名称", "a name that is not a roster column")
_RENAME = Text("改一个名称；只有大小写或全半角不同的算同一个", "choose another; case and width make no difference")


def headers_told_apart(whole: Whole) -> Iterator[Problem]:
    """A column header of a submission belongs to one metric, and to its values or its reasons."""
    metrics = whole.rubric.metrics
    seen: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for name, metric in metrics.items():
        for header in reason_titles(name, metric):
            reasons.setdefault(alike(header), name)
    for name, metric in metrics.items():
        # A title shared is shared with every unit after it too: told once for each other metric.
        shared: dict[str, str] = {}
        for header in metric_titles(name, metric):
            first = seen.setdefault(alike(header), name)
            if first == name:
                first = reasons.get(alike(header), name)
            # Names that are the same themselves are told of below.
            if alike(first) != alike(name):
                shared.setdefault(first, header)
        for first, header in shared.items():
            yield whole.problem(
                ("metrics", name),
                "ambiguous_header",
                header,
                Text("{first} 以外没有用过的名称", "a name that {first} does not have").with_(first=first),
                Text("表头凭名称认指标，两个指标不能同名", "columns are told by headers: no two metrics share one"),
            )


def names_told_apart(whole: Whole) -> Iterator[Problem]:
    """A formula's name is one thing: a roster column, an attribute or a metric; SQL sees no difference of case."""
    taken = {alike(name): _ROSTER_COLUMN for name in (*ROSTER, "name")}
    taken |= dict.fromkeys(_WORDS, Text("算式自己用的词以外的名称", "a name that is not a word of formulas"))
    attributes: Where = ("population", "attributes")
    for name in whole.rubric.population.attributes:
        by = _ROSTER_COLUMN if alike(name) in _PLACES else taken.get(alike(name))
        if by is not None:
            yield whole.problem((*attributes, name), "name_taken", name, by, _RENAME)
        other = Text("属性 {name} 以外的名称", "a name other than the attribute {name}").with_(name=name)
        taken.setdefault(alike(name), other)
    for name in whole.rubric.metrics:
        if alike(name) in taken:
            yield whole.problem(("metrics", name), "name_taken", name, taken[alike(name)], _RENAME)
        other = Text("指标 {name} 以外的名称", "a name other than the metric {name}").with_(name=name)
        taken.setdefault(alike(name), other)


CHECKS = (headers_told_apart, names_told_apart)
