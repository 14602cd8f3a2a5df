"""There is as much in the sample inputs as a real year of a programme holds, and all of it is fictional."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sample_inputs.generate.places import group_names
from sample_inputs.generate.programme import Programme
from tests.samples.reading import CODE, Sample, encoding

MEGABYTE = 1_000_000
# Larger than what is asked of a new programme: two years of three hundred jurisdictions, and the one to measure by.
LARGER = {"wulateqianqi-2023": 8 * MEGABYTE}


@pytest.fixture(scope="session")
def roster(sample: Sample) -> list[dict[str, object]]:
    return [row for name, _ in _roster(sample) for row in name]


def _roster(sample: Sample) -> list[tuple[list[dict[str, object]], str]]:
    (file,) = [name for name in sample.files if name.startswith("名录")]
    (rows,) = sample.sheets(file).values()
    header = [str(cell) for cell in rows[0]]
    return [([dict(zip(header, row, strict=True)) for row in rows[1:]], file)]


def test_there_are_fifty_to_three_hundred_jurisdictions(programme: Programme, roster: list[dict[str, object]]) -> None:
    assert 50 <= len(roster) <= 300
    assert len({row[CODE] for row in roster}) == len(roster)
    if len(programme.levels) > 1:
        assert Counter(row["层级"] for row in roster) == {level.name: level.count for level in programme.levels}


def test_every_name_is_marked_as_an_example(roster: list[dict[str, object]]) -> None:
    assert all(str(row["地区名称"]).lstrip("=").startswith("示例·") for row in roster)
    assert len({row["地区名称"] for row in roster}) == len(roster)


def test_every_jurisdiction_below_the_top_belongs_to_one_of_the_level_above(
    programme: Programme, roster: list[dict[str, object]]
) -> None:
    level = {row[CODE]: row.get("层级") for row in roster}
    for before, below in zip(programme.levels, programme.levels[1:], strict=False):
        above = before.name if below.under is None else below.under
        if above:
            assert {level[row["上级代码"]] for row in roster if row["层级"] == below.name} == {above}


def test_every_group_has_members(programme: Programme, roster: list[dict[str, object]]) -> None:
    groups = set().union(*map(group_names, programme.levels))
    assert {row["分组"] for row in roster if row.get("分组")} == groups


def test_files_come_in_every_format_that_is_handed_in(samples: Path, sample: Sample) -> None:
    kinds = {encoding(samples / file) if file.endswith(".csv") else Path(file).suffix for file in sample.files}
    assert {".xlsx", "gb18030", "utf-8-sig"} <= kinds


def test_the_folder_stays_small(samples: Path) -> None:
    size = sum(path.stat().st_size for path in samples.iterdir())
    assert size < LARGER.get(samples.name, 3 * MEGABYTE)
