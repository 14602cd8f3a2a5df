"""The ranking sheet read back and held against the API, cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scoring.result.result import Result
from scoring.words import LANGUAGES, Language
from tests.report.conftest import Books, Few
from tests.report.reading import quick, rows

COLUMNS: dict[Language, dict[str, str]] = {
    "zh": {
        "名次": "rank", "地区代码": "jurisdiction", "地区": "name", "分组": "group", "得分": "score", "等次": "grade",
        "组内名次": "group_rank", "触发规则": "gates", "备注": "note",
    },
    "en": {
        "Rank": "rank", "Code": "jurisdiction", "Jurisdiction": "name", "Group": "group", "Score": "score",
        "Rank in group": "group_rank", "Gates": "gates", "Note": "note",
    },
}  # fmt: skip


def expected(row: dict[str, Any], column: str) -> Any:
    value = row[column]
    if column == "rank" and value is None:
        return "—"
    return float(value) if column == "score" and value is not None else value or None


def test_every_ranking_cell_of_all_300_is_the_apis(whole: Result, whole_path: Path) -> None:
    written = quick(whole_path, "排名", "名次")
    ranking = list(whole.ranking.iter_rows(named=True))
    assert len(written) == len(ranking) == 300
    for line, row in zip(written, ranking, strict=True):
        for title, column in COLUMNS["zh"].items():
            assert line[title] == expected(row, column), (row["jurisdiction"], title)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ranking_is_the_same_in_both_languages(language: Language, few: Few, book: Books) -> None:
    written = rows(book(language).worksheets[0])
    assert book(language).sheetnames[0] == {"zh": "排名", "en": "Ranking"}[language]
    for line, row in zip(written, few(language).ranking.iter_rows(named=True), strict=True):
        for title, column in COLUMNS[language].items():
            assert line[title] == expected(row, column), (row["jurisdiction"], title)


def test_each_dimension_stands_beside_the_score_and_adds_up_to_it(whole: Result, whole_path: Path) -> None:
    marks = {(r["jurisdiction"], r["node"]): r["score"] for r in whole.details.iter_rows(named=True)}
    for line in quick(whole_path, "排名", "名次"):
        parts = {title: value for title, value in line.items() if "分）" in title}
        assert len(parts) == 5
        codes = ("禁毒基础", "实地检查", "群众满意度", "加分", "减分")
        for (title, value), code in zip(parts.items(), codes, strict=True):
            mark = marks[line["地区代码"], code]
            assert value == (float(mark) if mark is not None else None), title


def test_change_of_rank_is_the_earlier_rank_less_the_rank(whole: Result, whole_path: Path) -> None:
    assert whole.previous is not None
    before = dict(whole.previous.ranking.select("jurisdiction", "rank").iter_rows())
    lines = quick(whole_path, "排名", "名次")
    moved = [line for line in lines if line["名次变化"] is not None]
    assert len(moved) > 250
    for line in moved:
        assert line["上期名次"] == before[line["地区代码"]]
        assert line["名次变化"] == line["上期名次"] - line["名次"]


def test_the_unranked_stand_last_each_with_its_reason(whole_path: Path) -> None:
    lines = quick(whole_path, "排名", "名次")
    unranked = [line for line in lines if line["名次"] == "—"]
    assert lines[-len(unranked) :] == unranked
    reasons = {line["地区代码"]: line["备注"] for line in unranked}
    assert "未计分：已测评部分低于最低覆盖率" in reasons["SL1403"]
    for vetoed in ("SL2005", "SL0907", "SL2304"):
        assert "取消资格，得分照列，不排名" in reasons[vetoed]
    assert {line["得分"] for line in unranked if line["地区代码"] == "SL1403"} == {None}


@pytest.mark.parametrize(("language", "notice"), [("zh", "权重为假定"), ("en", "Weights are assumed")])
def test_assumed_weights_are_announced(language: Language, notice: str, book: Books) -> None:
    sheet = book(language).worksheets[0]
    assert any(notice in str(sheet.cell(row, 1).value) for row in range(1, 5))
