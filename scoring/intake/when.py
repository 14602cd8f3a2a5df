"""Periods as people write them: `2023Q1`, `2023年第一季度`, a sheet or file called after one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from scoring.intake.dates import read_span
from scoring.rubric.declarations import Period
from scoring.rubric.model import Rubric
from scoring.rubric.titles import alike
from scoring.rubric.windows import MONTHS, Every

_FINER = {
    "year": re.compile(r"q[1-4]|h[12]|季|半年|月|month"),
    "stage": re.compile(r"q[1-4]|h[12]|季|半年|月|month"),
    "half": re.compile(r"q[1-4]|季|月|month"),
    "quarter": re.compile(r"月|month"),
}
_SPANS: tuple[Every, ...] = ("year", "half", "quarter")
_FIRST_YEAR = 1900
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_ORDINALS = ("一1", "二2", "三3", "四4")


class Calendar:
    """The rubric's periods by every name they go by."""

    def __init__(self, rubric: Rubric) -> None:
        self.periods = {period.id: period for period in rubric.periods}
        self.names: dict[str, str] = {}
        # All ids before any title, all titles before the usual ways of writing: a rubric's own words win.
        for names in (_ids, _titles, _usual_names):
            for period in rubric.periods:
                for name in filter(None, names(period)):
                    self.names.setdefault(alike(name), period.id)

    def named(self, text: str) -> str | None:
        """The period a text is the name of.

        Returns:
            Its id, or None.
        """
        return self.names.get(alike(text))

    def spoken(self, text: str) -> str | None:
        """The one period a title, sheet or file name speaks of; None where it speaks of none, or of several."""
        plain = alike(text)
        if plain in self.names:
            return self.names[plain]
        found = [(len(name), period) for name, period in self.names.items() if self._speaks(plain, name, period)]
        longest = max((length for length, _ in found), default=0)
        periods = {period for length, period in found if length == longest}
        return periods.pop() if len(periods) == 1 else None

    def _speaks(self, text: str, name: str, period: str) -> bool:
        match = re.search(rf"(?<![0-9a-z]){re.escape(name)}(?![0-9])", text)
        # `2023` must not be read out of `2023Q1`, a part of it the rubric may not know.
        return bool(match) and not _FINER[self.periods[period].kind].search(text.replace(name, "\n", 1))

    def first(self, texts: Sequence[str]) -> str | None:
        """The period the first telling text speaks of; the rubric's only one where none tells."""
        if self.elsewhen(texts) is not None:
            return None
        told = next(filter(None, map(self.spoken, texts)), None)
        return told or (next(iter(self.periods)) if len(self.periods) == 1 else None)

    def elsewhen(self, texts: Iterable[str]) -> str | None:
        """The first telling text where it is the name of a year, half or quarter the rubric does not have.

        One that a period of the rubric lies in, or that goes beyond one, may well be meant for it: a school year.
        """
        for text in texts:
            if self.spoken(text) is not None:
                return None
            for every in _SPANS:
                starts = read_span(text, every)
                # `1001` is the number of a form.
                if starts and starts.year >= _FIRST_YEAR:
                    return text if self._is_another(starts, every) else None
        return None

    def _is_another(self, starts: dt.date, every: Every) -> bool:
        first = _month(starts)
        last = first + MONTHS[every] - 1
        for period in self.periods.values():
            opens, closes = _month(period.starts), _month(period.ends)
            is_part = opens <= first and last <= closes
            if first <= closes and opens <= last and not is_part:
                return False
        return True

    def other_year(self, texts: Iterable[str]) -> int | None:
        """A year named in these texts, where all that are lie outside the rubric's only period."""
        if len(self.periods) != 1 or any(self.spoken(text) for text in texts):
            return None
        (period,) = self.periods.values()
        years = [int(year) for text in texts for year in _YEAR.findall(alike(text))]
        return years[0] if years and not any(period.starts.year <= year <= period.ends.year for year in years) else None


def _month(day: dt.date) -> int:
    return 12 * day.year + day.month


def _ids(period: Period) -> Iterable[str]:
    return (period.id,)


def _titles(period: Period) -> Iterable[str]:
    return (period.title.zh, period.title.en)


def _usual_names(period: Period) -> Iterable[str]:
    year, months = period.starts.year, (period.starts.month, period.ends.month)
    if period.starts.day != 1 or period.ends.year != year:
        return
    if months == (1, 12):
        yield from (f"{year}", f"{year}年", f"{year}年度", f"{year}全年", f"{year}年全年")
    for half, (title, span) in enumerate((("上半年", (1, 6)), ("下半年", (7, 12))), 1):
        if months == span:
            yield from (f"{year}h{half}", f"{year}-h{half}", f"{year}年{title}", f"{year}{title}")
    for quarter, ordinals in enumerate(_ORDINALS, 1):
        if months == (3 * quarter - 2, 3 * quarter):
            yield from (f"{year}q{quarter}", f"{year}-q{quarter}", f"{year}年q{quarter}")
            for ordinal in ordinals:
                yield from (f"{year}年第{ordinal}季度", f"{year}年{ordinal}季度", f"{year}第{ordinal}季度")
