"""Methods as spreadsheet formulas, so that a mark can be recomputed where officials work: Excel, WPS, LibreOffice.

A formula here is text without its leading `=`, in English function names and with commas, as workbook files store it;
it gives the marks before rounding, as exactly as a spreadsheet's doubles can; `rounded` then makes the mark of it. Only
functions that all three programs have are used: no LET, no LAMBDA, no dynamic arrays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, Protocol

from scoring.rubric.expression import (
    All,
    Among,
    Any,
    Call,
    Compare,
    Constant,
    Earlier,
    Expression,
    History,
    Literally,
    Name,
    Negative,
    Not,
    OneOf,
    Operation,
    Reference,
    Within,
)
from scoring.rubric.values import Percent, write_number

Way = Literal["half_up", "up", "down"]

_ROUND: Mapping[str, str] = {"half_up": "ROUND", "up": "ROUNDUP", "down": "ROUNDDOWN"}
_SIGNS = {"!=": "<>"}


class Goal(Protocol):
    """A number to reach that need not be the same for everyone: a target by level, or a formula."""

    def spreadsheet(self, sheet: Sheet) -> str:
        """It as a formula."""


class Sheet(Protocol):
    """Where a leaf finds its numbers in a sheet. A cell is given as a reference (`B2`), or as a formula in brackets."""

    @property
    def value(self) -> str:
        """The cell of the value that is scaled: transformed where the leaf says so, a change where it has one."""

    @property
    def level(self) -> str:
        """The cell of the value itself where a change is scaled; else the same as `value`."""

    @property
    def points(self) -> str:
        """The cell of the full marks."""

    def of(self, goal: Fraction | Goal) -> str:
        """A number of the rubric: a literal, or the cell that shows this jurisdiction's target."""

    def name(self, name: str) -> str:
        """The cell of a metric or roster column, or of the number an evidence method calls so."""

    def reference(self, code: str, aspect: str, other: str = "") -> str:
        """The cell of what another node or leaf came to, here or in another rubric."""

    def among(self, function: str, group: str, argument: Fraction | None = None, of: Expression | None = None) -> str:
        """A statistic over a group, as a formula or as a cell that holds it.

        Args:
            function: as formulas write it: `min`, `mean`, `sd_population`, `percentile`, `rank`, …
            group: `all` or a roster column.
            argument: the share of a percentile.
            of: whose; the leaf's own value where not given.
        """

    def earlier(self, back: Earlier | History) -> str:
        """The cell of a number in an earlier period, or a formula over several."""

    def within(self, inside: Within) -> str:
        """A formula over the shorter periods inside this one."""


@dataclass(frozen=True)
class Parts:
    """What a node is combined from, as its row in a sheet shows it.

    Attributes:
        marks: the children's cells; one that dropped out is empty.
        weights: their points, or weights.
        full: the full marks of each: with points the same as `weights`.
        points: the node's full marks.
        all_in: whether every child is known to have marks, so that no formula need ask.
    """

    marks: Sequence[str]
    weights: Sequence[str]
    full: Sequence[str]
    points: str
    all_in: bool = False

    def if_in(self, formulas: Sequence[str], otherwise: str = "0") -> list[str]:
        """Each child's formula where the child has marks, else what stands for one that has none."""
        if self.all_in:
            return list(formulas)
        return [f"IF(ISNUMBER({mark}),{one},{otherwise})" for mark, one in zip(self.marks, formulas, strict=True)]


@dataclass(frozen=True)
class Cells:
    """A `Sheet` of given cells: every target a literal or spelled out, every group the same range of one column.

    Attributes:
        value, points, level: their cells; `level` is `value` where not given.
        names: cells of metrics, roster columns and an evidence method's numbers.
        groups: for each group, the range of the value over everyone in it: `B$2:B$6`.
    """

    value: str = ""
    points: str = ""
    level: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.level:
            object.__setattr__(self, "level", self.value)

    def of(self, goal: Fraction | Goal) -> str:
        return literal(goal) if isinstance(goal, Fraction) else goal.spreadsheet(self)

    def name(self, name: str) -> str:
        return self.value if name == "value" else self.names[name]

    def reference(self, code: str, aspect: str, other: str = "") -> str:
        return self.names[f"{code}:{aspect}@{other}" if other else f"{code}:{aspect}"]

    def among(self, function: str, group: str, argument: Fraction | None = None, of: Expression | None = None) -> str:
        if of is not None and of != Name("value"):
            raise KeyError(of)
        return statistic(function, self.groups[group], self.value, argument)

    def earlier(self, back: Earlier | History) -> str:
        raise KeyError(back)

    def within(self, inside: Within) -> str:
        raise KeyError(inside)


def literal(number: Fraction) -> str:
    """A number of the rubric as a spreadsheet writes it; a fraction without end as a division in brackets.

    >>> literal(Fraction(1, 3)), literal(Fraction("0.25")), literal(Percent("0.95")), literal(Percent("2/3"))
    ('(1/3)', '0.25', '95%', '(2/3)')
    """
    # A spreadsheet reads 200/3% as 200 by 3%: without end it is no percentage.
    if isinstance(number, Percent) and "/" not in (shown := write_number(number * 100)):
        return f"({shown}%)" if number < 0 else f"{shown}%"
    shown = write_number(number)
    return f"({shown})" if "/" in shown or number < 0 else shown


def clamped(formula: str, low: str, high: str) -> str:
    """A formula held between two others.

    >>> clamped("B2/95%", "0", "1")
    'MAX(0,MIN(1,B2/95%))'
    """
    return f"MAX({low},MIN({high},{formula}))"


def bare(formula: str) -> str:
    """A formula without brackets around the whole.

    >>> bare("((B2/B3)-5%)"), bare("(B2+1)*(B3+1)")
    ('(B2/B3)-5%', '(B2+1)*(B3+1)')
    """
    depth = 0
    for place, sign in enumerate(formula):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and place < len(formula) - 1:
            return formula
    return formula[1:-1] if formula.startswith("(") else formula


def cases(arms: Sequence[tuple[str, str]], otherwise: str) -> str:
    """The formula of the first condition that holds.

    >>> cases([("B2>=90", "10"), ("B2>=80", "8")], "0")
    'IF(B2>=90,10,IF(B2>=80,8,0))'
    """
    return "".join(f"IF({when},{then}," for when, then in arms) + otherwise + ")" * len(arms)


def rounded(formula: str, step: Fraction, way: Way = "half_up") -> str:
    """A formula rounded to whole multiples of a step; halves away from zero, `up` and `down` away from and to zero.

    What a spreadsheet computed in doubles is first rounded to ten decimals, so that 0.1 + 0.2 is not just above 0.3:
    a tie stays one, and nothing is rounded up for the last bit of a double.

    >>> rounded("B2*C2", Fraction("0.01"))
    'ROUND(ROUND(B2*C2,10),2)'
    >>> rounded("B2*C2", Fraction("0.5"), "up")
    'ROUNDUP(ROUND((B2*C2)/0.5,10),0)*0.5'
    """
    places = next((n for n in range(13) if step * 10**n == 1), None)
    function = _ROUND[way]
    if places is None:
        return f"{function}(ROUND(({formula})/{literal(step)},10),0)*{literal(step)}"
    if places >= 10:
        return f"{function}({formula},{places})"
    return f"{function}(ROUND({formula},10),{places})"


def weighted_mean(weights: Mapping[str, str]) -> str:
    """The mean of those cells that hold a number, by weight.

    >>> weighted_mean({"B2": "2", "C2": "1"})
    '(N(B2)*2+N(C2)*1)/(ISNUMBER(B2)*2+ISNUMBER(C2)*1)'
    """
    top = "+".join(f"N({cell})*{weight}" for cell, weight in weights.items())
    return f"({top})/({'+'.join(f'ISNUMBER({cell})*{weight}' for cell, weight in weights.items())})"


_STATISTICS = {
    "min": "MIN({range})",
    "max": "MAX({range})",
    "mean": "AVERAGE({range})",
    "sum": "SUM({range})",
    "count": "SUM({range})",
    "share": "AVERAGE({range})",
    "median": "MEDIAN({range})",
    "sd_population": "STDEVP({range})",
    "sd_sample": "STDEV({range})",
    "percentile": "PERCENTILE({range},{argument})",
    "rank": "RANK({value},{range})",
    # Two that only scales ask for: places counted from the least value, and how many values there are.
    "rank_low": "RANK({value},{range},1)",
    "values": "COUNT({range})",
}


def statistic(function: str, range_: str, value: str = "", argument: Fraction | None = None) -> str:
    """A statistic over a range; `value` is whose rank is asked for; of a condition the range holds 1 and 0.

    >>> statistic("max", "B$2:B$6")
    'MAX(B$2:B$6)'
    """
    share = literal(argument) if argument is not None else ""
    return _STATISTICS[function].format(range=range_, value=value, argument=share)


def spelled(expression: Expression, sheet: Sheet) -> str:
    """A formula of the rubric as one of the spreadsheet.

    Raises:
        KeyError: a name, a function or an earlier period that the sheet does not show.

    >>> from scoring.rubric.formula import parse
    >>> spelled(parse("met / (met + 2) - 5%"), Cells(names={"met": "B2"}))
    '((B2/(B2+2))-5%)'
    """
    match expression:
        case Constant(number):
            return literal(number)
        case Literally(said):
            return '"' + said.replace('"', '""') + '"'
        case Name(name):
            return sheet.name(name)
        case Reference(code, aspect, other):
            return sheet.reference(code, aspect, other)
        case Negative(of):
            return f"(-{spelled(of, sheet)})"
        case Operation(sign, left, right) | Compare(sign, left, right):
            return f"({spelled(left, sheet)}{_SIGNS.get(sign, sign)}{spelled(right, sheet)})"
        case Call(function, arguments):
            return _call(function, [spelled(one, sheet) for one in arguments])
        case Among(function, of, group, argument):
            return sheet.among(function, group, argument, of)
        case Earlier() | History():
            return sheet.earlier(expression)
        case Within():
            return sheet.within(expression)
        case _:
            return _condition(expression, sheet)


def _call(function: str, arguments: Sequence[str]) -> str:
    joined = ",".join(arguments)
    simple = {"min": "MIN", "max": "MAX", "abs": "ABS", "sum": "SUM", "mean": "AVERAGE", "if": "IF"}
    if function == "count":
        return "(" + "+".join(f"IF({one},1,0)" for one in arguments) + ")"
    if function in ("up", "down", "nearest"):
        way: Way = "half_up" if function == "nearest" else "up" if function == "up" else "down"
        step = arguments[1] if len(arguments) > 1 else "1"
        return f"{_ROUND[way]}(ROUND(({arguments[0]})/{step},10),0)*{step}"
    return f"{simple[function]}({joined})"


def _condition(expression: Expression, sheet: Sheet) -> str:
    match expression:
        case All(parts):
            return f"AND({','.join(spelled(part, sheet) for part in parts)})"
        case Any(parts):
            return f"OR({','.join(spelled(part, sheet) for part in parts)})"
        case Not(part):
            return f"NOT({spelled(part, sheet)})"
        case OneOf(what, choices):
            return "OR(" + ",".join(f"{spelled(what, sheet)}={spelled(one, sheet)}" for one in choices) + ")"
        case _:
            raise KeyError(expression)
