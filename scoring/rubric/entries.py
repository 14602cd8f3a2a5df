"""The tree with every inherited setting resolved: what is the same of a node or leaf whichever period is scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from scoring.rubric.method import Formulated, Use
from scoring.rubric.model import Item, Leaf, Node, Rubric, Settings
from scoring.rubric.shares import Share, shares
from scoring.rubric.values import Fill, Policy, State, Way, rounding_for
from scoring.rubric.written import of_item


@dataclass(frozen=True)
class Entry:
    """One node or leaf, resolved for a period.

    Attributes:
        index: its place in the file's order, which names its columns.
        level: when it is computed: after everything it is made from or refers to.
        points: full marks (0 where only shown).
        weight: what it weighs among its siblings; its points where those add up.
        part: how much of its parent's full marks that is, with all siblings in.
        floor, ceiling: the least and the most its mark may be; None where nothing limits it.
        places, step, way: marks are whole multiples of `step` × 10^-places, rounded that way.
        policies: what each state other than reported does.
        undefined: what 0/0 and x/0 give, and a formula whose earlier period or whose group says nothing.
        dimension: the index of the root's child it lies under.
        formulas: every formula and condition the item holds.
    """

    index: int
    item: Leaf | Node
    parent: int | None
    children: tuple[int, ...]
    depth: int
    level: int
    due: bool
    points: Fraction
    weight: Fraction
    part: Fraction
    floor: Fraction | None
    ceiling: Fraction | None
    places: int
    step: int
    way: Way
    policies: Mapping[State, Policy | Fill]
    undefined: Mapping[str, State | Fraction]
    lead: tuple[str, ...]
    units: tuple[str, ...]
    clause: str
    dimension: int | None
    scopes: tuple[str, ...]
    formulas: tuple[Formulated, ...]

    def texts(self, *uses: Use) -> list[str]:
        """Its formulas and conditions of some uses, in the order they stand in."""
        return [one.text for one in self.formulas if one.use in uses]

    @property
    def is_leaf(self) -> bool:
        """Whether it has evidence of its own."""
        return isinstance(self.item, Leaf)

    @property
    def counts(self) -> bool:
        """Whether its mark is part of its parent's sum and its points part of its parent's points."""
        return self.item.role == "scored"


def resolved(rubric: Rubric) -> tuple[Entry, ...]:
    """The entries of a rubric's tree in the file's order, as if all were due and none waited for another."""
    entries: list[Entry] = []
    _visit(rubric.tree, None, _Inherited(rubric.settings, (), (), "", None, (), shares(rubric.tree)), entries)
    children: list[list[int]] = [[] for _ in entries]
    for entry in entries:
        if entry.parent is not None:
            children[entry.parent].append(entry.index)
    return tuple(replace(entry, children=tuple(children[entry.index])) for entry in entries)


@dataclass(frozen=True)
class _Inherited:
    settings: Settings
    lead: tuple[str, ...]
    units: tuple[str, ...]
    clause: str
    dimension: int | None
    scopes: tuple[str, ...]
    worth: Mapping[str, Share]


def _visit(item: Leaf | Node, parent: int | None, above: _Inherited, entries: list[Entry]) -> None:
    index = len(entries)
    settings = above.settings.below(item.settings) if isinstance(item, Node) else above.settings
    depth = 0 if parent is None else entries[parent].depth + 1
    worth = above.worth[item.code]
    points = worth.points or Fraction(0)
    rounding = rounding_for(item.round if item.round is not None else settings.round, points)
    places, step = _unit(rounding.to)
    floor, ceiling = _limits(item, points)
    scopes = (*above.scopes, item.applies_to) if item.applies_to else above.scopes
    here = _Inherited(
        settings,
        item.lead or above.lead,
        item.units or above.units,
        item.clause or above.clause,
        index if depth == 1 else above.dimension,
        scopes,
        above.worth,
    )
    entries.append(
        Entry(
            index=index,
            item=item,
            parent=parent,
            children=(),
            depth=depth,
            level=0,
            due=True,
            points=points,
            weight=worth.weight,
            part=worth.part or Fraction(0),
            floor=floor,
            ceiling=ceiling,
            places=places,
            step=step,
            way=rounding.way,
            policies=_policies(item, settings),
            undefined=_undefined(settings),
            lead=here.lead,
            units=here.units,
            clause=here.clause,
            dimension=here.dimension,
            scopes=scopes if isinstance(item, Leaf) else (),
            formulas=tuple(of_item(item)),
        )
    )
    if isinstance(item, Node):
        for child in item.children:
            _visit(child, index, here, entries)


def _undefined(settings: Settings) -> dict[str, State | Fraction]:
    # Where one can come about the loader has asked for it.
    stated = {
        "zero_by_zero": settings.zero_by_zero,
        "by_zero": settings.by_zero,
        "no_history": settings.no_history,
        "no_group": None,
    }
    return {name: "not_assessed" if outcome is None else outcome for name, outcome in stated.items()}


def _limits(item: Item, points: Fraction) -> tuple[Fraction | None, Fraction | None]:
    """A node stays between zero and its full marks unless it says otherwise; a leaf where its scale leaves it."""
    usual = (Fraction(0), points) if isinstance(item, Node) else (None, None)
    floor = usual[0] if item.floor is None else None if item.floor == "none" else item.floor
    ceiling = usual[1] if item.ceiling is None else None if item.ceiling == "none" else item.ceiling
    return floor, ceiling


def _policies(item: Item, settings: Settings) -> dict[State, Policy | Fill]:
    # The loader has refused scored items without a policy; what is only shown is never summed, so any will do.
    return {
        "missing": item.missing or settings.missing or "rescale",
        "not_applicable": item.not_applicable or settings.not_applicable or "rescale",
        "not_assessed": item.not_assessed or settings.not_assessed or "rescale",
    }


@cache
def _unit(step: Fraction | None) -> tuple[int, int]:
    """Decimal places and whole step of a rounding step; the working unit of 10^-9 marks where none is declared."""
    if step is None:
        return 9, 1
    places = 0
    while (step * 10**places).denominator != 1:
        places += 1
    return places, int(step * 10**places)
