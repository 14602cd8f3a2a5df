"""Sheet 评分方法 / Method: the rubric as it was used, in words, with every assumption and its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.report.indicators import CLAUSE, ITEM, POINTS
from scoring.report.sheet import JOIN, View, points
from scoring.report.styles import CENTRE, NOTICE, SECTION, TEXT, WRAPPED, YELLOW, Look
from scoring.report.table import Book, Cell, Column, Value
from scoring.rubric.assumptions import topic_words
from scoring.rubric.declared_words import Line
from scoring.rubric.item_words import Rule, item_rules, worth_words
from scoring.rubric.model import Node
from scoring.rubric.outline import Entry
from scoring.rubric.shares import Share
from scoring.rubric.told import after, before, due_words
from scoring.words import Text

NAME = Text("评分方法", "Method")
TITLE = Text("名称", "Title")
BASIS = Text("分值依据", "Points from")
METHOD = Text("评分办法", "How it is scored")
POLICY = Text("缺项处理", "What is not reported")
SCOPE = Text("期次与范围", "When and where")
LEAD = Text("牵头单位", "Lead unit")
UNITS = Text("责任单位", "Responsible units")
ASSUMED = Text("假定与理由", "Assumptions and reasons")

_TREE = Text("指标体系", "Indicators")
_GIVEN = Text("条文", "clause")
_BY_US = Text("假定", "assumed")
_GENERAL = Text("对全部内容有效的假定", "Assumptions that hold for everything")
_REASON = Text("{topic}：{why}", "{topic}: {why}")
_NOTE = Text(
    "“假定”为正文没有给出、由本评分规则选定之处，均附理由；上层的理由对下层有效",
    "“Assumed” marks what the text leaves open and this rubric chose, and why; reasons hold for what lies below",
)


def method(book: Book, view: View) -> None:
    """Write the tree, then periods, grades, gates, ranking, answers, samples, metrics and general assumptions."""
    say = view.language
    wrap, top = WRAPPED, TEXT.but(top=True)
    columns = [
        Column(ITEM.say(say), 18, top),
        Column(TITLE.say(say), 38, wrap),
        Column(POINTS.say(say), 13, CENTRE.but(top=True)),
        Column(BASIS.say(say), 10, CENTRE.but(top=True)),
        Column(METHOD.say(say), 60, wrap),
        Column(POLICY.say(say), 22, wrap),
        Column(SCOPE.say(say), 24, wrap),
        Column(LEAD.say(say), 24, wrap),
        Column(UNITS.say(say), 28, wrap),
        Column(CLAUSE.say(say), 11, CENTRE.but(top=True)),
        Column(ASSUMED.say(say), 56, wrap),
    ]
    rubric = view.result.rubric
    rows = [_section(_TREE.say(say), len(columns))]
    rows += [_row(entry, view) for entry in view.entries]
    for section in (*before(rubric), *after(rubric)):
        rows.append(_section(section.title.say(say), len(columns)))
        rows += [_line(line, view) for line in section.lines]
    rows.append(_section(_GENERAL.say(say), len(columns)))
    rows.append([*[None] * 10, _assumptions(rubric.assumed, view)])
    book.table(NAME, columns, rows, lines=[Cell(_NOTE.say(say), NOTICE)], frozen=2)


def _section(title: str, columns: int) -> list[Value | Cell]:
    return [Cell(title, SECTION), *[Cell(None, SECTION)] * (columns - 1)]


def _line(line: Line, view: View) -> list[Value | Cell]:
    say = view.language
    due = due_words(line.due, view.result.rubric).say(say) or None
    title = line.title.say(say)
    start = [line.code or None, title if title != line.code else None, None, None, line.said.say(say), None, due]
    return [*start, None, None, line.clause or None, _assumptions(line.assumed, view)]


def _row(entry: Entry, view: View) -> list[Value | Cell]:
    item, say = entry.item, view.language
    branch = isinstance(item, Node)
    indent = min(entry.depth, 8)
    assumed = _points_assumed(entry, view)
    look = Look(indent=indent, bold=branch, wrap=True, top=True)
    full = points(entry.points)
    if item.role != "scored" or item.weight is not None:
        full = worth_words(item, Share(entry.points, entry.weight, entry.part)).say(say)
    basis = None if item.role == "shown" else (_BY_US if assumed else _GIVEN).say(say)
    return [
        Cell(item.code, Look(bold=branch, top=True)),
        Cell(item.title.say(say), look),
        Cell(full, CENTRE.but(bold=branch, top=True)),
        Cell(basis, CENTRE.but(fill=YELLOW[0], colour=YELLOW[1], top=True)) if basis and assumed else basis,
        _said(entry, view, "how", "note"),
        _said(entry, view, "gap"),
        _said(entry, view, "scope"),
        JOIN[say].join(entry.lead) if _own(entry, view, entry.lead) else None,
        JOIN[say].join(entry.units) if _own(entry, view, entry.units) else None,
        entry.clause or None,
        _assumptions(item.assumed, view),
    ]


def _own(entry: Entry, view: View, units: Sequence[str]) -> bool:
    """Whether units are worth repeating: only where they are not simply the parent's."""
    if entry.parent is None:
        return bool(units)
    above = view.entries[entry.parent]
    return units not in (above.lead, above.units)


def _points_assumed(entry: Entry, view: View) -> bool:
    if "points" in view.result.rubric.assumed:
        return True
    here: Entry | None = entry
    while here is not None:
        if "points" in here.item.assumed:
            return True
        here = view.entries[here.parent] if here.parent is not None else None
    return False


def _said(entry: Entry, view: View, *kinds: str) -> str | None:
    """An item's rules of some kinds, as sentences of one cell."""
    rules = (rule for rule in item_rules(entry.item, view.result.rubric) if rule.kind in kinds)
    return ("。" if view.language == "zh" else ". ").join(_with_clause(rule, view) for rule in rules) or None


def _with_clause(rule: Rule, view: View) -> str:
    return rule.said.say(view.language) + (f"〔{rule.clause}〕" if rule.clause else "")


def _assumptions(assumed: Mapping[str, Text], view: View) -> str | None:
    """Assumptions, each with what it is about and why it was made."""
    said = (_REASON.with_(topic=topic_words(key), why=why).say(view.language) for key, why in assumed.items())
    return "\n".join(said) or None
