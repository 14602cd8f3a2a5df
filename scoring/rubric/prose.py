"""An expression put back into writing: as the formula it came from, or as words for somebody who reads no formulas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

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
from scoring.rubric.values import write_number
from scoring.words import Language, Text

_ANY, _ALL, _NOT, _COMPARE, _SUM, _PRODUCT, _SIGN, _ATOM = range(8)

_SIGNS = {"*": "×", "/": "÷", "-": "−", "!=": "≠", "<=": "≤", ">=": "≥"}
_ASPECT_WORDS: dict[Aspect, Text] = {
    "score": Text("“{title}”得分", "the score of “{title}”"),
    "rate": Text("“{title}”得分率", "the rate of “{title}”"),
    "value": Text("“{title}”的值", "the value of “{title}”"),
    "state": Text("“{title}”的状态", "the state of “{title}”"),
    "rank": Text("“{title}”的名次", "the rank of “{title}”"),
}
_CALL_WORDS = {
    "min": Text("{list}中的最小值", "the least of {list}"),
    "max": Text("{list}中的最大值", "the greatest of {list}"),
    "abs": Text("{list}的绝对值", "the absolute value of {list}"),
    "count": Text("成立的条件数（{list}）", "how many of these hold ({list})"),
}


@dataclass(frozen=True)
class _Style:
    """How one way of writing says each part."""

    sign: Callable[[str], str]
    name: Callable[[str], str]
    reference: Callable[[Reference], str]
    call: Callable[[str, list[str]], str]
    text: Callable[[str], str]
    conjunction: str
    disjunction: str
    negation: str
    member: str


def source(expression: Expression) -> str:
    """The formula as one could have written it; parsing it gives the same expression again.

    >>> source(Operation("*", Operation("+", Name("a"), Name("b")), Constant(2)))
    '(a + b) * 2'
    """
    style = _Style(
        sign=str,
        name=str,
        reference=lambda r: f"[{r.code}]" if r.aspect == "score" else f"[{r.code}:{r.aspect}]",
        call=lambda function, arguments: f"{function}({', '.join(arguments)})",
        text=lambda said: f'"{said}"' if "'" in said else f"'{said}'",
        conjunction=" and ",
        disjunction=" or ",
        negation="not {}",
        member="{} in [{}]",
    )
    return _render(expression, style)[0]


def write(expression: Expression, language: Language, titles: Mapping[str, Text]) -> str:
    """The formula in words: titles in place of metric names and codes, ×, ÷, ≥ in place of *, /, >=.

    Args:
        expression: a parsed formula.
        language: which language to write.
        titles: by metric name, roster column or node code; what has none keeps its own name.

    >>> write(Operation("/", Name("met"), Name("registered")), "en", {"met": Text("见面数", "people met")})
    'people met ÷ registered'
    """

    def title(name: str) -> str:
        return titles[name].say(language) if name in titles else name

    def call(function: str, arguments: list[str]) -> str:
        joined = ("、" if language == "zh" else ", ").join(arguments)
        return _CALL_WORDS[function].with_(list=joined).say(language)

    chinese = language == "zh"
    style = _Style(
        sign=lambda sign: _SIGNS.get(sign, sign),
        name=title,
        reference=lambda r: _ASPECT_WORDS[r.aspect].with_(title=title(r.code)).say(language),
        call=call,
        text=lambda said: f"“{said}”",
        conjunction=" 且 " if chinese else " and ",
        disjunction=" 或 " if chinese else " or ",
        negation="并非 {}" if chinese else "not {}",
        member="{} 为 {} 之一" if chinese else "{} is one of {}",
    )
    return _render(expression, style)[0]


def _render(part: Expression, style: _Style) -> tuple[str, int]:
    match part:
        case Constant(value):
            return write_number(value), _ATOM
        case Literally(said):
            return style.text(said), _ATOM
        case Name(name):
            return style.name(name), _ATOM
        case Reference():
            return style.reference(part), _ATOM
        case Call(function, arguments):
            return style.call(function, [_render(argument, style)[0] for argument in arguments]), _ATOM
        case Negative(of):
            return f"{style.sign('-')}{_within(of, style, _SIGN)}", _SIGN
        case Operation(operator, left, right):
            level = _SUM if operator in "+-" else _PRODUCT
            first, second = _within(left, style, level), _within(right, style, level + 1)
            return f"{first} {style.sign(operator)} {second}", level
        case _:
            return _condition(part, style)


def _condition(part: Expression, style: _Style) -> tuple[str, int]:
    match part:
        case Compare(operator, left, right):
            first, second = _within(left, style, _SUM), _against(left, right, style)
            return f"{first} {style.sign(operator)} {second}", _COMPARE
        case OneOf(what, choices):
            said = ", ".join(style.text(choice.text) for choice in choices)
            return style.member.format(_within(what, style, _SUM), said), _COMPARE
        case Not(inner):
            return style.negation.format(_within(inner, style, _NOT)), _NOT
        case All(parts):
            return style.conjunction.join(_within(one, style, _NOT) for one in parts), _ALL
        case Any(parts):
            return style.disjunction.join(_within(one, style, _ALL) for one in parts), _ANY
        case _:
            raise TypeError(part)


def _against(left: Expression, right: Expression, style: _Style) -> str:
    # A rate is read in percent, as the documents write it.
    if isinstance(left, Reference) and left.aspect == "rate" and isinstance(right, Constant):
        return f"{write_number(right.value * 100)}%"
    return _within(right, style, _SUM)


def _within(part: Expression, style: _Style, level: int) -> str:
    written, own = _render(part, style)
    return written if own >= level else f"({written})"
