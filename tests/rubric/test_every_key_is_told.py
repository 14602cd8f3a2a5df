"""`scoring show` tells every key of a rubric: change any one thing, and what is told is not the same."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scoring.api import load_rubric
from scoring.methods import registry
from scoring.rubric.clauses import clauses
from scoring.rubric.method import Method
from scoring.rubric.model import Rubric
from scoring.rubric.show import show
from scoring.rubric.values import Frozen
from scoring.words import Language
from tests.rubric import variants

HERE = Path(__file__).parent
LANGUAGES: tuple[Language, ...] = ("zh", "en")
UNTOLD = {
    ("Head", "language"),  # which of the two languages its users read first
    ("Rubric", "file"),
    ("Rubric", "sha256"),
    ("Rubric", "others"),  # loaded beside it, not written in it
}
NOT_HERE = {
    ("Grade", "at_most"),  # the other two edges of a bound
    ("Grade", "less_than"),
    ("Label", "more_than"),
    ("Label", "at_most"),
    ("Label", "less_than"),
    ("Quota", "keep"),  # there is one way only
}


@pytest.fixture(scope="module")
def everything() -> Rubric:
    return load_rubric(HERE / "everything.yaml")


def told(rubric: Rubric) -> list[str]:
    """All lines in both languages; what cannot be told at all is told apart from what can."""
    try:
        return [line for tell in (show, clauses) for language in LANGUAGES for line in tell(rubric, language)]
    except (KeyError, StopIteration) as fault:
        return [repr(fault)]


def parts(part: Any) -> Iterator[Frozen]:
    """Every part of the model, methods aside."""
    if isinstance(part, Frozen) and not isinstance(part, Method):
        yield part
        for name in type(part).model_fields:
            yield from parts(getattr(part, name))
    elif isinstance(part, dict | tuple):
        for one in part.values() if isinstance(part, dict) else part:
            yield from parts(one)


def keys(rubric: Rubric) -> dict[tuple[str, str], bool]:
    """Every key of every part, by the class that declares it, and whether the rubric writes anything there."""
    methods = {key for room in registry().rooms.values() for key in room}
    found: dict[tuple[str, str], bool] = {}
    for part in parts(rubric):
        for name, field in type(part).model_fields.items():
            owner = next(kind for kind in reversed(type(part).__mro__) if name in inspect.get_annotations(kind))
            written = getattr(part, name) != field.get_default(call_default_factory=True, validated_data={})
            if name not in (*methods, "clause", "assumed"):
                key = (owner.__name__, name)
                found[key] = found.get(key, False) or written
    return found


def test_the_rubric_here_writes_every_key_there_is(everything: Rubric) -> None:
    missing = {key for key, written in keys(everything).items() if not written}
    assert missing - UNTOLD - NOT_HERE == set()


def test_every_single_change_is_told(everything: Rubric) -> None:
    before = told(everything)
    same = {path for path, other in variants.variants(everything) if told(other) == before}
    assert {path for path in same if path[:2] not in UNTOLD} == set()
