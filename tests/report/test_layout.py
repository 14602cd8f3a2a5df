"""What every sheet has: panes, filter, print set-up, a name; and what the workbook says of itself."""

from __future__ import annotations

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from scoring.words import LANGUAGES, Language
from tests.report.conftest import Books
from tests.report.reading import header_row

SHEETS: dict[Language, str] = {
    "zh": "排名 分布 维度与项目得分 指标明细 扣分清单 牵头单位 否决与调整 问卷与抽样 数据问题 评分方法 来源与版本",
    "en": "Ranking Distribution Scores Indicators Deductions Units Gates Samples Findings Method Provenance",
}
TABLES = [name for name in SHEETS["zh"].split() if name != "分布"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheets_stand_in_their_order(language: Language, book: Books) -> None:
    assert book(language).sheetnames == SHEETS[language].split()
    assert all(len(name) <= 31 for name in book(language).sheetnames)


@pytest.fixture(params=TABLES)
def sheet(request: pytest.FixtureRequest, book: Books) -> Worksheet:
    found: Worksheet = book("zh")[request.param]
    return found


def test_the_header_stays_in_sight_and_is_repeated_in_print(sheet: Worksheet) -> None:
    header = header_row(sheet)
    assert str(sheet.freeze_panes).endswith(str(header + 1))
    assert sheet.print_title_rows == f"${header}:${header}"


def test_the_filter_covers_every_row_and_column(sheet: Worksheet) -> None:
    last = sheet.auto_filter.ref.split(":")[1]
    assert last == sheet.cell(sheet.max_row, sheet.max_column).coordinate


def test_every_column_is_wide_enough_for_a_name(sheet: Worksheet) -> None:
    widths = [dimension.width for dimension in sheet.column_dimensions.values()]
    assert min(widths) >= 7


def test_it_prints_on_landscape_a4_fitted_to_the_page_with_title_and_page(sheet: Worksheet) -> None:
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert int(sheet.page_setup.fitToHeight or 0) == 0
    header, footer = sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter
    assert header is not None
    assert footer is not None
    assert "全国禁毒示范城市" in str(header.left.text)
    assert "&P" in str(footer.center.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_at_the_ranking(language: Language, book: Books) -> None:
    active = book(language).active
    assert active is not None
    assert active.title == SHEETS[language].split()[0]


def test_the_properties_name_the_programme_and_no_person(book: Books) -> None:
    properties = book("zh").properties
    assert "乌拉特前旗" in properties.title
    assert not properties.creator
    assert not properties.lastModifiedBy


def test_grades_states_and_scores_are_coloured(book: Books) -> None:
    rules = [rule.type for found in book("zh")["排名"].conditional_formatting for rule in found.rules]
    assert {"cellIs", "dataBar", "expression"} <= set(rules)


def test_the_charts_stand_beside_the_counts_not_on_them(book: Books) -> None:
    sheet = book("zh")["分布"]
    last = max(cell.column for line in sheet.iter_rows(min_row=4) for cell in line if cell.value is not None)
    drawn = vars(sheet)["_charts"]
    assert len(drawn) == 2
    assert all(chart.anchor._from.col >= last for chart in drawn)
