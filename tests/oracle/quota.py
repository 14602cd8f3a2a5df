"""Places there are for a grade or a bonus, and who stands over the edge of them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.oracle.arithmetic import half_up, number
from tests.oracle.document import Document, Section

if TYPE_CHECKING:
    from tests.oracle.tree import Tree

Order = tuple[Fraction, ...]


def is_assessed(document: Document, tree: Tree) -> bool:
    """Whether the population's condition holds."""
    condition = document.keys["population"].get("assessed", "")
    return not condition or tree.holds(condition) is True


def over_the_edge(
    document: Document, trees: Mapping[str, Tree], quota: Section, having: Mapping[str, Order]
) -> set[str]:
    """Who has what the quota limits, by the order in which places are given, and finds none left in the own group.

    Only the assessed for whom the quota's condition holds take part.
    """
    among = quota.get("among", "all")
    taking_part = [
        who
        for who, tree in trees.items()
        if is_assessed(document, tree) and (not quota.get("when") or tree.holds(quota["when"]) is True)
    ]

    def group(who: str) -> object:
        return None if among == "all" else trees[who].who.get(among)

    over = set()
    for who in taking_part:
        if who not in having:
            continue
        peers = [other for other in taking_part if group(other) == group(who)]
        rivals = [having[other] for other in peers if other in having]
        before = sum(order > having[who] for order in rivals)
        level = sum(order >= having[who] for order in rivals)
        free = places(quota, len(peers))
        # Equals at the edge are all within where the first of them is, or all without where the last of them is.
        if (before >= free) if quota["edge_ties"] == "in" else (level > free):
            over.add(who)
    return over


def places(quota: Section, units: int) -> int:
    """How many may have it: a number, or a share of the units made whole the way the quota says."""
    at_most = number(quota["at_most"])
    if not quota["at_most"].endswith("%"):
        return int(at_most)
    exact = at_most * units
    if quota["count"] == "half_up":
        return int(half_up(exact, Fraction(1)))
    return exact.numerator // exact.denominator + (quota["count"] == "up" and exact.denominator != 1)
