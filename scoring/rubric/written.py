"""Every formula and condition that an item holds, whichever of its keys it stands under."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scoring.rubric import units
from scoring.rubric.formula import FormulaError, parse
from scoring.rubric.method import Formulated, Method
from scoring.rubric.model import Leaf, Node, Rubric
from scoring.rubric.units import Unit, Units

BEFORE_MARKS = ("value", "target", "compared", "case", "coefficient", "condition")
"""Uses an item's own mark waits for: what they refer to is computed before it."""


def of_item(item: Leaf | Node) -> Iterator[Formulated]:
    """The formulas and conditions of a node or leaf, each with its path below the item."""
    if item.applies_to:
        yield Formulated(("applies_to",), item.applies_to, "applies_to")
    if item.label:
        for n, case in enumerate(item.label.lines(item.code)):
            place = ("cases", n, "when") if item.label.cases else item.label.edges
            if case.when:
                yield Formulated(("label", *place), case.when, "label")
    if isinstance(item, Node) and item.coefficient:
        yield Formulated(("coefficient", "of"), item.coefficient.of, "coefficient")
    for key, method in methods_of(item):
        yield from (replace(one, path=(*key, *one.path)) for one in method.written())


def methods_of(item: Leaf | Node) -> Iterator[tuple[tuple[str | int, ...], Method]]:
    """The methods an item is scored by, each with the key the file writes it under."""
    if isinstance(item, Node):
        yield ("combine",), item.combine
        return
    yield (item.evidence.key,), item.evidence
    for n, transform in enumerate(item.transforms):
        yield ("transform", n, transform.key), transform
    if item.scale_is_given:
        yield (item.scale.key,), item.scale


def units_of(rubric: Rubric) -> Units:
    """What names and references of a rubric's formulas are measured in, as its metrics and attributes declare it."""
    attributes, items = rubric.population.attributes, rubric.items
    asked: set[str] = set()

    def name(called: str) -> Unit | None:
        if called in rubric.metrics:
            return units.read(rubric.metrics[called].unit, rubric.units_alike)
        unit = attributes[called].unit if called in attributes else ""
        return units.read(unit, rubric.units_alike) if unit else None

    def value(code: str) -> Unit | None:
        leaf = items.get(code)
        # Values that refer to one another in a circle are reported as that.
        if not isinstance(leaf, Leaf) or code in asked:
            return None
        asked.add(code)
        try:
            return _of_value(leaf, known)
        finally:
            asked.discard(code)

    known = Units(name, value)
    return known


def _of_value(leaf: Leaf, known: Units) -> Unit | None:
    if leaf.change and leaf.change.has_no_unit:
        return units.SHARE
    text = next(iter(leaf.evidence.formulas), None)
    if text is None:
        return units.SHARE if leaf.evidence.gives_share else None
    try:
        return units.unit_of(parse(text), known)
    except FormulaError:
        return None
