"""Formulas that look at other periods: that there are any, and that it is said what none gives."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.errors import Problem
from scoring.rubric.checks.whole import Whole, Written
from scoring.rubric.declarations import Period
from scoring.rubric.expression import Earlier, Expression, History, Name, Within
from scoring.rubric.formula import source
from scoring.rubric.periods import inner_periods, is_due, period_back
from scoring.rubric.prose import PERIOD_KINDS
from scoring.words import Text

_MAY_LACK = {
    False: Text("须写明 no_history，因为前期可能没有数", "no_history, since an earlier period may say nothing"),
    True: Text("须写明 no_history，因为期内可能有一期没有数", "no_history, since a period inside may say nothing"),
}


def there_is_a_past(whole: Whole) -> Iterator[Problem]:
    """Some period a formula is worked out for has the earlier ones it asks for."""
    for written, part, due in _looking_back(whole):
        if isinstance(part, Within) or not due:
            continue
        if not any(_has_past(part, period, whole) for period in due):
            yield whole.problem(
                written.where,
                "no_earlier_period",
                source(part),
                Text("至少一个测评期有它要看的前期", "the earlier periods it asks for, in at least one it is due in"),
                Text("在 periods 中补上前期，或少看几期", "add them under periods, or look back less far"),
            )


def there_is_an_inside(whole: Whole) -> Iterator[Problem]:
    """Some period a formula is worked out for has shorter ones of the kind it asks for inside it."""
    for written, part, due in _looking_back(whole):
        if isinstance(part, Within) and due and not any(inner_periods(whole.rubric, one, part.kind) for one in due):
            kind = PERIOD_KINDS[part.kind]
            yield whole.problem(
                written.where,
                "no_inner_period",
                source(part),
                Text(
                    "一类较短的测评期，至少一个测评期之内有；没有整个在内的{kind}",
                    "a kind of shorter periods, some of them inside a period it is due in; no {kind} lies inside one",
                ).with_(kind=kind),
                Text(
                    "在 periods 中补上期内的{kind}，或换一类较短的",
                    "add each {kind} inside under periods, or ask for a shorter kind",
                ).with_(kind=kind),
            )


def no_history_has_an_outcome(whole: Whole) -> Iterator[Problem]:
    """The first period has none before it: the settings say what a value made from other ones then is."""
    told: set[tuple[str | int, ...]] = set()
    for written, part, _ in _looking_back(whole):
        placed = whole.items.get(written.owner)
        if written.use != "value" or placed is None or written.where in told:
            continue
        told.add(written.where)
        if whole.settings_of(placed).no_history is None:
            yield whole.problem(
                written.where,
                "no_history",
                source(part),
                _MAY_LACK[isinstance(part, Within)],
                Text(
                    "在 settings 中写，如 no_history: not_applicable",
                    "write it under settings, as in no_history: not_applicable",
                ),
            )


def value_is_of_now(whole: Whole) -> Iterator[Problem]:
    """`value` is what a leaf is scored on now: that of an earlier period is a formula, or another reference."""
    for written, part, _ in _looking_back(whole):
        if written.use == "target" and Name("value") in part.walk():
            yield whole.problem(
                written.where,
                "value_of_now",
                source(part),
                Text("本期以外写算式", "a formula for what is not of this period"),
                Text(
                    "把 value 换成它的算式，或写 previous([{code}:value])",
                    "write out the formula of the value, or previous([{code}:value])",
                ).with_(code=written.owner),
            )


def _looking_back(whole: Whole) -> Iterator[tuple[Written, Earlier | History | Within, tuple[Period, ...]]]:
    """Every part that looks at other periods, with the periods it is worked out in."""
    for written in whole.formulas:
        if written.expression:
            for part, due in _worked_in(written.expression, _periods(whole, written), whole):
                if isinstance(part, Earlier | History | Within):
                    yield written, part, due


def _worked_in(
    part: Expression, due: tuple[Period, ...], whole: Whole
) -> Iterator[tuple[Expression, tuple[Period, ...]]]:
    yield part, due
    if isinstance(part, Within):
        # What stands in it is worked out in the quarters: those have a past where the year around them has none.
        due = tuple(inner for period in due for inner in inner_periods(whole.rubric, period, part.kind))
    for inside in part.inside:
        yield from _worked_in(inside, due, whole)


def _periods(whole: Whole, written: Written) -> tuple[Period, ...]:
    """The periods a formula is worked out in: those its item is due in, and what limits, judges or names it besides."""
    # Gates and standings have codes of their own, which may be those of items.
    item = None if written.use in ("gate", "standing") else whole.items.get(written.owner)
    periods = whole.rubric.periods if item is None else whole.due_periods(item)
    due = whole.dues.get(written.where[:2], ())
    return tuple(period for period in periods if is_due(due, period))


def _has_past(part: Earlier | History, period: Period, whole: Whole) -> bool:
    if isinstance(part, Earlier):
        return period_back(whole.rubric, period, part.back, part.by) is not None
    back = (part.periods or 1) - (1 if part.holds_now else 0)
    return back == 0 or period_back(whole.rubric, period, back, "period") is not None


CHECKS = (there_is_a_past, there_is_an_inside, no_history_has_an_outcome, value_is_of_now)
