"""Sheet 指标明细 / Indicators: every jurisdiction's every indicator, from the value to the marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scoring.report.ranking import CODE, JURISDICTION
from scoring.report.sheet import View
from scoring.report.styles import BLUE, CENTRE, GREY, RED, SHARE, YELLOW, Look, marks
from scoring.report.table import Book, Cell, Column, Value, shade_words, width
from scoring.result.advice import Worded
from scoring.result.shown import Shown, shown
from scoring.rubric.outline import Entry
from scoring.words import Text

NAME = Text("指标明细", "Indicators")
ITEM = Text("编号", "Item")
TITLE = Text("指标", "Indicator")
VALUE = Text("指标值", "Value")
TARGET = Text("目标", "Target")
RATE = Text("得分率", "Rate")
SCORE = Text("得分", "Score")
POINTS = Text("分值", "Points")
MOVED = Text("分值增减", "Points moved")
STATE = Text("状态", "State")
REASON = Text("原因", "Reason")
CLAUSE = Text("条款", "Clause")

STATE_COLOURS = {"missing": RED, "not_assessed": YELLOW, "not_applicable": GREY, "gated": BLUE}
_NOTE = Text(
    "分值增减：本项因缺项退出时为负，由同级各项分担时为正；变化类指标的指标值为与基期之差",
    "Points moved: negative where the item dropped out, positive where it took over others' points; "
    "for changes the value is the difference from the earlier period",
)


def value_look(way: Shown) -> Look:
    """The look of a leaf's value: a percentage, or a number with its unit."""
    quoted = way.unit.replace('"', "")
    return Look(way.number_format + (f'"{quoted}"' if quoted else ""), align="right")


def indicators(book: Book, view: View) -> None:
    """Write the sheet: jurisdictions in the ranking's order, indicators in the file's order, those not due left out."""
    say = view.language
    columns = [
        Column(CODE.say(say), 11),
        Column(JURISDICTION.say(say), width(view.names.values(), 12, 30)),
        Column(ITEM.say(say), 13),
        Column(TITLE.say(say), 36),
        Column(VALUE.say(say), 13),
        Column(TARGET.say(say), 13, CENTRE),
        Column(RATE.say(say), 9, SHARE),
        Column(SCORE.say(say), 10),
        Column(POINTS.say(say), 8, marks(9).but(number="General")),
        Column(MOVED.say(say), 10, Look("+0.0000;-0.0000;0", align="right")),
        Column(STATE.say(say), 10, CENTRE),
        Column(REASON.say(say), 30),
        Column(CLAUSE.say(say), 11),
    ]
    colours = {view.state(name): pair for name, pair in STATE_COLOURS.items()}
    book.table(
        NAME,
        columns,
        list(_rows(view)),
        lines=[_NOTE.say(say)],
        frozen=4,
        finish=lambda table: shade_words(table, STATE.say(say), book.styles, colours),
    )


def _rows(view: View) -> Iterator[list[Value | Cell]]:
    leaves = {e.item.code: _Leaf(e, view) for e in view.entries if e.is_leaf and e.due}
    roster = {row["jurisdiction"]: row for row in view.result.inputs.roster.iter_rows(named=True)}
    states = view.state_words()
    for row in view.in_order(view.result.details).iter_rows(named=True):
        if row["node"] in leaves:
            yield leaves[row["node"]].row(row, roster[row["jurisdiction"]], states)


class _Leaf:
    """What is the same in all rows of an indicator."""

    def __init__(self, entry: Entry, view: View) -> None:
        way = shown(entry, view.result.rubric, view.result.draft.parse)
        self.words = Worded(view.result.rubric, entry, way, view.result.period, view.language)
        self.value, self.mark = value_look(way), marks(entry.places)
        self.title, self.clause, self.language = entry.item.title.say(view.language), entry.clause, view.language
        self.reasons: dict[tuple[int, bool], str] = {}

    def row(self, row: dict[str, Any], known: dict[str, Any], states: dict[str, str]) -> list[Value | Cell]:
        told = row["code"], row["score"] is None
        if told not in self.reasons:
            self.reasons[told] = self.words.state(row)
        return [
            row["jurisdiction"],
            known["name"],
            row["node"],
            self.title,
            Cell(row["value"], self.value) if row["value"] is not None else None,
            self.words.target(known) or None,
            row["rate"],
            Cell(row["score"], self.mark) if row["score"] is not None else None,
            row["points"],
            row["moved_points"] or None,
            states[row["state"]],
            self.reasons[told] or None,
            self.clause or None,
        ]
