"""Events in one jurisdiction: which count, and how many or how much they come to."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from fractions import Fraction

from tests.oracle.arithmetic import number
from tests.oracle.document import Period, Section, many
from tests.oracle.facts import Row
from tests.oracle.folder import Folder
from tests.oracle.found import NOT_ASSESSED, Found, outcome, reported


class Happenings(Folder):
    """What happened in one jurisdiction."""

    def events(self, asked: Section, period: Period) -> Found:
        """What there was; none recorded is zero, no record kept at all is not."""
        if not self.facts.has_events:
            return NOT_ASSESSED
        first = start(asked.get("within"), period)
        happened = [
            row
            for row in self.facts.events.get(self.jurisdiction, [])
            if first <= row["date"] <= period.ends
            and row["type"] in many(asked["types"])
            and row["quantity"]
            and (row["evidence"] or "without_evidence" not in asked)
        ]
        severities = many(asked.get("severities")) or list(asked.get("worth", {}))
        counted = [row for row in happened if not severities or row["severity"] in severities]
        amount = self.amount(asked, counted)
        per = asked.get("per")
        units = self.metric(per["of"], period) if per else reported(1)
        if units.value is None:
            return units
        graded = {name for name, kind in self.document.keys["events"].items() if kind.get("severities")}
        is_unclear = any(row["severity"] is None and row["type"] in graded for row in happened)
        if severities and is_unclear and not counted:
            return NOT_ASSESSED
        if per is None:
            return reported(amount)
        if units.value == 0:
            return outcome(per["zero"])
        return reported(amount * number(per.get("units", "1")) / units.value)

    def amount(self, asked: Section, counted: list[Row]) -> Fraction:
        """How many of some events there were, or what they come to."""
        if "escalating" in asked:
            return escalated(asked["escalating"], [row["type"] for row in one_by_one(asked, counted)])
        if asked.get("worth"):
            worths = {name: number(worth) for name, worth in asked["worth"].items()}
            if "highest_only" in asked:
                return sum(map(max, held(asked["highest_only"], counted, worths)), Fraction(0))
            return sum((worths.get(row["severity"], Fraction(0)) for row in one_by_one(asked, counted)), Fraction(0))
        if asked.get("counted") == "days":
            return Fraction(len({row["date"] for row in counted}))
        return Fraction(len(one_by_one(asked, counted)))


def one_by_one(asked: Section, rows: list[Row]) -> list[Row]:
    """The occurrences in their order: a record stands for as many as its quantity, unless records are counted."""
    once = asked.get("counted") == "records"
    in_order = sorted(rows, key=lambda row: row["date"])
    return [row for row in in_order for _ in range(1 if once else row["quantity"])]


def escalated(steps: Section, types: list[str]) -> Fraction:
    """What occurrences of these types cost, one after the other."""
    cost, before = Fraction(0), set[str]()
    for n, kind in enumerate(types):
        step = "first" if n == 0 else "repeated" if kind in before and "repeated" in steps else "later"
        cost += number(steps[step])
        before.add(kind)
    return cost


def held(against: str, rows: list[Row], worths: dict[str, Fraction]) -> list[list[Fraction]]:
    """The worths of events by what they are held against: all others, those of their type, those of their matter."""
    groups: dict[object, list[Fraction]] = defaultdict(list)
    for n, row in enumerate(rows):
        matter = row["evidence"] or n
        groups[{"overall": 0, "type": row["type"], "matter": matter}[against]].append(
            worths.get(row["severity"], Fraction(0))
        )
    return list(groups.values())


def start(within: Section | None, period: Period) -> dt.date:
    """The first day events count from: the period's, or so long before the day after it."""
    if within is None:
        return period.starts
    after = period.ends + dt.timedelta(days=1)
    years, months = divmod(int(within.get("years", "0")) * 12 + int(within.get("months", "0")), 12)
    year, month = after.year - years, after.month - months
    if month < 1:
        year, month = year - 1, month + 12
    return dt.date(year, month, min(after.day, calendar.monthrange(year, month)[1]))
