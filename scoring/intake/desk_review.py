"""Desk-review records: an item, a verdict, the reviewer's code, the evidence's number, the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from scoring.intake.answers import Options
from scoring.intake.asked import desk_items
from scoring.intake.due import not_due_records
from scoring.intake.inputs import DESK_REVIEW
from scoring.intake.reader import Reader, gather, placed
from scoring.intake.recognise import Table
from scoring.intake.rows import Fault, choices, settle, translate
from scoring.intake.wording import one_of
from scoring.words import Text

_UNKNOWN_ITEM = Fault(
    "unknown_item", Text("台账审查没有这一项，未采用。{hint}", "the desk review has no such item: not used.{hint}")
)
_KEY = ("period", "jurisdiction", "item")


def read_desk_review(tables: Sequence[Table], reader: Reader) -> pl.DataFrame:
    """The records of all desk-review tables, one a period, jurisdiction and item.

    Args:
        tables: tables of that kind.
        reader: what they are held against; takes the findings.

    Returns:
        One row a record, `DESK_REVIEW`, verdicts as the rubric words them.
    """
    items = desk_items(reader.rubric)
    meant = choices([(code, (item.title.zh, item.title.en)) for code, item in items.items()])
    unknown = replace(_UNKNOWN_ITEM, expected=one_of(items), known=tuple(items))
    options = Options(reader.rubric)
    parts = []
    for table in tables:
        check = reader.checked(table)
        check.add("written", check.rows["item"])
        check.add("item", translate(check.rows["written"].fill_null(""), meant, pl.String))
        check.keep(check.rows["item"].is_not_null(), "item", unknown, "written")
        check.add("answers", translate(check.rows["item"], lambda code: items[code].answers, pl.String))
        options.match_verdicts(check)
        parts.append(placed(check, "verdict"))
    rows = gather(parts, DESK_REVIEW)
    kept = settle(rows, _KEY, "verdict", Text("审查记录", "desk-review record"), reader.notes)
    reader.notes.extend(not_due_records(kept, "desk_review", ["item"], reader.rubric))
    return kept.select(*DESK_REVIEW)
