"""The rubric's tree as one period needs it: what is due, every node in its order of work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from scoring.rubric.declarations import Period
from scoring.rubric.entries import Entry, resolved
from scoring.rubric.expression import Among, Expression
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.outcomes import Gate
from scoring.rubric.periods import is_due, looked_back
from scoring.rubric.quotas import Quota
from scoring.rubric.standings import Standing
from scoring.rubric.written import BEFORE_MARKS

__all__ = ["Entry", "Outline", "Parse", "outline", "targets"]

Parse = Callable[[str], Expression]


@dataclass(frozen=True)
class Outline:
    """A rubric for one period. `entries` stand in the file's order, the root first."""

    rubric: Rubric
    period: Period
    entries: tuple[Entry, ...]
    gates: tuple[Gate, ...]
    quotas: tuple[Quota, ...]
    standings: tuple[Standing, ...]

    @property
    def root(self) -> Entry:
        return self.entries[0]

    @property
    def levels(self) -> tuple[tuple[Entry, ...], ...]:
        """Entries by level, each level needing only the ones before it; none is empty."""
        found = sorted({entry.level for entry in self.entries})
        return tuple(tuple(entry for entry in self.entries if entry.level == level) for level in found)

    @cached_property
    def _by_code(self) -> dict[str, Entry]:
        return {entry.item.code: entry for entry in self.entries}

    def find(self, code: str) -> Entry:
        """The entry of that code.

        Raises:
            KeyError: no such node or leaf.
        """
        return self._by_code[code]

    def below(self, entry: Entry) -> Iterator[Entry]:
        """Everything under an entry, in the file's order."""
        for child in entry.children:
            yield self.entries[child]
            yield from self.below(self.entries[child])

    def formulas_beside_values(self) -> tuple[str, ...]:
        """Every formula and condition of the period that is not a leaf's value, each once."""
        texts = [scope for entry in self.entries for scope in entry.scopes]
        texts += [gate.when for gate in self.gates]
        texts += [quota.when for quota in self.quotas if quota.when]
        texts += [breaker.formula for breaker in self.rubric.rank.breakers]
        texts += [one.text for entry in self.entries for one in entry.formulas if one.use != "value"]
        for standing in self.standings:
            texts += [*standing.conditions().values(), standing.before]
        population = self.rubric.population
        texts += [text for text in (population.assessed, population.statistics) if text]
        return tuple(dict.fromkeys(texts))

    def formulas(self) -> Iterator[tuple[str, Period]]:
        """Every formula and condition with the period it is read for: of a change, the ones before as well."""
        yield from ((text, self.period) for text in self.formulas_beside_values())
        for entry in self.entries:
            if not isinstance(entry.item, Leaf) or not entry.due:
                continue
            texts = entry.texts("value")
            for period in filter(None, (self.period, *looked_back(self.rubric, self.period, entry.item.change))):
                yield from ((text, period) for text in texts)

    def part_of(self, node: Entry, leaf: Entry) -> Fraction:
        """How much of a node's full marks a leaf below it carries, with everything in."""
        part, entry = Fraction(1), leaf
        while entry.index != node.index and entry.parent is not None:
            above = self.entries[entry.parent]
            part *= entry.part / above.points
            entry = above
        return part

    def gates_of(self, entry: Entry) -> tuple[tuple[int, Gate], ...]:
        """The gates, with their numbers, that zero or cap this entry's mark."""
        return tuple((n, gate) for n, gate in enumerate(self.gates) if entry.item.code in targets(gate))

    def limited_by(self, gate: Gate) -> tuple[Entry, ...]:
        """The due entries whose marks a gate zeroes or caps; none where it acts on the whole result."""
        return tuple(entry for entry in map(self.find, targets(gate)) if entry.due)


def targets(gate: Gate) -> tuple[str, ...]:
    """The items whose marks the gate changes; none where it acts on the whole result."""
    return gate.effect.cap.of if gate.effect.cap else gate.effect.zero or ()


def outline(rubric: Rubric, period: Period, parse: Parse, tree: Sequence[Entry] | None = None) -> Outline:
    """Resolve a rubric for a period.

    Args:
        rubric: a loaded rubric.
        period: one of its periods.
        parse: the formula parser, for what conditions and values refer to.
        tree: its entries where they are `resolved` already.
    """
    entries: list[Entry] = []
    for entry in resolved(rubric) if tree is None else tree:
        due = is_due(entry.item.due, period) and (entry.parent is None or entries[entry.parent].due)
        entries.append(entry if due else replace(entry, due=False))
    for entry in reversed(entries):
        # A node none of whose children is due has nothing to be scored on.
        asked = [c for c in entry.children if entries[c].counts] or entry.children
        if entry.children and not any(entries[child].due for child in asked):
            entries[entry.index] = replace(entry, due=False)
    assessed = {entry.item.code for entry in entries if entry.due}
    gates = tuple(g for g in rubric.gates if is_due(g.due, period) and (not targets(g) or assessed & set(targets(g))))
    quotas = tuple(q for q in rubric.quotas if is_due(q.due, period) and (q.node is None or q.node in assessed))
    standings = tuple(standing for standing in rubric.standings if is_due(standing.due, period))
    whole = Outline(rubric, period, tuple(entries), gates, quotas, standings)
    levels = _levels(whole, parse)
    return replace(whole, entries=tuple(replace(entry, level=levels[entry.index]) for entry in entries))


def _levels(whole: Outline, parse: Parse) -> dict[int, int]:
    """Each entry one level above the highest it needs. The loader has refused cycles."""
    known: dict[int, int] = {}

    def level(entry: Entry) -> int:
        if entry.index not in known:
            needs = [whole.entries[child] for child in entry.children]
            texts = [gate.when for _, gate in whole.gates_of(entry)]
            texts += [quota.when for quota in whole.quotas if quota.when and quota.node == entry.item.code]
            texts += entry.texts(*BEFORE_MARKS)
            for text in texts:
                needs += [whole.find(code) for code in parse(text).needs()]
            known[entry.index] = 1 + max((level(need) for need in needs), default=-1)
            if known[entry.index] == 0 and any(_compares(parse(text)) for text in _of_value(entry)):
                # Who feeds a statistic is told by what leaves of the first level have: it comes after them.
                known[entry.index] = 1
        return known[entry.index]

    for entry in whole.entries:
        level(entry)
    return known


def _of_value(entry: Entry) -> Iterator[str]:
    yield from entry.scopes
    yield from entry.texts("value")


def _compares(expression: Expression) -> bool:
    return any(isinstance(part, Among) for part in expression.walk())
