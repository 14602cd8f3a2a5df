"""Metrics: headers, periods, findings with their cells, parts against wholes."""

from __future__ import annotations

import pytest

from tests.intake.given import NOT_SUBMITTED, REFUSED, Folder, codes, state_codes, told, values


@pytest.mark.parametrize(
    "header",
    [
        "在册人数",
        "在册人数（人）",
        "在册人数(单位：人)",
        "在 册\n人 数*",
        "registered",
        "REGISTERED",
        "Registered People",
        "registered people (人)",
    ],
)
def test_a_metric_is_known_by_title_or_code_with_or_without_unit(folder: Folder, header: str) -> None:
    folder.metrics(["J1", "5"], headers=["行政区划代码", header])
    inputs = folder.read()
    assert values(inputs, "registered") == {"J1": 5}
    assert codes(inputs) == set()


def test_a_metric_is_known_by_what_else_it_is_called(folder: Folder) -> None:
    folder.metrics(["J1", "5"], headers=["code", "见面核查人数"])
    assert values(folder.read(), "met") == {"J1": 5}


def test_an_unknown_metric_is_warned_about_with_the_nearest_title(folder: Folder) -> None:
    folder.metrics(["J1", "5", "6"], headers=["地区代码", "在册人数", "见面人娄"])
    inputs = folder.read("zh")
    finding = told(inputs, "unknown_metric")
    assert (finding["severity"], finding["cell"], finding["found"]) == ("warning", "C1", "见面人娄")
    assert "是否应为“见面人数”" in finding["message"]
    assert "Did you mean “见面人数”" in told(folder.read("en"), "unknown_metric")["message"]


def test_a_sheet_whose_every_metric_is_misspelt_is_not_passed_over(folder: Folder) -> None:
    folder.xlsx("m.xlsx", _2023=[["地区代码", "在册人娄"], ["J1", 5]])
    assert told(folder.read(), "unknown_metric")["cell"] == "B1"


def test_usual_side_columns_are_not_complained_about(folder: Folder) -> None:
    headers = ["序号", "地区代码", "地区名称", "层级", "在册人数", "备注", "填报人"]
    folder.metrics(["1", "J1", "示例·甲县", "县", "5", "无", "P1"], headers=headers)
    assert codes(folder.read()) == set()


def test_each_refused_cell_is_a_finding_of_its_own(folder: Folder) -> None:
    folder.metrics(["J1", "约95", "1"], ["J2", "-1", "约2"], headers=["地区代码", "在册人数", "见面人数"])
    inputs = folder.read()
    bad = inputs.findings.filter((inputs.findings["severity"] == "error") & (inputs.findings["cell"] != ""))
    assert bad.select("cell", "jurisdiction", "metric", "found").rows() == [
        ("B2", "J1", "registered", "约95"),
        ("B3", "J2", "registered", "-1"),
        ("C3", "J2", "met", "约2"),
    ]
    assert state_codes(inputs, "registered") == {"J1": REFUSED, "J2": REFUSED}


def test_a_blank_beside_a_refused_cell_is_missing_not_reported(folder: Folder) -> None:
    folder.metrics(["J1", "约95", "1"], ["J2", "", "2"], headers=["地区代码", "在册人数", "见面人数"])
    inputs = folder.read()
    assert state_codes(inputs, "registered") == {"J1": REFUSED, "J2": NOT_SUBMITTED}
    assert "met?" not in inputs.metrics["2023"].columns


def test_an_unknown_jurisdiction_is_an_error_and_its_row_is_not_used(folder: Folder) -> None:
    folder.metrics(["J1", "5"], ["J99", "6"])
    inputs = folder.read("zh")
    finding = told(inputs, "unknown_jurisdiction")
    assert (finding["severity"], finding["cell"], finding["found"]) == ("error", "A3", "J99")
    assert values(inputs, "registered") == {"J1": 5}


def test_a_row_of_totals_is_noticed_and_not_used(folder: Folder) -> None:
    folder.metrics(["J1", "5"], ["合计", "5"])
    inputs = folder.read()
    assert told(inputs, "total_row")["severity"] == "notice"
    assert values(inputs, "registered") == {"J1": 5}


def test_a_jurisdiction_may_be_called_by_its_name(folder: Folder) -> None:
    folder.metrics(["示例·乙镇", "5"], headers=["被测评地区", "在册人数"])
    assert values(folder.read(), "registered") == {"J2": 5}


def test_a_name_that_belongs_to_another_code_is_warned_about(folder: Folder) -> None:
    folder.metrics(["J1", "示例·乙镇", "5"], headers=["地区代码", "地区名称", "在册人数"])
    finding = told(folder.read(), "name_differs")
    assert (finding["severity"], finding["cell"], finding["jurisdiction"]) == ("warning", "B2", "J1")


def test_a_part_above_its_whole_is_refused_and_the_whole_stands(folder: Folder) -> None:
    folder.metrics(["J1", "90", "96"], ["J2", "90", "90"], headers=["地区代码", "在册人数", "见面人数"])
    inputs = folder.read("zh")
    finding = told(inputs, "part_exceeds_whole")
    assert (finding["cell"], finding["found"], finding["metric"]) == ("C2", "96", "met")
    assert "在册人数" in finding["message"]
    assert (values(inputs, "met"), state_codes(inputs, "met")) == ({"J1": None, "J2": 90}, {"J1": REFUSED, "J2": 0})
    assert values(inputs, "registered") == {"J1": 90, "J2": 90}


def test_an_unknown_metric_in_a_long_table_drops_that_row_alone(folder: Folder) -> None:
    rows = [["期次", "地区代码", "指标", "数值"], ["2023", "J1", "registered", "5"], ["2023", "J1", "nothing", "6"]]
    folder.csv("m.csv", rows)
    inputs = folder.read()
    assert told(inputs, "unknown_metric")["cell"] == "C3"
    assert values(inputs, "registered") == {"J1": 5}


def test_a_name_two_jurisdictions_bear_names_neither(folder: Folder) -> None:
    folder.csv("名录.csv", [["代码", "名称"], ["J1", "示例·同名"], ["J2", "示例·同名"]])
    folder.metrics(["示例·同名", "5"], ["J1", "6"])
    inputs = folder.read()
    finding = told(inputs, "ambiguous_jurisdiction")
    assert (finding["severity"], finding["cell"], finding["expected"]) == ("error", "A2", "J1、J2")
    assert "不止一个地区叫这个名称" in finding["message"]
    assert values(inputs, "registered") == {"J1": 6}


def test_a_code_that_lost_its_zeros_is_offered_with_them(folder: Folder) -> None:
    folder.csv("名录.csv", [["代码", "名称", "层级"], ["001", "示例·甲", "县"], ["002", "示例·乙", "县"]])
    folder.metrics(["1", "5"], ["002", "6"])
    assert "“001”" in told(folder.read("en"), "unknown_jurisdiction")["message"]


def test_what_cannot_be_seen_in_a_cell_alters_nothing(folder: Folder) -> None:
    folder.metrics(["J1\u200b", "\ufeff5\u200e"], ["J2", "\u200b"], headers=["地区\u2060代码", "在册人数\u200b"])
    inputs = folder.read()
    assert values(inputs, "registered") == {"J1": 5, "J2": None}
    assert codes(inputs) == set()
