"""Numbers of many digits: read exactly from text, as a spreadsheet shows them from floats, rounded as declared."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import openpyxl
import polars as pl
import pytest

from scoring.intake.number import read_value
from scoring.rubric.declarations import Metric
from scoring.rubric.model import Rubric
from scoring.words import Text
from tests.intake.given import REFUSED, Folder, codes, state_codes, told, values

HEAD = ["地区代码", "面积"]


def area(decimals: int, maximum: int = 10**8, **more: Any) -> Metric:
    return Metric(title=Text("面积"), unit="", decimals=decimals, maximum=Fraction(maximum), **more)


def of(folder: Folder, rubric: Rubric, **metrics: Metric) -> Folder:
    folder.rubric = rubric.model_copy(update={"metrics": {**rubric.metrics, **metrics}})
    return folder


@pytest.mark.parametrize(
    ("decimals", "text", "value"),
    [
        (15, "94.959999999999994", 94_959_999_999_999_994),
        (18, "390.79999114746801", 390_799_991_147_468_010_000),
        (18, "1.2E-05", 12 * 10**12),
        (18, "99999999.999999999999999999", 10**26 - 1),
        (0, "1e5", 100_000),
        (2, "12,345,678.91", 1_234_567_891),
    ],
)
def test_a_number_is_read_to_its_last_digit(
    folder: Folder, rubric: Rubric, decimals: int, text: str, value: int
) -> None:
    of(folder, rubric, area=area(decimals)).metrics(["J1", text], ["J2", "7"], headers=HEAD)
    inputs = folder.read()
    assert values(inputs, "area") == {"J1": value, "J2": 7 * 10**decimals}
    assert codes(inputs) == set()


def test_what_63_bits_do_not_hold_is_handed_over_as_a_decimal(folder: Folder, rubric: Rubric) -> None:
    of(folder, rubric, area=area(11)).metrics(["J1", "5"], headers=HEAD)
    assert folder.read().metrics["2023"].schema["area"] == pl.Decimal(38, 0)
    of(folder, rubric, area=area(10))
    assert folder.read().metrics["2023"].schema["area"] == pl.Int64


def test_more_decimals_than_declared_are_rounded_and_told_once_a_column(folder: Folder, rubric: Rubric) -> None:
    rows = [["J1", "94.959999999999994"], ["J2", "0.1250000000000005"], ["J3", "0.124"]]
    of(folder, rubric, area=area(2)).metrics(*rows, headers=HEAD)
    inputs = folder.read("zh")
    assert values(inputs, "area") == {"J1": 9496, "J2": 13, "J3": 12}
    finding = told(inputs, "rounded")
    assert (finding["severity"], finding["cell"], finding["metric"]) == ("notice", "B2", "area")
    assert finding["message"] == "本列有3个数如此；第一个：小数位数超出规定，已四舍五入为94.96"
    assert told(folder.read("en"), "rounded")["message"].startswith("3 numbers of this column are like this")


def test_a_half_in_text_is_a_half_and_a_little_less_is_not(folder: Folder, rubric: Rubric) -> None:
    of(folder, rubric, area=area(2)).metrics(["J1", "0.125"], ["J2", "0.12499999999999999"], headers=HEAD)
    assert values(folder.read(), "area") == {"J1": 13, "J2": 12}


def floats(folder: Folder, *numbers: float) -> None:
    """A table that keeps numbers as floats, in a file that keeps all of their digits."""
    codes = [f"J{n}" for n in range(1, len(numbers) + 1)]
    pl.DataFrame({"地区代码": codes, "面积": numbers}).write_parquet(folder.path / "2023.parquet")


def test_a_computed_number_is_the_one_a_spreadsheet_shows(folder: Folder, rubric: Rubric) -> None:
    floats(folder, 0.1 + 0.2, 1.005 * 100)
    inputs = of(folder, rubric, area=area(1)).read()
    assert values(inputs, "area") == {"J1": 3, "J2": 1005}
    assert codes(inputs) == set()


def test_a_float_keeps_the_digits_that_are_declared(folder: Folder, rubric: Rubric) -> None:
    floats(folder, 1.005 * 100, 0.1)
    inputs = of(folder, rubric, area=area(14)).read()
    assert values(inputs, "area") == {"J1": 10_049_999_999_999_999, "J2": 10**13}
    assert codes(inputs) == set()


LONG = ["0.12499999999999999", "94.994999999999999", "12.005000000000000001"]


def as_a_workbook(folder: Folder, texts: list[str]) -> None:
    folder.xlsx("填报.xlsx", _2023=[HEAD, *([f"J{n}", text] for n, text in enumerate(texts, 1))])


def as_a_text_table(folder: Folder, texts: list[str]) -> None:
    folder.metrics(*([f"J{n}", text] for n, text in enumerate(texts, 1)), headers=HEAD)


def as_parquet_of(kind: pl.DataType) -> Callable[[Folder, list[str]], None]:
    def write(folder: Folder, texts: list[str]) -> None:
        areas = pl.Series("面积", texts).cast(kind)
        people = pl.Series("地区代码", [f"J{n}" for n in range(1, len(texts) + 1)])
        pl.DataFrame([people, areas]).write_parquet(folder.path / "2023.parquet")

    return write


@pytest.mark.parametrize(
    "write", [as_a_workbook, as_a_text_table, as_parquet_of(pl.String()), as_parquet_of(pl.Decimal(38, 18))]
)
def test_text_is_read_to_its_last_digit_whatever_file_it_stands_in(
    folder: Folder, rubric: Rubric, write: Callable[[Folder, list[str]], None]
) -> None:
    write(of(folder, rubric, area=area(2)), LONG)
    assert values(folder.read(), "area") == {"J1": 12, "J2": 9499, "J3": 1201}


def test_in_one_column_of_a_workbook_floats_are_rounded_as_shown_and_texts_are_not(
    folder: Folder, rubric: Rubric
) -> None:
    as_a_workbook(of(folder, rubric, area=area(2)), ["0.12499999999999999", 0.12499999999999999])  # type: ignore[list-item]
    assert values(folder.read(), "area") == {"J1": 12, "J2": 13}


def test_a_percent_cell_with_more_decimals_than_declared_is_rounded(folder: Folder) -> None:
    book = openpyxl.Workbook()
    (sheet,) = book.worksheets
    sheet.title = "2023"
    for row in (["地区代码", "知晓率"], ["J1", 0.1234567890123456]):
        sheet.append(row)
    sheet["B2"].number_format = "0.00%"
    book.save(folder.path / "填报.xlsx")
    inputs = folder.read()
    assert values(inputs, "rate") == {"J1": 1235}
    assert told(inputs, "rounded")["cell"] == "B2"


def test_the_same_wide_numbers_long_and_wide(folder: Folder, rubric: Rubric) -> None:
    of(folder, rubric, area=area(18)).metrics(["J1", "94.959999999999994"], headers=HEAD)
    wide = folder.read().metrics["2023"]
    (folder.path / "2023.csv").unlink()
    head = ["期次", "地区代码", "指标", "数值"]
    folder.csv("长.csv", [head, ["2023", "J1", "面积", "94.959999999999994"], ["2023", "J1", "在册人数", "5"]])
    long = folder.read().metrics["2023"]
    assert long.select("jurisdiction", "area").equals(wide)
    assert long.schema["registered"] == pl.Int64


def test_wide_values_that_contradict_each_other_show_all_their_digits(folder: Folder, rubric: Rubric) -> None:
    rows = [["J1", "94.959999999999994"], ["J1", "94.959999999999993"]]
    of(folder, rubric, area=area(18)).metrics(*rows, headers=HEAD)
    inputs = folder.read()
    assert state_codes(inputs, "area") == {"J1": REFUSED}
    clash = inputs.findings.filter(pl.col("code") == "conflict")
    assert clash["found"].to_list() == ["94.959999999999994", "94.959999999999993"]


@pytest.mark.parametrize(("decimals", "most"), [(18, 10**8), (18, 10**20 - 1), (0, 10**38 - 1)])
def test_a_wide_part_is_held_against_its_whole(folder: Folder, rubric: Rubric, decimals: int, most: int) -> None:
    whole = area(decimals, most)
    part = whole.model_copy(update={"title": Text("耕地"), "decimals": 0, "part_of": "area"})
    of(folder, rubric, area=whole, land=part)
    folder.metrics(["J1", "5", "5"], ["J2", str(most), str(most)], ["J3", "5", "6"], headers=[*HEAD, "耕地"])
    inputs = folder.read()
    assert state_codes(inputs, "land") == {"J1": 0, "J2": 0, "J3": REFUSED}
    assert told(inputs, "part_exceeds_whole")["cell"] == "C4"


def test_a_wide_number_out_of_range_is_refused(folder: Folder, rubric: Rubric) -> None:
    of(folder, rubric, area=area(18, 100)).metrics(["J1", "100.000000000000000001"], ["J2", "1e2"], headers=HEAD)
    inputs = folder.read()
    assert told(inputs, "out_of_range")["cell"] == "B2"
    assert values(inputs, "area") == {"J1": None, "J2": 100 * 10**18}


@pytest.mark.parametrize(("text", "code"), [("1.23457E+11", "digits_lost"), ("1.5E+4", ""), ("123457000000", "")])
def test_a_whole_number_a_spreadsheet_cut_short_is_doubted(text: str, code: str) -> None:
    reading = read_value(text, area(0, 10**12))
    assert (reading.value, reading.code) == (int(float(text)), code)
    assert not code or "123457000000" in reading.message.en
