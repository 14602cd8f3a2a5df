"""What is written while it is computed is what the table holds, and what cannot be written says so."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from scoring.api import load_rubric, run
from scoring.errors import OutputError
from scoring.result import parquet
from scoring.result.result import Result
from scoring.sql import states

EXAMPLE = Path("docs/examples/zh")
SAMPLE = Path("sample_inputs/county-2023")


def both(rubric: Path, inputs: Path, out: Path, period: str | None = None) -> tuple[Result, Result, pl.DataFrame]:
    """A result in memory, one that was written, and the file of marks."""
    loaded = load_rubric(rubric)
    kept = run(loaded, inputs, period=period, out=out)
    assert kept.written is not None
    return run(loaded, inputs, period=period), kept, pl.read_parquet(kept.written)


def melted(marks: pl.DataFrame, plain: Result) -> pl.DataFrame:
    """The file as `jurisdiction, node, score, code`; a state that has no column is the one everybody has."""
    entries = plain.draft.outline.entries
    same = {e.item.code: int(plain.draft.states[e.index]) for e in entries if plain.draft.states[e.index].isdigit()}
    parts = []
    for entry in entries:
        code = entry.item.code
        state = pl.col(f"{code}?") if f"{code}?" in marks.columns else pl.lit(same[code])
        score = pl.col(code) if code in marks.columns else pl.lit(None)
        parts.append(
            marks.select(
                "jurisdiction",
                pl.lit(code).alias("node"),
                score.cast(pl.Decimal(38, 6)).alias("score"),
                state.cast(pl.Int64).alias("code"),
            )
        )
    return pl.concat(parts).sort("jurisdiction", "node")


@pytest.mark.parametrize(
    ("rubric", "inputs", "period"),
    [(EXAMPLE / "rubric.yaml", EXAMPLE / "inputs", None), (Path("rubrics/county-2023.yaml"), SAMPLE, "2023Q3")],
    ids=["example", "county"],
)
def test_the_file_holds_what_the_table_holds(rubric: Path, inputs: Path, period: str | None, tmp_path: Path) -> None:
    plain, _, marks = both(rubric, inputs, tmp_path, period)
    details = plain.details.sort("jurisdiction", "node")
    written = melted(marks, plain)
    assert written["score"].equals(details["score"].cast(pl.Decimal(38, 6)), null_equal=True)
    assert (written["code"] % states.BLOCKED).to_list() == (details["code"] % states.BLOCKED).to_list()
    assert written["node"].equals(details["node"])


@pytest.mark.parametrize("block", [1, 3, 2_000])
def test_the_long_table_is_the_same_whatever_the_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(parquet, "_BLOCK", block)
    plain, kept, _ = both(EXAMPLE / "rubric.yaml", EXAMPLE / "inputs", tmp_path / "new" / "folder")
    assert isinstance(kept.scores, pl.LazyFrame)
    assert isinstance(plain.scores, pl.DataFrame)
    assert kept.scores.collect().equals(plain.scores)
    assert [path.name for path in (tmp_path / "new" / "folder").iterdir()] == ["marks.parquet"]


def test_of_the_long_table_no_more_is_computed_than_is_asked_for(tmp_path: Path) -> None:
    plain, kept, _ = both(EXAMPLE / "rubric.yaml", EXAMPLE / "inputs", tmp_path)
    assert isinstance(kept.scores, pl.LazyFrame)
    assert isinstance(plain.scores, pl.DataFrame)
    few = kept.scores.filter(pl.col("node") == "1.1").select("score", "jurisdiction").head(2).collect()
    assert few.equals(plain.scores.filter(pl.col("node") == "1.1").select("score", "jurisdiction").head(2))


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "marks.parquet").write_text("of another day")
    _, kept, marks = both(EXAMPLE / "rubric.yaml", EXAMPLE / "inputs", tmp_path)
    assert marks.height == kept.ranking.height
    assert [path.name for path in tmp_path.iterdir()] == ["marks.parquet"]


def test_an_older_folder_of_parts_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "marks.parquet").mkdir()
    (tmp_path / "marks.parquet" / "part-00000.parquet").write_text("of another day")
    _, kept, marks = both(EXAMPLE / "rubric.yaml", EXAMPLE / "inputs", tmp_path)
    assert marks.height == kept.ranking.height
    assert [path.name for path in tmp_path.iterdir()] == ["marks.parquet"]


def test_a_folder_that_cannot_be_made_is_said_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError) as refused:
        run(load_rubric(EXAMPLE / "rubric.yaml"), EXAMPLE / "inputs", out=tmp_path / "file" / "folder")
    assert "无法把得分写到" in refused.value.say("zh")
    assert "cannot be written" in refused.value.say("en")


def test_a_disk_that_is_full_is_said_and_nothing_half_written_is_left(tmp_path: Path) -> None:
    older = tmp_path / "marks.parquet"
    older.write_text("of another day")
    (tmp_path / ".marks.parquet.writing").symlink_to("/dev/full")
    with pytest.raises(OutputError):
        run(load_rubric(EXAMPLE / "rubric.yaml"), EXAMPLE / "inputs", out=tmp_path)
    assert older.read_text() == "of another day"
    assert [path.name for path in tmp_path.iterdir()] == ["marks.parquet"]
