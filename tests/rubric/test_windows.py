"""Due windows: which lie in a period, and the day each is on time."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rubric.declarations import By, Period, Task
from scoring.rubric.windows import MONTHS, Every, window, windows
from scoring.words import Text


def task(every: Every, day: int = 25, months_after: int = 0) -> Task:
    return Task(title=Text("报送"), every=every, by=By(day=day, months_after=months_after))


def period(starts: str, ends: str) -> Period:
    first, last = dt.date.fromisoformat(starts), dt.date.fromisoformat(ends)
    return Period(id="p", kind="stage", title=Text("期"), starts=first, ends=last)


def days(*texts: str) -> list[dt.date]:
    return [dt.date.fromisoformat(text) for text in texts]


@pytest.mark.parametrize(("every", "number"), [("month", 12), ("quarter", 4), ("half", 2), ("year", 1)])
def test_a_year_holds_its_windows_end_to_end(every: Every, number: int) -> None:
    found = windows(task(every), period("2023-01-01", "2023-12-31"))
    assert len(found) == number
    assert found[0].first == dt.date(2023, 1, 1)
    assert found[-1].last == dt.date(2023, 12, 31)
    assert all(one.last + dt.timedelta(1) == other.first for one, other in pairwise(found))


def test_a_window_across_the_edge_of_a_period_is_not_due_in_it() -> None:
    found = windows(task("quarter"), period("2023-01-15", "2023-08-31"))
    assert [one.first for one in found] == days("2023-04-01")


def test_a_report_is_due_so_many_months_after_the_last_one_it_is_for() -> None:
    found = windows(task("quarter", 10, 1), period("2023-07-01", "2023-12-31"))
    assert [one.due for one in found] == days("2023-10-10", "2024-01-10")


def test_what_began_before_the_reports_did_is_not_due() -> None:
    late = task("month").model_copy(update={"since": dt.date(2023, 9, 2)})
    assert [one.first for one in windows(late, period("2023-07-01", "2023-12-31"))] == days(
        "2023-10-01", "2023-11-01", "2023-12-01"
    )
    on_the_day = task("quarter").model_copy(update={"since": dt.date(2023, 7, 1)})
    assert [one.first for one in windows(on_the_day, period("2023-01-01", "2023-12-31"))] == days(
        "2023-07-01", "2023-10-01"
    )


def test_a_plan_is_due_before_its_year_is_over() -> None:
    (found,) = windows(task("year", 31, -9), period("2023-01-01", "2023-12-31"))
    assert found.due == dt.date(2023, 3, 31)


def test_a_day_the_month_does_not_have_is_its_last() -> None:
    found = windows(task("month", 31), period("2023-02-01", "2024-02-29"))
    assert [one.due for one in found if one.first.month in (2, 4)] == days("2023-02-28", "2023-04-30", "2024-02-29")


@given(st.sampled_from(list(MONTHS)), st.dates(dt.date(1900, 1, 1), dt.date(2900, 1, 1)))
def test_every_day_lies_in_one_window(every: Every, day: dt.date) -> None:
    found = window(task(every), day)
    assert found.first <= day <= found.last
    assert window(task(every), found.first) == window(task(every), found.last) == found
