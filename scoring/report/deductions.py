"""Sheets 扣分清单 / Deductions and 牵头单位 / Units: where marks were lost, and who leads what lost them."""

from __future__ import annotations

from typing import Any

from scoring.report.indicators import (
    CLAUSE,
    ITEM,
    POINTS,
    REASON,
    SCORE,
    STATE,
    STATE_COLOURS,
    TARGET,
    TITLE,
    VALUE,
    value_look,
)
from scoring.report.ranking import CODE, JURISDICTION
from scoring.report.sheet import View
from scoring.report.styles import CENTRE, LOST_BAR, SHARE, WHOLE, Look, marks
from scoring.report.table import Book, Cell, Column, Table, Value, bars, shade_words, width
from scoring.result.shown import shown
from scoring.words import Text

NAME = Text("扣分清单", "Deductions")
UNITS = Text("牵头单位", "Units")
DIMENSION = Text("部分", "Part")
LOST = Text("失分", "Lost")
LEAD = Text("牵头单位", "Lead unit")
RESPONSIBLE = Text("责任单位", "Responsible units")
FILE = Text("文件", "File")
SHEET = Text("工作表", "Sheet")
CELL = Text("单元格", "Cells")
ADVICE = Text("整改提示", "What would regain it")
_UNIT, _DUTY = Text("单位", "Unit"), Text("职责", "Duty")
_DUTIES = {"lead": Text("牵头", "lead"), "responsible": Text("责任", "responsible")}
_NOBODY = Text("（没有写明单位）", "(no unit named)")
_INDICATORS, _LOWERED = Text("所管指标数", "Indicators"), Text("其中有失分的", "Of them lowered")
_JURISDICTIONS = Text("涉及地区数", "Jurisdictions")
_AVERAGE = Text("平均每地失分", "Lost a jurisdiction")
_SHARE = Text("占全部失分", "Share of all lost")
_AT_STAKE = Text("所管分值合计", "Marks at stake")
_RATE = Text("失分率", "Rate lost")
_WORST = Text("失分最多的一项", "What lost most")
_NOTE = Text(
    "失分以总分计，已计入缺项折算；未计分而分值转给同级的列失分0；各行失分之和减加分，即满分与得分之差（四舍五入除外）",
    "Lost is in marks of the total, after rescaling; items that dropped out lost 0; "
    "the sum less bonuses is full marks less the score, rounding aside",
)
_UNITS_NOTE = Text(
    "各地区失分按牵头单位、责任单位分别汇总，平均按有总分的地区计；几个单位共同负责的，每个单位全数计入，故本表不求合计；"
    "指标没有写单位的，用上级所写的",
    "Marks lost over all jurisdictions by lead and by responsible unit, averaged over those that have a total; an item "
    "of several units counts in full for each, so there is no total; an item that names none has those named above it",
)


def deductions(book: Book, view: View) -> None:
    """Write the list: jurisdictions in the ranking's order, the heaviest loss first."""
    say = view.language
    columns = [
        Column(CODE.say(say), 11),
        Column(JURISDICTION.say(say), width(view.names.values(), 12, 30)),
        Column(DIMENSION.say(say), 13),
        Column(ITEM.say(say), 13),
        Column(TITLE.say(say), 32),
        Column(POINTS.say(say), 8, Look("General", align="right")),
        Column(SCORE.say(say), 10, marks(4)),
        Column(LOST.say(say), 10, marks(4).but(bold=True)),
        Column(STATE.say(say), 10, CENTRE),
        Column(REASON.say(say), 38),
        Column(VALUE.say(say), 12),
        Column(TARGET.say(say), 12, CENTRE),
        Column(ADVICE.say(say), 34),
        Column(LEAD.say(say), 24),
        Column(RESPONSIBLE.say(say), 24),
        Column(CLAUSE.say(say), 11),
        Column(FILE.say(say), 16),
        Column(SHEET.say(say), 14),
        Column(CELL.say(say), 30),
    ]
    rubric, parse = view.result.rubric, view.result.draft.parse
    looks = {e.item.code: value_look(shown(e, rubric, parse)) for e in view.entries if e.is_leaf}
    frame = view.in_order(view.result.deductions, "lost", descending=True)
    states = view.state_words()
    book.table(
        NAME,
        columns,
        [_row(row, looks, states) for row in frame.iter_rows(named=True)],
        lines=[_NOTE.say(say)],
        frozen=2,
        finish=lambda table: _finish(table, book, view),
    )


def units(book: Book, view: View) -> None:
    """Write the marks lost by lead unit, then by responsible unit."""
    say = view.language
    columns = [
        Column(_UNIT.say(say), 30),
        Column(_DUTY.say(say), 10, CENTRE),
        Column(_INDICATORS.say(say), 12, WHOLE),
        Column(_LOWERED.say(say), 12, WHOLE),
        Column(_JURISDICTIONS.say(say), 12, WHOLE),
        Column(LOST.say(say), 14, marks(2).but(bold=True)),
        Column(_AVERAGE.say(say), 13, marks(4)),
        Column(_SHARE.say(say), 12, SHARE),
        Column(_AT_STAKE.say(say), 14, marks(2)),
        Column(_RATE.say(say), 10, SHARE),
        Column(_WORST.say(say), 36),
    ]
    items = view.result.rubric.items
    rows = [
        [
            row["unit"] or _NOBODY.say(say),
            _DUTIES[row["duty"]].say(say),
            *(row[name] for name in list(row)[2:-1]),
            f"{row['worst']} {items[row['worst']].title.say(say)}",
        ]
        for row in view.result.units_lost.iter_rows(named=True)
    ]
    book.table(
        UNITS,
        columns,
        rows,
        lines=[_UNITS_NOTE.say(say)],
        frozen=1,
        finish=lambda table: bars(table, LOST.say(say), LOST_BAR),
    )


def _row(row: dict[str, Any], looks: dict[str, Look], states: dict[str, str]) -> list[Value | Cell]:
    value = row["value"]
    texts = {name: row[name] or None for name in row if name not in ("points", "score", "lost", "value", "state")}
    return [
        texts["jurisdiction"],
        texts["name"],
        texts["dimension"],
        texts["node"],
        texts["title"],
        row["points"],
        row["score"],
        row["lost"],
        states[row["state"]],
        texts["reason"],
        Cell(value, looks[row["node"]]) if value is not None else None,
        texts["target"],
        texts["advice"],
        texts["lead"],
        texts["units"],
        texts["clause"],
        texts["file"],
        texts["sheet"],
        texts["cell"],
    ]


def _finish(table: Table, book: Book, view: View) -> None:
    colours = {view.state(name): pair for name, pair in STATE_COLOURS.items()}
    shade_words(table, STATE.say(view.language), book.styles, colours)
    bars(table, LOST.say(view.language), LOST_BAR)
