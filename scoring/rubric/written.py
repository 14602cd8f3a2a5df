"""Every formula and condition that an item holds, whichever of its keys it stands under."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scoring.rubric import units
from scoring.rubric.expression import Reference
from scoring.rubric.formula import FormulaError, parse
from scoring.rubric.method import Formulated, Method, Use
from scoring.rubric.model import Leaf, Node, Rubric
from scoring.rubric.units import Unit, Units

BEFORE_MARKS: tuple[Use, ...] = ("value", "target", "compared", "case", "coefficient", "condition")
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
    attributes, leaves = rubric.population.attributes, rubric.leaves
    found: dict[str, Unit | None] = {}

    def name(called: str) -> Unit | None:
        if called in rubric.metrics:
            return units.read(rubric.metrics[called].unit, rubric.units_alike)
        unit = attributes[called].unit if called in attributes else ""
        return units.read(unit, rubric.units_alike) if unit else None

    def value(code: str) -> Unit | None:
        # What a value reads comes before it, however long the chain is.
        waiting, opened = [code] if code in leaves else [], set(found)
        while waiting:
            reads = _reads(leaves[waiting[-1]]) if waiting[-1] not in opened else ()
            opened.add(waiting[-1])
            if unread := [one for one in reads if one in leaves and one not in opened]:
                waiting += unread
            elif (last := waiting.pop()) not in found:
                found[last] = _of_value(leaves[last], known)
        return found.get(code)

    # Values that refer to one another in a circle are reported as that: here, what is not found yet has no unit.
    known = Units(name, found.get)
    return Units(name, value)


def _reads(leaf: Leaf) -> tuple[str, ...]:
    """The leaves whose values a leaf's value is made of."""
    text = next(iter(leaf.evidence.formulas), None)
    try:
        parts = tuple(parse(text).walk()) if text is not None else ()
    except FormulaError:
        # One that does not read has no unit either.
        return ()
    return tuple(part.code for part in parts if isinstance(part, Reference) and part.aspect == "value")


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
