"""Every peer's program comes to our marks, and a program that does not is told."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest

import scoring
from benchmarks import data
from benchmarks.marks import Unequal, ours, refuse_unequal
from benchmarks.peers import in_polars
from benchmarks.rubric import rubric
from benchmarks.works import WORKS

OURS = pl.LazyFrame({"jurisdiction": ["a", "b"], "x": ["1.25", "7.00"], "y": ["0.50", None]}).with_columns(
    pl.col("x", "y").cast(pl.Decimal(38, 9))
)
SAME = {"jurisdiction": ["b", "a"], "x": [700, 125], "y": [None, 50]}


def test_equal_marks_in_any_order_are_counted() -> None:
    assert refuse_unequal(OURS, pl.LazyFrame(SAME), ["x", "y"], "peer") == 4


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"x": [701, 125]}, "peer: x of b is 7.01, by our engine 7"),
        ({"y": [0, 50]}, "peer: y of b is 0, by our engine nothing"),
        ({"y": [None, None]}, "peer: y of a is nothing, by our engine 0.5"),
        ({"jurisdiction": ["b", "c"]}, "peer scored other jurisdictions"),
    ],
)
def test_a_mark_that_differs_is_told_with_item_and_jurisdiction(other: dict[str, list[object]], told: str) -> None:
    with pytest.raises(Unequal, match=re.escape(told)):
        refuse_unequal(OURS, pl.LazyFrame(SAME | other, schema_overrides={"y": pl.Int32}), ["x", "y"], "peer")


@pytest.mark.parametrize(
    ("work", "kind", "decimals"),
    [("plain2", data.DECIMAL, 2), ("plain2", data.FLOAT, 2)],
    ids=["decimal", "double"],
)
def test_polars_comes_to_our_marks_of_all_237_items(
    work: str, kind: pa.DataType, decimals: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "FOLDER", tmp_path)
    source = data.wide(50, kind, decimals)
    (tmp_path / "rubric.yaml").write_text(rubric(WORKS[work]), encoding="utf-8")

    result = scoring.run(scoring.load_rubric(tmp_path / "rubric.yaml"), source, out=tmp_path)
    in_polars.wide(WORKS[work], str(source), str(tmp_path / "polars.parquet"))

    peer = pl.scan_parquet(tmp_path / "polars.parquet")
    assert result.findings["severity"].unique().to_list() == ["notice"]
    assert refuse_unequal(ours(tmp_path), peer, WORKS[work].nodes, "polars") == 50 * 237
