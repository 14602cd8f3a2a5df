"""Ranks: how many digits, how ties stand and are broken, and ranks within groups."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.engine.standing import at, column, roster, standing

FOUR = {"子": {"a": 1, "b": 30}, "丑": {"a": 2, "b": 30}, "寅": {"a": 3, "b": 20}, "卯": {"a": 4, "b": 40}}


@pytest.mark.parametrize(
    ("rank", "places"),
    [
        ("{ties: competition}", [2, 2, 4, 1]),
        ("{ties: dense}", [2, 2, 3, 1]),
        ("{ties: dense, broken_by: a 降序}", [3, 2, 4, 1]),
        ("{broken_by: a ascending}", [2, 3, 4, 1]),
        ("{broken_by: [x, b / a descending]}", [2, 3, 4, 1]),
        ("{broken_by: ['count(a > 1, a > 2) descending']}", [3, 2, 4, 1]),
    ],
)
def test_ties_stand_or_are_broken_by_a_second_key_with_the_best_first(
    rank: str, places: list[int], tmp_path: Path
) -> None:
    found = column(standing(tmp_path, FOUR, f"rank: {rank}"), "rank")
    assert [found[who] for who in FOUR] == places


@pytest.mark.parametrize("way", ["ascending", "降序"])
def test_who_has_no_figure_to_break_a_tie_comes_last_whichever_way_it_is_compared(way: str, tmp_path: Path) -> None:
    rows = {"子": {"a": 1, "b": 30, "c": 0}, "丑": {"a": 1, "b": 30}}
    more = "metrics: {c: {title: 丙, unit: 个, maximum: 9}}\n"
    found = standing(tmp_path, rows, f"{more}rank: {{broken_by: c {way}}}")
    assert column(found, "rank") == {"子": 1, "丑": 2}


@pytest.mark.parametrize(
    ("digits", "places"),
    [
        ("digits: 1", [1, 1, 3, 3]),
        ("digits: 1, way: down", [1, 2, 2, 2]),
        ("digits: 1, way: up", [1, 1, 1, 1]),
        ("digits: 2", [1, 2, 3, 4]),
        ("digits: none", [1, 2, 3, 4]),
    ],
)
def test_scores_are_ranked_at_their_own_digits_and_way(digits: str, places: list[int], tmp_path: Path) -> None:
    children = "[{leaf: x, title: x, points: 10, value: a, proportional: {target: 1000}}]"
    rows = {"子": {"a": 820}, "丑": {"a": 819}, "寅": {"a": 814}, "卯": {"a": 811}}
    found = standing(tmp_path, rows, f"rank: {{{digits}}}", children=children, points="10")
    assert column(found, "score")["丑"] == Decimal("8.19")
    assert [column(found, "rank")[who] for who in rows] == places


def test_ranks_within_groups_stand_beside_the_rank_among_all(tmp_path: Path) -> None:
    people = roster(子=at("县", "一类"), 丑=at("镇", "一类"), 寅=at("镇", "二类"), 卯=at("镇", "一类"))
    result = standing(tmp_path, FOUR, "rank: {within: [level, [level, group]]}", roster=people)
    assert column(result, "rank") == {"子": 2, "丑": 2, "寅": 4, "卯": 1}
    assert column(result, "group_rank") == {"子": 2, "丑": 2, "寅": 1, "卯": 1}
    assert result.ranks.filter(within="level")["rank"].to_list() == [1, 2, 3, 1]
    assert result.ranks.filter(within="level, group").rows() == [
        ("子", "level, group", "县、一类", 1),
        ("丑", "level, group", "镇、一类", 2),
        ("寅", "level, group", "镇、二类", 1),
        ("卯", "level, group", "镇、一类", 1),
    ]


def test_the_published_columns_stay_whatever_more_is_ranked(tmp_path: Path) -> None:
    result = standing(tmp_path, FOUR, "rank: {within: [level]}")
    published = ["jurisdiction", "name", "group", "score", "rank", "group_rank", "grade", "gates", "note"]
    assert result.ranking.columns == published
