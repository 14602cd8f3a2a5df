"""What a formula or condition is once parsed: a small closed tree of frozen parts, nothing that runs as code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cached_property
from typing import Literal

Aspect = Literal["value", "score", "rate", "state", "rank", "grade", "label", "standing"]
Arithmetic = Literal["+", "-", "*", "/"]
Comparison = Literal["=", "!=", "<", "<=", ">", ">="]
Function = Literal["if", "min", "max", "sum", "mean", "abs", "count", "up", "down", "nearest"]
Statistic = Literal[
    "min", "max", "mean", "sum", "count", "share", "median", "rank", "sd_population", "sd_sample", "percentile"
]
Past = Literal["every", "ever", "mean_before", "max_before", "min_before", "sum_before"]
Inside = Literal["mean_within", "sum_within", "min_within", "max_within", "last_within"]
PeriodKind = Literal["quarter", "half", "year", "stage"]


CHILDREN = "children"
"""The group of those whose parent, on the roster, a jurisdiction is."""


@dataclass(frozen=True)
class Expression:
    """Base of every part."""

    @cached_property
    def inside(self) -> tuple[Expression, ...]:
        """The parts directly in it. A formula is parsed once and walked for every period and purpose."""
        values = [getattr(self, field.name) for field in fields(self)]
        parts = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
        return tuple(part for part in parts if isinstance(part, Expression))

    def walk(self) -> Iterator[Expression]:
        """It and every part below."""
        yield self
        for part in self.inside:
            yield from part.walk()

    def now(self) -> Iterator[Expression]:
        """It and the parts that are read in this run: none that is of other periods or other jurisdictions alone."""
        if isinstance(self, Earlier | Within) or (isinstance(self, History) and not self.holds_now):
            return
        if isinstance(self, Among) and self.group == CHILDREN:
            # The marks of those below are of the pass before.
            return
        yield self
        for part in self.inside:
            yield from part.now()

    def own(self) -> Iterator[Expression]:
        """Of those, the parts that are read of the jurisdiction itself: not what is asked of everyone in its group."""
        if isinstance(self, Earlier | Within | Among) or (isinstance(self, History) and not self.holds_now):
            return
        yield self
        for part in self.inside:
            yield from part.own()

    def needs(self) -> Iterator[str]:
        """The codes whose marks must stand before this can be worked out: of this rubric, and this period."""
        yield from (part.code for part in self.now() if isinstance(part, Reference) and not part.other)


@dataclass(frozen=True)
class Constant(Expression):
    """A number; `95%` is 19/20."""

    value: Fraction


@dataclass(frozen=True)
class Literally(Expression):
    """A quoted text, to compare a roster column with."""

    text: str


@dataclass(frozen=True)
class Name(Expression):
    """A metric, a roster column (level, group, parent, an attribute), or `value` in what a scale is to reach."""

    name: str


@dataclass(frozen=True)
class Reference(Expression):
    """`[code]` or `[code:rate]`: what a node or leaf came to. `score` where no aspect is written.

    `[code:rate@other]` is that of another rubric, by its name under `uses`.
    """

    code: str
    aspect: Aspect
    other: str = ""


@dataclass(frozen=True)
class Operation(Expression):
    """Exact arithmetic on two numbers."""

    operator: Arithmetic
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Negative(Expression):
    """Minus a number."""

    of: Expression


@dataclass(frozen=True)
class Compare(Expression):
    """A comparison of two numbers or two texts; unknown where either is unknown."""

    operator: Comparison
    left: Expression
    right: Expression


@dataclass(frozen=True)
class OneOf(Expression):
    """`level in ['旗县区', '苏木镇']`."""

    what: Expression
    choices: tuple[Literally, ...]


@dataclass(frozen=True)
class All(Expression):
    """`and`: false where any part is false, else unknown where any is unknown."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Any(Expression):
    """`or`: true where any part is true, else unknown where any is unknown."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Not(Expression):
    """`not`: unknown where the part is unknown."""

    part: Expression


@dataclass(frozen=True)
class Call(Expression):
    """A function of its arguments: `min`, `max`, `sum`, `mean`, `abs` of numbers; `count` of the conditions that hold.

    `if(condition, a, b)` is a where the condition is true, b where it is false. `up`, `down`, `nearest` make a whole
    number, or a multiple of the constant step that stands second.
    """

    function: Function
    arguments: tuple[Expression, ...]


@dataclass(frozen=True)
class Among(Expression):
    """A statistic over the jurisdictions of a group: `mean([total] among level)`, `percentile(x, 75% among all)`.

    `group` is `all` or a roster column; whoever counts is said by the population's `statistics`. `argument` is the
    share of a percentile, else None.
    """

    function: Statistic
    of: Expression
    group: str
    argument: Fraction | None = None


@dataclass(frozen=True)
class Earlier(Expression):
    """A number or condition in an earlier period: `previous(x, 2)` two of its kind back, `year_before(x)`."""

    of: Expression
    back: int
    by: Literal["period", "year"]


@dataclass(frozen=True)
class History(Expression):
    """Over periods of one kind: `every(condition, 3)` and `ever(condition, 3)` over this one and the two before it.

    `mean_before(x, 2)`, `max_before(x)` are over the ones before it only, all there are where `periods` is None.
    """

    function: Past
    of: Expression
    periods: int | None

    @property
    def holds_now(self) -> bool:
        """Whether the period itself is among those it looks at."""
        return self.function in ("every", "ever")


@dataclass(frozen=True)
class Within(Expression):
    """Over the shorter periods of a kind inside this one: `mean_within(x, quarter)`, `last_within(x, quarter)`.

    Each of them is a run of its own: what it says of a node is the mark the node was given then.
    """

    function: Inside
    of: Expression
    kind: PeriodKind
