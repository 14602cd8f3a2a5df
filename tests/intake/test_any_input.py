"""Whatever stands in the files, reading them ends in tables and findings, or in an error that says why."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.errors import InputError
from scoring.intake.headers import ROLES
from scoring.intake.inputs import Inputs
from scoring.intake.read import read_inputs
from scoring.rubric.model import Rubric
from tests.intake.given import Folder

HEADERS = [names.split()[0] for names in ROLES.values()] + [
    "在册人数",
    "在册人数说明",
    "知晓率",
    "S1",
    "毒情严重",
    "备注",
    "",
]
WORDS = [
    "J1",
    "J2",
    "J9",
    "示例·甲县",
    "2023",
    "2022年",
    "D1",
    "V1",
    "S1",
    "符合",
    "不适用",
    "满意",
    "学校",
    "通报",
    "案件",
]
TEXTS = [
    *WORDS,
    "2023-05-01",
    "registered",
    "一类",
    "县",
    "5",
    "-1",
    "95%",
    "0.5",
    "约3",
    "=A1",
    "#N/A",
    "",
    "合计",
    "１２",
]
GRIDS = st.integers(1, 7).flatmap(
    lambda width: st.tuples(
        st.lists(st.sampled_from(HEADERS), min_size=width, max_size=width),
        st.lists(st.lists(st.sampled_from(TEXTS) | st.text(max_size=5), max_size=width + 1), max_size=5),
    )
)


def read_unless_empty(folder: Folder) -> Inputs | None:
    try:
        return folder.read()
    except InputError:
        return None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(GRIDS, min_size=1, max_size=3), st.booleans())
def test_tables_of_anything_are_read_or_refused_never_a_fault(
    tmp_path: Path, rubric: Rubric, grids: list[tuple[list[str], list[list[str]]]], has_roster: bool
) -> None:
    for old in tmp_path.iterdir():
        old.unlink()
    folder = Folder(tmp_path, rubric, roster=has_roster)
    for n, (head, rows) in enumerate(grids):
        folder.csv(f"{n}.csv", [head, *([text.replace("\0", "") for text in row] for row in rows)])
    inputs = read_unless_empty(folder)
    if inputs is None:
        return
    known = set(inputs.roster["jurisdiction"])
    records = (inputs.desk_review, inputs.site_visits, inputs.survey, inputs.events, *inputs.metrics.values())
    assert all(set(rows["jurisdiction"]) <= known for rows in records)
    assert inputs.findings.select(pl.col("code", "message").str.len_bytes() > 0).to_series().all()


@given(st.binary(max_size=400), st.sampled_from(["xlsx", "xls", "csv", "parquet"]), st.integers(0, 3000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_files_are_findings_never_a_fault(
    tmp_path: Path, rubric: Rubric, noise: bytes, suffix: str, at: int
) -> None:
    good = Folder(tmp_path, rubric).xlsx("good.xlsx", _2023=[["地区代码", "在册人数"], ["J1", 3]]).read_bytes()
    bad = tmp_path / f"bad.{suffix}"
    bad.write_bytes(good[:at] + noise + good[at + len(noise) :] if suffix == "xlsx" else noise)
    inputs = read_inputs(rubric, [tmp_path / "名录.csv", bad])
    assert inputs.roster.height == 3
