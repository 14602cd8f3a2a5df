"""The stage that turns each leaf's value into marks, and gives every state its policy's outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from scoring.errors import Overflow
from scoring.evidence.draft import Draft
from scoring.evidence.formula import Formula
from scoring.evidence.kernels.state import first_of
from scoring.evidence.method import Names
from scoring.reference.refer import with_statistics
from scoring.rubric.expression import Expression
from scoring.rubric.model import Leaf, Node
from scoring.rubric.outline import Entry
from scoring.rubric.values import Fill
from scoring.scale.method import Scale, Scaled
from scoring.scale.worth import Worth
from scoring.sql.decide import Wanted, decide
from scoring.sql.exact import Int, choose, choose_ratio, half_up
from scoring.sql.integer import TRUE
from scoring.sql.states import BLOCKED, COVERAGE, NOT_DUE, OUT_OF_SCOPE, is_out, reported
from scoring.sql.steps import Step, select


def scale(draft: Draft, level: Sequence[Entry]) -> Draft:
    """Add, for each scored leaf of a level, its marks before gates `b<i>` (NULL where it drops out of its parent).

    Where a scale has nothing to go by (no target, a group without differences) the leaf's state `s<i>` says so first.
    """
    scored = [entry for entry in level if entry.is_leaf and entry.item.role != "shown" and entry.due]
    draft = with_statistics(draft, [asked for entry in scored for asked in _asked(draft, entry)])
    draft = _outcomes(draft, level, scored)
    draft, decided = _decided(draft, scored)
    columns: dict[str, str] = {}
    marks = dict(draft.marks)
    for entry in scored:
        with Overflow.within(entry.item.code):
            mark = settle(entry, _marks(draft, entry, decided), draft.states[entry.index])
        columns[f"b{entry.index}"] = mark.stored()
        marks[entry.index] = Int.column(f"b{entry.index}", mark.low, mark.high, nullable=mark.nullable)
    if not columns:
        return draft
    return replace(draft.then(Step(f"marks {level[0].level}", select(columns, draft.wide))), marks=marks)


def _outcomes(draft: Draft, level: Sequence[Entry], scored: Sequence[Entry]) -> Draft:
    """The states of leaves that have a value, but of which their scale makes no marks."""
    states: dict[int, str] = {}
    for entry in scored:
        with Overflow.within(entry.item.code):
            found = _scale(entry).outcomes(_scaled(draft, entry))
        if any(one.code for one in found):
            states[entry.index] = first_of([(one.when, one.code) for one in found], draft.states[entry.index])
    return draft.told(f"outcomes {level[0].level}", states)


def _asked(draft: Draft, entry: Entry) -> Iterator[tuple[Expression, Names]]:
    """The formulas and conditions of an entry's scale."""
    return ((draft.parse(one.text), _names(draft, entry)) for one in _scale(entry).written())


def _decided(draft: Draft, scored: Sequence[Entry]) -> tuple[Draft, Mapping[Wanted, Int]]:
    """The inexact numbers marks are made of, as columns `i<n> <i>`."""
    asked: dict[Wanted, str] = {}
    for entry in scored:
        with Overflow.within(entry.item.code):
            made = tuple(_scale(entry).inexact(_scaled(draft, entry), _worth(entry)))
        for n, wanted in enumerate(made):
            asked.setdefault(wanted._replace(node=entry.item.code), f"i{n} {entry.index}")
    steps, found = decide(draft.wide, {name: wanted for wanted, name in asked.items()})
    decided = {wanted._replace(node=""): found[name] for wanted, name in asked.items()}
    return (draft.then(*steps) if steps else draft), decided


def settle(entry: Entry, mark: Int, column: str) -> Int:
    """The mark once the policies have spoken: the mark where reported, zero where a state counts as zero, else NULL.

    `column` is SQL of the entry's state.
    """
    there = reported(column)
    if there == TRUE:
        return mark
    zeroed = [state for state, policy in entry.policies.items() if policy == "zero"]
    # An item that does not apply, or is not due, has nothing to be zero about; a blocked node has no mark at all.
    bound = f"{column} < {BLOCKED} AND {column} % 100 NOT IN ({NOT_DUE}, {OUT_OF_SCOPE})"
    arms = [(there, mark)]
    if isinstance(entry.item, Node) and entry.item.coverage:
        # Falling short of the coverage floor has a policy of its own.
        short = f"{column} < {BLOCKED} AND {column} % 100 = {COVERAGE}"
        if entry.item.coverage.policy == "zero":
            arms.append((short, Int.of(0)))
        bound = f"{bound} AND NOT ({short})"
    arms += [(f"{is_out(state, column)} AND {bound}", Int.of(0)) for state in zeroed]
    filled = [state for state, policy in entry.policies.items() if isinstance(policy, Fill) and policy.at == "value"]
    # A filled value earns what a reported one would; where nothing filled it there is no mark.
    arms += [(f"{is_out(state, column)} AND {bound}", mark) for state in filled if entry.is_leaf]
    return choose(arms, None)


def _marks(draft: Draft, entry: Entry, decided: Mapping[Wanted, Int]) -> Int:
    scaled = replace(_scaled(draft, entry), decided=decided)
    marks = within_limits(entry, _scale(entry).score(scaled, _worth(entry)))
    return -marks if entry.item.role == "penalty" else marks


def _scale(entry: Entry) -> Scale:
    item = entry.item
    if not isinstance(item, Leaf) or not isinstance(item.scale, Scale):
        raise TypeError(f"{item.code} has no scale")
    return item.scale


def _worth(entry: Entry) -> Worth:
    return Worth(entry.points, entry.places, entry.step, entry.way)


def _names(draft: Draft, entry: Entry) -> Names:
    return Names(draft, draft.outline.period, own=draft.values[entry.index], owner=entry.index)


def _scaled(draft: Draft, entry: Entry) -> Scaled:
    value, level = draft.values[entry.index], draft.levels.get(entry.index)
    formula = Formula(_names(draft, entry))
    if level:
        # Where a change lies outside a transform's domain its level is known all the same; a gap stands nowhere.
        level = choose_ratio([(reported(draft.states[entry.index]), level)], None)
    return Scaled(
        value,
        level or value,
        draft.outline.period,
        work_out=lambda text: formula.number(draft.parse(text)),
        holds=lambda text: formula.condition(draft.parse(text)),
    )


def within_limits(entry: Entry, mark: Int) -> Int:
    """A mark held between its floor and ceiling, where it has them; a penalty's before its sign is turned."""
    if entry.floor is not None:
        mark = mark.at_least(_units(entry, entry.floor))
    if entry.ceiling is not None:
        mark = mark.at_most(_units(entry, entry.ceiling))
    return mark


def _units(entry: Entry, marks: Fraction) -> Int:
    return Int.of(half_up(marks * 10**entry.places / entry.step) * entry.step)


def full(entry: Entry) -> Int:
    """An entry's full marks in its own units."""
    return _units(entry, entry.points)
