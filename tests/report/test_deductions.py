"""The list of deductions: it adds up to what is missing from the score, and points to the cells it came from."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from openpyxl import load_workbook

from scoring.result.result import Result
from scoring.sql.states import NOT_DUE, OUT_OF_SCOPE

ROUNDING = Decimal("0.006")
"""Half a step of the total's 0.01, and the half steps of 0.0001 of the levels between."""


def only(result: Result, jurisdiction: str, node: str) -> dict[str, object]:
    found = result.deductions.filter((pl.col("jurisdiction") == jurisdiction) & (pl.col("node") == node))
    return found.row(0, named=True)


def test_what_was_lost_less_bonuses_is_what_is_missing_from_every_score(whole: Result) -> None:
    lost = dict(whole.deductions.group_by("jurisdiction").agg(pl.col("lost").sum()).iter_rows())
    bonus = dict(whole.details.filter(pl.col("node") == "加分").select("jurisdiction", "score").iter_rows())
    scored = whole.ranking.filter(pl.col("score").is_not_null())
    assert scored.height == 299
    for row in scored.iter_rows(named=True):
        missing = 100 - row["score"]
        assert abs(lost[row["jurisdiction"]] - (bonus[row["jurisdiction"]] or 0) - missing) < ROUNDING, row[
            "jurisdiction"
        ]


def test_nothing_is_lost_where_there_is_no_score(whole: Result) -> None:
    rows = whole.deductions.filter(pl.col("jurisdiction") == "SL1403")
    assert rows.height
    assert rows["lost"].null_count() == rows.height


def test_a_cap_is_a_row_of_what_it_took(whole: Result) -> None:
    row = only(whole, "SL2102", "总分")
    root = whole.details.filter((pl.col("jurisdiction") == "SL2102") & (pl.col("node") == "总分")).row(0, named=True)
    assert (row["state"], row["score"], row["clause"]) == ("gated", 60, "四.(六)1")
    assert row["lost"] == root["before"] - 60 > 0


def test_a_zeroing_gate_takes_what_the_items_below_had_left(whole: Result) -> None:
    rows = whole.deductions.filter((pl.col("jurisdiction") == "SL1609") & pl.col("node").str.starts_with("四.(一)2"))
    gate = rows.filter(pl.col("state") == "gated").row(0, named=True)
    below = rows.filter(pl.col("state") != "gated")["lost"].sum()
    assert gate["node"] == "四.(一)2"
    assert abs(gate["lost"] + below - gate["points"]) < Decimal("0.001")


def test_the_cell_named_holds_the_value_that_was_scored(whole: Result, root: Path) -> None:
    row = only(whole, "SL1609", "四.(一)2-5")
    book = load_workbook(root / "sample_inputs/wulateqianqi-2023" / str(row["file"]), read_only=True, data_only=True)
    try:
        assert (row["sheet"], book[str(row["sheet"])][str(row["cell"])].value) == ("2024", row["value"])
    finally:
        book.close()


def test_a_quarterly_metric_names_the_cell_of_each_quarter(whole: Result) -> None:
    row = whole.deductions.filter((pl.col("node") == "四.(一)3-1") & (pl.col("state") == "reported")).row(0, named=True)
    assert [place.split("!")[0] for place in row["cell"].split("；")] == ["2024Q1", "2024Q2", "2024Q3", "2024Q4"]


def test_a_desk_review_names_the_items_below_full_and_their_rows(whole: Result) -> None:
    row = whole.deductions.filter((pl.col("node") == "四.(一)1-4") & (pl.col("lost") > 0)).row(0, named=True)
    records = whole.inputs.desk_review.filter(
        (pl.col("jurisdiction") == row["jurisdiction"])
        & (pl.col("period") == "2024")
        & pl.col("item").is_in(["D11a", "D11b"])
        & pl.col("verdict").is_in(["基本符合", "不符合"])
    )
    assert row["file"] == "台账审查.parquet"
    assert row["cell"] == "；".join(f"第{n}行" for n in records["row"])
    assert row["reason"] == "；".join(f"{r['item']} {r['verdict']}" for r in records.iter_rows(named=True))


def test_what_was_not_submitted_is_named(whole: Result) -> None:
    row = only(whole, "SL3904", "四.(二)2-1")
    assert (row["state"], row["reason"]) == ("missing", "应报未报")
    assert row["advice"] == "补报：" + whole.rubric.metrics["class_hours"].title.zh


def test_a_refused_value_is_listed_although_it_lost_nothing_itself(whole: Result) -> None:
    row = only(whole, "SL1001", "四.(二)3-2")
    assert (row["state"], row["lost"], row["cell"]) == ("not_assessed", 0, "V74；U74")


def test_the_gap_to_the_target_is_told_exactly(whole: Result) -> None:
    rows = whole.deductions.filter((pl.col("node") == "四.(一)2-1") & (pl.col("state") == "reported"))
    assert set(rows["advice"]) <= {"再提高1人可得满分", "再提高2人可得满分", "再提高3人可得满分"}
    assert rows.height


@pytest.mark.parametrize("reason", [NOT_DUE, OUT_OF_SCOPE])
def test_what_is_not_due_or_does_not_apply_is_left_out(reason: int, whole: Result) -> None:
    out = whole.details.filter(pl.col("code") % 100 == reason).select("jurisdiction", "node")
    assert whole.deductions.join(out, on=["jurisdiction", "node"]).is_empty()
