"""What the rubric's indicators ask of desk reviews and site visits: items, and the verdicts each may get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.rubric.model import Rubric
from scoring.rubric.reads import readers
from scoring.words import Text


@dataclass(frozen=True)
class Asked:
    """An item that is checked, and the name of the answer set its verdicts come from."""

    title: Text
    answers: str


def desk_items(rubric: Rubric) -> Mapping[str, Asked]:
    """The items of all desk-review indicators, by code."""
    return {
        code: Asked(title, evidence.answers)
        for evidence in _evidence(rubric, "desk_review")
        for code, title in evidence.items.items()
    }


def visit_items(rubric: Rubric) -> Mapping[tuple[str, str], Asked]:
    """The items of all site-visit indicators, by site type and code."""
    return {
        (site, code): Asked(title, evidence.answers)
        for evidence in _evidence(rubric, "site_visits")
        for site in evidence.sites
        for code, title in evidence.items.items()
    }


def _evidence(rubric: Rubric, table: str) -> Iterator[Any]:
    # The methods live above this room, so they are known here by their key and their parameters' names alone.
    return (leaf.evidence for leaf in rubric.leaves.values() if leaf.evidence.key in readers(table))
