"""How a leaf's value is shown: as a percentage or a number, with how many decimals, in which unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.evidence.formula import Parse
from scoring.evidence.gather import evidence_of
from scoring.rubric.declarations import Metric
from scoring.rubric.expression import Call, Constant, Expression, Name, Negative, Operation
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.outline import Entry
from scoring.rubric.values import Percent, write_as_read
from scoring.sql.exact import half_up

PERCENT = "%"
LEAST, MOST = 2, 4
"""A percentage shows two decimals, and up to four where it has them: 94.996 % must not read as 95 %."""


@dataclass(frozen=True)
class Shown:
    """A way to show a value.

    Attributes:
        percent: whether 0.95 is shown as 95 %.
        least, most: decimals always shown, and shown where they are not zero.
        unit: what is counted; empty for a plain ratio.
    """

    percent: bool
    least: int
    most: int
    unit: str = ""

    @property
    def number_format(self) -> str:
        """The spreadsheet's number format.

        >>> Shown(True, 2, 4).number_format
        '0.00##%'
        """
        digits = "0" * self.least + "#" * (self.most - self.least)
        return "0" + (f".{digits}" if digits else "") + (PERCENT if self.percent else "")

    def say(self, value: Decimal | Fraction) -> str:
        """The value in words, rounded half-up to the decimals shown.

        >>> Shown(True, 2, 4).say(Fraction(19, 20)), Shown(False, 0, 0, "人").say(Fraction(3))
        ('95.00%', '3人')
        """
        places = self.most
        scaled = half_up(Fraction(value) * (100 if self.percent else 1) * 10**places)
        whole, rest = divmod(abs(scaled), 10**places)
        digits = str(rest).rjust(places, "0") if places else ""
        kept = digits[: self.least] + digits[self.least :].rstrip("0")
        sign = "-" if scaled < 0 else ""
        return f"{sign}{whole}" + (f".{kept}" if kept else "") + (PERCENT if self.percent else self.unit)

    def target(self, number: Fraction) -> str:
        """A target in words, without decimals it does not have.

        >>> Shown(True, 2, 4).target(Fraction(19, 20))
        '95%'
        """
        if isinstance(number, Percent):
            return write_as_read(number)
        return Shown(self.percent, 0, 9, self.unit).say(number)


def shown(entry: Entry, rubric: Rubric, parse: Parse) -> Shown:
    """How a leaf's value is shown: a share as a percentage, a count in its unit, any other ratio as a plain number."""
    item, evidence = entry.item, evidence_of(entry)
    formula = next(iter(evidence.formulas), None)
    found = Shown(percent=True, least=LEAST, most=MOST)
    if formula is not None:
        expression = parse(formula)
        found = _of_unit(_unit(expression, rubric.metrics), _decimals(expression, rubric.metrics))
    elif not evidence.gives_share:
        found = Shown(percent=False, least=0, most=evidence.decimals)
    if isinstance(item, Leaf) and item.change and item.change.has_no_unit:
        return Shown(percent=True, least=LEAST, most=MOST)
    return found


def _of_unit(unit: str | None, decimals: int) -> Shown:
    if unit == PERCENT:
        return Shown(percent=True, least=LEAST, most=MOST)
    if unit is None:
        divided = decimals == MOST
        return Shown(percent=False, least=LEAST if divided else decimals, most=decimals)
    return Shown(percent=False, least=decimals, most=decimals, unit=unit)


def _unit(part: Expression, metrics: Mapping[str, Metric]) -> str | None:
    """The unit an expression comes out in; `%` where like is divided by like, None where it has none to name."""
    match part:
        case Name(name):
            return metrics[name].unit if name in metrics else None
        case Negative(of):
            return _unit(of, metrics)
        case Operation("/", left, right):
            over, under = _unit(left, metrics), _unit(right, metrics)
            if isinstance(right, Constant):
                return over
            return PERCENT if over is not None and over == under else None
        case Operation("*", left, right):
            if isinstance(left, Constant) or isinstance(right, Constant):
                return _unit(right if isinstance(left, Constant) else left, metrics)
            return None
        case Operation(_, left, right):
            return _same([left, right], metrics)
        case Call("min" | "max" | "abs", arguments):
            return _same(list(arguments), metrics)
    return None


def _same(parts: list[Expression], metrics: Mapping[str, Metric]) -> str | None:
    units = {_unit(part, metrics) for part in parts if not isinstance(part, Constant)}
    return units.pop() if len(units) == 1 else None


def _decimals(expression: Expression, metrics: Mapping[str, Metric]) -> int:
    names = [part.name for part in expression.walk() if isinstance(part, Name) and part.name in metrics]
    divided = any(isinstance(part, Operation) and part.operator == "/" for part in expression.walk())
    return MOST if divided else max((metrics[name].decimals for name in names), default=0)
