"""Every method there is, found by looking: one file in a method room is all a method needs."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import scoring.combine
import scoring.evidence
import scoring.scale
import scoring.transform
from scoring.combine.method import Combine
from scoring.evidence.method import Evidence
from scoring.rubric.method import Method
from scoring.scale.method import Scale
from scoring.transform.method import Transform
from scoring.words import Text


@dataclass(frozen=True)
class Room:
    """A kind of methods: the package they lie in, the class they extend, what a reader calls them."""

    key: str
    title: Text
    package: ModuleType
    kind: type[Method]


ROOMS = (
    Room("evidence", Text("取值", "Evidence"), scoring.evidence, Evidence),
    Room("transform", Text("变换", "Transforms"), scoring.transform, Transform),
    Room("scale", Text("计分", "Scales"), scoring.scale, Scale),
    Room("combine", Text("合成", "Combining"), scoring.combine, Combine),
)
"""The rooms, in the order in which a leaf's value passes through them."""


@dataclass(frozen=True)
class Methods:
    """The methods of each room by the key a rubric writes, in alphabetical order."""

    rooms: Mapping[str, Mapping[str, type[Method]]]

    @property
    def evidence(self) -> Mapping[str, type[Method]]:
        return self.rooms["evidence"]

    @property
    def transform(self) -> Mapping[str, type[Method]]:
        return self.rooms["transform"]

    @property
    def scale(self) -> Mapping[str, type[Method]]:
        return self.rooms["scale"]

    @property
    def combine(self) -> Mapping[str, type[Method]]:
        return self.rooms["combine"]


@cache
def registry() -> Methods:
    """All methods of the package.

    >>> "mean" in registry().combine
    True
    """
    return Methods({room.key: _found(room) for room in ROOMS})


def _found(room: Room) -> dict[str, type[Method]]:
    methods: dict[str, type[Method]] = {}
    for module in pkgutil.iter_modules(room.package.__path__):
        members = inspect.getmembers(importlib.import_module(f"{room.package.__name__}.{module.name}"), inspect.isclass)
        methods |= {c.key: c for _, c in members if issubclass(c, room.kind) and hasattr(c, "key")}
    return dict(sorted(methods.items()))
