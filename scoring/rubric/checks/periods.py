"""Periods: in order and apart, and every item, metric and change due in one that exists."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.errors import Problem
from scoring.rubric.checks.whole import Whole
from scoring.rubric.declarations import Period
from scoring.rubric.expression import Expression, Name, Within
from scoring.rubric.nearest import did_you_mean, listed
from scoring.rubric.titles import alike
from scoring.words import Text

_LENGTHS = {"quarter": 1, "half": 2, "year": 3}


def some_period(whole: Whole) -> Iterator[Problem]:
    """Marks are given for a period."""
    if not whole.rubric.periods:
        expected = Text("至少一个测评期", "at least one period")
        yield whole.problem(("periods",), "no_period", "[]", expected, Text("补上 periods", "add one under periods"))


def in_order(whole: Whole) -> Iterator[Problem]:
    """A period ends after it starts, and its id is its own."""
    seen: set[str] = set()  # as tables name them: whatever their case and width
    for n, period in enumerate(whole.rubric.periods):
        if period.ends < period.starts:
            yield whole.problem(
                ("periods", n, "ends"),
                "period_backwards",
                f"{period.starts} … {period.ends}",
                Text("结束日期不早于开始日期", "an end not before the start"),
                Text("核对年份", "check the year"),
            )
        if alike(period.id) in seen:
            expected, hint = Text("每个测评期一个代码", "each period its own id"), Text("改一个代码", "change one")
            yield whole.problem(("periods", n, "id"), "duplicate_period", period.id, expected, hint)
        seen.add(alike(period.id))


def apart(whole: Whole) -> Iterator[Problem]:
    """Periods of one kind do not overlap; a quarter lies inside or outside a half or year, never across its edge."""
    periods = whole.rubric.periods
    for n, period in enumerate(periods):
        for other in periods[:n]:
            if period.id == other.id or not _overlap(period, other):
                continue
            if period.kind == other.kind:
                expected = Text("同类测评期互不重叠", "periods of one kind that do not overlap")
                code = "periods_overlap"
            elif "stage" not in (period.kind, other.kind) and not _nested(period, other):
                expected = Text("短期完整落在长期之内", "the shorter period wholly inside the longer")
                code = "periods_straddle"
            else:
                continue
            found = f"{other.id} {other.starts} … {other.ends}, {period.id} {period.starts} … {period.ends}"
            yield whole.problem(("periods", n), code, found, expected, Text("核对起止日期", "check the dates"))


def due_exists(whole: Whole) -> Iterator[Problem]:
    """`due` names kinds or ids of periods there are."""
    known = _known(whole)
    for where, due in whole.dues.items():
        for name in due:
            if name not in known:
                expected = Text("测评期的代码或类别", "the id or kind of a period")
                yield whole.problem((*where, "due"), "unknown_period", name, expected, did_you_mean(name, known))


def due_sometime(whole: Whole) -> Iterator[Problem]:
    """A leaf is due in some period, its own `due` and those above it together."""
    known = _known(whole)
    for placed, leaf in whole.leaves:
        chain = [item.due for item in placed.line_of_descent if item.due]
        named = all(name in known for due in chain for name in due)
        if whole.rubric.periods and named and not whole.due_periods(placed):
            yield whole.problem(
                (*placed.where, "due"),
                "never_due",
                f"{leaf.code}: {' ∩ '.join('[' + ', '.join(due) + ']' for due in chain)}",
                Text("至少在一个测评期测评", "to be due in some period"),
                Text("本级与上级的 due 要有共同的测评期", "its own due and those above must share a period"),
            )


def metrics_submitted(whole: Whole) -> Iterator[Problem]:
    """A metric is submitted for periods there are, and as often as the leaves that read it are due."""
    kinds = {period.kind for period in whole.rubric.periods} & set(_LENGTHS)
    finest = min((_LENGTHS[kind] for kind in kinds), default=0)
    for name, metric in whole.rubric.metrics.items():
        if _LENGTHS[metric.every] < finest:
            yield whole.problem(
                ("metrics", name, "every"),
                "never_submitted",
                metric.every,
                Text("评分规则中有的测评期类别", "a kind of period the rubric has"),
                Text("有：{some}", "there are: {some}").with_(some=listed(sorted(kinds, key=_LENGTHS.__getitem__))),
            )


def leaves_read_what_is_submitted(whole: Whole) -> Iterator[Problem]:
    """A leaf due every quarter cannot read what comes once a year, nor one that looks at the quarters of a year."""
    metrics = whole.rubric.metrics
    by_code = {written.owner: written for written in whole.formulas if written.use == "value"}
    for placed, leaf in whole.leaves:
        written = by_code.get(leaf.code)
        if written is None or written.expression is None:
            continue
        due = frozenset(period.kind for period in whole.due_periods(placed))
        read: dict[str, set[str]] = {}
        for name, kinds in _read(written.expression, due):
            read.setdefault(name, set()).update(kinds & _LENGTHS.keys())
        for name in sorted(read.keys() & metrics.keys()):
            short = [kind for kind in read[name] if _LENGTHS[kind] < _LENGTHS[metrics[name].every]]
            if short:
                yield whole.problem(
                    written.where,
                    "due_before_submitted",
                    f"{name}: {metrics[name].every}",
                    Text("每 {kind} 都填报的指标", "a metric submitted every {kind}").with_(kind=min(short)),
                    Text(
                        "改该指标的 every，或给本指标写 due、看较长的测评期",
                        "change the metric's every, or give the leaf a due, or look at longer periods",
                    ),
                )


def _read(part: Expression, kinds: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Every name in a formula with the kinds of periods it is read in."""
    if isinstance(part, Name):
        yield part.name, kinds
    inside = frozenset({part.kind}) if isinstance(part, Within) else kinds
    for inner in part.inside:
        yield from _read(inner, inside)


def _known(whole: Whole) -> list[str]:
    periods = whole.rubric.periods
    return list(dict.fromkeys([*(period.kind for period in periods), *(period.id for period in periods)]))


def _overlap(one: Period, other: Period) -> bool:
    return one.starts <= other.ends and other.starts <= one.ends


def _nested(one: Period, other: Period) -> bool:
    short, long = sorted((one, other), key=lambda period: _LENGTHS[period.kind])
    return long.starts <= short.starts and short.ends <= long.ends


CHECKS = (
    some_period,
    in_order,
    apart,
    due_exists,
    due_sometime,
    metrics_submitted,
    leaves_read_what_is_submitted,
)
