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

from tests.oracle.arithmetic import NINTH, number

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

    @cached_property
    def points(self) -> Fraction:
        """Full marks: as written, else the sum of the scored children's."""
        if "points" in self.keys:
            return number(self.keys["points"])
        return sum((child.points for child in self.children if child.role == "scored"), Fraction(0))

    def setting(self, name: str, default: str | None = None) -> str | None:
        """An own key, else the nearest `settings` above that speaks of it."""
        if name in self.keys:
            return str(self.keys[name])
        item: Item | None = self
        while item is not None:
            if name in item.keys.get("settings", {}):
                return str(item.keys["settings"][name])
            item = item.parent
        found = self.document.keys.get("settings", {}).get(name, default)
        return None if found is None else str(found)

    @cached_property
    def step(self) -> Fraction:
        """What its mark is rounded to."""
        written = self.setting("round")
        return NINTH if written is None else number(written)

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

    def earlier(self, period: Period, against: str) -> Period | None:
        """The period a change is measured from, where the rubric has it."""
        alike = [p for p in self.periods.values() if p.kind == period.kind]
        if against == "year_before":
            wanted = (period.starts.year - 1, period.starts.month, period.starts.day)
            return next((p for p in alike if (p.starts.year, p.starts.month, p.starts.day) == wanted), None)
        return max((p for p in alike if p.ends < period.starts), key=lambda p: p.ends, default=None)


def read(path: Path | str) -> Document:
    """The rubric in a YAML file; every scalar stays text, so that `1.10` is no number."""
    with Path(path).open(encoding="utf-8") as file:
        return Document(yaml.load(file, yaml.BaseLoader))  # noqa: S506 - BaseLoader makes only texts, lists, dicts
