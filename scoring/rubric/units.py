"""Units of what formulas add and compare: like with like, and what may be made alike by a number.

A unit is a product of powers of base units and a size: 万元 is 元 of size 10000, 人/平方公里 has two bases. Like over
like has none. A bare number fits any unit. A number that multiplies or divides may convert, so that `万元 * 10000` fits
元; it never makes people of money.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from scoring.rubric.expression import (
    Among,
    Call,
    Compare,
    Constant,
    Earlier,
    Expression,
    History,
    Name,
    Negative,
    Operation,
    Reference,
    Within,
)
from scoring.rubric.kinds import FormulaError
from scoring.rubric.prose import source
from scoring.rubric.values import write_number
from scoring.words import Text

_MYRIADS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SAID = {Fraction(10**n): sign for n, sign in enumerate(("", "十", "百", "千", "万", "十万", "百万", "千万", "亿"))}
_PREFIX = re.compile(r"([十百千]?[万亿]|[十百千])(?=.)")
_MEASURES: dict[str, tuple[str, Fraction]] = {
    **{
        word: ("米", Fraction(size))
        for word, size in (("米", 1), ("m", 1), ("公里", 1000), ("千米", 1000), ("km", 1000))
    },
    **{word: ("米", Fraction(1, size)) for word, size in (("厘米", 100), ("cm", 100), ("毫米", 1000), ("mm", 1000))},
    **{
        word: ("克", Fraction(size))
        for word, size in (("克", 1), ("g", 1), ("千克", 1000), ("公斤", 1000), ("kg", 1000))
    },
    **{word: ("克", Fraction(size)) for word, size in (("斤", 500), ("吨", 10**6), ("t", 10**6))},
    **{word: ("平方米", Fraction(size)) for word, size in (("平方米", 1), ("公顷", 10**4), ("平方公里", 10**6))},
    **{word: ("平方米", Fraction(size)) for word, size in (("m2", 1), ("ha", 10**4), ("km2", 10**6))},
    "亩": ("平方米", Fraction(2000, 3)),
    **{word: ("小时", Fraction(size)) for word, size in (("小时", 1), ("h", 1), ("天", 24), ("日", 24), ("day", 24))},
    **{word: ("小时", Fraction(1, 60)) for word in ("分钟", "min")},
    **{word: ("分", Fraction(1)) for word in ("分", "mark", "marks", "point", "points")},
}
_NONE = ("%", "", "倍", "ratio", "share", "times")


@dataclass(frozen=True)
class Unit:
    """Powers of base units, by name; `size` is how many of them one of this is, None where a number may convert it."""

    powers: tuple[tuple[str, int], ...] = ()
    size: Fraction | None = Fraction(1)

    def __mul__(self, other: Unit) -> Unit:
        powers = dict(self.powers)
        for base, power in other.powers:
            powers[base] = powers.get(base, 0) + power
        size = None if self.size is None or other.size is None else self.size * other.size
        return Unit(tuple(sorted((base, power) for base, power in powers.items() if power)), size)

    def inverse(self) -> Unit:
        """One over it."""
        size = None if self.size is None else 1 / self.size
        return Unit(tuple((base, -power) for base, power in self.powers), size)

    def fits(self, other: Unit) -> bool:
        """Whether the two may be added and compared."""
        return self.powers == other.powers and (self.size == other.size or None in (self.size, other.size))


SHARE = Unit()
"""What has no unit: a share, a ratio of like to like, a count of conditions."""

MARK = Unit((("分", 1),))
PLACE = Unit((("名次", 1),))


@dataclass(frozen=True)
class Units:
    """What names and references of a formula are measured in; None is a number that fits any unit."""

    name: Callable[[str], Unit | None]
    value: Callable[[str], Unit | None]
    """Of the value of the leaf with that code."""


@cache
def read(written: str, alike: tuple[tuple[str, ...], ...] = ()) -> Unit:
    """The unit a metric declares; those that a rubric declares alike are one.

    >>> read("万元"), read("人/平方公里").powers, read("%") == SHARE
    (Unit(powers=(('元', 1),), size=Fraction(10000, 1)), (('人', 1), ('平方米', -1)), True)
    """
    first, *rest = written.strip().replace("²", "2").split("/")
    unit = _single(first)
    for part in rest:
        unit *= _single(part).inverse()
    first_of = {_single(word).powers: _single(words[0]).powers for words in alike for word in words}
    powers: tuple[tuple[str, int], ...] = ()
    for base, power in unit.powers:
        powers += tuple((name, power) for name, _ in first_of.get(((base, 1),), ((base, 1),)))
    return Unit(powers) * Unit((), unit.size)


def _single(written: str) -> Unit:
    word = written.strip()
    if word in _NONE:
        return SHARE
    if word in _MEASURES:
        base, size = _MEASURES[word]
        return Unit(((base, 1),), size)
    prefix = _PREFIX.match(word)
    if prefix:
        size = Fraction(1)
        for sign in prefix.group():
            size *= _MYRIADS[sign]
        inner = _single(word[prefix.end() :])
        return Unit(inner.powers, size * (inner.size or 1))
    return Unit(((word, 1),))


def unit_of(expression: Expression, units: Units) -> Unit | None:
    """The unit a number comes out in; None where it fits any. Every part of a condition is looked through too.

    Raises:
        FormulaError: two unlike units are added, compared or chosen between.
    """
    match expression:
        case Constant():
            return None
        case Name(name):
            return units.name(name)
        case Reference():
            return _of_reference(expression, units)
        case Negative(of) | Earlier(of) | History(_, of) | Within(_, of):
            return unit_of(of, units)
        case Operation("*" | "/", left, right):
            return _product(expression, unit_of(left, units), unit_of(right, units))
        case Operation(_, left, right) | Compare(_, left, right):
            return _same((left, right), units)
        case Among():
            return _of_statistic(expression, units)
        case Call():
            return _of_call(expression, units)
        case _:
            for part in expression.inside:
                unit_of(part, units)
            return None


def reached(target: Expression, unit: Unit | None, value: Unit | None) -> None:
    """What a value is to reach is in the unit of the value.

    Raises:
        FormulaError: it is not.
    """
    if unit is not None and value is not None and not unit.fits(value):
        expected = Text("与取值相同的单位：{unit}", "the unit of the value: {unit}").with_(unit=say(value))
        hint = Text("核对目标的算式", "check the formula of the target")
        raise FormulaError(f"{source(target)} ({say(unit)})", expected, hint, code="unlike_units")


def say(unit: Unit) -> str:
    """A unit in short.

    >>> say(read("万元")), say(read("人/平方公里")), say(SHARE)
    ('万元', '人/百万平方米', '%')
    """
    over = "·".join(base + ("" if power == 1 else str(power)) for base, power in unit.powers if power > 0)
    under = "·".join(base + ("" if power == -1 else str(-power)) for base, power in unit.powers if power < 0)
    size = unit.size or Fraction(1)
    if size < 1 and under:
        return f"{over or 1}/{_SAID.get(1 / size, write_number(1 / size))}{under}"
    sized = _SAID.get(size, write_number(size)) + over
    return f"{sized or 1}/{under}" if under else sized or "%"


def _of_reference(reference: Reference, units: Units) -> Unit | None:
    if reference.aspect == "value":
        return None if reference.other else units.value(reference.code)
    return {"score": MARK, "rate": SHARE, "rank": PLACE}.get(reference.aspect)


def _product(operation: Operation, left: Unit | None, right: Unit | None) -> Unit | None:
    factor = Unit((), None)
    left = factor if _is_bare(operation.left) else left
    right = factor if _is_bare(operation.right) else right
    if left is None or right is None or left == right == factor:
        return None
    return left * (right if operation.operator == "*" else right.inverse())


def _is_bare(part: Expression) -> bool:
    return not any(isinstance(inner, Name | Reference) for inner in part.walk())


def _of_statistic(call: Among, units: Units) -> Unit | None:
    inner = unit_of(call.of, units)
    if call.function == "rank":
        return PLACE
    return SHARE if call.function in ("count", "share") else inner


def _of_call(call: Call, units: Units) -> Unit | None:
    if call.function == "count":
        for condition in call.arguments:
            unit_of(condition, units)
        return SHARE
    if call.function == "if":
        unit_of(call.arguments[0], units)
        return _same(call.arguments[1:], units)
    return _same(call.arguments, units)


def _same(parts: tuple[Expression, ...], units: Units) -> Unit | None:
    known: list[tuple[Expression, Unit]] = []
    for part in parts:
        unit = unit_of(part, units)
        if unit is None:
            continue
        for other, before in known:
            if not unit.fits(before):
                raise _unlike(other, before, part, unit)
        known.append((part, unit))
    sized = [unit for _, unit in known if unit.size is not None]
    return next(iter(sized), known[0][1] if known else None)


def _unlike(first: Expression, one: Unit, second: Expression, other: Unit) -> FormulaError:
    found = f"{source(first)} ({say(one)}), {source(second)} ({say(other)})"
    expected = Text("单位相同的数：{unit}", "numbers of one unit: {unit}").with_(unit=say(one))
    if one.powers == other.powers and one.size and other.size:
        larger, times = (second, other.size / one.size) if other.size > one.size else (first, one.size / other.size)
        hint = Text("先换算，如 {part} * {times}", "convert it first, as in {part} * {times}").with_(
            part=source(larger), times=write_number(times)
        )
    else:
        hint = Text(
            "改用比值，或在 units_alike 中写明哪些单位可以相加",
            "use a ratio, or say under units_alike which may be added",
        )
    return FormulaError(found, expected, hint, code="unlike_units")
