"""Formulas and conditions by recursive descent: text to a tree of plain tuples, worked out in three-valued logic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from tests.oracle.arithmetic import on_grid, rounded

Known = Fraction | str | bool | None
Tree = tuple[Any, ...]

TOKENS = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?\s*%?)|(?P<text>'[^']*'|\"[^\"]*\")|(?P<name>[^\W\d]\w*)"
    r"|(?P<sign><=|>=|!=|==|[-+*/()<>=,\[\]≤≥≠×÷]))"
)
REFERENCE = re.compile(r"\[\s*(?P<code>[^\[\]:'\"\s]+)\s*(?::\s*(?P<aspect>\w+(?:@[\w-]+)?)\s*)?\]")
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
ALSO_WRITTEN = {"==": "=", "≤": "<=", "≥": ">=", "≠": "!=", "×": "*", "÷": "/"}


EARLIER = {"previous": "period", "year_before": "year"}
INSIDE = ("mean_within", "sum_within", "min_within", "max_within", "last_within")
OVER_PERIODS = ("every", "ever", "mean_before", "max_before", "min_before", "sum_before")


class UndefinedError(Exception):
    """A number that has no value though all it reads of its own is known; `key` is the setting that speaks of it."""

    key = "no_group"


class DivisionByZeroError(UndefinedError):
    """A division by zero; `numerator` is what was to be divided."""

    def __init__(self, numerator: Fraction) -> None:
        super().__init__(str(numerator))
        self.numerator = numerator
        self.key = "zero_by_zero" if numerator == 0 else "by_zero"


class NoHistoryError(UndefinedError):
    """A number of another period that there is not, or that is not known there."""

    key = "no_history"


class Meaning(NamedTuple):
    """What the words of a formula stand for, to one jurisdiction in one period; None is unknown.

    `reference` is given a code and an aspect, which may be `score@other`. `statistic` is given a function, the tree of
    what is counted, the group and a percentile's share. `earlier` is given how many steps and of what (period, year).
    `within` is given the kind of the shorter periods inside it.
    """

    name: Callable[[str], Known]
    reference: Callable[[str, str], Known] | None = None
    statistic: Callable[[str, Tree, str, Fraction | None], Known] | None = None
    earlier: Callable[[int, str], Meaning | None] | None = None
    within: Callable[[str], list[Meaning]] | None = None


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
            return self.called(word)
        if kind == "name":
            return ("name", word)
        if word == "(":
            inner = self.either()
            self.take(")")
            return inner
        raise SyntaxError(f"{self.text!r}: {word!r}")

    def called(self, function: str) -> Tree:
        self.take("(")
        arguments = [self.either()]
        while self.peek() == ",":
            self.take()
            arguments.append(self.either())
        group = None
        if self.peek() == "among":
            self.take()
            group = self.take()[1]
        self.take(")")
        inner, further = arguments[0], [each[1] for each in arguments[1:] if each[0] == "number"]
        if group is not None:
            return ("among", function, group, further[0] if further else None, inner)
        if function in EARLIER:
            return ("earlier", EARLIER[function], int(further[0]) if further else 1, inner)
        if function in OVER_PERIODS:
            return ("over", function, int(further[0]) if further else None, inner)
        if function in INSIDE:
            return ("within", function, arguments[1][1], inner)
        return ("call", function, *arguments)


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


def work_out(
    tree: Tree,
    name: Callable[[str], Known],
    reference: Callable[[str, str], Known] | None = None,
    statistic: Callable[[str, Tree, str, Fraction | None], Known] | None = None,
    earlier: Callable[[int, str], Meaning | None] | None = None,
    within: Callable[[str], list[Meaning]] | None = None,
    *,
    lenient: bool = False,
) -> Known:
    """What a formula comes to; None is unknown. The callbacks are those of `Meaning`.

    Raises:
        UndefinedError: unless `lenient`, which makes that unknown; the left-most of what fails.
    """
    return _Worker(Meaning(name, reference, statistic, earlier, within), lenient).work(tree)


class _Worker:
    """Works out trees with one meaning."""

    def __init__(self, meaning: Meaning, lenient: bool) -> None:
        self.meaning, self.lenient = meaning, lenient

    def work(self, tree: Tree) -> Known:
        word, *parts = tree
        if word in ("number", "text"):
            return parts[0]  # type: ignore[no-any-return]
        if word == "name":
            return self.meaning.name(parts[0])
        if word == "reference":
            if self.meaning.reference is None:
                raise LookupError(parts[0])
            return self.meaning.reference(parts[0], parts[1])
        if word == "among":
            return self.among(*parts)
        if word == "earlier":
            by, back, inner = parts
            return self.told(self.back(back, by, inner), inner)
        if word == "over":
            return self.over(*parts)
        if word == "within":
            return self.inside(*parts)
        if word == "call" and parts[0] == "if":
            return self.chosen(*parts[1:])
        worked = [self.work(part) if isinstance(part, tuple) else part for part in parts]
        try:
            return OPERATIONS[word](*worked)
        except UndefinedError:
            if self.lenient:
                return None
            raise

    def chosen(self, condition: Tree, first: Tree, second: Tree) -> Known:
        """The first where the condition holds, the second where it does not; the other is not looked at."""
        truth = self.work(condition)
        if truth is None:
            return self.fail(NoHistoryError() if looks_back(condition) else UndefinedError())
        return self.work(first if truth else second)

    def among(self, function: str, group: str, argument: Fraction | None, inner: Tree) -> Known:
        assert self.meaning.statistic is not None
        if function == "rank":  # its own number is one of those compared
            _Worker(self.meaning, lenient=True).work(inner)
        found = self.meaning.statistic(function, inner, group, argument)
        return self.fail(UndefinedError()) if found is None else found

    def over(self, function: str, periods: int | None, inner: Tree) -> Known:
        if function in ("every", "ever"):
            truths = [self.work(inner), *(self.back(n, "period", inner) for n in range(1, periods or 1))]
            return _and(*truths) if function == "every" else _or(*truths)
        before = (
            list(self.before(inner))
            if periods is None
            else [self.back(n, "period", inner) for n in range(1, periods + 1)]
        )
        known = [on_grid(each) for each in before if isinstance(each, Fraction)]
        if not known or (periods is not None and len(known) < periods):
            return self.fail(NoHistoryError())
        total = sum(known, Fraction(0))
        return {
            "mean_before": total / len(known),
            "sum_before": total,
            "max_before": max(known),
            "min_before": min(known),
        }[function]

    def inside(self, function: str, kind: str, inner: Tree) -> Known:
        assert self.meaning.within is not None
        told = [_Worker(then, lenient=True).work(inner) for then in self.meaning.within(kind)]
        if function == "last_within" and told:
            return self.told(told[-1], inner)
        known = [on_grid(each) for each in told if isinstance(each, Fraction)]
        if not known or len(known) < len(told):
            return self.fail(NoHistoryError())
        if function == "mean_within":
            return sum(known, Fraction(0)) / len(known)
        return {"sum_within": sum(known, Fraction(0)), "min_within": min(known), "max_within": max(known)}[function]

    def before(self, inner: Tree) -> Iterator[Known]:
        """What it came to in each earlier period there is, the latest first."""
        assert self.meaning.earlier is not None
        back = 1
        while self.meaning.earlier(back, "period") is not None:
            yield self.back(back, "period", inner)
            back += 1

    def back(self, back: int, by: str, inner: Tree) -> Known:
        assert self.meaning.earlier is not None
        then = self.meaning.earlier(back, by)
        return None if then is None else _Worker(then, lenient=True).work(inner)

    def told(self, found: Known, inner: Tree) -> Known:
        return self.fail(NoHistoryError()) if found is None and not is_condition(inner) else found

    def fail(self, error: UndefinedError) -> Known:
        if self.lenient:
            return None
        raise error


def is_condition(tree: Tree) -> bool:
    """Whether it comes to true or false rather than to a number."""
    if tree[0] == "earlier":
        return is_condition(tree[3])
    return tree[0] in ("compare", "in", "not", "and", "or") or (tree[0] == "over" and tree[1] in ("every", "ever"))


def looks_back(tree: Tree) -> bool:
    """Whether anything in it is of another period."""
    parts = (part for part in tree[1:] if isinstance(part, tuple))
    return tree[0] in ("earlier", "over", "within") or any(map(looks_back, parts))


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
    if function in ("up", "down", "nearest"):
        return _stepped(function, *numbers)
    total = sum(numbers, Fraction(0))
    worked = {"sum": total, "mean": total / len(numbers), "min": min(numbers), "max": max(numbers), "abs": abs(total)}
    return worked[function]


def _stepped(function: str, exact: Fraction, step: Fraction = Fraction(1)) -> Fraction:
    """A multiple of the step: the next away from zero, towards it, or the nearest with halves away from zero."""
    return rounded(exact, step, "half_up" if function == "nearest" else function)


OPERATIONS: dict[str, Callable[..., Known]] = {
    "arithmetic": _arithmetic,
    "compare": _compare,
    "in": _in,
    "not": _not,
    "and": _and,
    "or": _or,
    "call": _call,
}
