"""What every transform gives the compiler."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.reference.measures import Measure
from scoring.rubric.method import Method
from scoring.rubric.spreadsheet import Sheet
from scoring.rubric.values import Number, State, write_number
from scoring.sql.exact import Ratio
from scoring.sql.inexact import Inexact
from scoring.sql.states import STATE_WORDS
from scoring.words import Text

OUTSIDE = Text(
    "取值在定义域之外时的状态或数（默认 not_assessed）", "the state or number where the value lies outside its domain"
)


@dataclass(frozen=True)
class Turned:
    """A value on its way: the value so far, and what a formula over metrics, groups and `value` comes to.

    Attributes:
        value: exact, NULL where the leaf has none.
        work_out: a formula of the method's parameters as a number.
        measured: the statistics the method asked for, in its order.
    """

    value: Ratio
    work_out: Callable[[str], Ratio]
    measured: Sequence[Ratio] = ()


@dataclass(frozen=True)
class Fork:
    """A value that is a fraction for some and none for others: the one where `when` (SQL) holds, else the other."""

    when: str
    then: Ratio
    otherwise: Inexact


class Transform(Method):
    """A value made another before it is scaled; what is no fraction is rounded half-up to 12 decimals."""

    def transformed(self, turned: Turned) -> Ratio | Inexact | Fork:
        """The new value; NULL where the old one is, or lies outside the domain."""
        raise NotImplementedError

    def beyond(self, turned: Turned) -> str:
        """SQL for whether a known value lies outside the domain; empty where none does."""
        return ""

    def measures(self, value: Ratio) -> Sequence[Measure]:
        """Statistics of the value over a group that it needs beside those of its formulas; none by default."""
        return ()

    def spreadsheet(self, sheet: Sheet) -> str:
        """The new value as a spreadsheet formula of `sheet.value`."""
        raise NotImplementedError

    @property
    def outside_it(self) -> State | Fraction:
        """What a value outside the domain comes to; of no matter where all values lie inside."""
        return "not_assessed"


class WithDomain(Transform):
    """A transform that is not defined for every value; `outside` says what one outside its domain comes to."""

    outside: State | Number = "not_assessed"

    @property
    def outside_it(self) -> State | Fraction:
        return self.outside

    def otherwise(self) -> Text:
        """What becomes of values outside the domain, as the end of a sentence."""
        said = outcome(self.outside)
        return Text("；超出定义域的按{said}", "; outside its domain: {said}").with_(said=said)


def outcome(outside: State | Fraction) -> Text:
    """A state or number in words."""
    if isinstance(outside, Fraction):
        return Text(write_number(outside), write_number(outside))
    return STATE_WORDS[outside]
