"""What each item is worth: its full marks, its weight among its siblings, the part of its parent's marks it carries.

Siblings either have points, which make up their parent's, or weights relative to each other, each scored on a range of
its own (the parent's full marks where it states none). Where neither is given they weigh alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.rubric.model import Item, Leaf, Node


@dataclass(frozen=True)
class Share:
    """Full marks, weight, and the part of the parent's full marks that the weight stands for.

    `points` is None where nothing says them; only a faulty rubric, and what is only shown, leaves them open.
    """

    points: Fraction | None
    weight: Fraction
    part: Fraction | None


def shares(tree: Node) -> dict[str, Share]:
    """What every item below a root, and the root, is worth, by code."""
    found: dict[str, Share] = {}
    _visit(tree, Share(own_points(tree), Fraction(1), None), found)
    return found


def counted(node: Node) -> list[Leaf | Node]:
    """The children whose marks make the node's."""
    return [child for child in node.children if child.role == "scored"]


def is_weighted(children: Sequence[Item]) -> bool:
    """Whether siblings are weighed against each other rather than adding up in points."""
    return any(child.weight is not None for child in children) or all(own_points(child) is None for child in children)


def own_points(item: Item) -> Fraction | None:
    """Full marks as stated, or as the children's points make them up."""
    if item.points is not None or not isinstance(item, Node):
        return item.points
    children = counted(item)
    known = [points for child in children if (points := own_points(child)) is not None]
    return sum(known, Fraction(0)) if known and len(known) == len(children) and not is_weighted(children) else None


def _visit(item: Leaf | Node, share: Share, found: dict[str, Share]) -> None:
    found.setdefault(item.code, share)
    if not isinstance(item, Node):
        return
    weighted = is_weighted(counted(item))
    whole = sum(_weights(counted(item), weighted=weighted), Fraction(0))
    for child in item.children:
        points = own_points(child)
        if weighted and points is None and child.role == "scored":
            points = share.points
        (weight,) = _weights([child], weighted=weighted)
        part = points if not weighted else None
        if weighted and share.points is not None and whole:
            part = share.points * weight / whole
        _visit(child, Share(points, weight, part), found)


def _weights(children: Iterable[Item], *, weighted: bool) -> list[Fraction]:
    if weighted:
        return [child.weight if child.weight is not None else Fraction(1) for child in children]
    return [own_points(child) or Fraction(0) for child in children]
