"""How far back from a period's end records are looked for."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Annotated

from pydantic import Field

from scoring.rubric.declarations import Period
from scoring.rubric.values import Frozen
from scoring.words import Text


class Within(Frozen):
    """So many years and months up to the period's last day."""

    years: Annotated[int, Field(ge=0, le=100)] = 0
    months: Annotated[int, Field(ge=0, le=1200)] = 0

    @property
    def length(self) -> int:
        """In months."""
        return 12 * self.years + self.months

    def sentence(self) -> Text:
        """The time it looks back on."""
        zh = (f"{self.years}年" if self.years else "") + (f"{self.months}个月" if self.months else "")
        en = [f"{n} {unit}{'s' if n > 1 else ''}" for n, unit in ((self.years, "year"), (self.months, "month")) if n]
        return Text(f"截至期末的{zh}内", f"in the {' and '.join(en)} up to the end of the period")

    def first_day(self, period: Period) -> dt.date:
        """The first day that still counts: the day after the period, so many months before.

        >>> from scoring.words import Text
        >>> year = Period(id="2023", kind="year", title=Text("2023年"), starts="2023-01-01", ends="2023-12-31")
        >>> Within(years=3).first_day(year)
        datetime.date(2021, 1, 1)
        """
        after = period.ends + dt.timedelta(days=1)
        month = 12 * after.year + after.month - 1 - self.length
        year, month = month // 12, month % 12 + 1
        return dt.date(year, month, min(after.day, calendar.monthrange(year, month)[1]))
