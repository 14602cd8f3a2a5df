"""The work that is measured, said once: the rubric and every peer's program are made from it.

A tree of four levels: the whole, 6 dimensions, 30 groups, 200 indicators, 237 items in all. Marks are hundredths from 0
to 100.00, rounded half-up at every level; whatever has children is the weighted mean of their marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

FULL = 10_000
"""Full marks of every item, in hundredths."""

MOST = 10_000
"""No value is larger, nor below 0, in units of its metric's last decimal."""


@dataclass(frozen=True)
class Goalposts:
    """In proportion between a worst and a best value; the worst may be the greater."""

    worst: int
    best: int


@dataclass(frozen=True)
class Bands:
    """Marks by the first lower edge, falling, that the value reaches; none below the last."""

    steps: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class PerQuantum:
    """So many marks off for every so many, until none are left; a part is dropped."""

    every: int
    each: int


@dataclass(frozen=True)
class Proportional:
    """Full marks at the target, in proportion below it."""

    target: int


@dataclass(frozen=True)
class AtMost:
    """Full marks up to an edge, none above it."""

    edge: int


@dataclass(frozen=True)
class Asked:
    """The mean worth of the answers to a question, rounded to nine decimals; marks are that share of full marks."""

    question: str


@dataclass(frozen=True)
class Growth:
    """Growth against the year before, in proportion between two percentages; from zero, none."""

    worst: int
    best: int


@dataclass(frozen=True)
class Relative:
    """Against those of the same level: `min_max`, `ratio_to_best` or `z_score`."""

    method: str


Scale = Goalposts | Bands | PerQuantum | Proportional | AtMost | Asked | Growth | Relative


@dataclass(frozen=True)
class Leaf:
    """An indicator: its code, what it weighs among its siblings, the column of its values and how they earn marks."""

    code: str
    weight: int
    metric: str
    scale: Scale
    decimals: int = 0


@dataclass(frozen=True)
class Branch:
    """What has children; its marks are the weighted mean of theirs."""

    code: str
    weight: int
    children: tuple[Branch | Leaf, ...]

    def leaves(self) -> Iterator[Leaf]:
        """Every indicator below, in order."""
        for child in self.children:
            if isinstance(child, Leaf):
                yield child
            else:
                yield from child.leaves()

    def levels(self) -> list[list[Branch]]:
        """The branches level by level, the deepest first, so that each comes after its children.

        Example:
            >>> [len(level) for level in plain().root.levels()]
            [30, 6, 1]
        """
        found = [[self]]
        while below := [child for one in found[-1] for child in one.children if isinstance(child, Branch)]:
            found.append(below)
        return found[::-1]


@dataclass(frozen=True)
class Gate:
    """Where a value is above an edge, an item gets `at` at most; `of` None takes the rank."""

    code: str
    metric: str
    above: int
    of: str | None
    at: int = 0


@dataclass(frozen=True)
class Work:
    """A tree with what surrounds it.

    Attributes:
        name: also of its rubric.
        root: the whole.
        gaps: whether values may be missing, which counts zero, or inapplicable, where the siblings take the weight.
        gates: what limits marks from outside the tree.
    """

    name: str
    root: Branch
    gaps: bool = False
    gates: tuple[Gate, ...] = field(default=())

    @property
    def leaves(self) -> list[Leaf]:
        """Every indicator, in order."""
        return list(self.root.leaves())

    @property
    def nodes(self) -> list[str]:
        """The codes of all items, leaves first, the root last."""
        branches = [one.code for level in self.root.levels() for one in level]
        return [leaf.code for leaf in self.leaves] + branches

    def with_scales(self, name: str, scales: dict[int, Scale]) -> Work:
        """The same tree with other scales at some leaves, by their place."""
        made = iter(enumerate(self.leaves))

        def swap(branch: Branch) -> Branch:
            children: list[Branch | Leaf] = []
            for child in branch.children:
                if isinstance(child, Branch):
                    children.append(swap(child))
                else:
                    place, leaf = next(made)
                    children.append(replace(leaf, scale=scales.get(place, leaf.scale)))
            return replace(branch, children=tuple(children))

        return replace(self, name=name, root=swap(self.root))


def plain(decimals: int = 0) -> Work:
    """The standard tree: six kinds of rule in turns.

    Args:
        decimals: of every fourth metric. The numbers are the same, read in other units: 5231 is then 52.31, and so are
            the posts and targets; the marks are the same digits.

    Example:
        >>> len(plain().leaves), len(plain().nodes)
        (200, 237)
    """
    place = 0
    dimensions = []
    for d, letter in enumerate("ABCDEF"):
        groups = []
        for g in range(5):
            count = 7 if (5 * d + g) % 3 else 6
            leaves = []
            for n in range(count):
                own = decimals if place % 4 == 3 else 0
                leaves.append(
                    Leaf(f"{letter}{g + 1}.{n + 1}", 1 + place * 7 % 5, f"m{place + 1:03}", _scale(place), own)
                )
                place += 1
            groups.append(Branch(f"{letter}{g + 1}", 2 + (d + g) % 3, tuple(leaves)))
        dimensions.append(Branch(letter, 10 + 3 * d, tuple(groups)))
    return Work(f"plain{decimals or ''}", Branch("total", 1, tuple(dimensions)))


def _scale(place: int) -> Scale:
    turn = place // 6
    match place % 6:
        case 0:
            return Goalposts(500 + 37 * turn, 8_500 + 41 * turn)
        case 1:
            return Bands(((9_000 - 30 * turn, FULL), (7_000 - 30 * turn, 8_000), (4_000 - 30 * turn, 6_000)))
        case 2:
            return Goalposts(9_000 - 29 * turn, 300 + 31 * turn)
        case 3:
            return PerQuantum(300 + 7 * turn, 250 + 10 * turn)
        case 4:
            return Proportional(9_000 - 43 * turn)
        case _:
            return AtMost(5_000 + 61 * turn)
