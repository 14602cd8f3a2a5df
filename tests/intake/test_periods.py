"""Which period a table is about, and what should have come but did not."""

from __future__ import annotations

import pytest

from scoring.intake.when import Calendar
from scoring.rubric.declarations import Period
from scoring.rubric.model import Rubric
from scoring.words import Text
from tests.intake.given import Folder, Rows, told, values

QUARTER = {"id": "2023Q1", "kind": "quarter", "title": Text("首季"), "starts": "2023-01-01", "ends": "2023-03-31"}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023", "2023"),
        ("２０２３年", "2023"),
        ("2023年度", "2023"),
        ("year 2023", "2023"),
        ("2023年度填报指标", "2023"),
        ("metrics_2023", "2023"),
        ("2023Q1", "2023Q1"),
        ("2023年第一季度", "2023Q1"),
        ("2023年1季度报表", "2023Q1"),
        ("首季", "2023Q1"),
        ("2023年第二季度", None),
        ("2023Q4", None),
        ("2023年上半年", None),
        ("2022-2023对比", None),
        ("12023", None),
        ("Sheet1", None),
    ],
)
def test_periods_are_known_as_people_write_them(rubric: Rubric, text: str, period: str | None) -> None:
    with_quarter = rubric.model_copy(update={"periods": (*rubric.periods, Period.model_validate(QUARTER))})
    assert Calendar(with_quarter).spoken(text) == period


def test_the_title_above_the_header_tells_where_the_sheet_name_does_not(folder: Folder) -> None:
    folder.xlsx("m.xlsx", Sheet1=[["2022年度填报表"], ["地区代码", "在册人数"], ["J1", 5]])
    assert values(folder.read(), "registered", "2022") == {"J1": 5}


def test_a_period_column_tells_row_by_row(folder: Folder) -> None:
    folder.csv(
        "m.csv", [["期次", "地区代码", "在册人数"], ["2022年", "J1", "5"], ["2023", "J1", "6"], ["明年", "J1", "7"]]
    )
    inputs = folder.read()
    assert values(inputs, "registered", "2022") == {"J1": 5}
    assert values(inputs, "registered", "2023") == {"J1": 6}
    finding = told(inputs, "unknown_period")
    assert (finding["severity"], finding["cell"], finding["found"]) == ("error", "A4", "明年")


def test_a_table_of_no_period_is_an_error_not_a_guess(folder: Folder) -> None:
    folder.csv("m.csv", [["地区代码", "在册人数"], ["J1", "5"]])
    inputs = folder.read("zh")
    assert inputs.metrics == {}
    assert "期次" in told(inputs, "no_period")["message"]


def test_the_only_period_of_a_rubric_needs_no_telling(folder: Folder, rubric: Rubric) -> None:
    folder.rubric = rubric.model_copy(update={"periods": rubric.periods[1:]})
    folder.csv("m.csv", [["地区代码", "在册人数"], ["J1", "5"]])
    assert values(folder.read(), "registered") == {"J1": 5}


@pytest.mark.parametrize(
    ("sheet", "title", "file"),
    [
        ("2021", "", "m"),
        ("2021年", "", "2023年填报"),
        ("2023Q2", "", "2023"),
        ("Sheet1", "2021年度", "m"),
        ("", "", "2021"),
    ],
)
@pytest.mark.parametrize("several", [True, False])
def test_a_table_called_by_a_period_the_rubric_has_not_is_not_taken_for_another(
    folder: Folder, rubric: Rubric, sheet: str, title: str, file: str, several: bool
) -> None:
    folder.rubric = rubric if several else rubric.model_copy(update={"periods": rubric.periods[1:]})
    rows: Rows = [*([[title]] if title else []), ["地区代码", "在册人数"], ["J1", 5], ["J2", 6]]
    if sheet:
        folder.xlsx(f"{file}.xlsx", **{f"_{sheet}": rows})
    else:
        folder.csv(f"{file}.csv", rows)
    inputs = folder.read("zh")
    finding = told(inputs, "unknown_period")
    assert inputs.metrics == {}
    assert (finding["severity"], finding["found"]) == ("error", title or sheet or file)


def test_a_period_column_beats_what_the_sheet_is_called(folder: Folder) -> None:
    folder.xlsx("m.xlsx", _2021=[["期次", "地区代码", "在册人数"], ["2023", "J1", 5]])
    inputs = folder.read()
    assert values(inputs, "registered") == {"J1": 5}
    assert "unknown_period" not in set(inputs.findings["code"])


def test_a_school_year_may_be_called_by_either_of_its_years(folder: Folder, rubric: Rubric) -> None:
    school = {"id": "学年", "kind": "year", "title": Text("学年"), "starts": "2023-09-01", "ends": "2024-08-31"}
    folder.rubric = rubric.model_copy(update={"periods": (Period.model_validate(school),)})
    folder.xlsx("m.xlsx", _2024=[["地区代码", "在册人数"], ["J1", 5]])
    assert values(folder.read(), "registered", "学年") == {"J1": 5}


def test_another_year_in_a_title_is_doubted_where_there_is_only_one_period(folder: Folder, rubric: Rubric) -> None:
    folder.rubric = rubric.model_copy(update={"periods": rubric.periods[1:]})
    folder.csv("m.csv", [["某县2021年填报表"], ["地区代码", "在册人数"], ["J1", "5"]])
    inputs = folder.read("zh")
    finding = told(inputs, "other_year")
    assert values(inputs, "registered") == {"J1": 5}
    assert (finding["severity"], finding["found"]) == ("warning", "2021")
    assert "按2023年度计" in finding["message"]


def test_a_period_with_records_but_no_metrics_lacks_its_sheet(folder: Folder) -> None:
    folder.csv("台账2022.csv", [["地区代码", "项目", "结论"], ["J1", "D1", "符合"]])
    inputs = folder.read("zh")
    lacking = inputs.findings.filter(
        (inputs.findings["code"] == "missing_sheet") & inputs.findings["message"].str.contains("填报指标表")
    )
    assert inputs.periods == ("2022",)
    assert lacking["severity"].to_list() == ["error"]
    assert "2022" in lacking["message"][0]


def test_a_column_a_scored_indicator_reads_and_that_did_not_come_is_an_error(folder: Folder) -> None:
    folder.metrics(["J1", "5", "4", "95%"], headers=["地区代码", "在册人数", "见面人数", "知晓率"])
    finding = told(folder.read("zh"), "missing_column")
    assert (finding["severity"], finding["metric"], finding["expected"]) == ("error", "funds", "经费")


def test_kinds_of_records_nobody_sent_are_errors(folder: Folder) -> None:
    folder.metrics(["J1", "5"])
    inputs = folder.read("en")
    lacking = inputs.findings.filter(inputs.findings["code"] == "missing_sheet")
    assert sorted(lacking["expected"]) == ["desk review", "events", "site visits", "survey answers"]
    assert set(lacking["severity"]) == {"error"}
    assert not inputs.has_events


def test_inputs_of_no_period_are_an_error_before_they_are_scored(folder: Folder) -> None:
    finding = told(folder.read(), "nothing_of_a_period")
    assert (finding["severity"], finding["expected"]) == ("error", "2022、2023")


def test_events_alone_name_no_period_and_may_be_scored_for_one(folder: Folder) -> None:
    folder.csv("案件.csv", [["地区代码", "案件类型", "日期"], ["J1", "案件", "2023-05-01"]])
    inputs = folder.read("zh")
    assert inputs.events.height == 1, inputs.findings
    finding = told(inputs, "nothing_of_a_period")
    assert finding["severity"] == "warning"
    assert "--period" in finding["message"]
