"""Quotas: that they limit something that can be given, among a group, by a rule that always comes to one answer."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.errors import Problem
from scoring.rubric.checks.whole import Whole
from scoring.rubric.document import Where
from scoring.rubric.nearest import did_you_mean
from scoring.rubric.quotas import GRADE, Quota
from scoring.rubric.values import write_as_read
from scoring.words import Text


def codes(whole: Whole) -> Iterator[Problem]:
    """Each quota has a code of its own."""
    return whole.each_once("quota", [quota.quota for quota in whole.rubric.quotas])


def what_is_limited(whole: Whole) -> Iterator[Problem]:
    """A quota is on a grade that has a next one, or on a bonus."""
    for n, quota in enumerate(whole.rubric.quotas):
        where: Where = ("quotas", n)
        yield from _grade(whole, where, quota) if quota.node is None else _bonus(whole, where, quota)


def among_whom(whole: Whole) -> Iterator[Problem]:
    """The group is everybody, or a column of texts of the roster."""
    columns = [name for name, kind in whole.roster.items() if kind == "text" and name != "jurisdiction"]
    for n, quota in enumerate(whole.rubric.quotas):
        if quota.among not in ("all", *columns):
            expected = Text("一组地区：all 或名册上的文字列", "a group: all, or a column of texts of the roster")
            hint = did_you_mean(quota.among, ["all", *columns])
            yield whole.problem(("quotas", n, "among"), "unknown_group", quota.among, expected, hint)


def how_many(whole: Whole) -> Iterator[Problem]:
    """A number of places is whole; a share of units says how it becomes one."""
    for n, quota in enumerate(whole.rubric.quotas):
        where: Where = ("quotas", n)
        share, at_most = quota.share, write_as_read(quota.at_most)
        if share is None and (quota.at_most < 0 or quota.at_most.denominator != 1):
            expected = Text("整数个名额，或百分比", "a whole number of places, or a share in percent")
            yield whole.problem((*where, "at_most"), "quota_places", at_most, expected, Text("如 15%", "such as 15%"))
        elif share is not None and not 0 <= share < 1:
            expected = Text("低于 100% 的比例", "a share below 100%")
            yield whole.problem((*where, "at_most"), "quota_share", at_most, expected)
        elif share is not None and quota.count is None:
            expected = Text("count：比例怎样化成整数名额", "count: how the share becomes a whole number of places")
            hint = Text("写 down、up 或 half_up", "write down, up or half_up")
            yield whole.problem(where, "quota_count", at_most, expected, hint)


def best_grades_first(whole: Whole) -> Iterator[Problem]:
    """Whom a quota lowers counts for the quota on the next grade, which therefore comes after it."""
    names = whole.rubric.grades.names if whole.rubric.grades else ()
    lowest = -1
    for n, quota in enumerate(whole.rubric.quotas):
        if quota.grade not in names:
            continue
        at = names.index(quota.grade)
        if at < lowest:
            yield whole.problem(
                ("quotas", n, "grade"),
                "quotas_not_falling",
                quota.grade,
                Text("由高到低的等次", "grades from best to worst"),
                Text("把较高等次的名额写在前面", "put the quota on the better grade first"),
            )
        lowest = max(lowest, at)


def _grade(whole: Whole, where: Where, quota: Quota) -> Iterator[Problem]:
    names = whole.rubric.grades.names[:-1] if whole.rubric.grades else ()
    if quota.grade not in names:
        yield whole.problem(
            (*where, "grade"),
            "no_such_grade",
            quota.grade or "",
            Text("最低等次以上的一个等次", "a grade above the last"),
            did_you_mean(quota.grade or "", names),
        )


def _bonus(whole: Whole, where: Where, quota: Quota) -> Iterator[Problem]:
    code = quota.of
    placed = whole.items.get(code)
    if placed is None:
        expected = Text("grade，或一个加分项的代码", "grade, or the code of a bonus")
        yield whole.problem((*where, "of"), "unknown_node", code, expected, did_you_mean(code, [GRADE, *whole.items]))
    elif placed.item.role != "bonus":
        expected = Text("加分项（role: bonus）", "a bonus (role: bonus)")
        hint = Text("名额只限制等次和加分", "a quota limits grades and bonuses only")
        yield whole.problem((*where, "of"), "quota_of_no_bonus", f"{code} ({placed.item.role})", expected, hint)
    if quota.grade is not None:
        expected = Text("of: grade，或不写 grade", "of: grade, or no grade")
        yield whole.problem((*where, "grade"), "quota_of_two", quota.grade, expected)


CHECKS = (codes, what_is_limited, among_whom, how_many, best_grades_first)
