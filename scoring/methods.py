"""Every method there is, found by looking: one file in `evidence`, `scale` or `combine` is all a method needs."""

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
from scoring.combine.method import Combine
from scoring.evidence.method import Evidence
from scoring.rubric.method import Method
from scoring.scale.method import Scale


@dataclass(frozen=True)
class Methods:
    """The methods of each room by the key a rubric writes, in alphabetical order."""

    evidence: Mapping[str, type[Method]]
    scale: Mapping[str, type[Method]]
    combine: Mapping[str, type[Method]]


@cache
def registry() -> Methods:
    """All methods of the package.

    >>> sorted(registry().combine)
    ['mean']
    """
    return Methods(_found(scoring.evidence, Evidence), _found(scoring.scale, Scale), _found(scoring.combine, Combine))


def _found(room: ModuleType, kind: type[Method]) -> dict[str, type[Method]]:
    methods: dict[str, type[Method]] = {}
    for module in pkgutil.iter_modules(room.__path__):
        members = inspect.getmembers(importlib.import_module(f"{room.__name__}.{module.name}"), inspect.isclass)
        methods |= {c.key: c for _, c in members if issubclass(c, kind) and c is not kind}
    return dict(sorted(methods.items()))
