"""Sheets and columns that did not come: grave where marks hang on them."""

from __future__ import annotations

import pytest

from scoring.rubric.change import Change
from scoring.rubric.declarations import Period
from scoring.rubric.model import Rubric
from scoring.words import Text
from tests.intake.given import Folder

QUARTERS = [("2023Q1", "2023-01-01", "2023-03-31"), ("2023Q2", "2023-04-01", "2023-06-30")]


@pytest.fixture
def quarterly(folder: Folder, rubric: Rubric) -> Folder:
    """Registered people and people met are submitted every quarter."""
    quarters = [
        Period.model_validate({"id": code, "kind": "quarter", "title": Text(code), "starts": starts, "ends": ends})
        for code, starts, ends in QUARTERS
    ]
    often = {code: rubric.metrics[code].model_copy(update={"every": "quarter"}) for code in ("registered", "met")}
    folder.rubric = rubric.model_copy(
        update={"periods": (*rubric.periods, *quarters), "metrics": {**rubric.metrics, **often}}
    )
    return folder


def lacking(folder: Folder) -> list[tuple[str, str, str]]:
    findings = folder.read("zh").findings
    told = findings.filter(findings["code"].is_in(["missing_sheet", "missing_column"]))
    numbers = told.filter(told["message"].str.contains("填报指标"))
    return sorted(numbers.select("severity", "code", "metric").rows())


def test_a_quarter_whose_sheet_is_missing_is_one_error_though_the_year_has_a_sheet(quarterly: Folder) -> None:
    quarterly.csv("2023.csv", [["地区代码", "知晓率", "经费"], ["J1", "95%", "7"]])
    quarterly.csv("2023Q1.csv", [["地区代码", "在册人数", "见面人数"], ["J1", "5", "4"]])
    assert lacking(quarterly) == [("error", "missing_sheet", "")]


def test_a_column_missing_from_one_quarter_is_an_error_where_an_indicator_reads_it(quarterly: Folder) -> None:
    quarterly.csv("2023.csv", [["地区代码", "知晓率", "经费"], ["J1", "95%", "7"]])
    quarterly.csv("2023Q1.csv", [["地区代码", "在册人数", "见面人数"], ["J1", "5", "4"]])
    quarterly.csv("2023Q2.csv", [["地区代码", "在册人数"], ["J1", "5"]])
    assert lacking(quarterly) == [("error", "missing_column", "met")]


def test_a_column_no_scored_indicator_reads_is_only_a_warning(folder: Folder, rubric: Rubric) -> None:
    shown = tuple(
        leaf.model_copy(update={"role": "shown"}) if leaf.code == "A3" else leaf for leaf in rubric.tree.children
    )
    folder.rubric = rubric.model_copy(update={"tree": rubric.tree.model_copy(update={"children": shown})})
    folder.metrics(["J1", "5", "4", "95%"], headers=["地区代码", "在册人数", "见面人数", "知晓率"])
    assert lacking(folder) == [("warning", "missing_column", "funds")]


def test_a_column_lacking_in_a_year_given_for_comparison_is_only_a_warning(folder: Folder) -> None:
    whole = ["地区代码", "在册人数", "见面人数", "知晓率", "经费"]
    folder.metrics(["J1", "5", "4", "95%", "7"], headers=whole)
    folder.csv("2022.csv", [whole[:4], ["J1", "5", "4", "95%"]])
    assert lacking(folder) == [("warning", "missing_column", "funds")]


def test_a_year_in_which_nothing_is_due_is_asked_only_for_what_is_compared(folder: Folder, rubric: Rubric) -> None:
    funds = {"change": Change(against="year_before", no_history="not_applicable")}
    leaves = tuple(leaf.model_copy(update=funds) if leaf.code == "A3" else leaf for leaf in rubric.tree.children)
    tree = rubric.tree.model_copy(update={"children": leaves, "due": ("2023",)})
    folder.rubric = rubric.model_copy(update={"tree": tree})
    whole = ["地区代码", "在册人数", "见面人数", "知晓率", "经费"]
    folder.metrics(["J1", "5", "4", "95%", "7"], headers=whole)
    folder.csv("2022.csv", [["地区代码", "在册人数"], ["J1", "5"]])
    assert lacking(folder) == [("warning", "missing_sheet", "")]
    folder.csv("2022.csv", [["地区代码", "经费"], ["J1", "5"]])
    assert lacking(folder) == []


def test_of_tables_no_row_of_which_is_used_it_is_not_said_that_they_did_not_come(folder: Folder) -> None:
    folder.metrics(["K1", "5"], ["K2", "6"])
    folder.csv("台账.csv", [["期次", "地区代码", "项目", "结论"], ["2023", "J1", "D1", "符合"]])
    finding = next(one for one in folder.read("zh").findings.iter_rows(named=True) if one["code"] == "missing_sheet")
    assert "没有采用" in finding["message"]
    assert "reasons given there" in folder.read("en").findings.filter(code="missing_sheet")["message"][0]
