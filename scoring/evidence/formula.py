"""Formulas and conditions as SQL: exact fractions, and conditions that are unknown where what they read is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count, takewhile
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
    PeriodKind,
    Reference,
    Within,
)
from scoring.rubric.kinds import TEXTS
from scoring.sql.exact import UNKNOWN, Int, Ratio, Way, choose, choose_ratio, text, total
from scoring.sql.several import greatest_of, least_of, mean_of, sum_of, to_grid, to_multiple

UNTOLD = "CAST(NULL AS BOOLEAN)"
"""A condition that nobody can tell."""

WAYS: dict[str, Way] = {"up": "up", "down": "down", "nearest": "half_up"}

By = Literal["period", "year"]


class Scope(Protocol):
    """What names and references stand for where a formula is used."""

    def number(self, name: str) -> Ratio | None:
        """The metric or numeric attribute of that name; None where the name is a text column."""

    def words(self, name: str) -> str:
        """The SQL of a text column of the roster."""

    def reference(self, reference: Reference) -> Ratio | str:
        """What a node came to: a number, or the SQL of a text (its state's name, its grade, its label)."""

    def statistic(self, call: Among) -> Ratio:
        """A statistic over the group each jurisdiction is in; NULL where nobody in it has a value."""

    def earlier(self, back: int, by: By) -> Scope | None:
        """The same in an earlier period; None where the rubric has no such period."""

    def within(self, kind: PeriodKind) -> Sequence[Scope]:
        """The same in each shorter period of a kind inside this one, in order of time."""


@dataclass
class Formula:
    """Turns one expression into SQL.

    Attributes:
        scope: what names and references stand for.
        undefined: what leaves it without a value though all it reads is known, inner parts first: each a condition and
            `zero_by_zero`, `by_zero`, `no_history` (another period is wanting or says nothing) or `no_group`
            (nobody to compare with).
    """

    scope: Scope
    undefined: list[tuple[str, str]] = field(default_factory=list)

    def number(self, part: Expression) -> Ratio:
        """A numeric expression as an exact fraction; NULL where anything in it is unknown or undefined."""
        match part:
            case Constant(value):
                return Ratio.of(value)
            case Name(name):
                found = self.scope.number(name)
                if found is None:
                    raise TypeError(f"{name} is text")
                return found
            case Reference():
                return _numeric(self.scope.reference(part))
            case Negative(of):
                return -self.number(of)
            case Operation(operator, left, right):
                return self._operation(operator, self.number(left), self.number(right))
            case Call(function, arguments):
                return self._call(function, arguments)
            case Among():
                return self._known(self.scope.statistic(part), "no_group")
            case Earlier(of, back, by):
                return self._known(self._before(of, back, by), "no_history")
            case History():
                return self._known(self._history(part), "no_history")
            case Within():
                return self._known(self._within(part), "no_history")
        raise TypeError(f"not a number: {part}")

    def condition(self, part: Expression) -> str:
        """A condition as SQL with three outcomes: true, false, unknown (NULL)."""
        match part:
            case All(parts):
                return "(" + " AND ".join(self.condition(p) for p in parts) + ")"
            case Any(parts):
                return "(" + " OR ".join(self.condition(p) for p in parts) + ")"
            case Not(inner):
                return f"(NOT {self.condition(inner)})"
            case OneOf(what, choices):
                return f"({self._words(what)} IN ({', '.join(text(choice.text) for choice in choices)}))"
            case Earlier(of, back, by):
                return self._then(of, back, by)
            case History(function, of, periods):
                told = [self.condition(of), *(self._then(of, n, "period") for n in range(1, periods or 1))]
                return "(" + (" AND " if function == "every" else " OR ").join(told) + ")"
            case Compare(operator, left, right):
                sign = "<>" if operator == "!=" else operator
                if self._is_words(left) or self._is_words(right):
                    return f"({self._words(left)} {sign} {self._words(right)})"
                return self.number(left).compare(sign, self.number(right))
        raise TypeError(f"not a condition: {part}")

    def _operation(self, operator: str, left: Ratio, right: Ratio) -> Ratio:
        if operator == "/":
            if right.top.low <= 0 <= right.top.high:
                zero = right.against_zero("=")
                self.undefined.append((f"({zero} AND {left.against_zero('=')})", "zero_by_zero"))
                self.undefined.append((zero, "by_zero"))
            return left / right
        return {"+": left.__add__, "-": left.__sub__, "*": left.__mul__}[operator](right)

    def _call(self, function: str, arguments: tuple[Expression, ...]) -> Ratio:
        if function == "count":
            hits = [choose([(self.condition(part), Int.of(1))], Int.of(0)) for part in arguments]
            return Ratio(total(hits), Int.of(1))
        if function == "if":
            return self._if(*arguments)
        numbers = [self.number(part) for part in arguments]
        match function:
            case "abs":
                return _pick(numbers[0], "<", Ratio.of(0), -numbers[0], numbers[0])
            case "sum":
                return sum_of(numbers)
            case "mean":
                return mean_of(numbers)
            case "min":
                return least_of(numbers)
            case "max":
                return greatest_of(numbers)
            case "up" | "down" | "nearest":
                step = numbers[1].constant if numbers[1:] else None
                return to_multiple(numbers[0], step or Fraction(1), WAYS[function])
        raise TypeError(function)

    def _if(self, condition: Expression, first: Expression, second: Expression) -> Ratio:
        holds = self.condition(condition)
        one = self._where(holds, first)
        other = self._where(f"NOT {holds}", second)
        looks_back = any(isinstance(part, Earlier | History | Within) for part in condition.walk())
        self.undefined.append((f"({holds} IS NULL)", "no_history" if looks_back else "no_group"))
        return choose_ratio([(holds, one), (f"NOT {holds}", other)], None)

    def _where(self, condition: str, part: Expression) -> Ratio:
        """A number that only counts where a condition holds: elsewhere it does not matter what it divides by."""
        inner = Formula(self.scope)
        value = inner.number(part)
        self.undefined += [(f"({condition} AND {undefined})", key) for undefined, key in inner.undefined]
        return value

    def _known(self, value: Ratio, otherwise: str) -> Ratio:
        if value.known != "TRUE":
            self.undefined.append((f"(NOT ({value.known}))", otherwise))
        return value

    def _before(self, of: Expression, back: int, by: By) -> Ratio:
        # What has no value then, divisions by zero among it, is no history: it is not worth a state of its own now.
        scope = self.scope.earlier(back, by)
        return Formula(scope).number(of) if scope else UNKNOWN

    def _then(self, of: Expression, back: int, by: By) -> str:
        scope = self.scope.earlier(back, by)
        return Formula(scope).condition(of) if scope else UNTOLD

    def _history(self, part: History) -> Ratio:
        skip = part.periods is None
        if part.periods:
            values = [self._before(part.of, back, "period") for back in range(1, part.periods + 1)]
        else:
            earlier = takewhile(lambda scope: scope is not None, map(self._periods_before, count(1)))
            values = [Formula(scope).number(part.of) for scope in earlier if scope] or [UNKNOWN]
        function = {"mean_before": mean_of, "max_before": greatest_of, "min_before": least_of, "sum_before": sum_of}
        return function[part.function]([to_grid(value) for value in values], skip=skip)

    def _within(self, part: Within) -> Ratio:
        scopes = self.scope.within(part.kind)
        if not scopes:
            return UNKNOWN
        if part.function == "last_within":
            return Formula(scopes[-1]).number(part.of)
        function = {"mean_within": mean_of, "max_within": greatest_of, "min_within": least_of, "sum_within": sum_of}
        return function[part.function]([to_grid(Formula(scope).number(part.of)) for scope in scopes])

    def _periods_before(self, back: int) -> Scope | None:
        return self.scope.earlier(back, "period")

    def _is_words(self, part: Expression) -> bool:
        if isinstance(part, Literally):
            return True
        if isinstance(part, Reference):
            return part.aspect in TEXTS
        return isinstance(part, Name) and self.scope.number(part.name) is None

    def _words(self, part: Expression) -> str:
        if isinstance(part, Literally):
            return text(part.text)
        if isinstance(part, Reference):
            return str(self.scope.reference(part))
        if isinstance(part, Name):
            return self.scope.words(part.name)
        raise TypeError(f"not a text: {part}")


def _numeric(found: Ratio | str) -> Ratio:
    if isinstance(found, str):
        raise TypeError("a text is not a number")
    return found


def _pick(left: Ratio, operator: str, right: Ratio, then: Ratio, otherwise: Ratio) -> Ratio:
    """The one or the other by a comparison; NULL where the comparison is unknown."""
    condition = left.compare(operator, right)
    return choose_ratio([(condition, then), (f"NOT {condition}", otherwise)], None)


Parse = Callable[[str], Expression]
