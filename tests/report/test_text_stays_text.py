"""Names and texts from outside are written as they are, and as text, whatever they begin with or hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from scoring.api import score
from scoring.intake.inputs import FINDINGS
from tests.engine.agreement import loaded
from tests.oracle.given import given
from tests.oracle.small import small
from tests.report.conftest import Books
from tests.report.reading import opened, rows

LEAVES = "[{leaf: x, title: x, points: 10, value: a / 10, proportional: {target: 1}}]"
Written = Callable[[str], Worksheet]


@pytest.fixture
def named(tmp_path: Path) -> Written:
    """The ranking sheet of one jurisdiction of a given name."""

    def write(name: str) -> Worksheet:
        roster = [{"jurisdiction": "01", "name": name, "level": "县", "parent": None, "group": "一类"}]
        result = score(loaded(small(LEAVES), tmp_path), given(roster, metrics={"2023": {"01": {"a": 7}}}))
        return opened(result.write_workbook(tmp_path / "out.xlsx")).worksheets[0]

    return write


@pytest.mark.parametrize("name", ["=1+1", '=HYPERLINK("http://a")', "+86", "-3", "@SUM(A1)", "1.10", "=示例·清柳镇"])
def test_a_name_that_looks_like_a_formula_or_number_is_text(name: str, named: Written) -> None:
    sheet = named(name)
    cell = next(c for line in sheet.iter_rows() for c in line if c.value == name)
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert cell.quotePrefix == (not name[0].isdigit()) or None


def test_leading_zeros_of_a_code_are_kept(named: Written) -> None:
    assert rows(named("某地"))[0]["地区代码"] == "01"


def test_control_characters_do_not_break_the_file(named: Written) -> None:
    assert rows(named("某\x00地\x0b_x0041_"))[0]["地区"] == "某\ufffd地\ufffd_x0041_"


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    finding = dict.fromkeys(FINDINGS, "") | {"severity": "error", "message": "长" * 40_000}
    inputs = replace(given(metrics={"2023": {"甲": {"a": 7}}}), findings=pl.DataFrame([finding], schema=FINDINGS))
    result = score(loaded(small(LEAVES), tmp_path), inputs)
    said = rows(opened(result.write_workbook(tmp_path / "out.xlsx"))["数据问题"])[0]["说明与处理"]
    assert len(said) == 32_767
    assert said.endswith("长…（过长，已截断）")


def test_no_cell_of_the_workbook_is_a_formula(book: Books) -> None:
    kinds = {cell.data_type for sheet in book("zh").worksheets for line in sheet.iter_rows() for cell in line}
    assert kinds == {"s", "n"}
