"""An expression put back into writing: as the formula it came from, or as words for somebody who reads no formulas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from scoring.rubric.expression import (
    All,
    Among,
    Any,
    Aspect,
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
from scoring.rubric.values import write_as_read, write_number
from scoring.sql.states import STATE_WORDS
from scoring.words import Language, Text

PERIOD_KINDS = {
    "quarter": Text("季度", "quarter"),
    "half": Text("半年", "half-year"),
    "year": Text("年度", "year"),
    "stage": Text("阶段", "stage"),
}

_Called = Call | Among | Earlier | History | Within

_ANY, _ALL, _NOT, _COMPARE, _SUM, _PRODUCT, _SIGN, _ATOM = range(8)

_SIGNS = {"*": "×", "/": "÷", "-": "−", "!=": "≠", "<=": "≤", ">=": "≥"}
_ASPECT_WORDS: dict[Aspect, Text] = {
    "score": Text("“{title}”得分", "the score of “{title}”"),
    "rate": Text("“{title}”得分率", "the rate of “{title}”"),
    "value": Text("“{title}”的值", "the value of “{title}”"),
    "state": Text("“{title}”的状态", "the state of “{title}”"),
    "rank": Text("“{title}”的名次", "the rank of “{title}”"),
    "grade": Text("“{title}”的等次", "the grade of “{title}”"),
    "label": Text("“{title}”的称号", "the label of “{title}”"),
    "standing": Text("“{title}”的状态标签", "the standing “{title}”"),
}
_OTHER = Text("（另一规则 {other}）", " (of the rubric {other})")
_CALL_WORDS = {
    "if": Text("（若{a}则为{b}，否则为{c}）", "({b} if {a}, else {c})"),
    "min": Text("{list}中的最小值", "the least of {list}"),
    "max": Text("{list}中的最大值", "the greatest of {list}"),
    "sum": Text("{list}之和", "the sum of {list}"),
    "mean": Text("{list}的平均数", "the mean of {list}"),
    "abs": Text("{list}的绝对值", "the absolute value of {list}"),
    "count": Text("成立的条件数（{list}）", "how many of these hold ({list})"),
    "up": Text("{a}向上取整", "{a} rounded up"),
    "down": Text("{a}向下取整", "{a} rounded down"),
    "nearest": Text("{a}四舍五入取整", "{a} rounded to the nearest whole"),
}
_STEP_WORDS = {
    "up": Text("{a}向上取到{b}的倍数", "{a} rounded up to a multiple of {b}"),
    "down": Text("{a}向下取到{b}的倍数", "{a} rounded down to a multiple of {b}"),
    "nearest": Text("{a}四舍五入到{b}的倍数", "{a} rounded to the nearest multiple of {b}"),
}
_GROUP_WORDS = {
    "all": Text("全部地区", "all jurisdictions"),
    "level": Text("同层级地区", "those of its level"),
    "group": Text("同组地区", "those of its group"),
    "parent": Text("同一上级的地区", "those with its parent"),
    "children": Text("下级地区", "those below it"),
}
_ALIKE = Text("{title}相同的地区", "those of its {title}")
_AMONG_WORDS = {
    "min": Text("{group}中{of}的最小值", "the least {of} among {group}"),
    "max": Text("{group}中{of}的最大值", "the greatest {of} among {group}"),
    "mean": Text("{group}{of}的平均数", "the mean of {of} among {group}"),
    "sum": Text("{group}{of}之和", "the sum of {of} among {group}"),
    "count": Text("{group}中{of}的地区数", "the number among {group} with {of}"),
    "share": Text("{group}中{of}的地区占比", "the share of {group} with {of}"),
    "median": Text("{group}{of}的中位数", "the median of {of} among {group}"),
    "rank": Text("{of}在{group}中从高到低的名次", "the rank of {of} among {group}, the highest first"),
    "sd_population": Text("{group}{of}的标准差（总体）", "the standard deviation (population) of {of} among {group}"),
    "sd_sample": Text("{group}{of}的标准差（样本）", "the standard deviation (sample) of {of} among {group}"),
    "percentile": Text("{group}{of}的{argument}分位数", "the {argument} percentile of {of} among {group}"),
}
_EARLIER_WORDS = {
    ("period", False): Text("上期的{of}", "{of} in the period before"),
    ("period", True): Text("前第{n}期的{of}", "{of} {n} periods before"),
    ("year", False): Text("上年同期的{of}", "{of} in the year before"),
    ("year", True): Text("{n}年前同期的{of}", "{of} {n} years before"),
}
_PAST_WORDS = {
    "every": Text("连续{n}期（含本期）{of}", "{of} in each of {n} periods up to this one"),
    "ever": Text("近{n}期（含本期）曾有{of}", "{of} in any of {n} periods up to this one"),
    "mean_before": Text("{span}{of}的平均数", "the mean of {of} in {span}"),
    "max_before": Text("{span}{of}的最大值", "the greatest {of} in {span}"),
    "min_before": Text("{span}{of}的最小值", "the least {of} in {span}"),
    "sum_before": Text("{span}{of}之和", "the sum of {of} in {span}"),
}
_WITHIN_WORDS = {
    "mean_within": Text("期内各{kind}{of}的平均数", "the mean of {of} over each {kind} within the period"),
    "sum_within": Text("期内各{kind}{of}之和", "the sum of {of} over each {kind} within the period"),
    "min_within": Text("期内各{kind}{of}的最小值", "the least {of} of any {kind} within the period"),
    "max_within": Text("期内各{kind}{of}的最大值", "the greatest {of} of any {kind} within the period"),
    "last_within": Text("期内最后一个{kind}的{of}", "{of} in the last {kind} within the period"),
}
_SPAN = Text("此前{n}期", "the {n} periods before")
_EVER_BEFORE = Text("此前各期", "all periods before")


@dataclass(frozen=True)
class _Style:
    """How one way of writing says each part."""

    sign: Callable[[str], str]
    name: Callable[[str], str]
    reference: Callable[[Reference], str]
    call: Callable[[_Called, list[str]], str]
    alone: bool
    text: Callable[[str], str]
    state: Callable[[str], str]
    entry: Callable[[str, str], str]
    conjunction: str
    disjunction: str
    negation: str
    member: str
    between: str


def source(expression: Expression) -> str:
    """The formula as one could have written it; parsing it gives the same expression again.

    >>> source(Operation("*", Operation("+", Name("a"), Name("b")), Constant(2)))
    '(a + b) * 2'
    """

    def quoted(said: str) -> str:
        return f'"{said}"' if "'" in said else f"'{said}'"

    style = _Style(
        sign=str,
        name=str,
        reference=_bracketed,
        call=_called,
        alone=False,
        text=quoted,
        state=quoted,
        entry=lambda _, said: quoted(said),
        conjunction=" and ",
        disjunction=" or ",
        negation="not {}",
        member="{} in [{}]",
        between=", ",
    )
    return _render(expression, style)[0]


def write(expression: Expression, language: Language, titles: Mapping[str, Text]) -> str:
    """The formula in words: titles in place of metric names and codes, ×, ÷, ≥ in place of *, /, >=.

    Args:
        expression: a parsed formula.
        language: which language to write.
        titles: by metric name, roster column or node code, and `level = 县` for an entry of a column; what has none
            keeps its own name.

    >>> write(Operation("/", Name("met"), Name("registered")), "en", {"met": Text("见面数", "people met")})
    'people met ÷ registered'
    """

    def title(name: str) -> str:
        return titles[name].say(language) if name in titles else name

    def call(part: _Called, arguments: list[str]) -> str:
        return _in_words(part, arguments, titles).say(language)

    def reference(part: Reference) -> str:
        said = _ASPECT_WORDS[part.aspect].with_(title=part.code if part.other else title(part.code)).say(language)
        return said + (_OTHER.with_(other=part.other).say(language) if part.other else "")

    def entry(column: str, said: str) -> str:
        known = f"{column} = {said}"
        return f"“{title(known) if known in titles else said}”"

    chinese = language == "zh"
    style = _Style(
        sign=lambda sign: _SIGNS.get(sign, sign),
        name=title,
        reference=reference,
        call=call,
        alone=True,
        text=lambda said: f"“{said}”",
        state=lambda said: f"“{STATE_WORDS[said].say(language) if said in STATE_WORDS else said}”",
        entry=entry,
        conjunction=" 且 " if chinese else " and ",
        disjunction=" 或 " if chinese else " or ",
        negation="并非 {}" if chinese else "not {}",
        member="{} 为 {} 之一" if chinese else "{} is one of {}",
        between="、" if chinese else ", ",
    )
    return _render(expression, style)[0]


def _bracketed(part: Reference) -> str:
    if part.other:
        return f"[{part.code}:{part.aspect}@{part.other}]"
    return f"[{part.code}]" if part.aspect == "score" else f"[{part.code}:{part.aspect}]"


def _called(part: _Called, arguments: list[str]) -> str:
    match part:
        case Call(function):
            return f"{function}({', '.join(arguments)})"
        case Among(function, _, group, argument):
            share = f", {write_number(argument * 100)}%" if argument is not None else ""
            return f"{function}({arguments[0]}{share} among {group})"
        case Earlier(_, back, by):
            earlier = "previous" if by == "period" else "year_before"
            return f"{earlier}({arguments[0]}{f', {back}' if back > 1 else ''})"
        case History(function, _, periods):
            return f"{function}({arguments[0]}{f', {periods}' if periods else ''})"
        case Within(function, _, kind):
            return f"{function}({arguments[0]}, {kind})"


def _in_words(part: _Called, arguments: list[str], titles: Mapping[str, Text]) -> Text:
    match part:
        case Call(function):
            words = _STEP_WORDS if function in _STEP_WORDS and len(arguments) > 1 else _CALL_WORDS
            named = dict(zip("abc", arguments, strict=False))
            return words[function].with_(list=Text("、".join(arguments), ", ".join(arguments)), **named)
        case Among(function, _, group, argument):
            alike = _GROUP_WORDS.get(group) or _ALIKE.with_(title=titles.get(group, Text(group)))
            share = f"{write_number(argument * 100)}%" if argument is not None else ""
            return _AMONG_WORDS[function].with_(of=arguments[0], group=alike, argument=share)
        case Earlier(_, back, by):
            return _EARLIER_WORDS[by, back > 1].with_(of=arguments[0], n=back)
        case History(function, _, periods):
            span = _SPAN.with_(n=periods) if periods else _EVER_BEFORE
            return _PAST_WORDS[function].with_(of=arguments[0], n=periods, span=span)
        case Within(function, _, kind):
            return _WITHIN_WORDS[function].with_(of=arguments[0], kind=PERIOD_KINDS[kind])


def _render(part: Expression, style: _Style) -> tuple[str, int]:
    match part:
        case Constant(value):
            return write_as_read(value), _ATOM
        case Literally(said):
            return style.text(said), _ATOM
        case Name(name):
            return style.name(name), _ATOM
        case Reference():
            return style.reference(part), _ATOM
        case Call(function, arguments):
            # "a ÷ b rounded up" could be read as b rounded.
            level = _ATOM if style.alone and function in _STEP_WORDS else _ANY
            return style.call(part, [_within(argument, style, level) for argument in arguments]), _ATOM
        case Among(_, of) | Earlier(of) | History(_, of) | Within(_, of):
            # In words nothing closes what they speak of, so that it stands in brackets of its own.
            return style.call(part, [_within(of, style, _ATOM) if style.alone else _render(of, style)[0]]), _ATOM
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
            first, second = _against(right, left, style), _against(left, right, style)
            return f"{first} {style.sign(operator)} {second}", _COMPARE
        case OneOf(what, choices):
            text = _literal(what, style)
            said = style.between.join(text(choice.text) for choice in choices)
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
    return _literal(left, style)(right.text) if isinstance(right, Literally) else _within(right, style, _SUM)


def _literal(against: Expression, style: _Style) -> Callable[[str], str]:
    # States have names of their own, and so may entries of a column; other texts stand as the files write them.
    if isinstance(against, Name):
        return partial(style.entry, against.name)
    return style.state if isinstance(against, Reference) and against.aspect == "state" else style.text


def _within(part: Expression, style: _Style, level: int) -> str:
    written, own = _render(part, style)
    return written if own >= level else f"({written})"
