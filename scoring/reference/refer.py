"""The stage that works out the statistics formulas ask for, before what reads them is computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from scoring.errors import Unprovable
from scoring.evidence.draft import Draft
from scoring.evidence.formula import Formula
from scoring.evidence.gather import earlier
from scoring.evidence.method import Names
from scoring.evidence.reads import periods_of
from scoring.reference.measures import Measure, measure
from scoring.rubric.expression import CHILDREN, Among, Expression
from scoring.rubric.outline import Entry

CONDITIONAL = ("count", "share")
"""Statistics of conditions, not of numbers."""


def refer(draft: Draft, level: Sequence[Entry]) -> Draft:
    """Add what the values and scopes of a level's leaves ask of groups; statistics of the own value come later.

    A value whose change is scaled asks it in each earlier period it is made from too.
    """
    leaves = [entry for entry in level if entry.is_leaf and entry.due]
    now = Names(draft, draft.outline.period)
    draft = _with(draft, [text for entry in leaves for text in (*entry.scopes, *entry.texts("value"))], now)
    for entry in leaves:
        for before in filter(None, earlier(draft, entry)):
            draft = _with(draft, entry.texts("value"), Names(draft, before))
    return draft


def refer_marks(draft: Draft, level: Sequence[Entry]) -> Draft:
    """Add what the coefficients of a level's nodes, and the gates and quotas that limit its marks, ask of groups."""
    names = Names(draft, draft.outline.period)
    texts = [text for entry in level for text in entry.texts("coefficient")]
    texts += [gate.when for entry in level for _, gate in draft.outline.gates_of(entry)]
    bonuses = {entry.item.code for entry in level}
    texts += [quota.when for quota in draft.outline.quotas if quota.when and quota.node in bonuses]
    return _with(draft, texts, names)


def refer_whole(draft: Draft) -> Draft:
    """Add what is asked of groups once all marks are known: by gates on the whole, quotas, labels, standings, ties."""
    outline = draft.outline
    names = Names(draft, outline.period)
    texts = [gate.when for gate in outline.gates]
    texts += [quota.when for quota in outline.quotas if quota.when and quota.node is None]
    texts += [breaker.formula for breaker in outline.rubric.rank.breakers]
    texts += [text for entry in outline.entries if entry.due for text in entry.texts("label")]
    texts += [text for standing in outline.standings for text in standing.conditions().values()]
    return _with(draft, texts, names)


def with_statistics(draft: Draft, wanted: Iterable[tuple[Expression, Names]]) -> Draft:
    """Add the statistics in some formulas, each under its own names; those there already stay.

    What is in a statistic of another is worked out before it.
    """
    asked = {names.measured_as(call): (call, names) for part, names in wanted for call, names in _among(part, names)}
    waiting = {key: found for key, found in asked.items() if key not in draft.statistics}
    while waiting:
        ready = {
            key: found
            for key, found in waiting.items()
            if not any(names.measured_as(inner) in waiting for inner, names in _inside(*found))
        }
        measures = [_measure(draft, *found) for found in ready.values()]
        draft, results = measure(draft, measures)
        draft = replace(draft, statistics={**draft.statistics, **dict(zip(ready, results, strict=True))})
        waiting = {key: found for key, found in waiting.items() if key not in ready}
    return draft


def _with(draft: Draft, texts: Iterable[str], names: Names) -> Draft:
    with Unprovable.within(""):
        return with_statistics(draft, [(draft.parse(text), names) for text in dict.fromkeys(texts)])


def _measure(draft: Draft, call: Among, names: Names) -> Measure:
    formula = Formula(replace(_within(call, names), draft=draft))
    of = formula.condition(call.of) if call.function in CONDITIONAL else formula.number(call.of)
    return Measure(call.function, of, call.group, call.argument)


def _among(part: Expression, names: Names) -> Iterator[tuple[Among, Names]]:
    """Every statistic in a formula with the names it is read under."""
    if isinstance(part, Among):
        yield part, names
    yield from _inside(part, names)


def _inside(part: Expression, names: Names) -> Iterator[tuple[Among, Names]]:
    """Every statistic inside a part: under the names of an earlier period below `previous`."""
    within = _within(part, names)
    for period in periods_of(part, names.draft.outline.rubric, names.period):
        for inner in part.inside:
            yield from _among(inner, replace(within, period=period))


def _within(part: Expression, names: Names) -> Names:
    """The names a part's own parts are read under: of those below, as they came to in the pass before."""
    return replace(names, below=True) if isinstance(part, Among) and part.group == CHILDREN else names
