"""A worked example with its rubric loaded, so that pages can say its rules in words and show them as formulas."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from scoring.combine.method import Combine
from scoring.evidence.method import Evidence
from scoring.methods import registry
from scoring.rubric.example import Example
from scoring.rubric.formula import parse
from scoring.rubric.load import load_rubric
from scoring.rubric.method import Method
from scoring.rubric.model import Leaf, Node, Rubric
from scoring.rubric.outline import Entry, Outline, outline
from scoring.rubric.values import Way
from scoring.scale.method import Scale
from scoring.words import Text


@dataclass(frozen=True)
class Shown:
    """An example of a method of a room."""

    room: str
    method: type[Method]
    example: Example

    @property
    def rubric(self) -> Rubric:
        """The example's rubric."""
        return _loaded(self.example.rubric())

    @cached_property
    def outline(self) -> Outline:
        """The same, for the example's period."""
        return outline(self.rubric, self.rubric.period(self.example.period), parse)

    @property
    def instance(self) -> Method:
        """The method as the example writes it."""
        found = (method for item in self.rubric.items.values() for method in _methods(item))
        return next(method for method in found if isinstance(method, self.method))

    @property
    def sentence(self) -> Text:
        """The rule as the example states it."""
        return self.instance.sentence(self.rubric)

    @property
    def leaf(self) -> Leaf:
        """The leaf `x`."""
        leaf = self.rubric.items["x"]
        if not isinstance(leaf, Leaf):
            raise KeyError("x")
        return leaf

    @property
    def evidence(self) -> Evidence:
        """What `x` is scored on."""
        if not isinstance(self.leaf.evidence, Evidence):
            raise TypeError(self.leaf.evidence)
        return self.leaf.evidence

    @property
    def scale(self) -> Scale:
        """How `x` is scaled."""
        if not isinstance(self.leaf.scale, Scale):
            raise TypeError(self.leaf.scale)
        return self.leaf.scale

    @property
    def combine(self) -> Combine:
        """How the root is combined."""
        if not isinstance(self.rubric.tree.combine, Combine):
            raise TypeError(self.rubric.tree.combine)
        return self.rubric.tree.combine

    @property
    def parts(self) -> Sequence[Entry]:
        """What the root is combined from."""
        return [self.outline.entries[index] for index in self.outline.root.children]

    @property
    def entry(self) -> Entry:
        """What the example marks: `x`, or the root."""
        return self.outline.root if self.room == "combine" else self.outline.find("x")

    @property
    def points(self) -> Fraction:
        """Its full marks."""
        return self.entry.points

    @property
    def rounding(self) -> tuple[Fraction, Way]:
        """The step its marks are rounded to, and which way."""
        return Fraction(self.entry.step, 10**self.entry.places), self.entry.way

    @property
    def roster(self) -> Mapping[str, Mapping[str, str]]:
        """The roster, by code."""
        return {row["code"]: row for row in csv.DictReader(StringIO(self.example.inputs()["roster.csv"]))}


@cache
def _loaded(written: str) -> Rubric:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rubric.yaml"
        path.write_text(written, encoding="utf-8")
        return load_rubric(path, registry())


def _methods(item: Leaf | Node) -> list[Method]:
    return [item.evidence, *item.transforms, item.scale] if isinstance(item, Leaf) else [item.combine]
