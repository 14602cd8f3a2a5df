"""Values of stages that do not count stand in the workbook beside the ones that do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scoring.api import load_rubric, run
from scoring.words import Language
from tests.report.reading import opened, rows

INTAKE = Path(__file__).parents[1] / "intake"
HEAD = "地区代码,地区名称,层级,阶段,在册人数,知晓率"
VALUES = ["J1,示例·甲县,县,自评,5,95%", "J1,示例·甲县,县,终评,4,", "J2,示例·乙镇,镇,自评,7,"]


def sheets(folder: Path, lines: list[str], language: Language) -> Any:
    (folder / "2023.csv").write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    rubric = (INTAKE / "programme.yaml").read_text(encoding="utf-8")
    (folder / "rubric.yaml").write_text(
        rubric + "counting: {stage: final, else: self, assumed: {counting: 小例}}\n", encoding="utf-8"
    )
    result = run(load_rubric(folder / "rubric.yaml"), folder / "2023.csv", language=language)
    return opened(result.write_workbook(folder / "ranked.xlsx"))


@pytest.mark.parametrize(
    ("language", "sheet", "stage", "value", "counts"),
    [
        ("zh", "各阶段数据", "自评", "该阶段的值", "采用的值"),
        ("en", "Stages", "self-assessed", "Its value", "The one that counts"),
    ],
)
def test_a_value_that_does_not_count_stands_beside_the_one_that_does(
    tmp_path: Path, language: Language, sheet: str, stage: str, value: str, counts: str
) -> None:
    (line,) = rows(sheets(tmp_path, VALUES, language)[sheet])
    assert stage in line.values()
    assert (line[value], line[counts]) == (5, 4)
    assert {"J1", "示例·甲县", "2023.csv", 2} <= set(line.values())


def test_there_is_no_such_sheet_where_every_value_counts(tmp_path: Path) -> None:
    assert "各阶段数据" not in sheets(tmp_path, VALUES[1:], "zh").sheetnames
