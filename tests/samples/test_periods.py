"""What lies in which period, what is submitted for which, and what the year before was."""

from __future__ import annotations

import datetime as dt

import pytest

from sample_inputs.generate.periods import Period, Timeline


def period(code: str, kind: str, starts: str, ends: str) -> Period:
    return Period(code, kind, dt.date.fromisoformat(starts), dt.date.fromisoformat(ends))


BASE = period("2019", "year", "2019-01-01", "2019-12-31")
YEAR = period("2020", "year", "2020-01-01", "2020-12-31")
QUARTERS = tuple(
    period(f"2020Q{n}", "quarter", f"2020-{3 * n - 2:02}-01", f"2020-{3 * n:02}-{last}")
    for n, last in enumerate((31, 30, 30, 31), 1)
)
BOTH = period("两年", "stage", "2019-01-01", "2020-12-31")
TIMELINE = Timeline((BASE, *QUARTERS, YEAR, BOTH))


def test_quarterly_numbers_come_by_quarter_where_there_are_quarters_and_else_by_year() -> None:
    assert TIMELINE.reported("quarter") == (BASE, *QUARTERS)


def test_yearly_numbers_come_by_year_and_not_for_the_stage_around_them() -> None:
    assert TIMELINE.reported("year") == (BASE, YEAR)


def test_a_year_without_quarters_of_its_own_is_cut_into_them() -> None:
    cut = TIMELINE.parts(BASE, "quarter")
    assert [(one.name, one.starts.month, one.ends.month) for one in cut] == [
        ("Q1", 1, 3),
        ("Q2", 4, 6),
        ("Q3", 7, 9),
        ("Q4", 10, 12),
    ]


def test_a_period_as_short_as_the_numbers_is_its_only_part() -> None:
    assert TIMELINE.parts(QUARTERS[1], "quarter") == (QUARTERS[1],)
    short = period("部署", "stage", "2020-02-01", "2020-04-15")
    assert Timeline((short,)).parts(short, "year") == (short,)


def test_a_quarter_asks_the_year_around_it_for_yearly_numbers() -> None:
    assert TIMELINE.around(QUARTERS[2], "year") == YEAR


@pytest.mark.parametrize(("later", "starts"), [(YEAR, dt.date(2019, 1, 1)), (QUARTERS[3], dt.date(2019, 10, 1))])
def test_the_year_before_is_the_same_twelve_months_earlier(later: Period, starts: dt.date) -> None:
    before = TIMELINE.before(later)
    assert before is not None
    assert (before.kind, before.starts) == (later.kind, starts)


def test_before_the_first_year_there_is_none() -> None:
    assert TIMELINE.before(BASE) is None


def test_every_day_lies_in_one_window() -> None:
    later = period("收尾", "stage", "2021-01-01", "2021-06-30")
    assert Timeline((*TIMELINE.periods, later)).windows() == (BASE, YEAR, later)


def test_a_mean_of_two_years_before_looks_at_both_and_no_quarter() -> None:
    third = period("2021", "year", "2021-01-01", "2021-12-31")
    change = {"against": "mean_before", "periods": "2"}
    assert Timeline((*TIMELINE.periods, third)).looked_back([third], change) == {"2019", "2020"}


def test_the_year_before_a_quarter_without_one_is_no_period_of_the_rubric() -> None:
    assert TIMELINE.looked_back([QUARTERS[0]], {"against": "year_before"}) == set()
