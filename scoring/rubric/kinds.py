"""What a formula's parts are (numbers, texts, conditions), and what is wrong where they do not fit together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NoReturn

from scoring.errors import ScoringError
from scoring.rubric.expression import (
    CHILDREN,
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
from scoring.rubric.nearest import did_you_mean
from scoring.rubric.prose import source
from scoring.sql.states import STATES
from scoring.words import Text

Kind = Literal["number", "text", "condition"]
NamedKind = Literal["number", "text"]

TEXTS = ("state", "grade", "label", "standing")
"""Aspects of a reference that are texts; the others are numbers."""

KIND_WORDS: dict[Kind, Text] = {
    "number": Text("数", "a number"),
    "text": Text("文字", "a text"),
    "condition": Text("条件", "a condition"),
}


class FormulaError(ScoringError, ValueError):
    """A formula that cannot be used.

    Attributes:
        position: the character it went wrong at, counted from 1; None where the formula reads well but does not fit.
        found: what stands there.
        expected: what should.
        hint: how to mend it.
        code: a short stable name of the mistake.
    """

    def __init__(
        self, found: str, expected: Text, hint: Text, position: int | None = None, code: str = "formula"
    ) -> None:
        self.position = position
        self.found = found
        self.expected = expected
        self.hint = hint
        self.code = code
        at = Text("第{n}个字符处", "at character {n}: ").with_(n=position) if position else Text("", "")
        said = Text(
            "算式{at}应为{expected}，写的是“{found}”；{hint}",
            "formula: {at}expected {expected}, found “{found}”; {hint}",
        )
        super().__init__(said.with_(at=at, expected=expected, found=found, hint=hint))


def kind_of(expression: Expression, names: Mapping[str, NamedKind]) -> Kind:
    """What an expression comes to, once every part is found to fit.

    Args:
        expression: a parsed formula.
        names: every name that may be used, and what it stands for.

    Raises:
        FormulaError: an unknown name, or a part of the wrong kind.

    >>> kind_of(Compare("=", Name("level"), Literally("县")), {"level": "text"})
    'condition'
    """
    match expression:
        case Literally():
            return "text"
        case Name(name):
            if name not in names:
                _unknown(name, names)
            return names[name]
        case Reference():
            return "text" if expression.aspect in TEXTS else "number"
        case Constant() | Negative() | Operation() | Call():
            _numeric(expression, names)
            return "number"
        case Among():
            _over_a_group(expression, names)
            return "number"
        case Earlier(of):
            kind = kind_of(of, names)
            if kind == "text":
                _need(of, "number", names)
            return kind
        case History():
            kind = "condition" if expression.holds_now else "number"
            _need(expression.of, kind, names)
            return kind
        case Within(_, of):
            _need(of, "number", names)
            return "number"
        case _:
            _logical(expression, names)
            return "condition"


def _numeric(expression: Expression, names: Mapping[str, NamedKind]) -> None:
    match expression:
        case Negative(of):
            _need(of, "number", names)
        case Operation(_, left, right):
            _need(left, "number", names)
            _need(right, "number", names)
        case Call(function, arguments):
            for n, argument in enumerate(arguments):
                is_condition = function == "count" or (function == "if" and n == 0)
                _need(argument, "condition" if is_condition else "number", names)


def _over_a_group(call: Among, names: Mapping[str, NamedKind]) -> None:
    _need(call.of, "condition" if call.function in ("count", "share") else "number", names)
    if call.group == CHILDREN and call.function != "rank":
        return
    groups = ["all", CHILDREN, *(name for name, kind in names.items() if kind == "text" and name != "jurisdiction")]
    if call.group not in groups or call.group == CHILDREN:
        expected = Text(
            "一组地区：all、children（下级，不能排名次）或名册上的文字列",
            "a group: all, children (those below, without rank), or a column of texts of the roster",
        )
        raise FormulaError(call.group, expected, did_you_mean(call.group, groups), code="unknown_group")


def _logical(expression: Expression, names: Mapping[str, NamedKind]) -> None:
    match expression:
        case All(parts) | Any(parts):
            for part in parts:
                _need(part, "condition", names)
        case Not(part):
            _need(part, "condition", names)
        case OneOf(what, choices):
            _need(what, "text", names)
            for choice in choices:
                _state_exists(what, choice)
        case Compare():
            _comparable(expression, names)


def _unknown(name: str, names: Mapping[str, NamedKind]) -> NoReturn:
    expected = Text("已定义的指标或名册列", "a declared metric or roster column")
    raise FormulaError(name, expected, did_you_mean(name, names), code="unknown_name")


def _need(part: Expression, wanted: Kind, names: Mapping[str, NamedKind]) -> None:
    kind = kind_of(part, names)
    if kind != wanted:
        hint = Text("比较、算术与 and/or/not 只用于同类的值", "compare, calculate and join like with like")
        raise FormulaError(source(part), KIND_WORDS[wanted], hint, code="wrong_kind")


def _comparable(compare: Compare, names: Mapping[str, NamedKind]) -> None:
    left, right = kind_of(compare.left, names), kind_of(compare.right, names)
    if "condition" in (left, right) or left != right:
        found = f"{source(compare.left)} {compare.operator} {source(compare.right)}"
        hint = Text(
            "数只能与数比较，文字加引号后与文字比较", "compare numbers with numbers and quoted texts with texts"
        )
        raise FormulaError(found, Text("两个数或两段文字", "two numbers or two texts"), hint, code="wrong_kind")
    if left == "text" and compare.operator not in ("=", "!="):
        hint = Text("文字只能用 =、!= 或 in 比较", "texts are compared by =, != or in")
        raise FormulaError(compare.operator, Text("= 或 !=", "= or !="), hint, code="wrong_kind")
    _state_exists(compare.left, compare.right)
    _state_exists(compare.right, compare.left)


def _state_exists(what: Expression, said: Expression) -> None:
    if (
        isinstance(what, Reference)
        and what.aspect == "state"
        and isinstance(said, Literally)
        and said.text not in STATES
    ):
        expected = Text("一种状态", "a state")
        raise FormulaError(said.text, expected, did_you_mean(said.text, STATES), code="unknown_state")
