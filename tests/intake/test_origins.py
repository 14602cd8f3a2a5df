"""Every accepted or refused value knows the file, sheet and cell it stands in."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.given import Folder, Rows


def test_a_wide_sheet(folder: Folder) -> None:
    rows: Rows = [["2023年度"], ["地区代码", "在册人数", "见面人数"], ["J1", 5, "约4"], ["J2", None, 3]]
    folder.xlsx("m.xlsx", _2023=rows)
    inputs = folder.read()
    assert inputs.origins("2023", "registered").rows() == [("J1", "m.xlsx", "2023", "B3")]
    assert inputs.origins("2023", "met").rows() == [("J1", "m.xlsx", "2023", "C3"), ("J2", "m.xlsx", "2023", "C4")]


def test_a_long_table(folder: Folder) -> None:
    folder.csv("m.csv", [["期次", "地区代码", "指标", "数值"], ["2023", "J2", "met", "4"]])
    assert folder.read().origins("2023", "met").rows() == [("J2", "m.csv", "", "D2")]


def test_what_was_never_submitted_stands_nowhere(folder: Folder) -> None:
    folder.metrics(["J1", "5"])
    inputs = folder.read()
    assert inputs.origins("2023", "met").rows() == []
    assert inputs.origins("2022", "registered").rows() == []


CELLS = st.lists(st.tuples(st.sampled_from(["J1", "J2", "J3"]), st.sampled_from(["", "1", "2", "约3"])), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CELLS)
def test_each_value_stands_in_exactly_one_cell_that_holds_it(folder: Folder, cells: list[tuple[str, str]]) -> None:
    folder.metrics(*cells)
    inputs = folder.read()
    frame = inputs.metrics.get("2023")
    held = {} if frame is None else dict(zip(frame["jurisdiction"], frame["registered"], strict=True))
    places = inputs.origins("2023", "registered")
    assert places["jurisdiction"].is_unique().all()
    for jurisdiction, _, _, cell in places.rows():
        text = cells[int(cell.removeprefix("B")) - 2][1]
        assert held[jurisdiction] is None or str(held[jurisdiction]) == text
    written = {jurisdiction for jurisdiction, text in cells if text}
    assert set(places["jurisdiction"]) == written
