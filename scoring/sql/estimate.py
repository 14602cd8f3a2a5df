"""An inexact expression in double, and a bound of the error: layers of SQL columns, each reading those before it.

The bound rests on these; u = 2^-53 is what one correctly rounded operation is off by at most, relative to its result:

- + − × ÷ of doubles follow IEEE 754: off by u. Constants are written so that they are read to the nearest: off by u.
- A whole number made a double is off by 2u. (DuckDB misrounds HUGEINT past 100 bits; measured, by less than that.)
- `ln` and `exp` are within 4 units in the last place: off by 8u. (glibc, musl and Java's libraries stay below 1 unit.)

What is of the size of u² is left out; the margin by which the bound is multiplied is there for it, and for libraries
worse than any we know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.sql.exact import Int, Ratio, quote
from scoring.sql.inexact import Exponential, Harmonic, Inexact, Logarithm, Power
from scoring.sql.magnitude import inside_double, sizes
from scoring.sql.real import Logs

_U = 2.0**-53


@dataclass(frozen=True)
class Estimate:
    """An expression ready to be estimated.

    Attributes:
        of: the expression, its fractions read from columns.
        layers: columns with their SQL; those of the first hold the integers of the fractions, in order.
        state: a column: 0 where the product is zero, 1 where it is anything else, NULL where the value is unknown.
        value: a column: the estimate in units, where the state is 1.
        error: a column: how far it is off at most, where `sure`.
        sure: an SQL condition.
    """

    of: Inexact
    layers: tuple[dict[str, str], ...]
    state: str
    value: str
    error: str
    sure: str


def estimate(name: str, of: Inexact, unit: Fraction, margin: float) -> Estimate:
    """Make an expression ready.

    Args:
        name: what the columns' names begin with.
        of: the expression.
        unit: what its value is counted in.
        margin: how many times the proved error is taken.

    Raises:
        Overflow: a fraction in it could leave a double's range.
    """
    for ratio in of.ratios:
        inside_double(sizes(ratio, both=True))
    integers = {part: f"{name} of{place}" for place, part in enumerate(varying(of))}
    of = of.over([_read(ratio, integers) for ratio in of.ratios])
    names = [quote(f"{name} {part}") for part in ("log", "blur", "size", "value", "error")]
    state, (log, blur, _, value, error) = quote(f"{name} state"), names
    terms = {quote(f"{name} term{place}"): term for place, term in enumerate(_terms(of))}
    layers = (
        {quote(column): part.stored() for part, column in integers.items()},
        {state: _state(of)},
        {column: f"CASE WHEN {state} = 1 THEN {term} END" for column, term in terms.items()},
        {log: " + ".join(terms) or "0e0", blur: _blur(of, list(terms))},
        *_estimated(of, unit, margin, names),
    )
    unquoted = tuple({column[1:-1]: sql for column, sql in layer.items()} for layer in layers)
    return Estimate(of, unquoted, state, value, error, f"{blur} < 1e-3")


def _blur(of: Inexact, terms: Sequence[str]) -> str:
    """How far the sum of the terms is off.

    Of a term q · ln(top ÷ bottom · times) the logarithm's argument is off by (2 + 2 + 1 + 1 + 1)u: that alters the term
    by |q| · 7u; ln is off by 8u, q by 7u at most, their product by u: by |term| · 16u. Each addition is off by u of the
    sizes of all terms together. The only term of an exponential is its argument, off by 7u.
    """
    if isinstance(of, Harmonic):
        # All terms are positive, each off by 13u of itself, their sum by u for each addition; what it divides by 4u.
        return _number((20 + len(terms)) * _U)
    weight = " + ".join(_weights(of)) or "0e0"
    size = " + ".join(f"abs({term})" for term in terms) or "0e0"
    return f"({weight}) * {_number(8 * _U)} + ({size}) * {_number((17 + len(terms)) * _U)}"


def _estimated(of: Inexact, unit: Fraction, margin: float, names: Sequence[str]) -> Iterator[dict[str, str]]:
    """Plus and times around the logarithm, or around the power of e.

    e^(x ± blur) is e^x · (1 ± 1.01 · blur) while blur is small; exp is off by 8u more, and times · exp by 2u. Plus is
    off by u, times · log by 2u, the sum by u; and so are |value| ± error + 1/2 when the value is rounded.
    """
    log, blur, size, value, error = names
    plus, times = _constants(of, unit)
    if isinstance(of, Logarithm):
        yield {size: f"{_number(abs(times))} * abs({log})"}
        change, lead = f"{_number(times)} * {log}", f"{_number(abs(times))} * {blur}"
    elif isinstance(of, Harmonic):
        weights = " + ".join(_double(weight) for _, weight in of.parts)
        yield {size: f"{_number(abs(times))} * ({weights}) / {log}"}
        change, lead = size if times >= 0 else f"(-{size})", f"{size} * {blur}"
    else:
        yield {size: f"{_number(abs(times))} * exp({log})"}
        change = f"{_sign(of)}{size if times >= 0 else f'(-{size})'}"
        lead = f"{size} * (1.01e0 * {blur} + {_number(10 * _U)})"
    rest = f"({_number(abs(plus))} + {size} + 1e0) * {_number(8 * _U)}"
    yield {value: f"{_number(plus)} + {change}", error: f"{_number(margin)} * ({lead} + {rest})"}


def varying(of: Inexact) -> list[Int]:
    """The different integers in it that are not constant."""
    parts = [part for ratio in of.ratios for part in (ratio.top, ratio.bottom) if part.constant is None]
    return list(dict.fromkeys(parts))


def _read(ratio: Ratio, integers: dict[Int, str]) -> Ratio:
    def column(part: Int) -> Int:
        return Int.column(integers[part], part.low, part.high, nullable=part.nullable) if part in integers else part

    return Ratio(column(ratio.top), column(ratio.bottom), ratio.times)


def _state(of: Inexact) -> str:
    zero = of.zero if isinstance(of, Power | Harmonic) else "FALSE"
    return f"CASE WHEN {of.known} THEN CASE WHEN {zero} THEN 0 ELSE 1 END END"


def _terms(of: Inexact) -> Iterable[str]:
    if isinstance(of, Harmonic):
        for base, weight in of.parts:
            yield f"CASE WHEN {weight.top.sql} = 0 THEN 0e0 ELSE {_double(weight)} / {_double(base)} END"
    elif isinstance(of, Exponential):
        yield _double(of.argument)
    elif isinstance(of, Logarithm):
        yield f"ln({_double(of.argument)})"
    else:
        for base, exponent in of.factors:
            if isinstance(exponent, Ratio):
                term = f"{_double(exponent)} * ln({_double(base, magnitude=True)})"
                yield f"CASE WHEN {exponent.top.sql} = 0 THEN 0e0 ELSE {term} END"
            elif exponent:
                yield f"{_number(exponent)} * ln({_double(base, magnitude=True)})"


def _weights(of: Inexact) -> Iterable[str]:
    """The sizes of what logarithms are multiplied by."""
    if isinstance(of, Logarithm):
        yield "1e0"
    elif isinstance(of, Power):
        for _, exponent in of.factors:
            yield _double(exponent, magnitude=True) if isinstance(exponent, Ratio) else _number(abs(exponent))


def _sign(of: Inexact) -> str:
    """The sign of a product of powers, as a factor to write before it."""
    odd = [
        base.top
        for base, exponent in (of.factors if isinstance(of, Power) else ())
        if base.top.low < 0 and isinstance(exponent, Fraction) and exponent.numerator % 2
    ]
    return "".join(f"(CASE WHEN {top.sql} < 0 THEN -1e0 ELSE 1e0 END) * " for top in odd)


def _constants(of: Inexact, unit: Fraction) -> tuple[Fraction, Fraction]:
    """Plus and times in units; of a logarithm to a base, times over the base's natural logarithm."""
    times = of.times
    if isinstance(of, Logarithm) and of.base:
        times /= Fraction(Logs(((Fraction(1), Fraction(of.base)),)).computed(50)[0])
    return of.plus / unit, times / unit


def _double(ratio: Ratio, *, magnitude: bool = False) -> str:
    """A fraction, or its size, in double; its state has been looked at, so that nothing is divided by zero."""
    top = f"CAST({ratio.top.sql} AS DOUBLE)"
    top = f"abs({top})" if magnitude and ratio.top.low < 0 else top
    return f"({top} / CAST({ratio.bottom.sql} AS DOUBLE) * {_number(ratio.times)})"


def _number(number: Fraction | float) -> str:
    """A literal that SQL reads as a double: 17 digits are enough to read back the same one."""
    return f"{float(number):.16e}" if number >= 0 else f"({float(number):.16e})"
