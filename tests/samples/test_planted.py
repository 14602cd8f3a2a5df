"""Each difficulty stands where `planted.json` says, and is what it is said to be."""

from __future__ import annotations

import pytest

from tests.samples.reading import CODE, Planted, Sample

# Their cells show something else than what is listed, and each has a test of its own.
SHOWN_OTHERWISE = {"tie", "percent_format", "formula", "error_value"}
LEAST = 8
"""How many kinds of difficulties a programme has at least."""


def of_kind(planted: list[Planted], *kinds: str) -> list[Planted]:
    return [one for one in planted if one["kind"] in kinds]


def test_there_are_difficulties_of_many_kinds(planted: list[Planted]) -> None:
    assert len({one["kind"] for one in planted}) >= LEAST


def test_every_cell_holds_what_is_listed(sample: Sample, planted: list[Planted]) -> None:
    for one in planted:
        if one["cell"] and one["kind"] not in SHOWN_OTHERWISE:
            value = sample.cell(one["file"], one["sheet"], one["cell"])
            shown = f"{value:g}" if isinstance(value, float) else str(value)
            assert shown.split() == one["found"].split(), one


def test_every_jurisdiction_is_named_rightly(sample: Sample, planted: list[Planted]) -> None:
    for one in planted:
        if one["metric"]:
            row = "".join(filter(str.isdigit, one["cell"]))
            column = "B" if "上级" in one["file"] else "A"
            assert str(sample.cell(one["file"], one["sheet"], f"{column}{row}")).strip() == one["jurisdiction"]


def test_percentages_are_numbers_with_a_format(sample: Sample, planted: list[Planted]) -> None:
    for one in of_kind(planted, "percent_format"):
        assert sample.formats_and_formulas(one["file"])[one["sheet"], one["cell"]] == (0.95, "0%")


def test_formulas_are_formulas_with_their_results_saved(sample: Sample, planted: list[Planted]) -> None:
    for one in of_kind(planted, "formula", "error_value"):
        written, _ = sample.formats_and_formulas(one["file"])[one["sheet"], one["cell"]]
        formula, _, result = one["found"].partition(" → ")
        assert written == formula
        if one["kind"] == "formula":
            assert sample.cell(one["file"], one["sheet"], one["cell"]) == int(result)


def test_a_small_survey_has_as_few_people_as_listed(sample: Sample, planted: list[Planted]) -> None:
    for one in of_kind(planted, "small_survey"):
        rows = [row for row in sample.records(CODE, "受访者编号") if row[CODE] == one["jurisdiction"]]
        people = [len({row["受访者编号"] for row in rows if row["测评期"] == period}) for period in _periods(rows)]
        assert int(one["found"]) in people


def _periods(rows: list[dict[str, object]]) -> set[object]:
    return {row["测评期"] for row in rows}


def test_tied_places_submit_the_same(sample: Sample, planted: list[Planted]) -> None:
    tied = [one["jurisdiction"] for one in of_kind(planted, "tie")]
    (file,) = [name for name in sample.files if name.startswith("填报数据")]
    for first, second in zip(tied[::2], tied[1::2], strict=True):
        for rows in sample.sheets(file).values():
            submitted = [[row[2:] for row in rows if str(row[0]).strip() == code] for code in (first, second)]
            assert submitted[0] == submitted[1]


def test_whoever_submitted_nothing_stands_not_on_the_sheet(sample: Sample, planted: list[Planted]) -> None:
    for one in of_kind(planted, "nothing_submitted"):
        rows = sample.sheets(one["file"])[one["sheet"]]
        assert rows
        assert one["jurisdiction"] not in {str(row[0]).strip() for row in rows}


@pytest.mark.parametrize(("kind", "versions"), [("duplicate_agreeing", 1), ("duplicate_conflicting", 2)])
def test_duplicate_rows_agree_or_differ_as_listed(
    sample: Sample, planted: list[Planted], kind: str, versions: int
) -> None:
    for one in of_kind(planted, kind):
        if one["file"].startswith("填报数据"):
            rows = sample.sheets(one["file"])[one["sheet"]]
            row = rows[int("".join(filter(str.isdigit, one["cell"]))) - 1]
            key = slice(0, 3 if any("阶段" in other for other in rows[:3]) else 2)
            same = [tuple(other) for other in rows if list(other[key]) == list(row[key])]
            assert (len(same) > 1, len(set(same))) == (True, versions)
