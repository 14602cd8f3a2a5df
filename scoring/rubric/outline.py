"""The rubric's tree as one period needs it: every inherited setting resolved, every node in its order of work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from scoring.rubric.declarations import Period
from scoring.rubric.expression import Among, Expression
from scoring.rubric.model import Item, Leaf, Node, Rubric, Settings
from scoring.rubric.outcomes import Gate
from scoring.rubric.periods import is_due, looked_back
from scoring.rubric.quotas import Quota
from scoring.rubric.shares import Share, shares
from scoring.rubric.standings import Standing
from scoring.rubric.values import Fill, Policy, Rounding, State, Way, rounding_for
from scoring.rubric.written import BEFORE_MARKS, of_item

Parse = Callable[[str], Expression]


@dataclass(frozen=True)
class Entry:
    """One node or leaf, resolved for a period.

    Attributes:
        index: its place in the file's order, which names its columns.
        level: when it is computed: after everything it is made from or refers to.
        points: full marks (0 where only shown).
        weight: what it weighs among its siblings; its points where those add up.
        part: how much of its parent's full marks that is, with all siblings in.
        floor, ceiling: the least and the most its mark may be; None where nothing limits it.
        places, step, way: marks are whole multiples of `step` × 10^-places, rounded that way.
        policies: what each state other than reported does.
        undefined: what 0/0 and x/0 give, and a formula whose earlier period or whose group says nothing.
        dimension: the index of the root's child it lies under.
    """

    index: int
    item: Leaf | Node
    parent: int | None
    children: tuple[int, ...]
    depth: int
    level: int
    due: bool
    points: Fraction
    weight: Fraction
    part: Fraction
    floor: Fraction | None
    ceiling: Fraction | None
    places: int
    step: int
    way: Way
    policies: Mapping[State, Policy | Fill]
    undefined: Mapping[str, State | Fraction]
    lead: tuple[str, ...]
    units: tuple[str, ...]
    clause: str
    dimension: int | None
    scopes: tuple[str, ...]

    @property
    def is_leaf(self) -> bool:
        """Whether it has evidence of its own."""
        return isinstance(self.item, Leaf)

    @property
    def counts(self) -> bool:
        """Whether its mark is part of its parent's sum and its points part of its parent's points."""
        return self.item.role == "scored"


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
        texts += [one.text for entry in self.entries for one in of_item(entry.item) if one.use != "value"]
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
            texts = [one.text for one in of_item(entry.item) if one.use == "value"]
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


def outline(rubric: Rubric, period: Period, parse: Parse) -> Outline:
    """Resolve a rubric for a period.

    Args:
        rubric: a loaded rubric.
        period: one of its periods.
        parse: the formula parser, for what conditions and values refer to.
    """
    entries: list[Entry] = []
    worth = shares(rubric.tree)
    _visit(rubric.tree, None, _Inherited(rubric.settings, (), (), "", True, None, (), worth), period, entries)
    children = [tuple(e.index for e in entries if e.parent == index) for index in range(len(entries))]
    entries = [replace(entry, children=children[entry.index]) for entry in entries]
    for entry in reversed(entries):
        # A node none of whose children is due has nothing to be scored on.
        asked = [c for c in entry.children if entries[c].counts] or entry.children
        if entry.children and not any(entries[child].due for child in asked):
            entries[entry.index] = replace(entry, due=False)
    due = {entry.item.code for entry in entries if entry.due}
    gates = tuple(g for g in rubric.gates if is_due(g.due, period) and (not targets(g) or due & set(targets(g))))
    quotas = tuple(q for q in rubric.quotas if is_due(q.due, period) and (q.node is None or q.node in due))
    standings = tuple(standing for standing in rubric.standings if is_due(standing.due, period))
    whole = Outline(rubric, period, tuple(entries), gates, quotas, standings)
    levels = _levels(whole, parse)
    return replace(whole, entries=tuple(replace(entry, level=levels[entry.index]) for entry in entries))


@dataclass(frozen=True)
class _Inherited:
    settings: Settings
    lead: tuple[str, ...]
    units: tuple[str, ...]
    clause: str
    due: bool
    dimension: int | None
    scopes: tuple[str, ...]
    worth: Mapping[str, Share]


def _visit(item: Leaf | Node, parent: int | None, above: _Inherited, period: Period, entries: list[Entry]) -> None:
    index = len(entries)
    settings = above.settings.below(item.settings) if isinstance(item, Node) else above.settings
    depth = 0 if parent is None else entries[parent].depth + 1
    worth = above.worth[item.code]
    points = worth.points or Fraction(0)
    rounding = rounding_for(item.round if item.round is not None else settings.round, points)
    places, step = _unit(rounding)
    floor, ceiling = _limits(item, points)
    scopes = (*above.scopes, item.applies_to) if item.applies_to else above.scopes
    here = _Inherited(
        settings,
        item.lead or above.lead,
        item.units or above.units,
        item.clause or above.clause,
        above.due and is_due(item.due, period),
        index if depth == 1 else above.dimension,
        scopes,
        above.worth,
    )
    entries.append(
        Entry(
            index=index,
            item=item,
            parent=parent,
            children=(),
            depth=depth,
            level=0,
            due=here.due,
            points=points,
            weight=worth.weight,
            part=worth.part or Fraction(0),
            floor=floor,
            ceiling=ceiling,
            places=places,
            step=step,
            way=rounding.way,
            policies=_policies(item, settings),
            undefined=_undefined(settings),
            lead=here.lead,
            units=here.units,
            clause=here.clause,
            dimension=here.dimension,
            scopes=scopes if isinstance(item, Leaf) else (),
        )
    )
    if isinstance(item, Node):
        for child in item.children:
            _visit(child, index, here, period, entries)


def _undefined(settings: Settings) -> dict[str, State | Fraction]:
    # Where one can come about the loader has asked for it.
    stated = {
        "zero_by_zero": settings.zero_by_zero,
        "by_zero": settings.by_zero,
        "no_history": settings.no_history,
        "no_group": None,
    }
    return {name: "not_assessed" if outcome is None else outcome for name, outcome in stated.items()}


def _limits(item: Item, points: Fraction) -> tuple[Fraction | None, Fraction | None]:
    """A node stays between zero and its full marks unless it says otherwise; a leaf where its scale leaves it."""
    usual = (Fraction(0), points) if isinstance(item, Node) else (None, None)
    floor = usual[0] if item.floor is None else None if item.floor == "none" else item.floor
    ceiling = usual[1] if item.ceiling is None else None if item.ceiling == "none" else item.ceiling
    return floor, ceiling


def _policies(item: Item, settings: Settings) -> dict[State, Policy | Fill]:
    # The loader has refused scored items without a policy; what is only shown is never summed, so any will do.
    return {
        "missing": item.missing or settings.missing or "rescale",
        "not_applicable": item.not_applicable or settings.not_applicable or "rescale",
        "not_assessed": item.not_assessed or settings.not_assessed or "rescale",
    }


def _unit(rounding: Rounding) -> tuple[int, int]:
    """Decimal places and whole step of a rounding step; the working unit of 10^-9 marks where none is declared."""
    step = rounding.to
    if step is None:
        return 9, 1
    places = 0
    while (step * 10**places).denominator != 1:
        places += 1
    return places, int(step * 10**places)


def _levels(whole: Outline, parse: Parse) -> dict[int, int]:
    """Each entry one level above the highest it needs. The loader has refused cycles."""
    known: dict[int, int] = {}

    def level(entry: Entry) -> int:
        if entry.index not in known:
            needs = [whole.entries[child] for child in entry.children]
            texts = [gate.when for _, gate in whole.gates_of(entry)]
            texts += [quota.when for quota in whole.quotas if quota.when and quota.node == entry.item.code]
            texts += [one.text for one in of_item(entry.item) if one.use in BEFORE_MARKS]
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
    yield from (one.text for one in of_item(entry.item) if one.use == "value")


def _compares(expression: Expression) -> bool:
    return any(isinstance(part, Among) for part in expression.walk())
