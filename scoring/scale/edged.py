"""Bounds in a row, with the edge inside or outside: `at_least`, `more_than`, `at_most`, `less_than`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, TypeVar

from scoring.rubric.method import Complaint, exactly_one
from scoring.rubric.values import Frozen, write_number
from scoring.words import Text

_Part = TypeVar("_Part", bound=Frozen)

SIGNS: Final[Mapping[str, tuple[str, str]]] = {
    "at_least": (">=", "≥"),
    "more_than": (">", ">"),
    "at_most": ("<=", "≤"),
    "less_than": ("<", "<"),
}
"""The four edges: the sign as SQL and spreadsheets write it, and as people do."""
_FALLING = ("at_least", "more_than")


def edge_of(part: Frozen) -> str:
    """Which of the four a part gives."""
    return next(name for name in SIGNS if getattr(part, name) is not None)


def one_edge(part: _Part) -> _Part:
    """The part, which gives exactly one of the four.

    Raises:
        PydanticCustomError: it gives none, or several.
    """
    if sum(getattr(part, name) is not None for name in SIGNS) != 1:
        raise exactly_one(SIGNS)
    return part


def in_order(bounds: Sequence[Fraction], edge: str, path: tuple[str | int, ...], code: str) -> Iterator[Complaint]:
    """A complaint where bounds do not fall (lower ones) or rise (upper ones) from one to the next."""
    falling = edge in _FALLING
    if list(bounds) == sorted(set(bounds), reverse=falling):
        return
    expected = (
        Text("各档界限依次递减", "bounds falling from band to band")
        if falling
        else Text("各档界限依次递增", "bounds rising from band to band")
    )
    hint = Text("按顺序排列，且不重复", "put them in order, each once")
    yield Complaint(path, code, "、".join(map(write_number, bounds)), expected, hint)
