"""The stage that turns leaves' values into others before they are scaled, one transform after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from scoring.errors import Unprovable
from scoring.evidence.draft import Draft
from scoring.evidence.formula import Formula
from scoring.evidence.kernels.state import first_of
from scoring.evidence.method import Names
from scoring.reference.measures import measure
from scoring.reference.refer import with_statistics
from scoring.rubric.expression import Expression
from scoring.rubric.model import Leaf
from scoring.rubric.outline import Entry
from scoring.sql.decide import Wanted, decide
from scoring.sql.exact import Int, Ratio, choose_ratio, store
from scoring.sql.several import PLACES
from scoring.sql.states import OUTSIDE, STATES, code
from scoring.sql.steps import Step, select
from scoring.transform.method import Fork, Transform, Turned


def transform(draft: Draft, level: Sequence[Entry]) -> Draft:
    """Replace the values of a level's leaves by what their transforms make of them, and the states of those outside.

    New columns `y<n> <i>n`, `y<n> <i>d` for the n-th transform of leaf i; the state column `s<i>` keeps its name.
    """
    turned = [(entry, _transforms(entry)) for entry in level if entry.is_leaf and entry.due]
    for place in range(max((len(methods) for _, methods in turned), default=0)):
        draft = _round(draft, place, [(entry, methods[place]) for entry, methods in turned if len(methods) > place])
    return draft


def _transforms(entry: Entry) -> list[Transform]:
    item = entry.item
    return [one for one in item.transforms if isinstance(one, Transform)] if isinstance(item, Leaf) else []


def _round(draft: Draft, place: int, turned: Sequence[tuple[Entry, Transform]]) -> Draft:
    draft = with_statistics(draft, [one for entry, method in turned for one in _asked(draft, entry, method)])
    exact: dict[str, str] = {}
    states: dict[int, str] = {}
    inexact: dict[str, Wanted] = {}
    values = dict(draft.values)
    forks: dict[int, tuple[Transform, str, Fork | None]] = {}
    for entry, method in turned:
        name, value = f"y{place} {entry.index}", draft.values[entry.index]
        with Unprovable.within(entry.item.code):
            draft, measured = measure(draft, method.measures(value))
            turning = Turned(value, _worked_out(draft, entry), measured)
            found, beyond = method.transformed(turning), method.beyond(turning)
            states |= _states(draft, entry, method, beyond)
            if isinstance(found, Ratio):
                values[entry.index] = _outside(method, beyond, store(name, _inside(beyond, found), exact))
            else:
                inexact[name] = Wanted(
                    found.otherwise if isinstance(found, Fork) else found, PLACES, node=entry.item.code
                )
                forks[entry.index] = method, beyond, found if isinstance(found, Fork) else None
    steps, marks = decide(draft.wide, inexact)
    draft = draft.then(*steps) if steps else draft
    for index, (method, beyond, fork) in forks.items():
        number = Ratio(marks[f"y{place} {index}"], Int.of(10**PLACES))
        if fork:
            number = choose_ratio([(fork.when, fork.then), (f"NOT ({fork.when})", number)], None)
        values[index] = _outside(method, beyond, number)
    where = f"{turned[0][0].level} {place}"
    draft = draft.told(f"outside {where}", states)
    step = Step(f"transformed {where}", select(exact, draft.wide))
    # What was said of the old values of a leaf says nothing of its new ones.
    stale = {entry.index for entry, _ in turned}
    statistics = {key: found for key, found in draft.statistics.items() if key.owner not in stale}
    return replace(draft.then(step), values=values, statistics=statistics)


def _asked(draft: Draft, entry: Entry, method: Transform) -> Iterator[tuple[Expression, Names]]:
    return ((draft.parse(one.text), _names(draft, entry)) for one in method.written() if one.use == "target")


def _worked_out(draft: Draft, entry: Entry) -> Callable[[str], Ratio]:
    formula = Formula(_names(draft, entry))
    return lambda text: formula.number(draft.parse(text))


def _states(draft: Draft, entry: Entry, method: Transform, beyond: str) -> dict[int, str]:
    """The state of a leaf whose value may lie outside the domain, where that is a state."""
    if not beyond or isinstance(method.outside_it, Fraction):
        return {}
    column, outcome = draft.states[entry.index], code(STATES.index(method.outside_it), OUTSIDE)
    return {entry.index: first_of([(f"({beyond})", outcome)], column)}


def _names(draft: Draft, entry: Entry) -> Names:
    return Names(draft, draft.outline.period, own=draft.values[entry.index], owner=entry.index)


def _inside(beyond: str, value: Ratio) -> Ratio:
    """The new value, unknown outside the domain."""
    return choose_ratio([(f"NOT ({beyond})", value)], None) if beyond else value


def _outside(method: Transform, beyond: str, value: Ratio) -> Ratio:
    """The new value, or the number that stands for it outside the domain."""
    if not beyond or not isinstance(method.outside_it, Fraction):
        return value
    return choose_ratio([(f"({beyond})", Ratio.of(method.outside_it))], value)
