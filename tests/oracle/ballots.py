"""Judges' marks: which count, what rank a judge gives, what is dropped, and what their mean is."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.arithmetic import half_up, number
from tests.oracle.document import Period, Section, many
from tests.oracle.facts import Row
from tests.oracle.folder import Folder
from tests.oracle.found import NOT_ASSESSED, Found, reported, weighted

MICRO = Fraction(1, 10**6)


class Ballots(Folder):
    """The marks one jurisdiction was given."""

    def rated(self, item: str) -> Section:
        """An item as its score sheet declares it."""
        sheets: dict[str, Section] = self.document.keys["panels"]
        return next(sheet["items"][item] for sheet in sheets.values() if item in sheet["items"])

    def judgement(self, asked: Section | str, period: Period) -> Found:
        """The one mark given, over the most there is; several of them are not one."""
        item = asked if isinstance(asked, str) else asked["item"]
        marks = [row["mark"] * MICRO for row in self.ballots(self.jurisdiction, item, period, [])]
        return reported(marks[0] / number(self.rated(item)["maximum"])) if len(marks) == 1 else NOT_ASSESSED

    def panel(self, asked: Section, period: Period) -> Found:
        """The mean of each item's marks as shares, highest and lowest dropped, to nine decimals; items by weight."""
        items = asked["items"]
        if isinstance(items, dict):
            weights = {item: number(weight) for item, weight in items.items()}
        else:
            weights = {item: number(self.rated(item)["maximum"]) for item in many(items)}
        judges = many(asked.get("judges"))
        shares = {item: self.shares(asked, item, period, judges) for item in weights}
        if not any(shares.values()):
            return NOT_ASSESSED
        if min(map(len, shares.values())) < int(asked.get("minimum_judges", "1")):
            return Found(asked.get("below_minimum", "not_assessed"))
        return weighted(weights, {item: half_up(mean(kept(asked.get("drop"), each))) for item, each in shares.items()})

    def shares(self, asked: Section, item: str, period: Period, judges: list[str]) -> list[Fraction]:
        """What each judge's mark for an item is worth, as a share of full marks."""
        mine = self.ballots(self.jurisdiction, item, period, judges)
        if "rank_marks" not in asked:
            return [row["mark"] * MICRO / number(self.rated(item)["maximum"]) for row in mine]
        first, step, least = (number(asked["rank_marks"].get(key, "0")) for key in ("first", "per_place", "least"))
        worth = []
        for row in mine:
            everybody = {who for at, who in self.facts.marks if at == period.id and self.is_assessed(who, period)}
            rivals = [
                other["mark"]
                for who in everybody
                for other in self.ballots(who, item, period, judges)
                if other["judge"] == row["judge"]
            ]
            before = sum(1 for mark in rivals if mark > row["mark"])
            worth.append(max(first + before * step, least) / first)
        return worth

    def ballots(self, who: str, item: str, period: Period, judges: list[str]) -> list[Row]:
        """The valid marks somebody got for an item."""
        return [
            row
            for row in self.facts.marks.get((period.id, who), [])
            if row["item"] == item
            and not row["void"]
            and row["mark"] is not None
            and (not judges or row["judge"] in judges)
        ]


def kept(drop: Section | None, shares: list[Fraction]) -> list[Fraction]:
    """The marks left once the ends are dropped, where there are enough of them."""
    if drop is None or len(shares) <= int(drop["when_more_than"]):
        return shares
    lowest, highest = (int(drop.get(end, "0")) for end in ("lowest", "highest"))
    return sorted(shares)[lowest : len(shares) - highest]


def mean(numbers: list[Fraction]) -> Fraction:
    """The arithmetic mean."""
    return sum(numbers, Fraction(0)) / len(numbers)
