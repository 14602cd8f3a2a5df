"""Each difficulty stands where `planted.json` says, and is what it is said to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples.reading import cell, formats_and_formulas, table, workbook

Listed = list[dict[str, str]]
METRICS = "填报数据.xlsx"
# Their cells show something else than what is listed, and each has a test of its own.
SHOWN_OTHERWISE = {"tie", "percent_format", "formula", "error_value"}


def of_kind(planted: Listed, kind: str) -> Listed:
    return [one for one in planted if one["kind"] == kind]


def test_every_cell_holds_what_is_listed(samples: Path, planted: Listed) -> None:
    for one in planted:
        if one["cell"] and one["kind"] not in SHOWN_OTHERWISE:
            value = cell(samples, one["file"], one["sheet"], one["cell"])
            shown = f"{value:g}" if isinstance(value, float) else str(value)
            assert shown.split() == one["found"].split(), one


def test_every_jurisdiction_is_named_rightly(samples: Path, planted: Listed) -> None:
    for one in planted:
        if one["metric"]:
            row = "".join(filter(str.isdigit, one["cell"]))
            assert str(cell(samples, one["file"], one["sheet"], f"A{row}")).strip() == one["jurisdiction"]


def test_the_percentage_is_a_number_with_a_format(samples: Path, planted: Listed) -> None:
    (one,) = of_kind(planted, "percent_format")
    assert formats_and_formulas(samples / METRICS)[one["sheet"], one["cell"]] == (0.95, "0%")


def test_the_formulas_are_formulas(samples: Path, planted: Listed) -> None:
    for one in of_kind(planted, "formula") + of_kind(planted, "error_value"):
        written, _ = formats_and_formulas(samples / METRICS)[one["sheet"], one["cell"]]
        assert written == one["found"].partition(" → ")[0]


def test_the_good_formula_has_its_result_saved(samples: Path, planted: Listed) -> None:
    (one,) = of_kind(planted, "formula")
    assert cell(samples, one["file"], one["sheet"], one["cell"]) == 5


def test_the_small_survey_has_fifteen_people(samples: Path, planted: Listed) -> None:
    (one,) = of_kind(planted, "small_survey")
    rows = table(samples / one["file"])
    assert len({row[3] for row in rows if row[:2] == ["2023", one["jurisdiction"]]}) == 15


def test_tied_places_submit_the_same(samples: Path, planted: Listed) -> None:
    first, second = (one["jurisdiction"] for one in of_kind(planted, "tie"))
    for rows in workbook(samples / METRICS).values():
        by_code = {str(row[0]).strip(): row[2:] for row in rows}
        assert by_code[first] == by_code[second]


def test_whoever_submitted_nothing_stands_on_no_sheet_of_the_year(samples: Path, planted: Listed) -> None:
    (one,) = of_kind(planted, "nothing_submitted")
    sheets = workbook(samples / METRICS)
    holding = [name for name, rows in sheets.items() if one["jurisdiction"] in {row[0] for row in rows}]
    assert holding == ["2022"]


@pytest.mark.parametrize(("kind", "versions"), [("duplicate_agreeing", 1), ("duplicate_conflicting", 2)])
def test_duplicate_rows_agree_or_differ_as_listed(samples: Path, planted: Listed, kind: str, versions: int) -> None:
    code = of_kind(planted, kind)[0]["jurisdiction"]
    same = [tuple(row) for row in workbook(samples / METRICS)["2023"] if row[0] == code]
    assert (len(same), len(set(same))) == (2, versions)
