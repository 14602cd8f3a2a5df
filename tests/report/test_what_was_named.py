"""Ranks within groups, what quotas took and standings held, as the workbook shows them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.result.result import Result
from tests.engine.standing import at, roster
from tests.engine.test_standings import over_quarters
from tests.report.reading import opened, rows

MORE = """
rank: {within: [level]}
grades: {scale: [{grade: 优, at_least: 8}, {grade: 良, at_least: 6}], else: 差, assumed: {grades: 试验}}
quotas:
- {quota: Q1, title: 优秀名额, of: grade, grade: 优, at_most: 1, edge_ties: out, assumed: {quota: 试验}}
standings:
- {standing: 督办, title: 重点督办, levels: [提醒, 通报], enter: "[x:rate] < 60%", stay: "[x:rate] < 80%",
   assumed: {standing: 试验}}
"""
MARKS = {
    "子": [{"a": 9}, {"a": 9}],
    "丑": [{"a": 5}, {"a": 8}],
    "寅": [{"a": 7}, {"a": 5}],
    "卯": [{"a": 5}, {"a": 5}],
    "辰": [{"a": 5}, {"a": 7}],
}


@pytest.fixture
def result(tmp_path: Path) -> Result:
    people = roster(子=at("县"), 丑=at("县"), 寅=at("镇"), 卯=at("镇"), 辰=at("镇"))
    return over_quarters(tmp_path, MARKS, MORE, people=people)


def sheet(result: Result, folder: Path, name: str) -> dict[str, dict[str, Any]]:
    book = opened(result.write_workbook(folder / "ranked.xlsx"))
    return {line["地区代码"]: line for line in rows(book[name])}


def test_ranks_within_further_groups_stand_in_columns_of_their_own(result: Result, tmp_path: Path) -> None:
    lines = sheet(result, tmp_path, "排名")
    assert {who: (line["名次"], line["层级内名次"]) for who, line in lines.items()} == {
        "子": (1, 1),
        "丑": (2, 2),
        "辰": (3, 1),
        "寅": (4, 2),
        "卯": (4, 2),
    }


def test_a_grade_lost_to_a_quota_stands_beside_the_one_given(result: Result, tmp_path: Path) -> None:
    line = sheet(result, tmp_path, "否决与调整")["丑"]
    assert (line["类型"], line["编号"], line["调整前"], line["调整后"]) == ("名额", "Q1", "优", "良")
    assert line["效果"].startswith("全部被测评地区中最多1个评为“优”")


def test_standings_are_shown_with_what_changed(result: Result, tmp_path: Path) -> None:
    lines = sheet(result, tmp_path, "维度与项目得分")
    assert {who: line["督办\n重点督办"] for who, line in lines.items()} == {
        "子": None,
        "丑": "退出",
        "寅": "提醒（新列入）",
        "卯": "通报（升级）",
        "辰": "提醒",
    }


def test_the_rules_of_quotas_and_standings_are_told(result: Result, tmp_path: Path) -> None:
    book = opened(result.write_workbook(tmp_path / "ranked.xlsx"))
    told = " ".join(str(cell.value) for line in book["评分方法"].iter_rows() for cell in line if cell.value)
    assert "其余列入“良”；末位并列的都不在名额内" in told
    assert "未退出而 “x”得分率 < 60% 的升一级（提醒 → 通报）" in told


def test_a_bonus_lost_to_a_quota_is_a_number_before_and_after(tmp_path: Path) -> None:
    bonus = """
quotas: [{quota: Q, title: 加分面, of: 加分, at_most: 1, edge_ties: out, assumed: {quota: 试验}}]
tree: {children: [{leaf: x, title: x, points: 10, value: a, proportional: {target: 10}},
  {leaf: 加分, title: 加分, role: bonus, points: 2, value: a, tally: {each: 0.1}}]}
"""
    result = over_quarters(tmp_path, {"子": [{"a": 9}], "丑": [{"a": 5}]}, bonus)
    line = sheet(result, tmp_path, "否决与调整")["丑"]
    assert (line["作用于"], line["调整前"], line["调整后"], line["加减分"]) == ("加分", 0.5, 0, -0.5)
    assert result.deductions.filter(jurisdiction="丑")["lost"].to_list() == [Decimal(5)]
