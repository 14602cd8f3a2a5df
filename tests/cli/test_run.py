from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from tests.cli.conftest import Call
from tests.cli.test_check import change


def test_the_summary_counts_ranks_and_names_gates(call: Call) -> None:
    printed = " ".join(call("run", "rubric.yaml", "inputs", "--out", "scores").out.split())
    for part in ("测评地区 4", "已计分 4", "参加排名 3", "有分不排名 1", "否决 1 发生重大案事件 → 取消资格"):
        assert part in printed
    assert "1 T1 柳溪镇 91.63 优秀 2 C1 白桦县 85.00 良好 3 T3 鹭湖镇 69.47 合格" in printed


def test_it_runs_in_a_shell_and_speaks_english_when_asked(shell: Call, example: Path) -> None:
    called = shell("run", "rubric.yaml", "inputs", "-o", "ranked.xlsx", "--lang", "en")
    assert called.code == 0, called.err
    assert "Scored, unranked" in called.out
    assert "ranked.xlsx" in called.out.splitlines()[-1]
    assert called.err == ""
    assert (example / "ranked.xlsx").read_bytes().startswith(b"PK")


def test_quiet_prints_nothing(call: Call) -> None:
    called = call("run", "rubric.yaml", "inputs", "--out", "scores", "--quiet")
    assert (called.code, called.out, called.err) == (0, "", "")


def test_out_writes_every_mark_as_parquet(call: Call, example: Path) -> None:
    called = call("run", "rubric.yaml", "inputs", "--out", "scores")
    marks = pl.read_parquet(example / "scores" / "marks.parquet")
    assert (marks.height, len([name for name in marks.columns[1:] if not name.endswith("?")])) == (4, 4)
    assert str(Path("scores") / "marks.parquet") in called.out


def test_an_error_is_shown_and_the_rest_is_scored(call: Call, example: Path) -> None:
    change(example / "inputs" / "填报.csv", "T1,2024,200,181", "T1,2024,200,181人")
    change(example / "inputs" / "填报.csv", "C1,2024,1000", "C1,2024,很多")
    called = call("run", "rubric.yaml", "inputs", "--out", "scores")
    assert called.code == 0
    assert "填报.csv!C5" in called.out
    assert "T1" in called.out


def test_strict_refuses_to_score_and_says_where(call: Call, example: Path) -> None:
    change(example / "inputs" / "填报.csv", "C1,2024,1000", "C1,2024,很多")
    called = call("run", "rubric.yaml", "inputs", "-o", "ranked.xlsx", "--strict")
    assert called.code == 1
    assert called.out == ""
    assert "填报.csv" in called.err
    assert "C5" in called.err
    assert not (example / "ranked.xlsx").exists()


def test_a_broken_rubric_is_told_on_standard_error(call: Call, example: Path) -> None:
    change(example / "rubric.yaml", "points: 20", "points: 21")
    called = call("run", "rubric.yaml", "inputs", "-o", "ranked.xlsx")
    assert (called.code, called.out) == (1, "")
    assert "rubric.yaml:" in called.err


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_console_without_the_letters_does_not_stop_the_work(shell: Call, encoding: str) -> None:
    called = shell("run", "rubric.yaml", "inputs", "--out", "scores", PYTHONIOENCODING=encoding)
    assert called.code == 0, called.err
    assert "91.63" in called.out
