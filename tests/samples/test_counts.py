"""There is as much in the sample inputs as a real year of a programme holds, and all of it is fictional."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.samples.reading import Rows, table, workbook


@pytest.fixture(scope="session")
def roster(samples: Path) -> Rows:
    return workbook(samples / "名录.xlsx")["名录"][1:]


def test_three_hundred_jurisdictions_stand_on_two_levels(roster: Rows) -> None:
    assert Counter(row[2] for row in roster) == {"旗县区": 40, "苏木镇": 260}
    assert len({row[0] for row in roster}) == 300


def test_every_name_is_marked_as_an_example(roster: Rows) -> None:
    assert all(str(row[1]).lstrip("=").startswith("示例·") for row in roster)
    assert len({row[1] for row in roster}) == 300


def test_every_township_belongs_to_a_county_of_the_roster(roster: Rows) -> None:
    counties = {row[0] for row in roster if row[2] == "旗县区"}
    assert {row[3] for row in roster if row[2] == "苏木镇"} == counties


def test_every_size_class_has_members(roster: Rows) -> None:
    groups = Counter(row[4] for row in roster)
    assert set(groups) == {"旗县一类", "旗县二类", "苏木镇一类", "苏木镇二类", "苏木镇三类"}
    assert min(groups.values()) >= 10


def test_metrics_stand_on_one_sheet_a_period(samples: Path) -> None:
    sheets = workbook(samples / "填报数据.xlsx")
    assert list(sheets) == ["2022", "2023Q1", "2023Q2", "2023Q3", "2023Q4", "2023"]
    assert all(len(rows) >= 300 for rows in sheets.values())


def test_there_are_about_sixty_thousand_survey_answers_over_two_years(samples: Path) -> None:
    rows = table(samples / "群众问卷.csv")[1:]
    assert 55_000 < len(rows) < 65_000
    assert {row[0] for row in rows} == {"2022", "2023"}


def test_desk_reviews_cover_the_baseline_the_half_and_the_year(samples: Path) -> None:
    rows = workbook(samples / "台账审查.xlsx")["台账审查"][1:]
    assert {row[0] for row in rows} == {"2022", "2023H1", "2023H2", "2023"}


def test_the_text_tables_are_encoded_as_spreadsheets_save_them(samples: Path) -> None:
    assert (samples / "群众问卷.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with pytest.raises(UnicodeDecodeError):
        (samples / "实地检查.csv").read_text(encoding="utf-8")


def test_the_folder_stays_below_six_megabytes(samples: Path) -> None:
    assert sum(path.stat().st_size for path in samples.iterdir()) < 6_000_000
