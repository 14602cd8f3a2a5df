"""Sheet 排名 / Ranking: who stands where, with everything that bars or qualifies the place beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from scoring.report.sheet import View, points
from scoring.report.styles import BAR, CENTRE, CHANGE, FAINT, GREEN, NOTICE, RED, WHOLE, Look, marks, spread
from scoring.report.table import Book, Cell, Column, Table, Value, bars, shade_words, tint_rows, width
from scoring.rubric.outcome_words import group_words
from scoring.rubric.outline import Entry
from scoring.words import Text

NAME = Text("排名", "Ranking")
RANK = Text("名次", "Rank")
CODE = Text("地区代码", "Code")
JURISDICTION = Text("地区", "Jurisdiction")
LEVEL = Text("层级", "Level")
GROUP = Text("分组", "Group")
SCORE = Text("得分", "Score")
GRADE = Text("等次", "Grade")
GROUP_RANK = Text("组内名次", "Rank in group")
BEFORE = Text("上期名次", "Earlier rank")
MOVED = Text("名次变化", "Change of rank")
GATES = Text("触发规则", "Gates")
NOTE = Text("备注", "Note")

_WITHIN = Text("{group}内名次", "Rank in {group}")
_UNRANKED = "—"
_COUNTS = Text(
    "共{jurisdictions}个地区：排名{ranked}个，有得分但不排名{barred}个，未计分{unscored}个",
    "{jurisdictions} jurisdictions: {ranked} ranked, {barred} scored but not ranked, {unscored} without a score",
)
_AGAINST = Text("名次变化与{period}相比（▲上升 ▼下降）", "change of rank against {period} (▲ up ▼ down)")
_ASSUMED = Text("权重为假定：{reason}", "Weights are assumed: {reason}")


def ranking(book: Book, view: View) -> None:
    """Write the sheet: ranked jurisdictions in order, then the others with the reason."""
    dimensions = list(parts(view))
    say = view.language
    before = _before(view)
    columns = [
        Column(RANK.say(say), 7, WHOLE),
        Column(CODE.say(say), 11),
        Column(JURISDICTION.say(say), width(view.names.values(), 12, 30)),
        Column(LEVEL.say(say), 9, CENTRE),
        Column(GROUP.say(say), 13, CENTRE),
        Column(SCORE.say(say), 10, marks(view.root.places).but(bold=True)),
        Column(GRADE.say(say), 11, CENTRE),
        Column(GROUP_RANK.say(say), 9, WHOLE),
        *(Column(_within(names, view), 11, WHOLE) for names in view.result.rubric.rank.within),
        Column(BEFORE.say(say), 9, WHOLE),
        Column(MOVED.say(say), 9, CHANGE),
        *(Column(_heading(entry, view), 11, marks(entry.places)) for entry in dimensions),
        Column(GATES.say(say), 13, CENTRE),
        Column(NOTE.say(say), 48, Look(wrap=True)),
    ]
    book.table(
        NAME,
        columns,
        [_row(row, view, dimensions, columns, before) for row in view.ranked],
        lines=_lines(view),
        frozen=3,
        finish=lambda table: _finish(table, book, view),
    )


def parts(view: View) -> Iterator[Entry]:
    """What the ranked mark is made of: the due children of its node, bonuses and penalties included."""
    for child in view.root.children:
        entry = view.entries[child]
        if entry.due and entry.item.role != "shown":
            yield entry


def _within(names: tuple[str, ...], view: View) -> str:
    return _WITHIN.with_(group=group_words(names, view.result.rubric)).say(view.language)


def _heading(entry: Entry, view: View) -> str:
    sign = {"bonus": "+", "penalty": "−"}.get(entry.item.role, "")
    full = Text("（{n}分）", "({n})").with_(n=sign + points(entry.points))
    return f"{entry.item.title.say(view.language)}\n{full.say(view.language)}"


def _row(
    row: dict[str, Any], view: View, dimensions: list[Entry], columns: list[Column], ranks_before: Mapping[str, int]
) -> list[Value | Cell]:
    who = row["jurisdiction"]
    before, rank = ranks_before.get(who), row["rank"]
    return [
        rank if rank is not None else Cell(_UNRANKED, columns[0].look),
        who,
        row["name"],
        _level(row["level"], view),
        row["group"],
        row["score"],
        view.grades.get(row["grade"], row["grade"]),
        row["group_rank"],
        *(view.ranks.get((who, ", ".join(names))) for names in view.result.rubric.rank.within),
        before,
        before - rank if before is not None and rank is not None else None,
        *(view.scores[entry.item.code].get(who) for entry in dimensions),
        row["gates"] or None,
        row["note"] or None,
    ]


def _before(view: View) -> dict[str, int]:
    previous = view.result.previous
    if previous is None:
        return {}
    known = previous.ranking.filter(pl.col("rank").is_not_null())
    return dict(known.select("jurisdiction", "rank").iter_rows())


def _level(level: str | None, view: View) -> str | None:
    known = view.result.rubric.population.levels
    return known[level].say(view.language) if level in known else level


def _lines(view: View) -> Iterator[str | Cell]:
    counts = _COUNTS.with_(**view.result.summary).say(view.language)
    if view.result.previous:
        against = _AGAINST.with_(period=view.result.previous.period.title)
        counts += Text("；", "; ").say(view.language) + against.say(view.language)
    yield counts
    for reason in view.assumed("points"):
        yield Cell(_ASSUMED.with_(reason=reason).say(view.language), NOTICE)
        return


def _finish(table: Table, book: Book, view: View) -> None:
    colours = dict(zip(view.grades.values(), spread(len(view.grades)), strict=True))
    shade_words(table, GRADE.say(view.language), book.styles, colours)
    moved = table.at(MOVED.say(view.language))
    for criteria, colour in ((">", GREEN[1]), ("<", RED[1])):
        rule = {"type": "cell", "criteria": criteria, "value": 0, "format": book.styles.ink(colour)}
        table.sheet.conditional_format(*moved, rule)
    tint_rows(table, f'=$A{table.first + 1}="{_UNRANKED}"', book.styles, FAINT)
    bars(table, SCORE.say(view.language), BAR, float(view.root.points))
    table.sheet.activate()
    table.sheet.set_first_sheet()
