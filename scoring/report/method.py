"""Sheet 评分方法 / Method: the rubric as it was used, in words, with every assumption and its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.evidence.gather import evidence_of
from scoring.report.indicators import CLAUSE, ITEM, POINTS
from scoring.report.rules import rules
from scoring.report.sheet import JOIN, View, points
from scoring.report.styles import CENTRE, NOTICE, SECTION, TEXT, WRAPPED, YELLOW, Look
from scoring.report.table import Book, Cell, Column, Value
from scoring.report.wording import Wording
from scoring.rubric.model import Leaf, Node
from scoring.rubric.outcome_words import label_title, label_words
from scoring.rubric.outline import Entry
from scoring.rubric.terms import ROLE_WORDS, policy_words
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
_ROUND = Text("四舍五入到{step}分", "rounded half-up to {step}")
_COVER = Text("有得分的分值不足{share}的，{then}", "where less than {share} of the points has marks: {then}")
_LABEL = Text("“{title}”：{cases}", "“{title}”: {cases}")
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
    wording = Wording(view.result.rubric, view.result.draft.parse, say)
    rows = [_section(_TREE.say(say), len(columns))]
    rows += [_row(entry, view, wording) for entry in view.entries]
    for title, lines in rules(view.result.rubric, wording):
        rows.append(_section(title.say(say), len(columns)))
        for line in lines:
            start = [line.code, line.title, line.points or None, None, line.said, None, line.scope or None]
            rows.append([*start, None, None, line.clause or None, line.assumed or None])
    book.table(NAME, columns, rows, lines=[Cell(_NOTE.say(say), NOTICE)], frozen=2)


def _section(title: str, columns: int) -> list[Value | Cell]:
    return [Cell(title, SECTION), *[Cell(None, SECTION)] * (columns - 1)]


def _row(entry: Entry, view: View, wording: Wording) -> list[Value | Cell]:
    item, say = entry.item, view.language
    branch = isinstance(item, Node)
    indent = min(entry.depth, 8)
    assumed = _points_assumed(entry, view)
    look = Look(indent=indent, bold=branch, wrap=True, top=True)
    full = points(entry.points)
    if item.role != "scored":
        full = ROLE_WORDS[item.role].with_(points=full).say(say)
    basis = None if item.role == "shown" else (_BY_US if assumed else _GIVEN).say(say)
    return [
        Cell(item.code, Look(bold=branch, top=True)),
        Cell(item.title.say(say), look),
        Cell(full, CENTRE.but(bold=branch, top=True)),
        Cell(basis, CENTRE.but(fill=YELLOW[0], colour=YELLOW[1], top=True)) if basis and assumed else basis,
        _method(entry, view, wording),
        _policies(entry, view),
        "；".join(_scope(entry, view, wording)) or None,
        JOIN[say].join(entry.lead) if _own(entry, view, entry.lead) else None,
        JOIN[say].join(entry.units) if _own(entry, view, entry.units) else None,
        entry.clause or None,
        wording.assumptions(item.assumed) or None,
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


def _method(entry: Entry, view: View, wording: Wording) -> str:
    item, say = entry.item, view.language
    parts: list[Text | str] = []
    if isinstance(item, Leaf):
        parts.append(wording.method(evidence_of(entry)))
        if item.change:
            parts.append(wording.change(item.change))
        parts += [wording.method(transform) for transform in item.transforms]
        if item.role != "shown":
            parts.append(wording.method(item.scale))
    elif isinstance(item, Node):
        parts.append(item.combine.sentence())
        if item.coverage:
            then = wording.outcome(item.coverage.otherwise, item.coverage.policy)
            parts.append(_COVER.with_(share=wording.share(item.coverage.at_least), then=then))
    if _unit(entry, view) is not None:
        parts.append(_ROUND.with_(step=_unit(entry, view)))
    if item.label:
        parts.append(_LABEL.with_(title=label_title(item), cases=label_words(item, view.result.rubric)))
    stop = "。" if say == "zh" else ". "
    return stop.join(part if isinstance(part, str) else part.say(say) for part in parts)


def _unit(entry: Entry, view: View) -> str | None:
    """The rounding step, where it is not the parent's."""
    above = view.entries[entry.parent] if entry.parent is not None else None
    if entry.item.role == "shown" or (above and (above.places, above.step) == (entry.places, entry.step)):
        return None
    digits = str(entry.step).rjust(entry.places + 1, "0")
    return f"{digits[: len(digits) - entry.places]}.{digits[len(digits) - entry.places :]}" if entry.places else digits


def _policies(entry: Entry, view: View) -> str | None:
    """What each state does, where it is not what it does above."""
    if entry.item.role == "shown":
        return None
    above = view.entries[entry.parent].policies if entry.parent is not None else {}
    said = [
        f"{view.state(state)}：{policy_words(policy).say(view.language)}"
        for state, policy in entry.policies.items()
        if above.get(state) != policy
    ]
    return "；".join(said) or None


def _scope(entry: Entry, view: View, wording: Wording) -> Iterator[str]:
    item = entry.item
    if item.due:
        yield JOIN[view.language].join(wording.period(name) for name in item.due)
    if item.applies_to:
        yield wording.condition(item.applies_to)
