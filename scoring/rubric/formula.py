"""Formulas and conditions: text parsed into a small closed tree. Nothing in a rubric is ever run as code.

`parse` reads, `kind_of` checks that the parts fit, `write` and `source` put an expression back into words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast, get_args

from scoring.rubric import expression as ex
from scoring.rubric.expression import Expression
from scoring.rubric.functions import call
from scoring.rubric.kinds import FormulaError, Kind, NamedKind, kind_of
from scoring.rubric.nearest import did_you_mean
from scoring.rubric.prose import source, write
from scoring.rubric.values import SLUG, read_number
from scoring.words import Text

if TYPE_CHECKING:
    from lark import Lark

__all__ = ["FormulaError", "Kind", "NamedKind", "kind_of", "parse", "source", "write"]

MOST_CHARACTERS = 2000
MOST_DEPTH = 64

ASPECTS: tuple[ex.Aspect, ...] = get_args(ex.Aspect)

_RUBRIC = re.compile(SLUG)
_DAY = re.compile(r"(?<![\w.])([12]\d{3})-(\d{1,2})-(\d{1,2})(?![\w.%])")
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|\[[^\]\n]*\]")
_SAME = {"==": "=", "≤": "<=", "≥": ">=", "≠": "!=", "×": "*", "÷": "/"}
_HALF_WIDTH = dict(zip("（）【】，：；＋－＊／＝＜＞！％“”‘’。", "()[],:;+-*/=<>!%\"\"''.", strict=True))
_NO_UNIT = Text(
    "数后不写单位，按所比的数的单位计", "no unit stands behind a number: it is in that of what it is compared with"
)
_MISTAKES = (
    (r"&&?|且|并且", Text("并且写作 and", "write and")),
    (r"\|\|?|或|或者", Text("或者写作 or", "write or")),
    (r"<>|!", Text("不等于写作 !=，非写作 not", "write != for unequal, not for a negation")),
    (r"\[", Text("引用写作 [代码] 或 [代码:rate]，代码中没有空格和引号", "a reference is [code] or [code:rate]")),
    (r"['\"]", Text("引号要成对", "quotes must match")),
    (r"%", Text("百分号紧跟在数后，如 95%", "a percent sign follows its number, as in 95%")),
    (r":", Text("比例写作除法，如 1 / 20", "write a ratio as a division, as in 1 / 20")),
    (r"[\d]", Text("名称不以数字开头；数与名称之间要有运算符", "a name begins with a letter; put an operator between")),
)


@cache
def parse(text: str) -> Expression:
    """The tree of a formula or condition.

    Args:
        text: at most 2,000 characters, nested at most 64 deep.

    Raises:
        FormulaError: with the position and, in both languages, what was expected there.

    >>> parse("met / registered")
    Operation(operator='/', left=Name(name='met'), right=Name(name='registered'))
    """
    if len(text) > MOST_CHARACTERS:
        expected = Text(f"最多 {MOST_CHARACTERS} 个字符", f"at most {MOST_CHARACTERS} characters")
        raise FormulaError(text[:20] + "…", expected, Text("请拆成几个指标", "split it into several items"))
    if not text.strip():
        raise FormulaError("", Text("一个算式或条件", "a formula or condition"), Text("写上算式", "write one"), 1)
    _no_date(text)
    tree = _tree(text)
    _bound(tree, text)
    return _build(tree)


@cache
def _parser() -> Lark:
    # Imported at the first formula: a third of the start-up time of a command that reads none.
    from lark import Lark

    return Lark.open(
        "formula.lark", rel_to=__file__, parser="lalr", propagate_positions=False, maybe_placeholders=False
    )


def _tree(text: str) -> Any:
    from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedToken

    try:
        return _parser().parse(text)
    except UnexpectedCharacters as fault:
        raise _unreadable(text, getattr(fault, "pos_in_stream", 0), fault.allowed or set()) from None
    except UnexpectedToken as fault:
        ended = fault.token.type == "$END"
        position = len(text) if ended else fault.token.start_pos or 0
        raise _unreadable(text, position, fault.accepts or fault.expected) from None
    except UnexpectedEOF as fault:
        raise _unreadable(text, len(text), set(fault.expected)) from None


def _no_date(text: str) -> None:
    """A day among the numbers would be read as one number less two others: 1988."""
    day = _DAY.search(_QUOTED.sub(lambda quoted: " " * len(quoted.group()), text))
    if day:
        expected = Text("一个数", "a number")
        hint = Text("日期写成一个数：{number}", "write a day as one number: {number}")
        number = "".join(part.rjust(2, "0") for part in day.groups())
        raise FormulaError(day.group(), expected, hint.with_(number=number), day.start() + 1)


def _unreadable(text: str, position: int, accepted: set[str]) -> FormulaError:
    rest = text[position:]
    if "NAME" in accepted:
        expected = Text("数、名称、[代码] 或左括号", "a number, a name, a [code] or an opening bracket")
    elif "TEXT" in accepted or "LSQB" in accepted:
        expected = Text("方括号里加引号的文字，如 ['甲', '乙']", "quoted texts in brackets, as in ['a', 'b']")
    elif "COMPARISON" in accepted:
        expected = Text("运算符、比较、and、or 或结尾", "an operator, a comparison, and, or, or the end")
    else:
        expected = Text("and、or 或结尾", "and, or, or the end")
    if not rest.strip():
        hint = Text("算式没有写完，或少了右括号", "the formula is unfinished, or a bracket is not closed")
        return FormulaError("", expected, hint, len(text) + 1)
    found = re.match(r"\w+|\S", rest)
    word = found.group() if found else rest[:1]
    if re.search(r"[\d%]$", text[:position]) and re.match(r"[^\W\d]", rest):
        return FormulaError(word, expected, _NO_UNIT, position + 1)
    return FormulaError(word, expected, _hint(rest, accepted), position + 1)


def _hint(rest: str, accepted: set[str]) -> Text:
    wide = rest[0]
    if wide in _HALF_WIDTH:
        return Text(
            f"全角“{wide}”请改为半角“{_HALF_WIDTH[wide]}”", f"write the half-width “{_HALF_WIDTH[wide]}” for “{wide}”"
        )
    if re.match(r"[=<>≤≥≠]", rest) and "COMPARISON" not in accepted:
        return Text(
            "连续比较请用 and 分开写，如 a > 1 and a < 3", "split a chained comparison with and: a > 1 and a < 3"
        )
    if "AMONG" in accepted and re.match(r"[^\W\d]", rest):
        return Text("一组地区写在 among 之后，如 mean(a among level)", "a group follows among: mean(a among level)")
    for pattern, hint in _MISTAKES:
        if re.match(pattern, rest):
            return hint
    return Text("核对括号与运算符", "check brackets and operators")


def _bound(tree: Any, text: str) -> None:
    # A loop, not recursion: a hostile formula must not exhaust the stack before it is refused.
    waiting = [(tree, 1)]
    while waiting:
        part, depth = waiting.pop()
        if depth > MOST_DEPTH:
            expected = Text(f"最多嵌套 {MOST_DEPTH} 层", f"at most {MOST_DEPTH} levels of nesting")
            hint = Text("长的加总请分组加括号，或拆成几个指标", "group a long sum with brackets, or split it")
            raise FormulaError(text[:20] + "…", expected, hint)
        waiting += [(child, depth + 1) for child in getattr(part, "children", ())]


def _build(tree: Any) -> Expression:
    parts = tree.children
    match tree.data:
        case "constant":
            return ex.Constant(read_number(parts[0]))
        case "literally":
            return _literally(parts[0])
        case "name":
            return ex.Name(str(parts[0]))
        case "reference":
            return _reference(parts[0])
        case "sign":
            inner = _build(parts[1])
            return ex.Negative(inner) if parts[0] == "-" else inner
        case "operation":
            operator = cast("ex.Arithmetic", _SAME.get(parts[1], str(parts[1])))
            return ex.Operation(operator, _build(parts[0]), _build(parts[2]))
        case "compare":
            comparison = cast("ex.Comparison", _SAME.get(parts[1], str(parts[1])))
            return ex.Compare(comparison, _build(parts[0]), _build(parts[2]))
        case "one_of":
            return ex.OneOf(_build(parts[0]), tuple(_literally(part) for part in parts[1:]))
        case "negated":
            return ex.Not(_build(parts[0]))
        case "both":
            return ex.All(tuple(_build(part) for part in parts))
        case "either":
            return ex.Any(tuple(_build(part) for part in parts))
        case _:
            return _call(parts)


def _literally(token: Any) -> ex.Literally:
    return ex.Literally(str(token)[1:-1])


def _reference(token: Any) -> ex.Reference:
    code, colon, asked = str(token)[1:-1].partition(":")
    aspect, at, other = asked.partition("@")
    start = token.start_pos + len(code) + 3
    if colon and aspect not in ASPECTS:
        expected = Text("引用的方面", "an aspect of a reference")
        raise FormulaError(aspect, expected, did_you_mean(aspect, ASPECTS), start)
    if at and not _RUBRIC.fullmatch(other):
        expected = Text("uses 中另一份规则的名称", "the name of another rubric under `uses`")
        hint = Text("写作 [代码:score@名称]", "write [code:score@name]")
        raise FormulaError(other, expected, hint, start + len(aspect) + 1)
    return ex.Reference(code, cast("ex.Aspect", aspect or "score"), other)


def _call(parts: list[Any]) -> Expression:
    grouped = getattr(parts[-1], "data", "") == "among"
    arguments = parts[1:-1] if grouped else parts[1:]
    return call(parts[0], arguments, parts[-1].children[0] if grouped else None, _build)
