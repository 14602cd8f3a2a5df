"""A mark lost on records names them: which, where they stand, and what could still be put right."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from scoring.api import score
from scoring.result.result import Result
from tests.engine.agreement import loaded
from tests.oracle.given import event, given
from tests.oracle.small import small
from tests.report.reading import opened, rows

DECLARED = """
panels:
  talk: {title: 述职, items: {P1: {title: 内容, maximum: 60}}, assumed: {panels: 小例}}
  office: {title: 评定, items: {J1: {title: 实绩, maximum: 10, reason: required}}, assumed: {panels: 小例}}
tasks: {月报: {title: 月报, every: month, by: {day: 25}, assumed: {tasks: 小例}}}
"""
LEAVES = """
- {leaf: p, title: 述职, points: 2, panel: {items: P1}}
- {leaf: j, title: 实绩, points: 2, judgement: J1}
- {leaf: s, title: 月报, points: 2, schedule: {tasks: 月报, late: {counts: 50%}}}
- {leaf: c, title: 清单, points: 2, checklist: {answers: verdict, items: {D1: 一, D2: 二}, need: all}}
- {leaf: e, title: 通报, points: 2, events: {types: 通报, worth: {一般: 0.3, 重大: 1}}, tally: {each: 1, deduct: true}}
"""


def at(row: int, **record: Any) -> dict[str, Any]:
    return {"jurisdiction": "甲", "period": "2023", "file": "表.csv", "sheet": "", "row": row, **record}


@pytest.fixture
def result(tmp_path: Path) -> Result:
    inputs = given(
        marks=[
            at(2, item="P1", judge="A", mark=60_000_000, void=False),
            at(3, item="P1", judge="B", mark=45_500_000, void=False),
            at(4, item="P1", judge="C", mark=0, void=True),
            at(5, item="J1", judge="", mark=-500_000, void=False, reason="弄虚作假"),
        ],
        reports=[
            at(2, task="月报", window=dt.date(2023, 1, 1), sent=dt.date(2023, 1, 25), unclear=False),
            at(3, task="月报", window=dt.date(2023, 2, 1), sent=dt.date(2023, 3, 1), unclear=False),
            at(4, task="月报", window=dt.date(2023, 3, 1), sent=None, unclear=False),
        ],
        desk_review=[at(2, item="D1", verdict="符合"), at(3, item="D2", verdict="基本符合")],
        events=[{**event("甲", "通报", "2023-05-01", 1, "重大"), "file": "表.csv", "sheet": "", "row": 2}],
    )
    return score(loaded(small(LEAVES, more=DECLARED), tmp_path), inputs, "2023")


@pytest.mark.parametrize(
    ("node", "reason", "cell", "advice"),
    [
        ("p", "P1 45.5", "第3行", ""),
        ("j", "-0.5 弄虚作假", "第5行", ""),
        ("s", "月报 2023-02-01 2023-03-01；月报 2023-03-01 —", "第3行；第4行", ""),
        ("c", "D2 基本符合", "第3行", "整改上列1项可得满分"),
        ("e", "2023-05-01 通报 重大", "第2行", "整改上列1项可得满分"),
    ],
)
def test_the_records_that_cost_marks_are_named(node: str, reason: str, cell: str, advice: str, result: Result) -> None:
    row = next(row for row in result.deductions.iter_rows(named=True) if row["node"] == node)
    assert (row["reason"], row["cell"], row["advice"]) == (reason, cell, advice)


def test_what_is_told_apart_stands_on_the_sheet_of_samples(result: Result, tmp_path: Path) -> None:
    book = opened(result.write_workbook(tmp_path / "ranked.xlsx"))
    details = {line["编号"]: line["明细"] for line in rows(book["问卷与抽样"])}
    assert details["p"] == "作废1"
    assert details["s"] == "按时1、迟报1、未报10"
