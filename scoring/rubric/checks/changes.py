"""Changes: that their keys go together, that they have a past, that growth from zero has an outcome."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scoring.errors import Problem
from scoring.rubric.change import Change
from scoring.rubric.checks.ranges import Range, range_of
from scoring.rubric.checks.whole import Whole
from scoring.rubric.periods import looked_back
from scoring.rubric.values import write_number
from scoring.words import Text

_AGAINST_ONE = ("year_before", "period_before")
_READINGS = "cumulative / mean_of_changes / means / compound / steps"
_NEEDS = Text("{key}：{why}", "{key}: {why}")
_ONLY = Text("只在{when}时写 {key}", "{key} only with {when}")


def keys_go_together(whole: Whole) -> Iterator[Problem]:
    """Every key that is needed is there, and none that would say nothing."""
    for placed, leaf in whole.leaves:
        change = leaf.change
        if change is None:
            continue
        for key, why in _wanting(change):
            expected = _NEEDS.with_(key=key, why=why)
            hint = Text("补上 {key}", "add {key}").with_(key=key)
            yield whole.problem((*placed.where, "change"), "change_lacks", _found(change), expected, hint)
        for key, when in _idle(change):
            expected = _ONLY.with_(key=key, when=when)
            hint = Text("删去 {key}", "remove {key}").with_(key=key)
            yield whole.problem(
                (*placed.where, "change", key), "change_without_use", _found(change, key), expected, hint
            )


def flat_is_a_part(whole: Whole) -> Iterator[Problem]:
    """A flat step counts between nothing and one."""
    for placed, leaf in whole.leaves:
        flat = leaf.change.flat if leaf.change else None
        if flat is not None and not 0 <= flat <= 1:
            expected = Text("0到1之间的比例", "a share between 0 and 1")
            hint = Text("如 50%", "such as 50%")
            yield whole.problem((*placed.where, "change", "flat"), "flat_share", write_number(flat), expected, hint)


def there_is_a_past(whole: Whole) -> Iterator[Problem]:
    """A change is made from earlier periods that some due period has."""
    for placed, leaf in whole.leaves:
        due, change = whole.due_periods(placed), leaf.change
        if change and due and not any(_has_past(whole, change, period.id) for period in due):
            yield whole.problem(
                (*placed.where, "change", "against"),
                "no_earlier_period",
                change.against if change.periods is None else f"{change.against}, periods: {change.periods}",
                Text("至少一个测评期有可比的前期", "the earlier periods it needs, for at least one it is due in"),
                Text("在 periods 中补上基期，或缩小 due", "add the baseline under periods, or narrow due"),
            )


def growth_has_a_base(whole: Whole) -> Iterator[Problem]:
    """Growth from zero is undefined: the rubric says what it gives."""
    values: dict[str, Range] = {}
    texts = {written.owner: written.expression for written in whole.formulas if written.use == "value"}
    for placed, leaf in whole.leaves:
        if leaf.change is None or leaf.change.measure != "growth":
            continue
        expression = texts.get(leaf.code)
        can_be = None if expression is None else range_of(expression, whole, values)
        if can_be is not None and can_be.low == can_be.high == 0:
            yield whole.problem(
                (*placed.where, "change"),
                "growth_of_nothing",
                "growth",
                Text("差（measure: difference），或会变的取值", "a difference, or a value that can change"),
                Text("取值总是零，没有增幅", "the value is always zero, which has no growth"),
            )
        elif leaf.change.baseline_zero is None and (can_be is None or can_be.holds_zero):
            yield whole.problem(
                (*placed.where, "change"),
                "growth_from_zero",
                "growth",
                Text("写明 baseline_zero", "baseline_zero"),
                Text("基期可能为零，增幅无定义", "the baseline can be zero, from which growth is undefined"),
            )


def _found(change: Change, *further: str) -> str:
    keys = ["against", *(["reading"] if change.reading else []), *(key for key in further if key != "reading")]
    values = {key: getattr(change, key) for key in keys}
    return ", ".join(f"{key}: {write_number(v) if isinstance(v, Fraction) else v}" for key, v in values.items())


def _wanting(change: Change) -> Iterator[tuple[str, Text]]:
    if change.periods is None and change.against == "mean_before":
        yield "periods", Text("前几期的平均", "the mean of how many")
    if change.periods is None and change.reading:
        yield "periods", Text("看最近几期", "how many steps are read")
    if change.reading is None and change.periods and change.against in _AGAINST_ONE:
        yield "reading", Text(f"几期的变化怎么算（{_READINGS}）", f"how several steps are read ({_READINGS})")
    if change.best is None and change.against == "best_before":
        yield "best", Text("最高（high）还是最低（low）为最好", "whether the highest or the lowest is best (high, low)")
    if change.reading == "steps":
        if change.wanted is None:
            yield "wanted", Text("应上升（up）还是下降（down）", "the right way: up or down")
        if change.flat is None:
            yield "flat", Text("持平的一期计多少", "what a flat step counts")
    if change.reading == "compound" and change.measure != "growth":
        yield "measure: growth", Text("复合的只能是增幅", "what is compounded is growth")


def _idle(change: Change) -> Iterator[tuple[str, str]]:
    if change.reading and change.against not in _AGAINST_ONE:
        yield "reading", "against: year_before / period_before"
    if change.step and change.against in _AGAINST_ONE:
        yield "step", "against: mean_before / best_before"
    if change.best and change.against != "best_before":
        yield "best", "against: best_before"
    if change.reading != "steps":
        yield from ((key, "reading: steps") for key in ("wanted", "flat") if getattr(change, key) is not None)
    elif change.measure == "growth":
        yield "measure", f"reading: {_READINGS.removesuffix(' / steps')}"
    if change.baseline_zero is not None and change.measure != "growth":
        yield "baseline_zero", "measure: growth"


def _has_past(whole: Whole, change: Change, period: str) -> bool:
    found = looked_back(whole.rubric, whole.rubric.period(period), change)
    return bool(found) and None not in found


CHECKS = (keys_go_together, flat_is_a_part, there_is_a_past, growth_has_a_base)
