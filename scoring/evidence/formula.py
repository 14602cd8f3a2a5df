"""Formulas and conditions as SQL: exact fractions, and conditions that are unknown where what they read is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from scoring.rubric.expression import (
    All,
    Any,
    Aspect,
    Call,
    Compare,
    Constant,
    Expression,
    Literally,
    Name,
    Negative,
    Not,
    OneOf,
    Operation,
    Reference,
)
from scoring.sql.exact import Int, Ratio, choose, choose_ratio, text, total


class Scope(Protocol):
    """What names and references stand for where a formula is used."""

    def number(self, name: str) -> Ratio | None:
        """The metric or numeric attribute of that name; None where the name is a text column."""

    def words(self, name: str) -> str:
        """The SQL of a text column of the roster."""

    def reference(self, code: str, aspect: Aspect) -> Ratio | str:
        """What a node came to: a number, or the SQL of its state's name."""


@dataclass
class Formula:
    """Turns one expression into SQL; `undefined` gathers the divisions that have no value, inner ones first."""

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
            case Reference(code, aspect):
                return _numeric(self.scope.reference(code, aspect))
            case Negative(of):
                return -self.number(of)
            case Operation(operator, left, right):
                return self._operation(operator, self.number(left), self.number(right))
            case Call(function, arguments):
                return self._call(function, arguments)
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
        numbers = [self.number(part) for part in arguments]
        if function == "abs":
            return _pick(numbers[0], "<", Ratio.of(0), -numbers[0], numbers[0])
        best = numbers[0]
        for other in numbers[1:]:
            best = _pick(best, "<=" if function == "min" else ">=", other, best, other)
        return best

    def _is_words(self, part: Expression) -> bool:
        if isinstance(part, Literally):
            return True
        if isinstance(part, Reference):
            return part.aspect == "state"
        return isinstance(part, Name) and self.scope.number(part.name) is None

    def _words(self, part: Expression) -> str:
        if isinstance(part, Literally):
            return text(part.text)
        if isinstance(part, Reference):
            return str(self.scope.reference(part.code, part.aspect))
        if isinstance(part, Name):
            return self.scope.words(part.name)
        raise TypeError(f"not a text: {part}")


def _numeric(found: Ratio | str) -> Ratio:
    if isinstance(found, str):
        raise TypeError("a state is not a number")
    return found


def _pick(left: Ratio, operator: str, right: Ratio, then: Ratio, otherwise: Ratio) -> Ratio:
    """The one or the other by a comparison; NULL where the comparison is unknown."""
    condition = left.compare(operator, right)
    return choose_ratio([(condition, then), (f"NOT {condition}", otherwise)], None)


Parse = Callable[[str], Expression]
