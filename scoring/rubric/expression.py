"""What a formula or condition is once parsed: a small closed tree of frozen parts, nothing that runs as code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Literal

Aspect = Literal["score", "rate", "value", "state", "rank"]
Arithmetic = Literal["+", "-", "*", "/"]
Comparison = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True)
class Expression:
    """Base of every part; `walk` visits a part and all below it."""

    def walk(self) -> Iterator[Expression]:
        yield self
        for field in fields(self):
            value = getattr(self, field.name)
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, Expression):
                    yield from part.walk()


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
    """A metric, or a roster column (level, group, parent, an attribute)."""

    name: str


@dataclass(frozen=True)
class Reference(Expression):
    """`[code]` or `[code:rate]`: what a node or leaf came to. `score` where no aspect is written."""

    code: str
    aspect: Aspect


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
    """`min`, `max`, `abs` of numbers, or `count` of the conditions that are true."""

    function: Literal["min", "max", "abs", "count"]
    arguments: tuple[Expression, ...]


@dataclass(frozen=True)
class Among(Expression):
    """A statistic over the jurisdictions of a group: `mean([total] among level)`, `percentile(x, 75% among all)`.

    `group` is `all` or a roster column; whoever counts is said by the population's `statistics`. `argument` is the
    share of a percentile, else None.
    """

    function: str
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
    """Over periods of the same kind: `every(condition, 3)`, `ever(condition, 3)`: this one and those before it;
    `mean_before(x, 2)`, `max_before(x)`: the ones before it only, all there are where `periods` is None.
    """

    function: str
    of: Expression
    periods: int | None
