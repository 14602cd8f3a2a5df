"""The reference of all methods as a Markdown page, made from what the methods say of themselves."""

from __future__ import annotations

import csv
import textwrap
from collections.abc import Iterator, Sequence
from io import StringIO

from scoring.manual.layout import laid_out
from scoring.manual.parameters import parameters
from scoring.manual.worked import Shown
from scoring.methods import ROOMS, Room, registry
from scoring.rubric.example import MARKS, Example
from scoring.rubric.method import Method
from scoring.sql.states import STATE_WORDS
from scoring.words import Language, Text

CELL_WORDS = {
    "value": Text("实际值", "the value"),
    "change": Text("变化", "the change"),
    "level": Text("本期水平", "the level reached"),
    "points": Text("分值", "the points"),
    "everyone": Text("各地区的值", "everyone's value"),
    "marks": Text("下级得分", "the children's marks"),
    "weight": Text("下级权重", "their weights"),
    "full": Text("下级满分", "their full marks"),
}
_HEAD = Text("计分方法", "Methods of scoring")
_ABOUT = Text(
    "规则文件里能写的全部方法：做什么、有哪些参数、一个算例、表格公式、出自哪类规则。本页由程序生成（`make docs`），"
    "命令 `scoring methods` 显示同样的内容。\n\n"
    "算例经测试与程序逐位核对。得分的舍入另由 `round` 规定，不写时保留九位小数；表格公式是舍入之前的得分，"
    "Excel、WPS、LibreOffice 通用。整份规则的写法见 [rubric.md](rubric.md)。",
    "All the methods a rubric may use: what each does, its parameters, a worked example, a spreadsheet formula, where "
    "it comes from. This page is generated (`make docs`); the command `scoring methods` shows the same.\n\n"
    "A test holds every example against the program, digit for digit. How marks are rounded is said by `round`, nine "
    "decimals where it is not; the formulas, for Excel, WPS and LibreOffice alike, give the marks before that. How a "
    "whole rubric is written: [rubric.en.md](rubric.en.md).",
)
_KEY, _METHOD, _DOES = Text("键", "key"), Text("方法", "method"), Text("作用", "what it does")
_PARAMETER, _WRITTEN, _DEFAULT = Text("参数", "parameter"), Text("写法", "written as"), Text("不写时", "if left out")
_MEANING = Text("含义", "meaning")
_NEEDED, _NONE = Text("必写", "needed"), Text("无", "none")
_EXAMPLE = Text("**{title}**：{said}", "**{title}**: {said}")
_AS_FORMULA = Text("表格公式：`={formula}`", "As a formula: `={formula}`")
_WHERE = Text("（{cells}）", " ({cells})")
SOURCE = Text("来源：{source}", "From: {source}")
_WHO = Text("地区", "jurisdiction")
STOP = Text("。", ".")


def page(language: Language) -> Iterator[str]:
    """The page, line by line."""
    yield f"# {_HEAD.say(language)}"
    yield ""
    yield _ABOUT.say(language)
    for room in ROOMS:
        methods = registry().rooms[room.key]
        yield ""
        yield f"## {room.title.say(language)}"
        yield ""
        head = (_KEY, _METHOD, _DOES)
        rows = [
            (f"[`{key}`](#{room.key}-{key})", m.title.say(language), m.summary.say(language))
            for key, m in methods.items()
        ]
        yield from table([word.say(language) for word in head], rows)
        for method in methods.values():
            yield ""
            yield from entry(room, method, language)


def entry(room: Room, method: type[Method], language: Language) -> Iterator[str]:
    """What there is to know of one method."""
    stop = STOP.say(language)
    yield f'<a id="{room.key}-{method.key}"></a>'
    yield ""
    yield f"### `{method.key}` {method.title.say(language)}"
    yield ""
    summary = method.summary.say(language)
    yield summary[:1].upper() + summary[1:] + stop
    if method.details.zh:
        yield ""
        yield method.details.say(language)
    if method.parameters:
        yield ""
        words = (_PARAMETER, _WRITTEN, _DEFAULT, _MEANING)
        yield from table([word.say(language) for word in words], list(_parameters(method, language)))
    for example in method.examples:
        yield ""
        yield from worked(Shown(room.key, method, example), language)
    yield ""
    yield SOURCE.with_(source=method.source).say(language) + stop


def _parameters(method: type[Method], language: Language) -> Iterator[Sequence[str]]:
    for one in parameters(method):
        default = _NEEDED.say(language) if one.default is None else f"`{one.default}`" if one.default else "–"
        yield f"`{one.name}`", one.kind.say(language), default, one.says.say(language)


def worked(shown: Shown, language: Language) -> Iterator[str]:
    """An example: the rule as YAML and as a sentence, the numbers, the formula."""
    example = shown.example
    yield _EXAMPLE.with_(title=example.title, said=shown.sentence).say(language)
    yield ""
    yield "```yaml"
    yield rule(example)
    yield "```"
    yield ""
    for head, rows in tables(example, language):
        yield from table(head, rows)
        yield ""
    formula = formula_of(shown, language)
    if formula:
        yield formula


def rule(example: Example) -> str:
    """The part of the example's rubric that matters."""
    return textwrap.dedent(example.rule or example.children).strip()


def tables(example: Example, language: Language) -> Iterator[tuple[Sequence[str], Sequence[Sequence[str]]]]:
    """The example's inputs and marks: one table where its cases make one, else those of the inputs, then the marks."""
    if example.cases:
        rows = [[_said(cell, language) for cell in case] for case in example.cases]
        yield [word.say(language) for word in example.columns], rows
        return
    for text in example.inputs().values() if "roster" in example.tables else _own(example):
        head, *body = csv.reader(StringIO(text))
        yield head, body
    codes = list(dict.fromkeys(code for marks in example.marks.values() for code in marks))
    only = [MARKS.say(language)] if codes == ["x"] else codes
    rows = [[who, *(_said(marks.get(code, ""), language) for code in codes)] for who, marks in example.marks.items()]
    yield [_WHO.say(language), *only], rows


def _own(example: Example) -> list[str]:
    return [text for name, text in example.inputs().items() if name != "roster.csv"]


def _said(cell: str, language: Language) -> str:
    return STATE_WORDS[cell].say(language) if cell in STATE_WORDS else cell or _NONE.say(language)


def formula_of(shown: Shown, language: Language) -> str:
    """The formula of an example's first row, and what its cells are; empty where no sheet of one table shows it."""
    laid = laid_out(shown)
    if laid is None:
        return ""
    said = [f"{cell} {CELL_WORDS.get(name, Text(name)).say(language)}" for cell, name in laid.cells.items()]
    where = _WHERE.with_(cells=("，" if language == "zh" else ", ").join(said)).say(language) if said else ""
    return _AS_FORMULA.with_(formula=laid.formula).say(language) + where + STOP.say(language)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A Markdown table."""
    for n, row in enumerate((head, ["---"] * len(head), *rows)):
        yield "|" + "|".join(cell if n == 1 else f" {_cell(cell)} " for cell in row) + "|"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ") or " "
