"""The rubric with the place of every part in the file, as the checks walk it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from scoring.errors import Problem
from scoring.rubric.declarations import Metric, Period
from scoring.rubric.document import NO_HINT, Document, Where
from scoring.rubric.expression import Expression
from scoring.rubric.formula import FormulaError, Kind, NamedKind, parse
from scoring.rubric.method import NUMBERS, Use
from scoring.rubric.model import Leaf, Node, Rubric, Settings
from scoring.rubric.naming import Rounds, rounds
from scoring.rubric.nearest import did_you_mean
from scoring.rubric.outcome_words import label_lines
from scoring.rubric.periods import is_due
from scoring.rubric.shares import Share, shares
from scoring.rubric.units import Units
from scoring.rubric.written import of_item, units_of
from scoring.words import Text

ROSTER: Mapping[str, NamedKind] = {"jurisdiction": "text", "level": "text", "group": "text", "parent": "text"}
"""Columns of every roster that formulas may name; a rubric's attributes come on top."""


@dataclass(frozen=True)
class Placed:
    """One node or leaf, where it stands in the file, and the nodes above it (the root first)."""

    item: Leaf | Node
    where: Where
    above: tuple[Node, ...] = ()

    @property
    def line_of_descent(self) -> tuple[Leaf | Node, ...]:
        """The nodes above it and itself."""
        return (*self.above, self.item)


@dataclass(frozen=True)
class Written:
    """A formula or condition in the file: where, whose, what for, and its tree once it reads."""

    where: Where
    text: str
    use: Use
    owner: str

    @property
    def wanted(self) -> Kind:
        return "number" if self.use in NUMBERS else "condition"

    @property
    def expression(self) -> Expression | None:
        """The parsed formula; None where it does not read (which one check reports)."""
        try:
            return parse(self.text)
        except FormulaError:
            return None


@dataclass(frozen=True)
class Whole:
    """A rubric and the file it came from."""

    rubric: Rubric
    document: Document
    placed: tuple[Placed, ...]

    def problem(self, where: Where, code: str, found: str, expected: Text, hint: Text = NO_HINT) -> Problem:
        """A problem at a place; steps that do not stand in the file (defaults, bare texts) are left out of it."""
        while where and self.document.at(where) is None:
            where = where[:-1]
        return self.document.problem(where, code, found, expected, hint)

    def each_once(self, key: str, codes: Sequence[str]) -> Iterator[Problem]:
        """A problem for each gate, quota or standing (as `key` says) whose code one before it has."""
        for n in repeated(codes):
            where: Where = (f"{key}s", n, key)
            expected, hint = Text("每个代码只用一次", "each code once"), Text("改其一", "change one of them")
            yield self.problem(where, f"duplicate_{key}", codes[n], expected, hint)

    def has_marks(self, where: Where, code: str) -> Iterator[Problem]:
        """What is wrong with a code that should be one of an item with marks."""
        placed = self.items.get(code)
        if placed is None:
            expected = Text("评分规则中的代码", "a code of the rubric")
            yield self.problem(where, "unknown_node", code, expected, did_you_mean(code, self.items))
        elif placed.item.role == "shown":
            expected = Text("有得分的指标或分支", "an item that has marks")
            yield self.problem(where, "node_without_marks", code, expected, Text("它只展示不计分", "it is only shown"))

    def most(self, code: str) -> Fraction | None:
        """The most an item's mark can be: its ceiling, else its full marks; None where nothing says."""
        ceiling = self.items[code].item.ceiling if code in self.items else None
        if ceiling is None:
            return self.points(code)
        return None if ceiling == "none" else Fraction(ceiling)

    @cached_property
    def items(self) -> dict[str, Placed]:
        """The first item of each code."""
        found: dict[str, Placed] = {}
        for placed in self.placed:
            found.setdefault(placed.item.code, placed)
        return found

    @cached_property
    def worth(self) -> dict[str, Share]:
        """Full marks and weights by code."""
        return shares(self.rubric.tree)

    def points(self, code: str) -> Fraction | None:
        """An item's full marks, as stated or as its children or its parent make them; None where nothing does."""
        return self.worth[code].points if code in self.worth else None

    @cached_property
    def leaves(self) -> tuple[tuple[Placed, Leaf], ...]:
        """The leaves, in the file's order."""
        return tuple((placed, placed.item) for placed in self.placed if isinstance(placed.item, Leaf))

    @cached_property
    def names(self) -> dict[str, NamedKind]:
        """Every name a formula may use: roster columns, attributes, metrics."""
        return {**self.roster, **dict.fromkeys(self.rubric.metrics, "number")}

    @cached_property
    def roster(self) -> dict[str, NamedKind]:
        """Names that stand on the roster."""
        attributes = self.rubric.population.attributes
        return {**ROSTER, **{name: attribute.type for name, attribute in attributes.items()}}

    def names_for(self, use: Use) -> dict[str, NamedKind]:
        """The names a formula of that use may have: no metric decides who is assessed, `value` is a scale's."""
        if use == "assessed":
            return self.roster
        if use == "statistics":
            return {**self.names, "coverage": "number"}
        return {**self.names, "value": "number"} if use in ("target", "compared", "case") else self.names

    @cached_property
    def units(self) -> Units:
        """What names and references of its formulas are measured in."""
        return units_of(self.rubric)

    @cached_property
    def formulas(self) -> tuple[Written, ...]:
        """Every formula and condition there is."""
        population = self.rubric.population
        found = [Written(("population", "assessed"), population.assessed, "assessed", "")]
        found.append(Written(("population", "statistics"), population.statistics, "statistics", ""))
        for placed in self.placed:
            found += (
                Written((*placed.where, *one.path), one.text, one.use, placed.item.code) for one in of_item(placed.item)
            )
        for n, gate in enumerate(self.rubric.gates):
            found.append(Written(("gates", n, "when"), gate.when, "gate", gate.gate))
        for n, quota in enumerate(self.rubric.quotas):
            if quota.when:
                found.append(Written(("quotas", n, "when"), quota.when, "quota", quota.node or ""))
        for n, standing in enumerate(self.rubric.standings):
            for key, text in standing.conditions().items():
                found.append(Written(("standings", n, key), text, "standing", standing.standing))
        for n, breaker in enumerate(self.rubric.rank.breakers):
            if breaker.code is None:
                found.append(Written(("rank", "broken_by", n), breaker.formula, "ties", ""))
        return tuple(one for one in found if one.text or one.use not in ("assessed", "statistics"))

    @cached_property
    def label_rounds(self) -> Rounds:
        """In which order labels are told."""
        return rounds({code: label_lines(placed.item) for code, placed in self.items.items() if placed.item.label})

    def settings_of(self, placed: Placed) -> Settings:
        """What holds for an item by inheritance: the nearest setting of each kind."""
        known = self.rubric.settings
        for node in (item for item in placed.line_of_descent if isinstance(item, Node)):
            known = known.below(node.settings)
        return known

    @cached_property
    def dues(self) -> dict[Where, tuple[str, ...]]:
        """Every `due` of the file, by the place of the part it is of."""
        rubric = self.rubric
        found: dict[Where, tuple[str, ...]] = {placed.where: placed.item.due for placed in self.placed}
        found |= {("gates", n): gate.due for n, gate in enumerate(rubric.gates)}
        found |= {("quotas", n): quota.due for n, quota in enumerate(rubric.quotas)}
        return found | {("standings", n): standing.due for n, standing in enumerate(rubric.standings)}

    def due_periods(self, placed: Placed) -> tuple[Period, ...]:
        """The periods an item is assessed in: those that it and all above it are due in."""
        chain = [item.due for item in placed.line_of_descent]
        return tuple(period for period in self.rubric.periods if all(is_due(due, period) for due in chain))

    def range_of(self, metric: Metric) -> tuple[Fraction, Fraction]:
        """The least and greatest value of a metric as formulas see it."""
        unit = 100 if metric.unit == "%" else 1
        return metric.minimum / unit, metric.maximum / unit


def survey(rubric: Rubric, document: Document) -> Whole:
    """The rubric with every item placed."""
    return Whole(rubric, document, tuple(_place(rubric.tree, ("tree",), ())))


def repeated(names: Iterable[str]) -> list[int]:
    """Which of some names, by their places, stood there before.

    >>> repeated(["甲", "乙", "甲"])
    [2]
    """
    first: dict[str, int] = {}
    return [n for n, name in enumerate(names) if first.setdefault(name, n) != n]


def _place(item: Leaf | Node, where: Where, above: tuple[Node, ...]) -> Iterator[Placed]:
    yield Placed(item, where, above)
    if isinstance(item, Node):
        for n, child in enumerate(item.children):
            yield from _place(child, (*where, "children", n), (*above, item))
