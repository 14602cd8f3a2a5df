"""Attributes of the roster as declared: numbers have bounds that can be held, since marks are proved from them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scoring.errors import Problem
from scoring.rubric.checks.whole import Whole
from scoring.rubric.declarations import Attribute
from scoring.rubric.document import Where
from scoring.rubric.values import write_number
from scoring.words import Text

GREATEST = 10**15 - 1
"""The largest number the roster is read for."""


def bounds(whole: Whole) -> Iterator[Problem]:
    """A number on the roster has a maximum, not below its minimum, both whole."""
    for name, attribute in whole.rubric.population.attributes.items():
        if attribute.type == "number":
            yield from _bounds(whole, ("population", "attributes", name), attribute)


def _bounds(whole: Whole, where: Where, attribute: Attribute) -> Iterator[Problem]:
    if attribute.maximum is None:
        yield whole.problem(
            (*where, "maximum"),
            "no_maximum",
            "type: number",
            Text("数的上限 maximum", "a maximum for the number"),
            Text("写上 maximum，如 maximum: 1000000", "add one, as in maximum: 1000000"),
        )
        return
    if attribute.minimum > attribute.maximum:
        yield whole.problem(
            (*where, "minimum"),
            "bounds_reversed",
            f"{write_number(attribute.minimum)} > {write_number(attribute.maximum)}",
            Text("最小值不大于最大值", "a minimum not above the maximum"),
            Text("核对 minimum 与 maximum", "check minimum and maximum"),
        )
    given: tuple[tuple[str, Fraction], ...] = (("minimum", attribute.minimum), ("maximum", attribute.maximum))
    for key, bound in given:
        if bound.denominator != 1 or abs(bound) > GREATEST:
            yield whole.problem(
                (*where, key),
                "not_representable",
                write_number(bound),
                Text("15 位以内的整数", "a whole number of at most 15 digits"),
                Text("名册中的数是整数，调整上下限", "numbers on the roster are whole: change the bound"),
            )


CHECKS = (bounds,)
