"""The same content gives the same inputs, whichever file format and layout it comes in."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import polars as pl
import pytest

from scoring.intake.inputs import Inputs
from scoring.rubric.model import Rubric
from tests.intake.given import ROSTER, Folder, Rows, codes, told, values

METRICS: Rows = [
    ["地区代码", "在册人数", "见面人数", "知晓率", "经费"],
    ["J1", "1,200", "900", "95%", "12.5"],
    ["J2", "0", "不适用：没有在册人员", "80.25%", ""],
    ["J3", "约95", "不适用", "103%", "3"],
]
REVIEWS: Rows = [
    ["期次", "地区代码", "项目", "结论", "评审员", "佐证编号", "理由"],
    ["2023", "J1", "D1", "符合", "P01", "E-1", ""],
    ["2023", "J1", "D2", "不符合", "P01", "E-2", "没有台账"],
]
TABLES = {"2023": METRICS, "台账": REVIEWS, "名录": ROSTER}


def gist(inputs: Inputs) -> dict[str, object]:
    """What must not depend on the format: everything but file, sheet and cell."""
    place = pl.selectors.by_name("file", "sheet", "cell", "row", require_all=False)
    findings = inputs.findings.drop(place)
    return {
        "roster": inputs.roster.rows(named=True),
        "metrics": {period: frame.rows(named=True) for period, frame in inputs.metrics.items()},
        "desk_review": inputs.desk_review.drop(place).rows(named=True),
        "findings": sorted(findings.filter(pl.col("code") != "old_format").rows()),
    }


def as_csv(folder: Folder, encoding: str) -> None:
    for name, rows in TABLES.items():
        folder.csv(f"{name}.csv", rows, encoding)


def as_parquet(folder: Folder) -> None:
    for name, (head, *rows) in TABLES.items():
        columns = {str(key): [row[n] or None for row in rows] for n, key in enumerate(head)}
        pl.DataFrame(columns).write_parquet(folder.path / f"{name}.parquet")


def as_long(folder: Folder) -> None:
    head, *rows = METRICS
    cells = [["2023年度", row[0], name, row[n]] for row in rows for n, name in enumerate(head) if n]
    folder.csv("填报.csv", [["期次", "地区代码", "指标", "数值"], *cells])
    folder.csv("台账.csv", REVIEWS)
    folder.csv("名录.csv", ROSTER)


@pytest.fixture
def expected(tmp_path: Path, rubric: Rubric) -> dict[str, object]:
    (tmp_path / "expected").mkdir()
    folder = Folder(tmp_path / "expected", rubric, roster=False)
    folder.xlsx("报送.xlsx", **{f"_{name}": rows for name, rows in TABLES.items()})
    inputs = folder.read()
    assert inputs.metrics["2023"].height == 3
    assert inputs.desk_review.height == 2
    return gist(inputs)


@pytest.fixture
def other(tmp_path: Path, rubric: Rubric) -> Folder:
    (tmp_path / "other").mkdir()
    return Folder(tmp_path / "other", rubric, roster=False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_text_tables_in_any_usual_encoding(expected: dict[str, object], other: Folder, encoding: str) -> None:
    as_csv(other, encoding)
    assert gist(other.read()) == expected


def test_parquet(expected: dict[str, object], other: Folder) -> None:
    as_parquet(other)
    assert gist(other.read()) == expected


@pytest.mark.parametrize("name", ["2023 [1].parquet", "2023[01].parquet", "*?.parquet"])
def test_a_name_of_parquet_is_no_pattern(folder: Folder, name: str) -> None:
    pl.DataFrame({"地区代码": ["J1"], "期次": ["2023"], "在册人数": [5]}).write_parquet(folder.path / name)
    assert values(folder.read(), "registered") == {"J1": 5}


@pytest.mark.parametrize("kind", [pl.String, pl.Int64, pl.Null])
def test_parquet_that_is_nothing_but_its_columns_has_no_rows(folder: Folder, kind: type[pl.DataType]) -> None:
    empty = pl.DataFrame(schema={"地区代码": pl.String, "在册人数": kind})
    empty.write_parquet(folder.path / "2023.parquet")
    inputs = folder.read()
    assert codes(inputs) == {"no_rows"}
    assert "2023" not in inputs.metrics


def test_a_blank_column_at_the_right_of_parquet_is_a_column(folder: Folder) -> None:
    table = pl.DataFrame({"地区代码": ["J1"], "在册人数": [5], "知晓率": pl.Series([None], dtype=pl.Float64)})
    table.write_parquet(folder.path / "2023.parquet")
    inputs = folder.read()
    assert (values(inputs, "registered"), values(inputs, "rate")) == ({"J1": 5}, {"J1": None})
    assert codes(inputs) == set()


def test_a_verdict_that_is_a_whole_number_in_parquet_is_no_answer(folder: Folder) -> None:
    table = pl.DataFrame({"期次": [2023], "地区代码": ["J1"], "项目": ["D1"], "结论": [1]})
    table.write_parquet(folder.path / "台账.parquet")
    finding = told(folder.read(), "unknown_answer")
    assert (finding["cell"], finding["found"]) == ("D2", "1")


@pytest.mark.parametrize("kind", [pl.UInt8, pl.Int64, pl.UInt64, pl.Int128, pl.UInt128])
def test_whole_numbers_of_any_width_are_read(folder: Folder, kind: pl.DataType) -> None:
    table = pl.DataFrame({"地区代码": ["J1"], "在册人数": pl.Series([5], dtype=kind)})
    table.write_parquet(folder.path / "2023.parquet")
    assert values(folder.read(), "registered") == {"J1": 5}


@pytest.mark.parametrize("kind", [pl.Date, pl.Datetime("us"), pl.Datetime("us", "Asia/Shanghai")])
@pytest.mark.parametrize("days", [-800_000, 5_000_000])
def test_a_day_of_parquet_beyond_the_years_of_a_calendar_is_no_date(
    folder: Folder, kind: pl.DataType, days: int
) -> None:
    day = pl.Series([days, 19_478], dtype=pl.Int32).cast(pl.Date).cast(kind)
    table = pl.DataFrame({"地区代码": ["J1", "J1"], "事件类型": ["案件", "案件"], "日期": day})
    table.write_parquet(folder.path / "事件.parquet")
    inputs = folder.read()
    assert told(inputs, "not_a_date")["cell"] == "C2"
    assert inputs.events["date"].to_list() == [dt.date(2023, 5, 1)]


def test_a_column_of_parquet_that_cannot_be_told_refuses_its_file(folder: Folder) -> None:
    long = pl.Series([2**62], dtype=pl.Int64).cast(pl.Duration("ms"))
    pl.DataFrame({"地区代码": ["J1"], "在册人数": long}).write_parquet(folder.path / "2023.parquet")
    finding = told(folder.read("zh"), "corrupt_file")
    assert (finding["file"], finding["message"]) == ("2023.parquet", "“在册人数”一列的值无法读取")
    assert "cannot be read" in told(folder.read("en"), "corrupt_file")["message"]


def test_long_metrics(expected: dict[str, object], other: Folder) -> None:
    as_long(other)
    assert gist(other.read()) == expected


def test_an_old_xls(expected: dict[str, object], other: Folder, soffice: str) -> None:
    made = other.xlsx("报送.xlsx", **{f"_{name}": rows for name, rows in TABLES.items()})
    profile = f"-env:UserInstallation=file://{other.path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "xls", "--outdir", str(other.path / "xls"), str(made)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    old = Folder(other.path / "xls", other.rubric, roster=False)
    assert gist(old.read()) == expected


def test_semicolons_tabs_and_title_lines_in_text_tables(expected: dict[str, object], other: Folder) -> None:
    as_csv(other, "utf-8")
    for name, mark in (("2023.csv", "\t"), ("台账.csv", ";")):
        path = other.path / name
        lines = [mark.join(row) for row in TABLES[path.stem]]
        path.write_text("测评报送表\n\n" + "\n".join(lines).replace("1,200", "1200") + "\n", encoding="utf-8")
    assert gist(other.read()) == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_row_wider_than_the_header_costs_no_other_row(folder: Folder, encoding: str) -> None:
    rows = [["地区代码", "在册人数"], *([f"J{1 + n % 3}", "7"] for n in range(100)), ["J1", "5", "", "多写的"]]
    folder.csv("2023.csv", rows, encoding)
    assert values(folder.read(), "registered") == {"J1": 7, "J2": 7, "J3": 7}
