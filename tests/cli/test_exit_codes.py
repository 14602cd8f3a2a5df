from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import NoReturn

import pytest

from scoring.cli.verb import Exit
from tests.cli.conftest import Call


def test_a_written_workbook_is_zero(call: Call, example: Path) -> None:
    assert call("run", "rubric.yaml", "inputs", "-o", "ranked.xlsx").code == Exit.WRITTEN
    assert (example / "ranked.xlsx").stat().st_size > 0


def test_a_broken_rubric_is_one(call: Call, example: Path) -> None:
    (example / "rubric.yaml").write_text("rubric: {}", encoding="utf-8")
    assert call("run", "rubric.yaml", "inputs", "-o", "ranked.xlsx").code == Exit.NOTHING


def test_no_jurisdiction_is_one(call: Call, example: Path) -> None:
    (example / "empty.csv").write_text("备注\n", encoding="utf-8")
    assert call("run", "rubric.yaml", "empty.csv", "-o", "ranked.xlsx").code == Exit.NOTHING


def test_inputs_that_score_nobody_are_one(call: Call, example: Path) -> None:
    text = (example / "rubric.yaml").read_text(encoding="utf-8")
    (example / "rubric.yaml").write_text(text.replace("missing: zero", "missing: block"), encoding="utf-8")
    (example / "inputs" / "填报.csv").write_text("地区代码,期次,专职人员数\nT1,2024,2\n", encoding="utf-8")
    called = call("run", "rubric.yaml", "inputs", "--out", "scores")
    assert called.code == Exit.NOTHING
    assert "没有一个地区得出分数" in called.err


def test_a_place_that_cannot_be_written_is_one(call: Call) -> None:
    called = call("schema", "-o", "/proc/schema.json")
    assert called.code == Exit.NOTHING
    assert "/proc/schema.json" in called.err


def test_a_workbook_that_cannot_be_written_is_one_and_says_where(call: Call) -> None:
    called = call("run", "rubric.yaml", "inputs", "-o", "/proc/ranked.xlsx")
    assert (called.code, called.out) == (Exit.NOTHING, "")
    assert "/proc/ranked.xlsx" in called.err


def test_an_interruption_that_a_library_turned_into_an_error_ends_cleanly_too(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> NoReturn:
        try:
            signal.raise_signal(signal.SIGINT)
        finally:
            raise RuntimeError("Query interrupted")  # as DuckDB says it

    monkeypatch.setattr(json, "dumps", interrupted)
    called = call("schema")
    assert (called.code, called.err.strip()) == (Exit.STOPPED, "Stopped before it was done.")


@pytest.mark.parametrize(
    "arguments",
    [
        ("rank",),
        ("run",),
        ("run", "rubric.yaml"),
        ("run", "rubric.yaml", "inputs"),
        ("run", "rubric.yaml", "inputs", "-o"),
        ("run", "rubric.yaml", "inputs", "-o", "ranked.xls"),
        ("run", "rubric.yaml", "inputs", "-o", "nowhere/ranked.xlsx"),
        ("run", "rubric.yaml", "inputs", "-o", "ranked.xlsx", "--out", "rubric.yaml"),
        ("run", "rubric.yaml", "inputs", "-o", "ranked.xlsx", "--period", "1999"),
        ("run", "rubric.yaml", "inputs", "-o", "ranked.xlsx", "--threads", "0"),
        ("run", "rubric.yaml", "inputs", "-o", "ranked.xlsx", "--engine", "abacus"),
        ("run", "rubric.yaml", "nowhere", "-o", "ranked.xlsx"),
        ("run", "inputs", "inputs", "-o", "ranked.xlsx"),
        ("check", "nowhere.yaml"),
        ("show", "rubric.yaml", "--period", "1999"),
        ("show", "rubric.yaml", "--lang", "fr"),
        ("show", "rubric.yaml", "--colour"),
        ("schema", "more"),
        ("schema", "--debug=yes"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_two_and_writes_nothing(call: Call, example: Path, arguments: tuple[str, ...]) -> None:
    called = call(*arguments)
    assert called.code == Exit.MISUSED
    assert "Error" in called.err or "错误" in called.err
    assert not (example / "ranked.xlsx").exists()


def test_a_fault_of_the_program_is_three_and_says_so(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> NoReturn:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(json, "dumps", broken)
    called = call("schema", "--lang", "zh")
    assert called.code == Exit.FAULT
    assert "ZeroDivisionError: planted" in called.err
    assert "程序内部故障" in called.err
    assert "Traceback" not in called.err
    assert "Traceback" in call("schema", "--debug").err


def test_an_interrupted_command_ends_cleanly(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(json, "dumps", interrupted)
    called = call("schema")
    assert called.code == Exit.STOPPED
    assert called.err.strip() == "Stopped before it was done."
