"""Scores streamed to Parquet are the scores, and what cannot be written says so."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from scoring.api import load_rubric, run
from scoring.errors import OutputError
from scoring.result import parquet

EXAMPLE = Path("docs/examples/zh")


def test_the_file_holds_what_the_table_holds_whatever_the_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "BLOCK", 3)
    rubric = load_rubric(EXAMPLE / "rubric.yaml")
    plain, kept = run(rubric, EXAMPLE / "inputs"), run(rubric, EXAMPLE / "inputs", out=tmp_path / "new" / "folder")
    assert isinstance(kept.scores, pl.LazyFrame)
    assert isinstance(plain.scores, pl.DataFrame)
    assert kept.scores.collect().equals(plain.scores)
    assert [path.name for path in (tmp_path / "new" / "folder").iterdir()] == ["scores.parquet"]


def test_a_folder_that_cannot_be_made_is_said_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError) as refused:
        run(load_rubric(EXAMPLE / "rubric.yaml"), EXAMPLE / "inputs", out=tmp_path / "file" / "folder")
    assert "无法把得分写到" in refused.value.say("zh")
    assert "cannot be written" in refused.value.say("en")
