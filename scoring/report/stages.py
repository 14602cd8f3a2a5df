"""Sheet 各阶段数据 / Stages: submitted values of a stage that does not count, beside the ones that do."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from scoring.report.deductions import FILE, SHEET
from scoring.report.findings import METRIC
from scoring.report.ranking import CODE, JURISDICTION
from scoring.report.sheet import View
from scoring.report.styles import CENTRE
from scoring.report.table import Book, Cell, Column, Value, width
from scoring.rubric.terms import STAGE_WORDS
from scoring.words import Text

NAME = Text("各阶段数据", "Stages")
PERIOD = Text("期次", "Period")
STAGE = Text("阶段", "Stage")
VALUE = Text("该阶段的值", "Its value")
COUNTS = Text("采用的值", "The one that counts")
ROW = Text("行", "Row")

_DIGITS = 15
"""More of them a spreadsheet's number does not hold: longer ones are written as text."""


def stages(book: Book, view: View) -> None:
    """Write the sheet; none where every value that was submitted counts."""
    say = view.language
    inputs, rubric = view.result.inputs, view.result.rubric
    if inputs.other_values.is_empty():
        return
    columns = [
        Column(CODE.say(say), 11),
        Column(JURISDICTION.say(say), width(view.names.values(), 12, 30)),
        Column(PERIOD.say(say), 14),
        Column(METRIC.say(say), 28),
        Column(STAGE.say(say), 12, CENTRE),
        Column(VALUE.say(say), 16),
        Column(COUNTS.say(say), 16),
        Column(FILE.say(say), 18),
        Column(SHEET.say(say), 12),
        Column(ROW.say(say), 8),
    ]
    # Where stages are told apart, no period's metrics stay in their file.
    counting = {period: _counting(frame) for period, frame in inputs.metrics.items()}
    rows: list[list[Value | Cell]] = []
    for row in view.in_order(inputs.other_values).iter_rows(named=True):
        metric = rubric.metrics[row["metric"]]
        units = counting[row["period"]].get(row["jurisdiction"], {}).get(row["metric"])
        rows.append(
            [
                row["jurisdiction"],
                view.names.get(row["jurisdiction"]),
                rubric.period(row["period"]).title.say(say),
                metric.title.say(say),
                STAGE_WORDS[row["stage"]].say(say),
                _number(Decimal(row["value"])),
                None if units is None else _number(Decimal(int(units)).scaleb(-metric.decimals)),
                row["file"],
                row["sheet"] or None,
                row["row"],
            ]
        )
    book.table(NAME, columns, rows, frozen=2)


def _counting(frame: pl.DataFrame) -> Mapping[str, Mapping[str, Any]]:
    return {row["jurisdiction"]: row for row in frame.iter_rows(named=True)}


def _number(number: Decimal) -> Value:
    plain = number.normalize()
    return plain if len(plain.as_tuple().digits) <= _DIGITS else format(plain, "f")
