"""Quotas: so many of a group may have a grade or keep a bonus, rounding and ties at the edge as the rubric says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.result.result import Result
from tests.engine.agreement import scores
from tests.engine.standing import at, column, roster, standing

TEN = {
    who: {"a": 1, "b": b}
    for who, b in zip("子丑寅卯辰巳午未申酉", (40, 39, 39, 38, 38, 37, 36, 30, 20, 10), strict=True)
}
"""100, 99, 99, 98, 98, 97, 96, 90, 80 and 70 of 100 marks."""
GRADES = "grades: {scale: [{grade: 优, at_least: 95}, {grade: 良, at_least: 75}], else: 差, assumed: {grades: 试验}}"


def limited(
    folder: Path,
    *quotas: str,
    rows: Mapping[str, Mapping[str, int]] = TEN,
    people: Sequence[Mapping[str, Any]] | None = None,
    more: str = "",
    **other: Any,
) -> Result:
    """The result under quotas on grades, unless they say of something else."""
    written = [
        f"- {{quota: Q{n}, title: 名额{n}, {'' if 'of:' in quota else 'of: grade, '}{quota}, assumed: {{quota: 试验}}}}"
        for n, quota in enumerate(quotas)
    ]
    return standing(folder, rows, "\n".join([GRADES, more, "quotas:", *written]), roster=people, **other)


def grades(result: Result) -> str:
    return "".join(column(result, "grade")[who] for who in TEN)


@pytest.mark.parametrize(
    ("rule", "given"),
    [
        ("at_most: 15%, count: down, edge_ties: out", "优良良良良良良良良差"),
        ("at_most: 15%, count: up, edge_ties: out", "优良良良良良良良良差"),
        ("at_most: 15%, count: up, edge_ties: in", "优优优良良良良良良差"),
        ("at_most: 15%, count: half_up, edge_ties: in", "优优优良良良良良良差"),
        ("at_most: 15%, count: down, edge_ties: in", "优良良良良良良良良差"),
        ("at_most: 30%, count: down, edge_ties: out", "优优优良良良良良良差"),
        ("at_most: 3, edge_ties: out", "优优优良良良良良良差"),
        ("at_most: 4, edge_ties: in", "优优优优优良良良良差"),
        ("at_most: 4, edge_ties: out", "优优优良良良良良良差"),
        ("at_most: 0, edge_ties: in", "良良良良良良良良良差"),
        ("at_most: 90%, count: down, edge_ties: out", "优优优优优优优良良差"),
    ],
)
def test_those_over_the_edge_of_a_grade_get_the_next(rule: str, given: str, tmp_path: Path) -> None:
    assert grades(limited(tmp_path, f"grade: 优, {rule}")) == given


def test_ties_broken_in_the_ranking_are_no_ties_at_the_edge(tmp_path: Path) -> None:
    rows = {**TEN, "丑": {"a": 2, "b": 39}}
    result = limited(tmp_path, "grade: 优, at_most: 2, edge_ties: out", rows=rows, more="rank: {broken_by: a 降序}")
    assert grades(result) == "优优良良良良良良良差"


def test_whom_one_quota_lowers_counts_for_the_next(tmp_path: Path) -> None:
    result = limited(tmp_path, "grade: 优, at_most: 1, edge_ties: out", "grade: 良, at_most: 6, edge_ties: out")
    assert grades(result) == "优良良良良良良差差差"
    lowered = result.quotas.filter(jurisdiction="未").row(0, named=True)
    assert (lowered["quota"], lowered["node"], lowered["grade_before"], lowered["grade_after"]) == (
        "Q1",
        "",
        "良",
        "差",
    )


def test_a_quota_among_a_level_counts_each_level_by_itself(tmp_path: Path) -> None:
    people = roster(**{who: at("县" if who in "子寅辰午" else "镇") for who in TEN})
    result = limited(tmp_path, "grade: 优, among: level, at_most: 50%, count: down, edge_ties: out", people=people)
    # counties 100, 99, 98, 96 have two places; towns 99, 98, 97, 90, 80, 70 have three
    assert grades(result) == "优优优优良优良良良差"


def test_only_the_assessed_for_whom_the_condition_holds_are_counted_and_limited(tmp_path: Path) -> None:
    people = roster(**{who: at("县" if who in "子寅辰午" else "镇") for who in TEN})
    rule = "grade: 优, at_most: 50%, count: down, edge_ties: out"
    result = limited(tmp_path, f"{rule}, when: level = '镇'", people=people)
    assert grades(result) == "优优优优优优优良良差"
    result = limited(tmp_path, rule, people=people, more="population: {assessed: level = '县'}")
    assert [column(result, "grade")[who] for who in TEN] == ["优", None, "优", None, "良", None, "良", None, None, None]


def test_the_ineligible_take_no_place(tmp_path: Path) -> None:
    gate = 'gates: [{gate: G, title: 否决, when: "b = 40", effect: {ineligible: "yes"}, assumed: {gate: 试验}}]'
    result = limited(tmp_path, "grade: 优, at_most: 2, edge_ties: out", more=gate)
    assert [column(result, "grade")[who] for who in TEN][:4] == [None, "优", "优", "良"]


def test_the_note_says_who_stood_over_the_edge(tmp_path: Path) -> None:
    result = limited(tmp_path, "grade: 优, at_most: 1, edge_ties: out")
    assert column(result, "note")["丑"] == "名额0：名额已满，列入良"
    assert column(result, "note")["子"] == ""


@pytest.mark.parametrize(("penalised", "kept"), [(2, "子"), (1, "子丑寅卯辰巳午未申酉")])
def test_bonuses_are_for_at_most_a_tenth_of_units_when_more_than_15_percent_were_penalised(
    penalised: int, kept: str, tmp_path: Path
) -> None:
    rows = {who: {**row, "c": int(n >= 10 - penalised)} for n, (who, row) in enumerate(TEN.items())}
    rule = (
        "of: 加分, when: 'share([扣分] < 0 among all) > 15%', at_most: 10%, count: down, keep: highest, edge_ties: out"
    )
    result = limited(tmp_path, rule, rows=rows, children=BONUS, more=MORE)
    bonus = dict(scores(result).filter(node="加分").select("jurisdiction", "score").iter_rows())
    assert {who for who, mark in bonus.items() if mark > 0} == set(kept)


BONUS = """
- {leaf: x, title: x, points: 100, value: a, threshold: {at_least: 1}}
- {leaf: 加分, title: 加分, role: bonus, points: 5, value: b / 8, tally: {each: 1}}
- {leaf: 扣分, title: 扣分, role: penalty, points: 20, value: c, tally: {each: 10}}
"""
MORE = "metrics: {c: {title: 丙, unit: 个, maximum: 9, every: quarter}}\n"


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("at_most: 10%, count: down, edge_ties: out", "子"),
        ("at_most: 20%, count: down, edge_ties: out", "子"),
        ("at_most: 20%, count: down, edge_ties: in", "子丑寅"),
        ("at_most: 3, edge_ties: out", "子丑寅"),
        ("at_most: 30%, count: down, edge_ties: out, when: c = 0", "丑寅"),
    ],
)
def test_only_the_highest_bonuses_are_kept_and_the_total_has_no_more(rule: str, kept: str, tmp_path: Path) -> None:
    rows = {who: {**row, "c": int(who == "子")} for who, row in TEN.items()}
    result = limited(
        tmp_path, f"of: 加分, {rule}", rows=rows, children=BONUS, more=f"{MORE}tree: {{ceiling: none}}", points="100"
    )
    bonus = dict(scores(result).filter(node="加分").select("jurisdiction", "score").iter_rows())
    spared = "子" if "when" in rule else ""
    assert {who for who, mark in bonus.items() if mark > 0} == set(kept + spared)
    assert column(result, "score")["丑"] == Decimal(100) + bonus["丑"]
    taken = result.quotas.filter(jurisdiction="酉").row(0, named=True)
    assert (taken["node"], taken["before"], taken["after"]) == ("加分", Decimal("1.25"), 0)
    assert column(result, "note")["酉"] == "名额0：名额已满，“加分”不计"
