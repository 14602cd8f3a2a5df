"""Parquet on a cluster: its machines read the metrics from their file and write the marks, a part each."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from scoring.api import run
from scoring.engine.engines import Engine
from scoring.errors import ClusterError, OutputError
from scoring.intake import parquet
from scoring.result.result import Result
from scoring.rubric.model import Rubric
from scoring.sql.scan import NUMBER, Held, Scan
from tests.engine.agreement import loaded, scores
from tests.engine.test_metrics_left_in_their_file import CHILDREN, METRICS, write_in_parts
from tests.oracle.small import small
from tests.spark.tables import differences

PLACES = 300
LEVELS = ("县", "镇")


def inputs(folder: Path) -> Path:
    """Two years, one in a file and one in parts: columns of every kind, gaps, odd cells, somebody of one year only."""
    # Whatever a path holds is no pattern.
    made = folder / "填报 [1] 50%"
    made.mkdir()
    who = [f"J{n:03}" for n in range(PLACES)]
    for year, people in ((2022, who[10:]), (2023, who[::-1][5:])):
        rows = range(len(people))
        table = pl.DataFrame(
            {
                "地区代码": people,
                "期次": [str(year)] * len(people),
                "whole": pl.Series([100 + n * 7 % 900 for n in rows], dtype=pl.Int16),
                "part": pl.Series([None if n % 11 == 0 else float(n * 3 % 100) for n in rows], dtype=pl.Float32),
                "money": [None if n % 13 == 0 else round(n * 1.37 - 50, 2) for n in rows],
                "rate": pl.Series([f"{n % 90 + 2}.{n % 100:02}" for n in rows]).cast(pl.Decimal(7, 2)),
            }
        )
        # More than the metric may be: it is read by itself, told of, and has no value.
        odd = pl.when(pl.int_range(pl.len()) == 17).then(101).otherwise("rate").cast(pl.Decimal(7, 2)).alias("rate")
        if year == 2022:
            table.with_columns(odd).write_parquet(made / f"{year}.parquet", row_group_size=70)
        else:
            write_in_parts(table.with_columns(odd), made / f"{year}.parquet", 110)
    roster = {"地区代码": who, "层级": [LEVELS[n % 2] for n in range(PLACES)]}
    pl.DataFrame(roster).write_parquet(made / "名册.parquet")
    return made


@pytest.fixture
def rubric(tmp_path: Path) -> Rubric:
    return loaded(small(CHILDREN, more=METRICS), tmp_path)


def scored(rubric: Rubric, folder: Path, out: Path | None, engine: Engine) -> Result:
    return run(rubric, folder, period="2023", out=out, engine=engine.name, master=engine.master)


def marks(folder: Path) -> pl.DataFrame:
    return pl.read_parquet(folder / "marks.parquet").sort("jurisdiction")


def test_files_are_read_where_they_lie_and_marks_written_in_parts(
    rubric: Rubric, tmp_path: Path, spark: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = inputs(tmp_path)
    expected = scored(rubric, folder, tmp_path / "here", Engine())
    monkeypatch.setattr(parquet, "MANY", 0)
    (tmp_path / "there" / "marks.parquet").mkdir(parents=True)
    (tmp_path / "there" / "marks.parquet" / "part-of-another-day").touch()
    found = scored(rubric, folder, tmp_path / "there", spark)
    assert set(found.inputs.scanned) == {"2022", "2023"}
    assert found.findings.filter(code="out_of_range").height == 2
    assert list(differences(found, expected)) == []
    parts = [path.name for path in (tmp_path / "there" / "marks.parquet").iterdir()]
    assert len(parts) > 1
    assert all(name.startswith("part-") for name in parts)
    assert marks(tmp_path / "there").equals(marks(tmp_path / "here"))
    assert scores(found).equals(scores(expected))
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["marks.parquet"]


def test_a_file_the_machines_do_not_find_is_named(tmp_path: Path, spark: Engine) -> None:
    path = tmp_path / "metrics.parquet"
    pl.DataFrame({"a": [1, 2]}).write_parquet(path)
    session = spark.open()
    rows = pl.DataFrame({NUMBER: [0, 1], "jurisdiction": ["甲", "乙"]})
    session.load({"metrics": Scan(path, {"a": Held("a", "{cell}")}, rows)})
    assert session.frame("SELECT sum(a) AS s FROM metrics")["s"].to_list() == [3]
    path.unlink()
    with pytest.raises(ClusterError) as raised:
        session.frame("SELECT max(a) AS m FROM metrics", "most")
    assert "在计算步骤“most”时读不到填报数文件" in raised.value.say("zh")
    assert path.name in raised.value.say("zh")
    assert "put them where all find them" in raised.value.say("en")


def test_where_nothing_can_be_written_it_says_so(rubric: Rubric, tmp_path: Path, spark: Engine) -> None:
    out = tmp_path / "out"
    out.mkdir()
    # A file in the way of the parts, which cannot be taken away: its name stands for the system's own memory.
    (out / ".marks.parquet.writing").symlink_to("/proc/nowhere")
    with pytest.raises(OutputError) as raised:
        scored(rubric, inputs(tmp_path), out, spark)
    assert "无法把得分写到" in raised.value.say("zh")
    assert "cannot be written to" in raised.value.say("en")
