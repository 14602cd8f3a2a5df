"""Formulas and conditions by recursive descent: text to a tree of plain tuples, worked out in three-valued logic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from typing import Any

Known = Fraction | str | bool | None
Tree = tuple[Any, ...]

TOKENS = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?\s*%?)|(?P<text>'[^']*'|\"[^\"]*\")|(?P<name>[^\W\d]\w*)"
    r"|(?P<sign><=|>=|!=|==|[-+*/()<>=,\[\]≤≥≠×÷]))"
)
REFERENCE = re.compile(r"\[\s*(?P<code>[^\[\]:'\"\s]+)\s*(?::\s*(?P<aspect>\w+)\s*)?\]")
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
ALSO_WRITTEN = {"==": "=", "≤": "<=", "≥": ">=", "≠": "!=", "×": "*", "÷": "/"}


class DivisionByZeroError(Exception):
    """Raised by a division by zero; `numerator` is what was to be divided."""

    def __init__(self, numerator: Fraction) -> None:
        super().__init__(str(numerator))
        self.numerator = numerator


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    while text[at:].strip():
        reference = REFERENCE.match(text, len(text) - len(text[at:].lstrip()))
        after_in = bool(found) and found[-1] == ("name", "in")
        if reference and not after_in:
            found.append(("reference", f"{reference['code']}:{reference['aspect'] or 'score'}"))
            at = reference.end()
            continue
        match = TOKENS.match(text, at)
        if match is None or match.lastgroup is None:
            raise SyntaxError(f"{text!r} at {at}")
        word = match[match.lastgroup]
        found.append((match.lastgroup, ALSO_WRITTEN.get(word, word)))
        at = match.end()
    return [*found, ("end", "")]


class _Reader:
    """Reads one formula; each method reads one rule of the grammar, loosest binding first."""

    def __init__(self, text: str) -> None:
        self.text, self.tokens, self.at = text, _tokens(text), 0

    def peek(self) -> str:
        kind, word = self.tokens[self.at]
        return word if kind in ("sign", "name") else ""

    def take(self, wanted: str = "") -> tuple[str, str]:
        token = self.tokens[self.at]
        if wanted and token[1] != wanted:
            raise SyntaxError(f"{self.text!r}: {wanted!r} wanted, {token[1]!r} found")
        self.at += 1
        return token

    def either(self) -> Tree:
        parts = [self.both()]
        while self.peek() == "or":
            self.take()
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else ("or", *parts)

    def both(self) -> Tree:
        parts = [self.negated()]
        while self.peek() == "and":
            self.take()
            parts.append(self.negated())
        return parts[0] if len(parts) == 1 else ("and", *parts)

    def negated(self) -> Tree:
        if self.peek() == "not":
            self.take()
            return ("not", self.negated())
        return self.compared()

    def compared(self) -> Tree:
        left = self.sum()
        if self.peek() in COMPARISONS:
            sign = self.take()[1]
            return ("compare", sign, left, self.sum())
        if self.peek() == "in":
            self.take()
            self.take("[")
            choices = [self.take()[1][1:-1]]
            while self.peek() == ",":
                self.take()
                choices.append(self.take()[1][1:-1])
            self.take("]")
            return ("in", left, *choices)
        return left

    def sum(self) -> Tree:
        left = self.product()
        while self.peek() in ("+", "-"):
            left = ("arithmetic", self.take()[1], left, self.product())
        return left

    def product(self) -> Tree:
        left = self.signed()
        while self.peek() in ("*", "/"):
            left = ("arithmetic", self.take()[1], left, self.signed())
        return left

    def signed(self) -> Tree:
        if self.peek() == "-":
            self.take()
            return ("arithmetic", "-", ("number", Fraction(0)), self.signed())
        if self.peek() == "+":
            self.take()
            return self.signed()
        return self.atom()

    def atom(self) -> Tree:
        kind, word = self.take()
        if kind == "number":
            share = word.endswith("%")
            return ("number", Fraction(word.rstrip("% ")) / (100 if share else 1))
        if kind == "text":
            return ("text", word[1:-1])
        if kind == "reference":
            code, _, aspect = word.rpartition(":")
            return ("reference", code, aspect)
        if kind == "name" and self.peek() == "(":
            return ("call", word, *self.arguments())
        if kind == "name":
            return ("name", word)
        if word == "(":
            inner = self.either()
            self.take(")")
            return inner
        raise SyntaxError(f"{self.text!r}: {word!r}")

    def arguments(self) -> Iterator[Tree]:
        self.take("(")
        yield self.either()
        while self.peek() == ",":
            self.take()
            yield self.either()
        self.take(")")


@cache
def parse(text: str) -> Tree:
    """The tree of a formula or condition.

    >>> parse("met / registered >= 95%")
    ('compare', '>=', ('arithmetic', '/', ('name', 'met'), ('name', 'registered')), ('number', Fraction(19, 20)))
    """
    reader = _Reader(text)
    tree = reader.either()
    if reader.take()[0] != "end":
        raise SyntaxError(f"{text!r}: more than one formula")
    return tree


@cache
def names(tree: Tree) -> frozenset[str]:
    """Every name a formula uses."""
    if tree[0] == "name":
        return frozenset({tree[1]})
    return frozenset().union(*(names(part) for part in tree[1:] if isinstance(part, tuple)))


@cache
def references(tree: Tree) -> frozenset[tuple[str, str]]:
    """Every `(code, aspect)` a condition refers to."""
    if tree[0] == "reference":
        return frozenset({(tree[1], tree[2])})
    return frozenset().union(*(references(part) for part in tree[1:] if isinstance(part, tuple)))


def work_out(tree: Tree, name: Callable[[str], Known], reference: Callable[[str, str], Known] | None = None) -> Known:
    """What a formula comes to; None is unknown.

    Raises:
        DivisionByZeroError: a number over zero; the left-most division that fails.
    """
    word, *parts = tree
    if word in ("number", "text"):
        return parts[0]  # type: ignore[no-any-return]
    if word == "name":
        return name(parts[0])
    if word == "reference":
        if reference is None:
            raise LookupError(parts[0])
        return reference(parts[0], parts[1])
    worked = [work_out(part, name, reference) if isinstance(part, tuple) else part for part in parts]
    return OPERATIONS[word](*worked)


def _arithmetic(sign: str, left: Known, right: Known) -> Fraction | None:
    if left is None or right is None:
        return None
    assert isinstance(left, Fraction)
    assert isinstance(right, Fraction)
    if sign == "/":
        if right == 0:
            raise DivisionByZeroError(left)
        return left / right
    return {"+": left + right, "-": left - right, "*": left * right}[sign]


def _compare(sign: str, left: Known, right: Known) -> bool | None:
    if left is None or right is None:
        return None
    if sign in ("=", "!="):
        return (left == right) is (sign == "=")
    assert isinstance(left, Fraction)
    assert isinstance(right, Fraction)
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[sign]


def _in(what: Known, *choices: str) -> bool | None:
    return None if what is None else what in choices


def _not(truth: Known) -> bool | None:
    return None if truth is None else not truth


def _and(*truths: Known) -> bool | None:
    if any(truth is False for truth in truths):
        return False
    return None if any(truth is None for truth in truths) else True


def _or(*truths: Known) -> bool | None:
    return _not(_and(*(_not(truth) for truth in truths)))


def _call(function: str, *arguments: Known) -> Fraction | None:
    if function == "count":  # of what is known to be true
        return Fraction(sum(argument is True for argument in arguments))
    numbers = [argument for argument in arguments if isinstance(argument, Fraction)]
    if len(numbers) < len(arguments):
        return None
    if function == "abs":
        return abs(numbers[0])
    return min(numbers) if function == "min" else max(numbers)


OPERATIONS: dict[str, Callable[..., Known]] = {
    "arithmetic": _arithmetic,
    "compare": _compare,
    "in": _in,
    "not": _not,
    "and": _and,
    "or": _or,
    "call": _call,
}
