"""A table that lacks a column it must have is an error that names both, not a sheet of no interest."""

from __future__ import annotations

import pytest

from tests.intake.given import Folder, Rows, told


@pytest.mark.parametrize(
    ("rows", "zh", "en", "found"),
    [
        (
            [["地区代码", "项目", "评语", "评审员"], ["J1", "D1", "符合", "P1"]],
            "台账审查表，但缺少“结论”",
            "“verdict”",
            "评语",
        ),
        (
            [["地区代码", "地区名称", "项目", "评语", "评审员"], ["J1", "示例·甲县", "D1", "符合", "P1"]],
            "台账审查表，但缺少“结论”",
            "“verdict”",
            "评语",
        ),
        (
            [["辖区号", "在册人数", "见面人数"], ["J1", "5", "3"]],
            "填报指标表，但缺少“地区代码”",
            "“jurisdiction”",
            "辖区号",
        ),
        (
            [["地区代码", "受访者", "题号", "意见"], ["J1", "R1", "S1", "满意"]],
            "问卷答案表，但缺少“答案”",
            "“answer”",
            "意见",
        ),
        ([["地区代码", "事件类型", "何时"], ["J1", "通报", "2023-05-01"]], "案事件表，但缺少“日期”", "“date”", "何时"),
    ],
)
def test_a_missing_column_is_an_error_naming_table_and_column(
    folder: Folder, rows: Rows, zh: str, en: str, found: str
) -> None:
    folder.csv("某表.csv", rows)
    finding = told(folder.read("zh"), "required_column")
    assert (finding["severity"], finding["file"], finding["found"]) == ("error", "某表.csv", found)
    assert zh in finding["message"]
    assert en in told(folder.read("en"), "required_column")["message"]


def test_a_roster_with_strange_columns_is_still_a_roster(folder: Folder) -> None:
    folder.csv("名录.csv", [["年度", "地区代码", "地区名称", "层级", "面积"], ["2023", "J1", "示例·甲县", "县", "9"]])
    inputs = folder.read()
    assert inputs.roster["jurisdiction"].to_list() == ["J1"]
    assert "required_column" not in inputs.findings["code"].to_list()


def test_a_sheet_of_other_things_is_only_noticed(folder: Folder) -> None:
    folder.csv("附注.csv", [["日期", "修改内容", "修改部门"], ["2023-05-01", "初稿", "甲"]])
    assert told(folder.read(), "unknown_sheet")["severity"] == "notice"
