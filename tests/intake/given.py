"""Input folders made for one test: what stands in them, and what reading them gives."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl

from scoring.intake.inputs import Inputs
from scoring.intake.read import read_inputs
from scoring.rubric.model import Rubric
from scoring.sql import states
from scoring.words import Language

Rows = Sequence[Sequence[Any]]
REFUSED = states.code(states.NOT_ASSESSED, states.REFUSED)
UNREASONED = states.code(states.MISSING, states.UNREASONED)
NOT_SUBMITTED = states.code(states.MISSING, states.NOT_SUBMITTED)
DECLARED = states.code(states.NOT_APPLICABLE, states.DECLARED)
ROSTER: Rows = [
    ["地区代码", "地区名称", "层级", "上级代码", "分组", "毒情严重", "常住人口"],
    ["J1", "示例·甲县", "县", "", "一类", "是", "52000"],
    ["J2", "示例·乙镇", "镇", "J1", "二类", "否", "8000"],
    ["J3", "示例·丙镇", "镇", "J1", "二类", "否", "7000"],
]


class Folder:
    """A folder of input files; it has a roster unless made without."""

    def __init__(self, path: Path, rubric: Rubric, *, roster: bool = True) -> None:
        self.path, self.rubric = path, rubric
        if roster:
            self.csv("名录.csv", ROSTER)

    def csv(self, name: str, rows: Rows, encoding: str = "utf-8") -> Path:
        """Write a table of text."""
        path = self.path / name
        with path.open("w", encoding=encoding, newline="") as stream:
            csv.writer(stream).writerows(rows)
        return path

    def xlsx(self, name: str, **sheets: Rows) -> Path:
        """Write a workbook; a sheet `_2023` is called 2023."""
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            page = book.create_sheet(title.removeprefix("_"))
            for row in rows:
                page.append(list(row))
        book.save(self.path / name)
        return self.path / name

    def metrics(self, *rows: Sequence[Any], headers: Sequence[str] = ("地区代码", "在册人数")) -> Path:
        """Write the metrics of 2023."""
        return self.csv("2023.csv", [headers, *rows])

    def read(self, language: Language | None = None) -> Inputs:
        """What the folder holds."""
        return read_inputs(self.rubric, [self.path], language=language)


def told(inputs: Inputs, code: str) -> dict[str, Any]:
    """The one finding of that code."""
    found = inputs.findings.filter(pl.col("code") == code)
    assert found.height == 1, inputs.findings["code"].to_list()
    return found.row(0, named=True)


def codes(inputs: Inputs) -> set[str]:
    """The codes of all findings about content, leaving out those about tables and jurisdictions that did not come."""
    return set(inputs.findings["code"]) - {"missing_sheet", "missing_column", "silent_member", "nothing_of_a_period"}


def values(inputs: Inputs, metric: str, period: str = "2023") -> dict[str, int | None]:
    """A metric's values by jurisdiction."""
    frame = inputs.metrics[period]
    return dict(zip(frame["jurisdiction"], frame[metric], strict=True))


def state_codes(inputs: Inputs, metric: str, period: str = "2023") -> dict[str, int]:
    """A metric's state codes by jurisdiction."""
    frame = inputs.metrics[period]
    return dict(zip(frame["jurisdiction"], frame[f"{metric}?"], strict=True))
