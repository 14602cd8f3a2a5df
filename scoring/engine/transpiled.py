"""Steps as Spark runs them: the same SQL, transpiled, with the integers it has no type for as decimals of 38 digits.

Spark has no 128-bit integer, but exact decimals of 38 digits, which hold whatever the compiler lets through. Four
things it does with them are not exact, and are written differently here:

- `DIV` of decimals is exact, but gives 63 bits and wraps silently past them. It is used where the quotient is cast to
  as many at once, as the compiler does wherever it has proved that they hold it; one cast to more is made as
  `_quotient` says, and one not cast is of numbers of 63 bits themselves.
- A quotient of decimals is a decimal of six places at least, which leaves it 32 digits before the point.
- `-x` and `abs(x)` keep only the first 34 digits; `0 - x` keeps all.
- The product of a decimal and a tenth of one loses places where its digits would be more than 38. A quotient by a power
  of ten does not.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeVar

import sqlglot
from sqlglot import exp

_WIDE = "DECIMAL(38, 0)"
_FEW = 10**6
"""What is divided by this or more has 32 digits at most."""
_PART = 10**18
_BOTH = "divided"
_DEPTH = 100_000
_STACK = 512 * 2**20
_KEPT = 2_000

_FUNCTIONS = frozenset(
    {
        *(exp.And, exp.Case, exp.Cast, exp.Coalesce, exp.If, exp.Nullif, exp.Or),
        *(exp.Abs, exp.Exp, exp.Floor, exp.Greatest, exp.Least, exp.Ln, exp.Sqrt),
        *(exp.Count, exp.Max, exp.Min, exp.Rank, exp.RowNumber, exp.Sum),
        *(exp.Chr, exp.ConcatWs, exp.Pad, exp.Trim),
    }
)
"""What is called by its name, or cast, and known to come out the same on both engines: by trial, see tests/spark."""
_KIND = exp.DataType.Type
_KINDS = frozenset(
    {
        *(_KIND.INT128, _KIND.BIGINT, _KIND.INT, _KIND.SMALLINT, _KIND.BOOLEAN),
        *(_KIND.DOUBLE, _KIND.DECIMAL, _KIND.DATE, _KIND.TEXT, _KIND.VARCHAR),
    }
)

T = TypeVar("T")


class Foreign(NamedTuple):
    """Something in a statement that is not known to come out the same on Spark, and the column it is part of."""

    what: str
    column: str


def spark_sql(sql: str) -> str:
    """A statement in DuckDB's SQL as Spark reads it.

    >>> print(spark_sql("SELECT CAST(a // b AS BIGINT) AS c, sum(d) AS s FROM t"))
    SELECT CAST(a DIV b AS BIGINT) AS c, SUM(CAST(d AS DECIMAL(38, 0))) AS s FROM t
    """
    return _read(sql)[0]


def foreign(sql: str) -> tuple[Foreign, ...]:
    """What of a statement Spark cannot be trusted with.

    >>> foreign("SELECT a, list_median(b) AS m FROM t")
    (Foreign(what='LIST_MEDIAN', column='m'),)
    """
    return _read(sql)[1]


@lru_cache(maxsize=_KEPT)
def _read(sql: str) -> tuple[str, tuple[Foreign, ...]]:
    def both() -> tuple[str, tuple[Foreign, ...]]:
        tree = sqlglot.parse_one(sql, read="duckdb")
        unknown = tuple(dict.fromkeys(_foreign(tree)))
        return _transpiled(tree), unknown

    return _deep(both)


def _foreign(tree: exp.Expr) -> Iterator[Foreign]:
    for each in tree.walk():
        kind, function = isinstance(each, exp.DataType), isinstance(each, exp.Func)
        if (kind and each.this not in _KINDS) or (function and type(each) not in _FUNCTIONS):
            named = each.find_ancestor(exp.Alias)
            yield Foreign(each.sql(dialect="duckdb").partition("(")[0].upper(), named.alias if named else "")


def _transpiled(tree: exp.Expr) -> str:
    # From the innermost outwards: what is replaced is copied into what replaces it.
    for each in reversed(list(tree.walk())):
        if isinstance(each, exp.IntDiv):
            each.replace(_divided(each))
        elif isinstance(each, exp.Mul) and (places := _tenths(each.expression)):
            each.replace(_pointed(each.this, places))
        elif isinstance(each, exp.Neg) and not isinstance(each.this, exp.Literal):
            each.replace(_mirrored(each.this))
        elif isinstance(each, exp.Abs) and not _is_double(each.this):
            each.replace(exp.Greatest(this=each.this.copy(), expressions=[_mirrored(each.this)]))
        elif isinstance(each, exp.Least | exp.Greatest) and not each.expressions:
            each.replace(each.this.copy())
        elif isinstance(each, exp.Sum):
            each.set("this", exp.cast(each.this.copy(), _WIDE))
    for kind in list(tree.find_all(exp.DataType)):
        if kind.this == _KIND.INT128:
            kind.replace(exp.DataType.build(_WIDE))
    return str(tree.sql(dialect="spark"))


def _divided(division: exp.IntDiv) -> exp.Expression:
    node: exp.Expression = division
    while isinstance(node.parent, exp.Paren | exp.Neg | exp.Case | exp.If):
        node = node.parent
    kind = node.parent.to.this if isinstance(node.parent, exp.Cast) else None
    top, bottom = division.this, division.expression
    if kind == _KIND.INT128:
        return _quotient(top, bottom)
    if kind in (_KIND.BIGINT, _KIND.INT):
        return exp.IntDiv(this=top.copy(), expression=bottom.copy())
    # Should it be longer after all, the cast fails and nothing wraps.
    return exp.IntDiv(this=exp.cast(top.copy(), "BIGINT"), expression=exp.cast(bottom.copy(), "BIGINT"))


def _quotient(top: exp.Expression, bottom: exp.Expression) -> exp.Expression:
    """A quotient of up to 38 digits, rounded towards zero: the remainder is taken off first, so that it comes out even.

    Divided by less than 10^6 it may have more digits than Spark gives a quotient. Then it is made of two parts: that by
    10^18 times as much, of 20 digits at most, and what is left over, of 18.
    """
    wide = [exp.cast(part.copy(), _WIDE) for part in (top, bottom)]
    one, other = (exp.column(name, table=_BOTH) for name in ("top", "bottom"))
    by = exp.paren(exp.Mul(this=other.copy(), expression=_number(_PART)))
    rest = exp.paren(exp.Mod(this=one.copy(), expression=by.copy()))
    low = exp.IntDiv(this=rest, expression=other.copy())
    parts = exp.Add(this=exp.Mul(this=_even(one, by), expression=_number(_PART)), expression=exp.paren(low))
    few = exp.Between(this=other.copy(), low=exp.Literal.number(1 - _FEW), high=exp.Literal.number(_FEW - 1))
    whole = exp.cast(exp.Case(ifs=[exp.If(this=few, true=parts)], default=_even(one, other)), _WIDE)
    # Spark has no other way to give a value a name within an expression; written out they would grow with every one
    # that stands within another.
    named = exp.Struct(expressions=[exp.alias_(part, name) for part, name in zip(wide, ("top", "bottom"), strict=True)])
    of = exp.Lambda(this=whole, expressions=[exp.to_identifier(_BOTH)])
    each = exp.Anonymous(this="TRANSFORM", expressions=[exp.array(named), of])
    return exp.Anonymous(this="ELEMENT_AT", expressions=[each, exp.Literal.number(1)])


def _even(top: exp.Expression, bottom: exp.Expression) -> exp.Expression:
    """`(top - top % bottom) / bottom`."""
    rest = exp.Mod(this=top.copy(), expression=bottom.copy())
    whole = exp.paren(exp.Sub(this=top.copy(), expression=exp.paren(rest)))
    return exp.paren(exp.cast(exp.Div(this=whole, expression=bottom.copy(), typed=False, safe=False), _WIDE))


def _mirrored(number: exp.Expression) -> exp.Expression:
    return exp.paren(exp.Sub(this=exp.Literal.number(0), expression=exp.paren(number.copy())))


def _is_double(number: exp.Expression) -> bool:
    return isinstance(number, exp.Cast) and number.to.this == _KIND.DOUBLE


def _tenths(factor: exp.Expression) -> int:
    """How many places a cast literal such as '0.001' shifts the point; none where it is nothing of the kind."""
    if not (isinstance(factor, exp.Cast) and factor.to.this == _KIND.DECIMAL):
        return 0
    literal = factor.this
    if not (isinstance(literal, exp.Literal) and literal.is_string):
        return 0
    places = len(literal.this) - 2
    return places if places > 0 and literal.this == f"0.{'1':0>{places}}" else 0


def _pointed(number: exp.Expression, places: int) -> exp.Expression:
    """A whole number with its point shifted, as a decimal of 38 digits."""
    over = exp.Div(this=exp.paren(number.copy()), expression=_number(10**places), typed=False, safe=False)
    return exp.cast(over, f"DECIMAL(38, {places})")


def _number(number: int) -> exp.Expression:
    return exp.cast(exp.Literal.number(number), f"DECIMAL({len(str(number))}, 0)")


def _deep(work: Callable[[], T]) -> T:
    """Run where deep recursion has room: formulas nest as deep as the tree they are compiled from."""
    found: list[T] = []
    failed: list[BaseException] = []

    def inside() -> None:
        try:
            found.append(work())
        except BaseException as error:  # noqa: BLE001 - raised again where it was asked for
            failed.append(error)

    limit, size = sys.getrecursionlimit(), threading.stack_size(_STACK)
    sys.setrecursionlimit(_DEPTH)
    try:
        thread = threading.Thread(target=inside)
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(limit)
        threading.stack_size(size)
    if failed:
        raise failed[0]
    return found[0]
