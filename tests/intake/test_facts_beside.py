"""One file that is roster and metrics at once, and facts of jurisdictions that stand beside their numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.rubric.declarations import Population
from scoring.rubric.model import Rubric
from scoring.words import Text
from tests.intake.given import ROSTER, Folder, codes, told, values

BOTH = ["uName", "uCode", "毒情严重", "常住人口", "Time", "在册人数", "知晓率"]


@pytest.fixture
def bare(tmp_path: Path, rubric: Rubric) -> Folder:
    return Folder(tmp_path, rubric, roster=False)


def test_a_file_of_names_attributes_and_numbers_is_a_roster_too(bare: Folder) -> None:
    rows = [["Austria, the Republic", "AUT", "是", "8735", "2023", "5", "94.959999999999994"]]
    bare.csv("iData.csv", [BOTH, *rows, ["Belgium", "BEL", "否", "11429", "2023", "6", ""]])
    inputs = bare.read()
    assert inputs.roster.select("jurisdiction", "name", "severe", "people").rows() == [
        ("AUT", "Austria, the Republic", "是", 8735),
        ("BEL", "Belgium", "否", 11429),
    ]
    assert values(inputs, "registered") == {"AUT": 5, "BEL": 6}
    assert values(inputs, "rate") == {"AUT": 9496, "BEL": None}
    assert codes(inputs) == {"no_roster", "rounded"}


@pytest.mark.parametrize("header", ["unit", "iso3", "country_code", "country", "uCode", "uName"])
def test_a_jurisdiction_is_named_by_one_column(bare: Folder, header: str) -> None:
    bare.metrics(["Iceland", "是", "5"], headers=[header, "severe", "registered"])
    inputs = bare.read()
    assert inputs.roster.select("jurisdiction", "name", "severe").rows() == [("Iceland", "Iceland", "是")]
    assert values(inputs, "registered") == {"Iceland": 5}


def test_a_unit_beside_a_code_is_a_unit_of_measure(bare: Folder) -> None:
    bare.csv("长.csv", [["period", "unit", "code", "metric", "value"], ["2023", "人", "J1", "registered", "5"]])
    assert values(bare.read(), "registered") == {"J1": 5}


def test_a_column_of_years_is_the_period_where_it_names_nothing_else(bare: Folder) -> None:
    rows = [["J1", year, "5"] for year in ("2022", "2023")]
    bare.csv("表.csv", [["地区代码", "Time", "在册人数"], *rows])
    assert sorted(bare.read().metrics) == ["2022", "2023"]


def test_a_column_of_other_years_is_no_period(bare: Folder) -> None:
    bare.metrics(["J1", "1999", "5"], headers=["地区代码", "year", "在册人数"])
    inputs = bare.read()
    assert values(inputs, "registered") == {"J1": 5}
    assert codes(inputs) == {"no_roster"}


def test_a_roster_without_the_column_takes_it_from_the_numbers(bare: Folder) -> None:
    bare.csv("名录.csv", [row[:5] for row in ROSTER])
    bare.metrics(["J1", "是", "5"], ["J2", "否", "6"], headers=["地区代码", "毒情严重", "在册人数"])
    inputs = bare.read()
    assert inputs.roster["severe"].to_list() == ["是", "否", None]
    assert inputs.roster["people"].to_list() == [None, None, None]
    assert codes(inputs) == set()


def test_a_roster_that_says_otherwise_counts(bare: Folder) -> None:
    bare.csv("名录.csv", ROSTER)
    bare.metrics(["J1", "否", "52000", "5"], headers=["地区代码", "毒情严重", "常住人口", "在册人数"])
    inputs = bare.read("zh")
    finding = told(inputs, "fact_differs")
    assert (finding["severity"], finding["cell"], finding["found"], finding["expected"]) == (
        "warning",
        "B2",
        "否",
        "是",
    )
    assert finding["message"] == "“毒情严重”与名册不一致，以名册的“是”为准"
    assert "the roster has another" in told(bare.read("en"), "fact_differs")["message"]
    assert inputs.roster["severe"].to_list() == ["是", "否", "否"]


def test_two_files_that_say_otherwise_are_an_error_and_the_first_counts(bare: Folder) -> None:
    bare.metrics(["J1", "是", "5"], headers=["地区代码", "毒情严重", "在册人数"])
    bare.csv("续表2023.csv", [["地区代码", "毒情严重", "知晓率"], ["J1", "否", "95%"]])
    inputs = bare.read("zh")
    finding = told(inputs, "conflict")
    assert (finding["severity"], finding["file"], finding["cell"]) == ("error", "续表2023.csv", "B2")
    assert "2023.csv!B2为“是”，以那里为准" in finding["message"]
    assert inputs.roster["severe"].to_list() == ["是"]


@pytest.mark.parametrize(
    ("header", "text", "expected"), [("毒情严重", "或许", "是、否"), ("常住人口", "99", "100至100000的整数")]
)
def test_a_fact_that_cannot_be_read_is_told_at_its_cell(bare: Folder, header: str, text: str, expected: str) -> None:
    bare.metrics(["J1", text, "5"], headers=["地区代码", header, "在册人数"])
    inputs = bare.read("zh")
    finding = told(inputs, "unknown_attribute")
    assert (finding["severity"], finding["cell"], finding["expected"]) == ("error", "B2", expected)
    assert inputs.roster.select("severe", "people").rows() == [(None, None)]


def test_a_fact_in_use_that_some_lack_is_warned_about(bare: Folder) -> None:
    population = bare.rubric.population.model_copy(update={"assessed": "severe = '是'"})
    bare.rubric = bare.rubric.model_copy(update={"population": population})
    bare.metrics(["J1", "是", "5"], ["J2", "", "6"], headers=["地区代码", "毒情严重", "在册人数"])
    finding = told(bare.read("zh"), "blank_fact")
    assert (finding["severity"], finding["jurisdiction"]) == ("warning", "J2")
    assert finding["message"] == "有1个地区没有写“毒情严重”（如J2），而评分规则要用"


@pytest.mark.parametrize("is_roster", [True, False])
def test_the_only_level_needs_no_column(bare: Folder, *, is_roster: bool) -> None:
    bare.rubric = bare.rubric.model_copy(update={"population": Population(levels={"国": Text("国家", "country")})})
    if is_roster:
        bare.csv("名录.csv", [["地区代码", "地区名称"], ["J1", "甲"]])
    bare.metrics(["J1", "5"])
    inputs = bare.read()
    assert inputs.roster["level"].to_list() == ["国"]
    assert codes(inputs) == (set() if is_roster else {"no_roster"})


def test_a_rubric_without_levels_takes_any(bare: Folder) -> None:
    bare.rubric = bare.rubric.model_copy(update={"population": Population()})
    bare.csv("名录.csv", [["地区代码", "地区名称", "层级"], ["J1", "甲", "州"], ["J2", "乙", ""]])
    inputs = bare.read()
    assert inputs.roster["level"].to_list() == ["州", None]
    assert codes(inputs) == set()
