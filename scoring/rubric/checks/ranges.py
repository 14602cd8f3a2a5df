"""How large and small a formula's value can be, from the declared bounds of what it reads."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.rubric.checks.settings import step_of
from scoring.rubric.checks.whole import Placed, Whole
from scoring.rubric.expression import (
    Among,
    Call,
    Constant,
    Earlier,
    Expression,
    History,
    Name,
    Negative,
    Operation,
    Reference,
    Within,
)
from scoring.rubric.model import Leaf
from scoring.rubric.periods import inner_periods
from scoring.rubric.values import Frozen
from scoring.sql.exact import whole

Bound = Fraction | float
"""An exact bound, or an infinity where there is none. No other float ever enters."""


@dataclass(frozen=True)
class Range:
    """Every value from `low` to `high`, ends included."""

    low: Bound = -math.inf
    high: Bound = math.inf

    @property
    def holds_zero(self) -> bool:
        """Whether zero is among the values."""
        return self.low <= 0 <= self.high


def range_of(expression: Expression, whole: Whole, known: dict[str, Range]) -> Range:
    """The values a numeric expression can take; everything, where nothing is known of a part.

    Args:
        expression: a parsed formula.
        whole: the rubric, for the bounds of metrics, attributes and points.
        known: ranges of names found before, filled on the way.
    """
    match expression:
        case Constant(value):
            return Range(value, value)
        case Name(name):
            if name not in known:
                known[name] = _of_name(name, whole)
            return known[name]
        case Reference():
            return _of_reference(expression, whole)
        case Negative(of):
            inner = range_of(of, whole, known)
            return Range(-inner.high, -inner.low)
        case Operation(operator, left, right):
            return _operation(operator, range_of(left, whole, known), range_of(right, whole, known))
        case Call():
            return _of_call(expression, whole, known)
        case Among(function, of):
            return _among(function, range_of(of, whole, known))
        case Earlier(of) | History(_, of):
            inner = range_of(of, whole, known)
            if isinstance(expression, History) and expression.function == "sum_before":
                return _times_over(inner, expression.periods)
            return inner
        case Within(function, of, kind):
            inner = range_of(of, whole, known)
            return _up_to(inner, _most_inside(kind, whole)) if function == "sum_within" else inner
        case _:
            return Range()


def _of_call(call: Call, whole: Whole, known: dict[str, Range]) -> Range:
    match call:
        case Call("count", arguments):
            return Range(Fraction(0), Fraction(len(arguments)))
        case Call("if", (_, first, second)):
            one, other = range_of(first, whole, known), range_of(second, whole, known)
            return Range(min(one.low, other.low), max(one.high, other.high))
        case Call("up" | "down" | "nearest" as way, (of, *step)):
            width = step[0].value if step and isinstance(step[0], Constant) else Fraction(1)
            inner = range_of(of, whole, known)
            return Range(_stepped(inner.low, width, way), _stepped(inner.high, width, way))
        case _:
            return _call(call.function, [range_of(argument, whole, known) for argument in call.arguments])


def _of_reference(reference: Reference, whole: Whole) -> Range:
    if reference.aspect == "rank":
        return Range(Fraction(1))
    placed = None if reference.other else whole.items.get(reference.code)
    if placed is None or placed.item.role == "shown" or reference.aspect not in ("score", "rate"):
        return Range()
    points = whole.points(reference.code)
    if points is None or points <= 0:
        return Range()
    marks = _of_marks(placed, points, step_of(whole, placed))
    return marks if reference.aspect == "score" else _operation("/", marks, Range(points, points))


def _of_marks(placed: Placed, points: Fraction, step: Fraction) -> Range:
    """From the least to the most an item's mark can be: what counts as zero or is zeroed is always among them.

    A node stays between zero and its points, a leaf where its scale leaves it, unless a floor or ceiling is stated.
    """
    item = placed.item
    given = [Fraction(0), points, *(_given(item.scale, points) if isinstance(item, Leaf) else ())]
    low: Bound = min(given) if item.floor is None else -math.inf if item.floor == "none" else Fraction(item.floor)
    high: Bound = max(given) if item.ceiling is None else math.inf if item.ceiling == "none" else Fraction(item.ceiling)
    # A mark is rounded, and a limit with it.
    low, high = _stepped(min(low, high, 0), step, "up"), _stepped(max(low, high, 0), step, "up")
    return Range(-high, -low) if item.role == "penalty" else Range(low, high)


def _given(part: object, points: Fraction) -> Iterator[Bound]:
    """Every mark that an award or a limit of a scale, or of one inside it, comes to; no end where it sets none."""
    if isinstance(part, Mapping):
        part = tuple(part.values())
    if isinstance(part, tuple):
        for one in part:
            yield from _given(one, points)
    if not isinstance(part, Frozen):
        return
    own = dict(part)
    if own.keys() == {"share", "marks"}:
        yield own["marks"] if own["share"] is None else own["share"] * points
        return
    if own.get("clamp") is False or own.get("least", part) is None:
        yield -math.inf
    if own.get("clamp") is False or own.get("most", part) is None:
        yield math.inf
    yield from _given(tuple(own.values()), points)


def _of_name(name: str, whole: Whole) -> Range:
    metric = whole.rubric.metrics.get(name)
    if metric is not None:
        low, high = whole.range_of(metric)
        # Joined over a longer period, parts may add up: away from zero only, so the sign is kept.
        if metric.over == "sum":
            return Range(-math.inf if low < 0 else low, math.inf if high > 0 else high)
        return Range(low, high)
    attribute = whole.rubric.population.attributes.get(name)
    if attribute is not None and attribute.maximum is not None:
        return Range(attribute.minimum, attribute.maximum)
    return Range()


def _operation(operator: str, left: Range, right: Range) -> Range:
    match operator:
        case "+":
            return Range(_plus(left.low, right.low), _plus(left.high, right.high))
        case "-":
            return Range(_plus(left.low, -right.high), _plus(left.high, -right.low))
        case "*":
            ends = [_times(a, b) for a in (left.low, left.high) for b in (right.low, right.high)]
        case _:
            if right.holds_zero:
                return Range()
            ends = [_times(a, _inverse(b)) for a in (left.low, left.high) for b in (right.low, right.high)]
    return Range(min(ends), max(ends))


def _plus(one: Bound, other: Bound) -> Bound:
    # Never fraction + infinity: the fraction would be made a float, which a large one does not fit.
    return one if isinstance(one, float) else other if isinstance(other, float) else one + other


def _times(one: Bound, other: Bound) -> Bound:
    # Zero times without end is zero here: a bound that is never reached cannot make the product undefined.
    if 0 in (one, other):
        return Fraction(0)
    if isinstance(one, float) or isinstance(other, float):
        return math.inf if (one > 0) == (other > 0) else -math.inf
    return one * other


def _inverse(bound: Bound) -> Bound:
    return Fraction(0) if isinstance(bound, float) else 1 / bound


def _call(function: str, ranges: list[Range]) -> Range:
    if function == "abs":
        low, high = ranges[0].low, ranges[0].high
        ends: list[Bound] = [low, -low, high, -high]
        return Range(Fraction(0) if ranges[0].holds_zero else min(max(ends[:2]), max(ends[2:])), max(ends))
    if function in ("sum", "mean"):
        whole = ranges[0]
        for one in ranges[1:]:
            whole = _operation("+", whole, one)
        return whole if function == "sum" else _operation("/", whole, Range(*[Fraction(len(ranges))] * 2))
    lows: list[Bound] = [one.low for one in ranges]
    highs: list[Bound] = [one.high for one in ranges]
    return Range(min(lows), min(highs)) if function == "min" else Range(max(lows), max(highs))


def _stepped(bound: Bound, step: Fraction, way: str) -> Bound:
    if isinstance(bound, float):
        return bound
    steps = bound / step
    return step * whole(steps, "half_up" if way == "nearest" else "up" if way == "up" else "down")


def _among(function: str, inner: Range) -> Range:
    """Over any number of jurisdictions: how many there will be is not known when a rubric is checked."""
    match function:
        case "count":
            return Range(Fraction(0))
        case "share":
            return Range(Fraction(0), Fraction(1))
        case "rank":
            return Range(Fraction(1))
        case "sum":
            return _times_over(inner, None)
        case "sd_population" | "sd_sample":
            return Range(Fraction(0), _plus(inner.high, -inner.low))
        case _:
            return inner


def _times_over(inner: Range, times: int | None) -> Range:
    """The sum of so many values in a range; of any number of them, from one up, where that is not known."""
    if times is not None:
        return _operation("*", inner, Range(Fraction(times), Fraction(times)))
    return Range(-math.inf if inner.low < 0 else inner.low, math.inf if inner.high > 0 else inner.high)


def _most_inside(kind: str, whole: Whole) -> int:
    """The greatest number of periods of a kind inside any other."""
    return max((len(inner_periods(whole.rubric, period, kind)) for period in whole.rubric.periods), default=0)


def _up_to(inner: Range, most: int) -> Range:
    """The sum of one value in a range up to so many of them: a longer period may hold fewer than another."""
    sums = [_times_over(inner, times) for times in (1, max(most, 1))]
    return Range(min(one.low for one in sums), max(one.high for one in sums))
