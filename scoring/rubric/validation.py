"""What pydantic finds wrong with a rubric's shape, as problems an assessor can read, each at its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from scoring.errors import Problem
from scoring.rubric.document import NO_HINT, Document, Where
from scoring.rubric.grammar import LEAF, NODE
from scoring.rubric.method import Method
from scoring.rubric.model import Leaf, Node, Rubric, keys_of
from scoring.rubric.nearest import did_you_mean, listed, nearest
from scoring.rubric.values import SLUG
from scoring.words import Text


@dataclass(frozen=True)
class Misfit:
    """One part of the file that does not fit its class: a problem, and the key that was probably meant.

    `is_of_other_kind` is a branch's key in an indicator, or the other way round.
    """

    where: Where
    problem: Problem
    kind: str
    meant: str | None = None
    is_of_other_kind: bool = False


Said = tuple[str, Text, Text]


def misfits(fault: ValidationError, made: type[Rubric], document: Document) -> list[Misfit]:
    """Everything pydantic complained of, one misfit a place of the file."""
    by_place: dict[Where, list[Any]] = {}
    for error in fault.errors():
        if (
            error["type"] == "too_short"
            and len(document.at(place(error, document)) or ()) >= error["ctx"]["min_length"]
        ):
            # Parts that do not fit are complained of themselves, and are not wanting.
            continue
        by_place.setdefault(place(error, document), []).append(error)
    result: list[Misfit] = []
    for where, errors in by_place.items():
        if where in document.emptied or (document.at(where) == {} and _was_emptied(where, document)):
            continue
        kept = _best(where, errors, by_place, document)
        if kept:
            result.append(_misfit(where, kept, made, document))
    return _but_once(result)


def _but_once(found: list[Misfit]) -> list[Misfit]:
    """The misfits without keys that are wanting only because they are misspelt, or another kind of item was begun.

    An indicator that begins with `node` is not asked to have children.
    """
    misspelt = {(*one.where[:-1], one.meant) for one in found if one.kind == "extra_forbidden"}
    mistaken = {one.where[:-1] for one in found if one.is_of_other_kind}
    wanting = [one for one in found if one.kind == "missing"]
    but = [one for one in wanting if one.where in misspelt or one.where[:-1] in mistaken]
    return [one for one in found if one not in but]


def _was_emptied(where: Where, document: Document) -> bool:
    """Whether a part is empty only because its keys have no values, which is told of them."""
    return any(one[:-1] == where for one in document.emptied)


def place(error: Any, document: Document) -> Where:
    """Where in the file an error's location is: the names of union branches in it are none of the file's."""
    where: Where = ()
    part: Any = document.content
    for step in error["loc"]:
        if (isinstance(part, dict) and step in part) or (
            isinstance(part, list) and isinstance(step, int) and step < len(part)
        ):
            part = part[step]
            where = (*where, step)
    if error["type"] == "missing":
        where = (*where, error["loc"][-1])
    return where


def _best(where: Where, errors: list[Any], places: Iterable[Where], document: Document) -> list[Any]:
    """Of the complaints of a union's branches, those that fit what was written: a text, or a mapping."""
    if not isinstance(document.at(where), (dict, list)):
        # A number that does not exist was meant as a number, whatever else might have stood there.
        meant = [error for error in errors if error["type"] == "no_such_number"]
        return meant or [error for error in errors if error["type"] not in _SHAPES] or errors
    inside = any(len(other) > len(where) and other[: len(where)] == where for other in places)
    if len(errors) == 1:
        return [] if inside and errors[0]["type"] in _OF_WORDS else errors
    return [error for error in errors if error["type"] in _OF_WHOLES] if inside else errors


def _misfit(where: Where, errors: list[Any], made: type[Rubric], document: Document) -> Misfit:
    kind = errors[0]["type"]
    written = document.at(where)
    if kind == "extra_forbidden":
        # A method's own key written as bare text (`combine: men`) is a place without a key of its own.
        key = str(errors[0]["loc"][-1])
        choices = list(errors[0].get("ctx", {}).get("choices", ())) or allowed(made, errors[0]["loc"][:-1])
        other = _of_the_other_kind(errors[0]["loc"], made)
        problem = document.problem(where, "unknown_key", key, _KNOWN_KEY, other or did_you_mean(key, choices))
        return Misfit(
            where, problem, kind, None if other else nearest(key, choices), is_of_other_kind=other is not None
        )
    said = [_words(error, written) for error in errors]
    code = said[0][0]
    expected = Text(
        "，或".join(dict.fromkeys(one[1].zh for one in said)), ", or ".join(dict.fromkeys(one[1].en for one in said))
    )
    hint = next((one[2] for one in said if one[2].zh), NO_HINT)
    if kind == "missing":
        what = errors[0].get("ctx", {}).get("what")
        hint = _ADD.with_(what=what) if what else _what_to_add(made, errors[0]["loc"])
    found = str(where[-1]) if "[key]" in errors[0]["loc"] else shown(errors[0].get("ctx", {}).get("found", written))
    return Misfit(where, document.problem(where, code, found, expected, hint), kind)


def _of_the_other_kind(loc: Sequence[str | int], made: type[Rubric]) -> Text | None:
    """What to say of an indicator's key that stands in a branch, or a branch's in an indicator."""
    in_node = loc[-2:-1] == (NODE,) or loc[:-1] == ("tree",)
    if in_node and loc[-1] in allowed(made, ("tree", "children", 0, LEAF)):
        return Text("这个键用于指标：指标以 leaf 开头", "a key of an indicator, which begins with leaf")
    if loc[-2:-1] == (LEAF,) and loc[-1] in allowed(made, ("tree",)):
        return Text("这个键用于分支：分支以 node 开头", "a key of a branch, which begins with node")
    return None


def shown(written: Any) -> str:
    """What was written, short enough for a line."""
    if isinstance(written, Mapping):
        return "{" + ", ".join(map(str, written))[:60] + "}"
    if isinstance(written, Sequence) and not isinstance(written, str):
        return "[" + ", ".join(map(shown, written))[:60] + "]" if written else ""
    return "" if written is None else str(written)[:80]


def allowed(made: type[BaseModel], loc: Sequence[str | int]) -> list[str]:
    """The keys that may stand at a place."""
    return [key for kind in _classes(made, loc) for key in keys_of(kind)]


def _classes(made: type[BaseModel], loc: Sequence[str | int]) -> list[type[BaseModel]]:
    """What may stand at a place, by walking the classes as the validator did."""
    kinds = unfold(made)
    for step in loc:
        if step in (LEAF, NODE):
            wanted = Leaf if step == LEAF else Node
            kinds = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, wanted)]
        else:
            kinds = [inner for kind in kinds for inner in _inside(kind, step)] or kinds
    return [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]


def _what_to_add(made: type[BaseModel], loc: Sequence[str | int]) -> Text:
    """What a missing parameter of a method says, or what may stand there; any other key is only named."""
    classes = _classes(made, loc[:-1])
    methods = [kind for kind in classes if issubclass(kind, Method)]
    said = [method.parameters[str(loc[-1])] for method in methods if loc[-1] in method.parameters]
    if said:
        return _ADD.with_(what=said[0])
    choices = [one for kind in classes for inner in _inside(kind, loc[-1]) for one in choices_of(inner)]
    return _ADD.with_(what=_ONE_OF.with_(some=listed(choices))) if choices else _PLAIN["missing"][2]


def choices_of(kind: Any) -> tuple[str, ...]:
    """The words a plain type allows; none where it is no choice between words."""
    return get_args(kind) if get_origin(kind) is Literal else ()


def unfold(kind: Any) -> list[Any]:
    """The plain types an annotation allows, unions and annotations opened up."""
    if get_origin(kind) is Annotated:
        return unfold(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return [inner for part in get_args(kind) for inner in unfold(part)]
    return [kind]


def _inside(kind: Any, step: str | int) -> list[Any]:
    if get_origin(kind) is tuple and isinstance(step, int):
        return unfold(get_args(kind)[0])
    if get_origin(kind) is dict:
        return unfold(get_args(kind)[1])
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            if step == (field.alias or name):
                return unfold(field.annotation)
    return []


_ONE_OF = Text("其中之一：{some}", "one of: {some}")
_ADD = Text("请补上：{what}", "add it: {what}")
_KNOWN_KEY = Text("一个已知的键", "a known key")
_SHAPES = frozenset({"model_type", "model_attributes_type", "dict_type", "tuple_type", "list_type"})
_OF_WORDS = frozenset({"literal_error", "string_type", "number", "words"})
_OF_WHOLES = frozenset({"extra_forbidden", "one_evidence", "one_scale", "one_combine", "one_transform"})
_KIND_WORDS = {
    "evidence": Text("恰好一种取值依据（{some}）", "exactly one kind of evidence ({some})"),
    "scale": Text("最多一种计分方法（{some}）", "at most one scale ({some})"),
    "transform": Text("恰好一种变换（{some}）", "exactly one transform ({some})"),
    "combine": Text("恰好一种合成方法（{some}）", "exactly one way to combine ({some})"),
}
_PATTERNS = {
    r"^[^\[\]:'\"@\s]+$": Text(
        "代码：不含空格、引号、冒号、@ 和方括号", "a code without spaces, quotes, colons, @ or square brackets"
    ),
    r"^[^\W\d]\w*$": Text(
        "名称：字母或汉字开头，只含字母、汉字、数字和下划线",
        "a name of letters, digits and _, not starting with a digit",
    ),
    f"^{SLUG}$": Text("小写字母、数字和连字符", "small letters, digits and hyphens"),
}
_LIMITS = {
    "greater_than_equal": ("ge", Text("不小于 {n}", "at least {n}")),
    "greater_than": ("gt", Text("大于 {n}", "more than {n}")),
    "less_than_equal": ("le", Text("不大于 {n}", "at most {n}")),
    "less_than": ("lt", Text("小于 {n}", "less than {n}")),
    "string_too_short": ("min_length", Text("至少 {n} 个字符", "at least {n} character(s)")),
    "string_too_long": ("max_length", Text("最多 {n} 个字符", "at most {n} characters")),
    "too_short": ("min_length", Text("至少 {n} 项", "at least {n} part(s)")),
    "too_long": ("max_length", Text("最多 {n} 项", "at most {n} parts")),
}
_PLAIN: dict[str, Said] = {
    "missing": (
        "missing_key",
        Text("必须写这个键", "this key is needed"),
        Text("请补上", "add it"),
    ),
    "number": (
        "not_a_number",
        Text("数，如 0.5、95%、1/3、1:20 或 ln(100)", "a number such as 0.5, 95%, 1/3, 1:20 or ln(100)"),
        Text("只写数，单位与说明写在别处", "write the number only, its unit and remarks elsewhere"),
    ),
    "words": (
        "not_words",
        Text("一段文字，或 {zh: …, en: …}", "a text, or {zh: …, en: …}"),
        Text("至少写 zh", "give at least zh"),
    ),
    "string_type": ("not_a_text", Text("一段文字", "a text"), NO_HINT),
    "union_tag_not_found": (
        "not_a_child",
        Text("以 leaf: 或 node: 开头的一项", "an entry that begins with leaf: or node:"),
        Text("指标写 leaf，分支写 node", "leaf for an indicator, node for a branch"),
    ),
}
_FAMILIES: tuple[tuple[str, Said], ...] = (
    ("int_", ("not_a_whole_number", Text("整数", "a whole number"), NO_HINT)),
    ("bool_", ("not_yes_or_no", Text("yes 或 no", "yes or no"), NO_HINT)),
    (
        "date",
        (
            "not_a_date",
            Text("日期，如 2023-09-01", "a date such as 2023-09-01"),
            Text("按 年-月-日 书写，月日各两位", "write year-month-day, two digits each for month and day"),
        ),
    ),
    ("model_", ("not_a_mapping", Text("若干“键: 值”", "a mapping of keys and values"), NO_HINT)),
    ("dict_", ("not_a_mapping", Text("若干“键: 值”", "a mapping of keys and values"), NO_HINT)),
    ("tuple_", ("not_a_list", Text("一个列表，如 [甲, 乙]", "a list such as [a, b]"), NO_HINT)),
    ("list_", ("not_a_list", Text("一个列表，如 [甲, 乙]", "a list such as [a, b]"), NO_HINT)),
)


def _words(error: Any, written: Any) -> Said:
    kind, context = error["type"], error.get("ctx", {})
    if isinstance(context.get("expected"), Text):
        return kind, context["expected"], context["hint"]
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind == "literal_error":
        choices = re.findall(r"'((?:[^'\\]|\\.)*)'", context["expected"])
        hint = did_you_mean(str(written), choices) if nearest(str(written), choices) else NO_HINT
        return "not_a_choice", _ONE_OF.with_(some=listed(choices)), hint
    if kind == "string_pattern_mismatch":
        pattern = context["pattern"]
        return "bad_name", _PATTERNS.get(pattern, Text(f"合乎 {pattern} 的文字", f"a text like {pattern}")), NO_HINT
    if kind in _LIMITS:
        key, words = _LIMITS[kind]
        hint = Text("请补足", "add what is wanting") if kind == "too_short" else NO_HINT
        return "out_of_range", words.with_(n=context[key]), hint
    if kind.startswith("one_"):
        words = _KIND_WORDS[kind.removeprefix("one_")].with_(some=listed(context["choices"]))
        hint = Text("只留一个", "keep one") if context["found"] else Text("请补上一个", "add one")
        return kind, words, hint
    if kind == "exactly_one":
        some = context["names"]
        several = isinstance(written, Mapping) and any(written.get(name) not in (None, "") for name in some)
        hint = Text("只留一个", "keep one") if several else Text("请补上一个", "add one")
        return kind, Text("恰好写一个：{some}", "exactly one of: {some}").with_(some=listed(some)), hint
    for family, said in _FAMILIES:
        if kind.startswith(family):
            return said
    own = str(context.get("said", error["msg"]))
    return kind, Text(own, own), NO_HINT
