"""Days, and months, quarters, halves and years, in the ways people write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from scoring.intake.wording import marked, tidy
from scoring.rubric.windows import MONTHS, Every
from scoring.words import Text

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?|(\d{4})(\d{2})(\d{2})")
_BLANKS = re.compile(r"\s+")
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_HALVES = ("上", "下")
_ORDINAL = r"(?P<n>[0-9]{1,2}|十[一二]?|[一二三四五六七八九])"
# 2023.1 is what a spreadsheet makes of 2023.10, so a month after a point has two digits or is above 1.
_WRITTEN: Mapping[Every, re.Pattern[str]] = {
    "month": re.compile(
        rf"(?:(?P<year>\d{{4}})(?:[-/]|年|\.(?!1$)))?{_ORDINAL}月?份?|(?P<years>\d{{4}})m?(?P<months>\d{{2}})"
    ),
    "quarter": re.compile(rf"(?:(?P<year>\d{{4}})[-/]?年?)?(?:q(?P<q>[1-4])|第?{_ORDINAL}季度?)"),
    "half": re.compile(r"(?:(?P<year>\d{4})[-/]?年?)?(?:h(?P<h>[12])|(?P<half>[上下])半年)"),
    "year": re.compile(r"(?P<year>\d{4})(?:年度?|全年|年全年)?"),
}
_EARLIEST, _LATEST = 1000, 2999
SPAN_WORDS: Mapping[Every, tuple[Text, Text]] = {
    "month": (Text("月", "month"), Text("月份，如2023-03、2023年3月", "a month such as 2023-03")),
    "quarter": (Text("季度", "quarter"), Text("季度，如2023Q1、2023年一季度", "a quarter such as 2023Q1")),
    "half": (Text("半年", "half year"), Text("半年，如2023H1、2023年上半年", "a half year such as 2023H1")),
    "year": (Text("年度", "year"), Text("年度，如2023、2023年", "a year such as 2023")),
}
"""What a span is called, and how one is written."""


def read_date(text: str) -> dt.date | None:
    """A day in any of the usual ways of writing one; None where it is none.

    >>> read_date("2023年5月1日"), read_date("2023-02-30")
    (datetime.date(2023, 5, 1), None)
    """
    match = _DATE.fullmatch(tidy(text))
    if match is None or marked(text):
        return None
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def read_span(text: str, every: Every, year: int | None = None) -> dt.date | None:
    """The first day of the month, quarter, half or year that is written; None where it is none of that kind.

    A spreadsheet turns `2023-03` into the first of that month: such a day is the span it begins.

    Args:
        text: what is written.
        every: how long the span is.
        year: which year is meant where none is written.

    >>> read_span("2023年第二季度", "quarter"), read_span("3月", "month", 2023), read_span("2023-03", "quarter")
    (datetime.date(2023, 4, 1), datetime.date(2023, 3, 1), None)
    """
    if marked(text):
        return None
    day = read_date(text)
    if day is not None:
        starts = day.day == 1 and (day.month - 1) % MONTHS[every] == 0
        return day if starts and _EARLIEST <= day.year <= _LATEST else None
    match = _WRITTEN[every].fullmatch(_BLANKS.sub("", tidy(text)).casefold())
    if match is None:
        return None
    parts = {name: part for name, part in match.groupdict().items() if part}
    written = parts.get("year") or parts.get("years")
    at = _place(parts)
    first = (at - 1) * MONTHS[every] + 1
    said = int(written) if written else year
    return dt.date(said, first, 1) if said is not None and 1 <= first <= 12 and _EARLIEST <= said <= _LATEST else None


def _place(parts: Mapping[str, str]) -> int:
    """Which of its year's spans is meant, from 1."""
    if "half" in parts:
        return _HALVES.index(parts["half"]) + 1
    number = parts.get("n") or parts.get("months") or parts.get("q") or parts.get("h") or "1"
    return int(number) if number.isdecimal() else _MONTHS.index(number) + 1
