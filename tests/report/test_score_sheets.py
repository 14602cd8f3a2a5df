"""The sheets of marks, values, samples and counts read back and held against the API."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from scoring.result.result import Result
from scoring.rubric.model import Node
from tests.report.conftest import Books, Few
from tests.report.reading import cells, header_row, quick, rows


def number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def test_every_mark_of_every_branch_is_the_apis(whole: Result, whole_path: Path) -> None:
    marks = {(r["jurisdiction"], r["node"]): r["score"] for r in whole.details.iter_rows(named=True)}
    nodes = [e.item.code for e in whole.draft.outline.entries if isinstance(e.item, Node) and e.due]
    lines = quick(whole_path, "维度与项目得分", "名次")
    assert len(lines) == 300
    for line in lines:
        written = list(line.values())[4 : 4 + len(nodes)]
        assert written == [number(marks[line["地区代码"], code]) for code in nodes], line["地区代码"]


def test_every_indicator_has_its_value_marks_and_state(whole: Result, whole_path: Path) -> None:
    found = {(r["jurisdiction"], r["node"]): r for r in whole.details.iter_rows(named=True)}
    lines = quick(whole_path, "指标明细", "地区代码")
    leaves = [e for e in whole.draft.outline.entries if e.is_leaf and e.due]
    assert len(lines) == 300 * len(leaves)
    words = {"reported": "已报", "missing": "未报", "not_applicable": "不适用", "not_assessed": "未测评"}
    for line in lines:
        row = found[line["地区代码"], line["编号"]]
        assert line["指标值"] == number(row["value"])
        assert line["得分"] == number(row["score"])
        assert line["得分率"] == number(row["rate"])
        assert line["分值"] == number(row["points"])
        assert (line["分值增减"] or 0) == number(row["moved_points"] or Decimal(0))
        assert line["状态"] == words[row["state"]]


def test_shares_are_shown_in_percent_and_counts_with_their_unit(book: Books) -> None:
    sheet = book("zh")["指标明细"]
    formats = {
        line[2].value: line[4].number_format
        for line in sheet.iter_rows(min_row=header_row(sheet) + 1)
        if line[4].value is not None
    }
    assert formats["四.(一)3-3"] == "0.00##%"
    assert formats["四.(一)2-1"] == '0"人"'
    assert formats["四.(一)1-4"] == "0.00##%"


def test_targets_are_those_of_the_jurisdictions_own_level(book: Books) -> None:
    asked = {line["地区代码"]: line["目标"] for line in rows(book("zh")["指标明细"]) if line["编号"] == "四.(一)2-1"}
    assert (asked["SL01"], asked["SL0101"]) == ("≥3人", "≥2人")


def test_labels_stand_beside_the_marks(few: Few, book: Books) -> None:
    lines = {line["地区代码"]: line for line in rows(book("zh")["维度与项目得分"])}
    given = few("zh").labels
    assert given.height
    for row in given.iter_rows(named=True):
        assert lines[row["jurisdiction"]][f"{row['node']}\n{row['label']}"] == row["given"]


def test_samples_say_whether_the_minimum_was_met(book: Books) -> None:
    lines = rows(book("zh")["问卷与抽样"])
    short = {(line["地区代码"], line["编号"]): line for line in lines if line["是否达到"] == "不足"}
    assert short["SL0703", "群众-满意"]["有效样本"] < short["SL0703", "群众-满意"]["最低要求"] == 20
    assert ("SL22", "实地-学校") in short
    assert all(line["有效样本"] >= line["最低要求"] for line in lines if line["是否达到"] == "达到")


def test_a_survey_shows_its_standard_error_beside_its_rate(few: Few, book: Books) -> None:
    lines = {(line["地区代码"], line["编号"]): line for line in rows(book("zh")["问卷与抽样"])}
    errors = few("zh").samples.filter(pl.col("se").is_not_null())
    assert errors.height
    for row in errors.iter_rows(named=True):
        assert lines[row["jurisdiction"], row["node"]]["标准误"] == number(row["se"])


@pytest.mark.parametrize(("header", "column"), [("分数段", "score"), ("等次", "grade")])
def test_the_distribution_counts_everybody_once(header: str, column: str, whole: Result, whole_path: Path) -> None:
    lines = cells(whole_path, "分布")
    top = next(n for n, line in enumerate(lines) if line[0] == header)
    end = next((n for n, line in enumerate(lines) if n > top and line[0] is None), len(lines))
    counts = [line[1:4] for line in lines[top + 1 : end]]
    assert sum(total for *_, total in counts) == whole.ranking[column].drop_nulls().len()
    assert all(county + township == total for county, township, total in counts)
