"""Formulas that look at earlier periods: that there are any, and that it is said what none gives."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.errors import Problem
from scoring.rubric.checks.whole import Whole, Written
from scoring.rubric.declarations import Period
from scoring.rubric.expression import Earlier, History, Name
from scoring.rubric.formula import source
from scoring.rubric.outline import is_due, period_back
from scoring.words import Text


def there_is_a_past(whole: Whole) -> Iterator[Problem]:
    """Some period a formula is worked out for has the earlier ones it asks for."""
    for written, part in _looking_back(whole):
        due = _periods(whole, written)
        if due and not any(_has_past(part, period, whole) for period in due):
            yield whole.problem(
                written.where,
                "no_earlier_period",
                source(part),
                Text("至少一个测评期有它要看的前期", "the earlier periods it asks for, in at least one it is due in"),
                Text("在 periods 中补上前期，或少看几期", "add them under periods, or look back less far"),
            )


def no_history_has_an_outcome(whole: Whole) -> Iterator[Problem]:
    """The first period has none before it: the settings say what a value made from earlier ones then is."""
    told: set[tuple[str | int, ...]] = set()
    for written, part in _looking_back(whole):
        placed = whole.items.get(written.owner)
        if written.use != "value" or placed is None or written.where in told:
            continue
        told.add(written.where)
        if whole.settings_of(placed).no_history is None:
            yield whole.problem(
                written.where,
                "no_history",
                source(part),
                Text("须写明 no_history，因为前期可能没有数", "no_history, since an earlier period may say nothing"),
                Text(
                    "在 settings 中写，如 no_history: not_applicable",
                    "write it under settings, as in no_history: not_applicable",
                ),
            )


def value_is_of_now(whole: Whole) -> Iterator[Problem]:
    """`value` is what a leaf is scored on now: that of an earlier period is a formula, or another reference."""
    for written, part in _looking_back(whole):
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


def _looking_back(whole: Whole) -> Iterator[tuple[Written, Earlier | History]]:
    for written in whole.formulas:
        for part in written.expression.walk() if written.expression else ():
            if isinstance(part, Earlier | History):
                yield written, part


def _periods(whole: Whole, written: Written) -> tuple[Period, ...]:
    if written.owner in whole.items:
        return whole.due_periods(whole.items[written.owner])
    gates = {gate.gate: gate.due for gate in whole.rubric.gates}
    return tuple(period for period in whole.rubric.periods if is_due(gates.get(written.owner, ()), period))


def _has_past(part: Earlier | History, period: Period, whole: Whole) -> bool:
    if isinstance(part, Earlier):
        return period_back(whole.rubric, period, part.back, part.by) is not None
    back = (part.periods or 1) - (1 if part.holds_now else 0)
    return back == 0 or period_back(whole.rubric, period, back, "period") is not None


CHECKS = (there_is_a_past, no_history_has_an_outcome, value_is_of_now)
