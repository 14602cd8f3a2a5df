"""Sheet 问卷与抽样 / Samples: how many answers and sites each mark rests on, and whether that is enough."""

from __future__ import annotations

import polars as pl

from scoring.evidence.gather import evidence_of
from scoring.report.indicators import ITEM, TITLE
from scoring.report.ranking import CODE, JURISDICTION
from scoring.report.sheet import View
from scoring.report.styles import CENTRE, GREEN, RED, SHARE, WHOLE
from scoring.report.table import Book, Cell, Column, Value, shade_words, width
from scoring.rubric.nearest import listed
from scoring.words import Text

NAME = Text("问卷与抽样", "Samples")
KIND = Text("取证方式", "Evidence")
SIZE = Text("有效样本", "Sample")
MINIMUM = Text("最低要求", "Minimum")
MET = Text("是否达到", "Minimum met")
RATE = Text("得分率", "Rate")
ERROR = Text("标准误", "Standard error")
DETAIL = Text("明细", "Detail")

_YES = Text("达到", "yes")
_NO = Text("不足", "short")
_FREE = Text("未规定", "none stated")
_TOLD = {
    "on_time": Text("按时{n}", "{n} on time"),
    "late": Text("迟报{n}", "{n} late"),
    "unsent": Text("未报{n}", "{n} never sent"),
    "void": Text("作废{n}", "{n} void"),
}


def samples(book: Book, view: View) -> None:
    """Write the sheet: a row a jurisdiction and indicator that anywhere has a minimum sample or records told apart."""
    say = view.language
    columns = [
        Column(CODE.say(say), 11),
        Column(JURISDICTION.say(say), width(view.names.values(), 12, 30)),
        Column(ITEM.say(say), 14),
        Column(TITLE.say(say), 36),
        Column(KIND.say(say), 12, CENTRE),
        Column(SIZE.say(say), 10, WHOLE),
        Column(MINIMUM.say(say), 10, WHOLE),
        Column(MET.say(say), 11, CENTRE),
        Column(RATE.say(say), 11, SHARE),
        Column(ERROR.say(say), 11, SHARE),
        Column(DETAIL.say(say), 24),
    ]
    leaves = {entry.item.code: entry for entry in view.entries if entry.is_leaf}
    rows: list[list[Value | Cell]] = []
    told = pl.any_horizontal(pl.col("minimum", *_TOLD).is_not_null())
    counted = view.result.samples.filter(told.any().over("node"))
    for row in view.in_order(counted).iter_rows(named=True):
        entry = leaves[row["node"]]
        least = row["minimum"]
        size = row["n"] or 0
        rows.append(
            [
                row["jurisdiction"],
                view.names[row["jurisdiction"]],
                row["node"],
                entry.item.title.say(say),
                evidence_of(entry).title.say(say),
                size,
                least,
                (_FREE if least is None else _YES if size >= least else _NO).say(say),
                row["rate"],
                row["se"],
                listed(words.with_(n=row[name]).say(say) for name, words in _TOLD.items() if row[name] is not None).say(
                    say
                ),
            ]
        )
    colours = {_YES.say(say): GREEN, _NO.say(say): RED}
    book.table(
        NAME, columns, rows, frozen=2, finish=lambda table: shade_words(table, MET.say(say), book.styles, colours)
    )
