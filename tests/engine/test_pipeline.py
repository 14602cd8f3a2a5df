"""The pipeline as a thing: what its stages are, and what a failing step says."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from scoring.engine.duckdb import Session
from scoring.engine.pipeline import STAGES
from scoring.errors import EngineFault
from scoring.sql.steps import Step
from scoring.words import LANGUAGES


def test_each_stage_is_a_function_its_file_is_named_after() -> None:
    # What is done to values may be done again to marks: two functions of one file, each named after it.
    for stage in STAGES:
        assert stage.__name__.split("_")[0] == stage.__module__.rsplit(".", 1)[-1]


def test_a_failing_step_names_itself_and_shows_its_sql() -> None:
    with pytest.raises(EngineFault) as fault:
        Session().run([Step("marks 0", "SELECT no_such_column FROM (SELECT 1 AS a)", kept=True)])
    for language in LANGUAGES:
        said = fault.value.say(language)
        assert "marks 0" in said
        assert "no_such_column" in said
    assert "SELECT no_such_column" in fault.value.sql


def test_a_step_reads_the_ones_before_it() -> None:
    session = Session()
    session.load({"roster": pl.DataFrame({"a": [1, 2]})})
    session.run(
        [Step("twice", "SELECT 2 * a AS b FROM roster"), Step("whole", "SELECT sum(b) AS c FROM twice", kept=True)]
    )
    assert session.frame("SELECT c FROM whole").item() == 6


def test_the_database_may_not_read_files(tmp_path: Path) -> None:
    path = tmp_path / "secret.csv"
    path.write_text("a\n1\n")
    with pytest.raises(EngineFault, match=r"[Pp]ermission|disabled"):
        Session().frame(f"SELECT * FROM read_csv('{path}')")  # noqa: S608
