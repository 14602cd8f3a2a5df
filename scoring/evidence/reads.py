"""What a formula reads: the metrics and the periods they are of, and the states that bear on its value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scoring.evidence.formula import Formula
from scoring.evidence.method import Names, Reading
from scoring.rubric.declarations import Period
from scoring.rubric.expression import CHILDREN, Among, Call, Earlier, Expression, History, Name, Reference, Within
from scoring.rubric.model import Rubric
from scoring.rubric.periods import inner_periods, period_back
from scoring.sql import roster
from scoring.sql.states import MISSING, NO_RECORD, NOT_ASSESSED, NOT_SUBMITTED, STATES, code, gravest

_COLUMNS = ("level", "group", "parent")
"""Columns of texts that every roster has, and that may be left empty."""


def metrics_of(expression: Expression, rubric: Rubric, period: Period) -> Iterator[tuple[str, Period]]:
    """Every metric in a formula with the period it is read in, those of other periods too."""
    if isinstance(expression, Name) and expression.name in rubric.metrics:
        yield expression.name, period
    for each in periods_of(expression, rubric, period):
        for part in expression.inside:
            yield from metrics_of(part, rubric, each)


def references_of(
    expression: Expression, rubric: Rubric, period: Period, *, below: bool = False
) -> Iterator[tuple[Reference, Period, bool]]:
    """Every reference in a formula: with the period it is read in, and whether of the jurisdictions below."""
    if isinstance(expression, Reference):
        yield expression, period, below
    inside = below or (isinstance(expression, Among) and expression.group == CHILDREN)
    for each in periods_of(expression, rubric, period):
        for part in expression.inside:
            yield from references_of(part, rubric, each, below=inside)


def periods_of(expression: Expression, rubric: Rubric, period: Period) -> Iterator[Period]:
    """The periods in which the parts of an expression are read."""
    if isinstance(expression, Earlier):
        found = period_back(rubric, period, expression.back, expression.by)
        yield from [found] if found else []
        return
    if isinstance(expression, Within):
        inner = inner_periods(rubric, period, expression.kind)
        yield from inner[-1:] if expression.function == "last_within" else inner
        return
    if not isinstance(expression, History):
        yield period
        return
    if expression.holds_now:
        yield period
    most = expression.periods or len(rubric.periods)
    for back in range(1, most if expression.holds_now else most + 1):
        found = period_back(rubric, period, back, "period")
        if found:
            yield found


def states_of(expression: Expression, reading: Reading) -> list[str]:
    """SQL of the states a value takes over: of all it reads in its own period, but for the branch of an `if` not taken.

    What others in its group or other periods lack is not a state of its own.
    """
    match expression:
        case Name(name):
            return _state_of(name, reading)
        case Reference(aspect="state"):
            # Whoever asks for a state is answered by it: `if([A:state] = 'missing', …)`.
            return []
        case Reference():
            return [_state_of_node(expression, reading)]
        case Call("if", (condition, first, second)):
            holds = Formula(Names(reading.draft, reading.period)).condition(condition)
            one, two = gravest(states_of(first, reading)), gravest(states_of(second, reading))
            taken = f"(CASE WHEN {holds} THEN {one} WHEN NOT {holds} THEN {two} ELSE 0 END)"
            return [*states_of(condition, reading), *([] if one == two == "0" else [taken])]
        case Earlier() | Within():
            return []
        case Among(function) if function != "rank":
            return []
        case History() if not expression.holds_now:
            return []
        case _:
            found = [state for part in expression.inside for state in states_of(part, reading)]
            return list(dict.fromkeys(found))


def _state_of(name: str, reading: Reading) -> list[str]:
    """A metric's state; where a roster column is left empty, missing."""
    if name in reading.rubric.metrics:
        return [reading.metric(name).state]
    if name not in (*_COLUMNS, *reading.rubric.population.attributes):
        return []
    return [f"(CASE WHEN {roster.column(name)} IS NULL THEN {code(MISSING, NOT_SUBMITTED)} ELSE 0 END)"]


def _state_of_node(reference: Reference, reading: Reading) -> str:
    """A node's state, its own column in this run; by its name in what is handed on of other periods and rubrics."""
    outline = reading.draft.outline
    if not reference.other and reading.period == outline.period:
        return reading.draft.states[outline.find(reference.code).index]
    named = Names(reading.draft, reading.period).reference(replace(reference, aspect="state"))
    arms = " ".join(f"WHEN '{name}' THEN {code(n, NO_RECORD if n else 0)}" for n, name in enumerate(STATES))
    return f"(CASE {named} {arms} ELSE {code(NOT_ASSESSED, NO_RECORD)} END)"
