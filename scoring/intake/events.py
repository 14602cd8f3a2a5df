"""Events: what happened, where, when, how grave; counted later, by the period their date falls in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from scoring.intake.dates import read_date
from scoring.intake.findings import Finding
from scoring.intake.inputs import EVENTS
from scoring.intake.reader import Reader, gather, placed
from scoring.intake.recognise import Table
from scoring.intake.rows import Checker, Fault, as_text, choices, place_of, settle, translate
from scoring.intake.wording import marked, one_of, tidy
from scoring.rubric.model import Rubric
from scoring.rubric.titles import alike
from scoring.words import Text

MOST_OF_ONE_EVENT = 10**6
"""The largest quantity of one event: sums of them are proved to fit."""

_UNKNOWN_TYPE = Fault(
    "unknown_event",
    Text("评分规则没有这类事件，未采用。{hint}", "the rubric has no such type of event: not used.{hint}"),
)
_NO_DATE = Fault(
    "not_a_date",
    Text("不是一个日期，未采用", "this is not a date: not used"),
    expected=Text("日期，如2023-05-01", "a date such as 2023-05-01"),
)
_OUTSIDE = Fault(
    "outside_periods",
    Text("日期不在任何一期之内，不会计入", "the date lies in no period: it will not count"),
    "warning",
)
_NOT_A_COUNT = Fault(
    "not_a_count",
    Text(
        "数量应为不小于零的整数；事件按1起计",
        "the quantity must be a whole number, not negative: the event counts as one",
    ),
    expected=Text("0、1、2……", "0, 1, 2 …"),
)
_TOO_MANY = Fault(
    "too_many",
    Text(
        "一条事件的数量过大，按1起计；请核对，或分条填报",
        "too large a quantity for one event: it counts as one; check it, or record several events",
    ),
    expected=Text(f"不大于{MOST_OF_ONE_EVENT:,}", f"at most {MOST_OF_ONE_EVENT:,}"),
)
_UNKNOWN_SEVERITY = Fault(
    "unknown_severity",
    Text(
        "不是这类事件的等级；事件仍计，等级视为未写。{hint}", "no severity of this event: it counts, without one.{hint}"
    ),
)
_UNPLACED = Text(
    "看不出是否计入按等级统计的指标：指标未数到其他事件时，按未测评处理。{hint}",
    "whether indicators that count by severity count it cannot be told: where they count no other event, they are"
    " not assessed.{hint}",
)
_KEY = ("date", "jurisdiction", "type", "severity", "evidence")
_DIGITS = 9
_COUNT = re.compile(r"0*(\d+)")


def read_events(tables: Sequence[Table], reader: Reader) -> pl.DataFrame:
    """The events of all events tables; the same event twice (date, place, type, severity, evidence) is one.

    Args:
        tables: tables of that kind.
        reader: what they are held against; takes the findings.

    Returns:
        One row an event, `EVENTS`; a quantity left blank is 1.
    """
    parts = []
    for table in tables:
        check = reader.checked(table, timed=False)
        _match_type(check, reader.rubric)
        _match_severity(check, reader.rubric)
        _read_date(check, reader.rubric)
        quantities = as_text(check.rows, "quantity")
        check.add("written", quantities)
        check.add("quantity", translate(quantities.fill_null("1"), _count, pl.Int64))
        # It did happen, whatever was written for how many: dropping the row could lift a veto.
        check.tell(check.rows["quantity"].is_null(), "quantity", _NOT_A_COUNT, "written")
        too_many = (check.rows["quantity"] > MOST_OF_ONE_EVENT).fill_null(value=False)
        check.tell(too_many, "quantity", _TOO_MANY, "written")
        counted = check.rows["quantity"].fill_null(1)
        check.add("quantity", counted.set(too_many, 1))
        parts.append(placed(check, "type"))
    rows = gather(parts, EVENTS)
    numbered = pl.col("evidence").is_not_null()
    name = Text("事件", "event")
    # An event with two quantities did happen: the first stands, or a contradiction would lift a veto.
    kept = settle(rows.filter(numbered), _KEY, "quantity", name, reader.notes, first_of_conflicting=True)
    bare = rows.filter(~numbered)
    reader.notes.extend(_perhaps_twice(bare))
    return pl.concat([kept, bare]).select(*EVENTS).sort("file", "sheet", "row")


def _perhaps_twice(bare: pl.DataFrame) -> Iterator[Finding]:
    key = [column for column in _KEY if column != "evidence"]
    again = bare.filter(bare.select(key).is_duplicated() & ~bare.select(pl.struct(key).is_first_distinct()).to_series())
    for row in again.iter_rows(named=True):
        yield Finding(
            "warning",
            "perhaps_duplicate",
            place_of(row),
            Text(
                "与另一条事件相同而均无编号，按两次计；如为同一件请删除一条",
                "like another event, and neither has a number: counted twice; remove one if they are the same",
            ),
            found=row["type"],
            jurisdiction=row["jurisdiction"],
        )


def _match_type(check: Checker, rubric: Rubric) -> None:
    meant = choices([(code, (event.title.zh, event.title.en)) for code, event in rubric.events.items()])
    unknown = replace(_UNKNOWN_TYPE, expected=one_of(rubric.events), known=tuple(rubric.events))
    check.add("written", check.rows["type"])
    check.add("type", translate(check.rows["written"].fill_null(""), meant, pl.String))
    check.keep(check.rows["type"].is_not_null(), "type", unknown, "written")


def _match_severity(check: Checker, rubric: Rubric) -> None:
    allowed = {
        code: {alike(severity): severity for severity in event.severities} for code, event in rubric.events.items()
    }
    check.add("written", as_text(check.rows, "severity"))
    pairs = check.rows.select("type", "written").unique()
    found = [allowed[code].get(alike(text)) if text else None for code, text in pairs.iter_rows()]
    pairs = pairs.with_columns(pl.Series("severity", found, dtype=pl.String))
    rows = check.rows.drop("severity", strict=False)
    check.rows = rows.join(pairs, on=["type", "written"], how="left", nulls_equal=True, maintain_order="left")
    by_severity = _counted_by_severity(rubric)
    for code, severities in allowed.items():
        strange = check.rows["written"].is_not_null() & check.rows["severity"].is_null()
        fault = replace(_UNKNOWN_SEVERITY, expected=one_of(severities.values()), known=tuple(severities.values()))
        of_type = check.rows["type"] == code
        if code in by_severity:
            fault = replace(fault, message=_UNPLACED)
            blank = replace(fault, code="blank_severity")
            check.tell(of_type & check.rows["written"].is_null(), "severity", blank, "written")
        check.tell(strange & of_type, "severity", fault, "written")


def _counted_by_severity(rubric: Rubric) -> set[str]:
    found: set[str] = set()
    for leaf in rubric.leaves.values():
        evidence: Any = leaf.evidence
        if evidence.key == "events" and (evidence.severities or evidence.worth):
            found.update(kind for kind in evidence.types if rubric.events[kind].severities)
    return found


def _read_date(check: Checker, rubric: Rubric) -> None:
    check.add("written", check.rows["date"])
    check.add("date", translate(as_text(check.rows, "date").fill_null(""), read_date, pl.Date))
    check.keep(check.rows["date"].is_not_null(), "date", _NO_DATE, "written")
    dates = check.rows["date"]
    inside = pl.Series([False] * len(dates), dtype=pl.Boolean)
    for first, last in _counted_from(rubric):
        inside |= dates.is_between(first, last)
    check.tell(~inside, "date", _OUTSIDE)


def _counted_from(rubric: Rubric) -> Iterator[tuple[dt.date, dt.date]]:
    """The first and last days of every period, and of what indicators look back on at its end."""
    for period in rubric.periods:
        yield period.starts, period.ends
        for leaf in rubric.leaves.values():
            evidence: Any = leaf.evidence
            if evidence.key == "events" and evidence.within:
                yield evidence.within.first_day(period), period.ends


def _count(text: str) -> int | None:
    match = _COUNT.fullmatch(tidy(text))
    if match is None or marked(text):
        return None
    # However many digits there are, it must stay a number to be called too large.
    return int(match[1]) if len(match[1]) <= _DIGITS else 10**_DIGITS
