"""Small programmes of two leaves, scored by the engine and held against the oracle, for what is said of whole marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from scoring.api import score
from scoring.result.result import Result
from tests.engine.agreement import differences, loaded
from tests.oracle.document import Document
from tests.oracle.given import given
from tests.oracle.oracle import score as by_hand
from tests.oracle.small import small

CHILDREN = """
- {leaf: x, title: x, points: 60, value: a, threshold: {at_least: 1}}
- {leaf: y, title: y, points: 40, value: b, proportional: {target: 40}}
"""
"""Everybody who submits some `a` has 60, and one mark more for each of up to 40 `b`."""


def standing(
    folder: Path,
    rows: Mapping[str, Mapping[str, int | None]],
    more: str = "",
    *,
    children: str = CHILDREN,
    points: str = "100",
    roster: Sequence[Mapping[str, Any]] | None = None,
    **records: Any,
) -> Result:
    """What the engine makes of a year's rows by jurisdiction, once the oracle has come to the same."""
    written = small(children, points=points, more=more)
    inputs = given(roster or "".join(rows), metrics={"2023": rows}, **records)
    result = score(loaded(written, folder), inputs, "2023")
    assert differences(result, by_hand(Document(written), inputs, "2023")) == []
    return result


def column(result: Result, name: str) -> dict[str, Any]:
    """One column of the ranking by jurisdiction."""
    return dict(result.ranking.select("jurisdiction", name).iter_rows())


def at(level: str, group: str = "一类", **more: Any) -> dict[str, Any]:
    """Where a jurisdiction stands on the roster."""
    return {"level": level, "group": group, **more}


def roster(**people: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A roster by jurisdiction."""
    return [{"jurisdiction": who, "name": who, **known} for who, known in people.items()]
