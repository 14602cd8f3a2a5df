"""The clause register in words: each clause of the document, and where in the rubric it went."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.rubric.declarations import Period
from scoring.rubric.item_words import worth_words
from scoring.rubric.model import Leaf, Node, Rubric
from scoring.rubric.periods import is_due
from scoring.rubric.prose import PERIOD_KINDS
from scoring.rubric.register import PERIOD, Answer, Row, answers
from scoring.rubric.shares import shares
from scoring.words import Language, Text

_HEAD = Text("条款与指标对照", "Clauses and what scores them")
_UNSCORED = Text("不计分：{why}", "not scored: {why}")
_NONE = Text("这份规则没有条款登记（register）。", "This rubric has no clause register.")
_COUNTED = Text("共{all}条：{n}条落在规则中，{out}条不计分。", "{all} clauses: {n} in the rubric, {out} not scored.")
_LEFT = Text("没有条款对应的指标：{codes}", "indicators no clause stands behind: {codes}")


def clauses(rubric: Rubric, language: Language, period: Period | None = None) -> Iterator[str]:
    """The register line by line: each clause, then what answers for it, or why nothing does.

    Args:
        rubric: a loaded rubric.
        language: of the lines.
        period: only what is due in it, and the clauses that have something due; everything where not given.

    Yields:
        Lines of text; last how many clauses there are and which indicators no clause stands behind.
    """
    yield f"{rubric.rubric.title.say(language)}  ({rubric.id} {rubric.rubric.version})"
    yield ""
    if not rubric.clauses:
        yield _NONE.say(language)
        return
    yield _HEAD.say(language)
    known, worth = answers(rubric), shares(rubric.tree)
    shown: list[Row] = []
    for row in rubric.clauses:
        found = [answer for name in row.by for answer in known[name] if _due(answer, period)]
        when = [*_periods(rubric, row, period)]
        if period is not None and not found and not when:
            continue
        shown.append(row)
        yield f"{row.row}  {row.title.say(language)}  〔{row.clause}〕"
        for answer in found:
            points = f"  {worth_words(answer.item, worth[answer.code]).say(language)}" if answer.item else ""
            yield f"   → {_named(answer.kind, answer.code, answer.title, language)}{points}"
        for code, title in when:
            yield f"   → {_named(PERIOD, code, title, language)}"
        if row.unscored:
            yield f"   → {_UNSCORED.with_(why=row.unscored).say(language)}"
    yield ""
    out = sum(row.unscored is not None for row in shown)
    yield _COUNTED.with_(all=len(shown), n=len(shown) - out, out=out).say(language)
    left = unregistered(rubric) if period is None else []
    if left:
        yield _LEFT.with_(codes=("、" if language == "zh" else ", ").join(left)).say(language)


def unregistered(rubric: Rubric) -> list[str]:
    """Codes of the leaves no clause stands behind, neither their own nor one of a node above them.

    The root answers for every leaf and so for none: naming it does not count.
    """
    named = {name for row in rubric.clauses for name in row.by} - {rubric.tree.code}
    return [*_left(rubric.tree, named)]


def _left(item: Leaf | Node, named: set[str]) -> Iterator[str]:
    if item.code in named:
        return
    if isinstance(item, Node):
        for child in item.children:
            yield from _left(child, named)
    else:
        yield item.code


def _due(answer: Answer, period: Period | None) -> bool:
    return period is None or all(is_due(due, period) for due in answer.due)


def _periods(rubric: Rubric, row: Row, period: Period | None) -> Iterator[tuple[str, Text]]:
    for name in row.periods:
        if name in PERIOD_KINDS:
            if period is None or period.kind == name:
                yield "", PERIOD_KINDS[name]
        elif period is None or period.id == name:
            yield name, rubric.period(name).title


def _named(kind: Text, code: str, title: Text, language: Language) -> str:
    said = title.say(language)
    return " ".join(dict.fromkeys(part for part in (kind.say(language), code, said) if part))
