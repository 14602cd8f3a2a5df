"""What a derivation is made of. Formulas are text as workbooks store it, without the leading `=`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Named:
    """An item of the rubric: what it is called, where it stands, what it is worth."""

    code: str
    title: str
    clause: str
    points: Fraction


@dataclass(frozen=True)
class LeafStep:
    """A leaf that has marks, or is only shown.

    Attributes:
        item: the leaf.
        dimension: the code of the root's child it lies under; empty where it lies under none.
        given: the submitted numbers and records it rests on, a line each.
        value_formula: how the value is made of them; empty where it is one of them, or where nothing shows how.
        value: the value as the marks' formula has it: exact, `90.5%` or `(2/3)`.
        shown: the value as it is read, with its unit.
        formula: the marks, rounded and limited as they are; empty where they are not made of a value, or only shown.
        score: the marks; None where it is only shown.
        note: whatever else bore on it.
    """

    item: Named
    dimension: str
    given: Sequence[str]
    value_formula: str
    value: str
    shown: str
    formula: str
    score: Fraction | None
    note: str


@dataclass(frozen=True)
class Unscored:
    """A leaf without a value of its own: why, and what became of its points.

    Attributes:
        score: its marks all the same: zero where it counts as zero, what it was filled with; None where it dropped out.
        in_period: whether it is assessed in the period at all.
    """

    item: Named
    state: str
    reason: str
    treated: str
    score: Fraction | None
    in_period: bool


@dataclass(frozen=True)
class Part:
    """A child as a node counts it; `score` is None where it dropped out, `sign` empty but for bonuses and penalties."""

    code: str
    title: str
    score: Fraction | None
    points: Fraction
    sign: str


@dataclass(frozen=True)
class NodeStep:
    """A node that is due.

    Attributes:
        item: the node.
        depth: how far below the root it stands.
        way: how the children are combined, in words.
        parts: the children that count, bonuses and penalties last.
        shares_out: whether the points of what dropped out went to the others.
        formula: its marks: combined, adjusted, rounded, limited, and what gates left of them; empty where it has none.
        score: its marks.
        notes: gates that bit, quotas, coefficients, states.
    """

    item: Named
    depth: int
    way: str
    parts: Sequence[Part]
    shares_out: bool
    formula: str
    score: Fraction | None
    notes: Sequence[str]

    @property
    def lost_points(self) -> Fraction:
        """The points of the children that dropped out."""
        return sum((part.points for part in self.parts if part.score is None and not part.sign), Fraction(0))


@dataclass(frozen=True)
class Rival:
    """A place beside one's own in the ranking."""

    rank: int
    name: str
    score: Fraction


@dataclass(frozen=True)
class Placing:
    """The end of a derivation: total, grade and rank.

    Attributes:
        score: the score that is ranked; None where there is none.
        rank: the rank; None where there is none, for the reason in `note`.
        of: how many are ranked.
        equal: how many others share the rank.
        above, below: the nearest rank better and worse.
        group, group_rank, group_of: the group, the rank in it, and how many of it are ranked.
        further: ranks within other groupings: the grouping, the group, the rank.
        grade: the grade, empty where there is none; `grades` what each asks for.
        rates: the rates grades ask for: title and rate.
        told: gates, labels and standings, a sentence each.
    """

    score: Fraction | None
    rank: int | None
    of: int
    equal: int
    above: Rival | None
    below: Rival | None
    group: str
    group_rank: int | None
    group_of: int
    further: Sequence[tuple[str, str, int | None]]
    grade: str
    grades: Sequence[tuple[str, str]]
    rates: Sequence[tuple[str, Fraction]]
    note: str
    told: Sequence[str]


@dataclass(frozen=True)
class Derivation:
    """How one jurisdiction came to its total and its rank. `nodes` stand below before above, the root last."""

    jurisdiction: str
    name: str
    about: str
    period: str
    leaves: Sequence[LeafStep]
    shown: Sequence[LeafStep]
    unscored: Sequence[Unscored]
    nodes: Sequence[NodeStep]
    placing: Placing
