"""A rubric as the oracle reads it: the YAML file's own keys with every scalar as text, no model in between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from tests.oracle.arithmetic import NINTH, number, rounded

Section = dict[str, Any]


def many(written: Any) -> list[str]:
    """One text or a list of them, as a list."""
    if written is None:
        return []
    return [written] if isinstance(written, str) else list(written)


@dataclass(frozen=True)
class Period:
    """A period by its id, kind, first and last day."""

    id: str
    kind: str
    starts: dt.date
    ends: dt.date

    def holds(self, other: Period) -> bool:
        """Whether the other lies inside this one."""
        return self.starts <= other.starts and other.ends <= self.ends


@dataclass(frozen=True, eq=False)
class Item:
    """A leaf or node with the node above it; `keys` are as written."""

    keys: Section
    parent: Item | None
    document: Document

    @cached_property
    def code(self) -> str:
        """What it is called by."""
        return str(self.keys.get("leaf") or self.keys.get("node"))

    @property
    def is_leaf(self) -> bool:
        """Whether it has evidence rather than children."""
        return "leaf" in self.keys

    @property
    def role(self) -> str:
        """scored, bonus, penalty or shown."""
        return str(self.keys.get("role", "scored"))

    @cached_property
    def children(self) -> list[Item]:
        """The items directly below, in the file's order."""
        return [Item(keys, self, self.document) for keys in self.keys.get("children", [])]

    @property
    def stands_alone(self) -> bool:
        """Whether its value and scope rest on what was submitted for one jurisdiction alone."""
        texts = [item.keys.get("applies_to", "") for item in self.lineage()] + [str(self.keys.get("value", ""))]
        return not any("[" in text.replace("in [", "") or " among " in text for text in texts)

    @property
    def scored(self) -> list[Item]:
        """The children its marks are made of."""
        return [child for child in self.children if child.role == "scored"]

    @cached_property
    def own_points(self) -> Fraction | None:
        """Full marks as written, else the sum of the scored children's where those have some."""
        if "points" in self.keys:
            return number(self.keys["points"])
        if not self.scored or self.weighs_children:
            return None
        return sum((child.own_points or Fraction(0) for child in self.scored), Fraction(0))

    @cached_property
    def weighs_children(self) -> bool:
        """Whether its children are weighed against each other, alike where none has a weight or points."""
        return any("weight" in child.keys for child in self.scored) or all(c.own_points is None for c in self.scored)

    @cached_property
    def points(self) -> Fraction:
        """Full marks: its own, or what its parent has where siblings are weighed."""
        if self.own_points is not None:
            return self.own_points
        if self.parent is not None and self.role == "scored" and self.parent.weighs_children:
            return self.parent.points
        return Fraction(0)

    @cached_property
    def weight(self) -> Fraction:
        """What it weighs among its siblings."""
        if self.parent is None or self.role != "scored" or not self.parent.weighs_children:
            return self.points
        return number(self.keys.get("weight", "1"))

    @property
    def part(self) -> Fraction:
        """How much of its parent's full marks it carries with everything in."""
        if self.parent is None or not self.parent.weighs_children:
            return self.points
        whole = sum((child.weight for child in self.parent.scored), Fraction(0))
        return self.parent.points * self.weight / whole

    def part_in(self, node: Item) -> Fraction:
        """How much of a node's full marks it carries, from several levels below."""
        part, item = Fraction(1), self
        while item is not node and item.parent is not None:
            part *= item.part / item.parent.points
            item = item.parent
        return part

    @property
    def combine(self) -> tuple[str, Section]:
        """How its children are combined, with the parameters."""
        written = self.keys.get("combine", "mean")
        if isinstance(written, str):
            return written, {}
        ((name, parameters),) = written.items()
        return name, parameters

    def limit(self, name: str) -> Fraction | None:
        """Its floor or ceiling; a node's are 0 and its points unless it says otherwise."""
        if name in self.keys:
            return None if self.keys[name] == "none" else number(self.keys[name])
        if self.is_leaf:
            return None
        return Fraction(0) if name == "floor" else self.points

    def setting(self, name: str, default: str | None = None) -> str | None:
        """An own key, else the nearest `settings` above that speaks of it."""
        found = self.inherited(name)
        return default if found is None else str(found)

    def inherited(self, name: str) -> Any:
        """The same as it is written, which need not be a text."""
        if name in self.keys:
            return self.keys[name]
        item: Item | None = self
        while item is not None:
            if name in item.keys.get("settings", {}):
                return item.keys["settings"][name]
            item = item.parent
        return self.document.keys.get("settings", {}).get(name)

    @cached_property
    def rounding(self) -> tuple[Fraction, str]:
        """What its mark is rounded to, and which way."""
        written = self.inherited("round")
        cases = written if isinstance(written, list) else [written]
        for case in cases:
            if case is None or case == "none":
                return NINTH, "half_up"
            if isinstance(case, str):
                return number(case), "half_up"
            if self.points >= number(case.get("points_at_least", "0")):
                step = case.get("to", "none")
                return NINTH if step == "none" else number(step), case.get("way", "half_up")
        return NINTH, "half_up"

    def rounded(self, exact: Fraction) -> Fraction:
        """A mark of it, rounded its way."""
        step, way = self.rounding
        return rounded(exact, step, way)

    def lineage(self) -> Iterator[Item]:
        """This item, then those above it up to the root."""
        yield self
        if self.parent is not None:
            yield from self.parent.lineage()

    def counted(self) -> Iterator[Item]:
        """What its points are made of: everything below but bonuses, penalties and what is only shown."""
        for child in self.children:
            if child.role == "scored":
                yield child
                yield from child.counted()

    def walk(self) -> Iterator[Item]:
        """This item, then everything below."""
        yield self
        for child in self.children:
            yield from child.walk()


class Document:
    """A whole rubric: `keys` as written, and what the oracle looks up often."""

    def __init__(self, keys: Section) -> None:
        self.keys = keys
        self.tree = Item(keys["tree"], None, self)
        self.items = {item.code: item for item in self.tree.walk()}
        self.gates: list[Section] = list(keys.get("gates", []))
        self.metrics: dict[str, Section] = keys.get("metrics", {})
        self.periods = {
            written["id"]: Period(
                written["id"],
                written["kind"],
                dt.date.fromisoformat(written["starts"]),
                dt.date.fromisoformat(written["ends"]),
            )
            for written in keys["periods"]
        }

    def is_due(self, names: Any, period: Period) -> bool:
        """Whether a `due` list (none is always) names the period or its kind."""
        due = many(names)
        return not due or period.id in due or period.kind in due

    def parts(self, period: Period, every: str) -> list[Period]:
        """The periods of kind `every` inside a longer one, in order of time."""
        inside = (p for p in self.periods.values() if p.kind == every and period.holds(p) and p.id != period.id)
        return sorted(inside, key=lambda p: p.starts)

    def earlier(self, period: Period, by: str, back: int) -> Period | None:
        """The period of its kind so many years before, or so many periods, where the rubric has it."""
        alike = [p for p in self.periods.values() if p.kind == period.kind]
        if by == "year":
            wanted = (period.starts.year - back, period.starts.month, period.starts.day)
            return next((p for p in alike if (p.starts.year, p.starts.month, p.starts.day) == wanted), None)
        before = sorted((p for p in alike if p.ends < period.starts), key=lambda p: p.ends)
        return before[-back] if back <= len(before) else None


def read(path: Path | str) -> Document:
    """The rubric in a YAML file; every scalar stays text, so that `1.10` is no number."""
    with Path(path).open(encoding="utf-8") as file:
        return Document(yaml.load(file, yaml.BaseLoader))  # noqa: S506 - BaseLoader makes only texts, lists, dicts
