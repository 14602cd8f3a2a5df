"""A method's worked example put on disk and scored as a user would."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import polars as pl

from scoring.api import load_rubric, run
from scoring.engine.engines import Engine
from scoring.result.result import Result
from scoring.rubric.example import Example
from scoring.sql.states import STATES

HERE = Engine()


def scored(example: Example, folder: Path, engine: Engine = HERE) -> Result:
    """The example through its files, the loader, intake and the engine."""
    (folder / "rubric.yaml").write_text(example.rubric(), encoding="utf-8")
    inputs = folder / "inputs"
    inputs.mkdir()
    for name, table in example.inputs().items():
        (inputs / name).write_text(table, encoding="utf-8")
    return run(
        load_rubric(folder / "rubric.yaml"), inputs, period=example.period, engine=engine.name, master=engine.master
    )


def differences(example: Example, result: Result) -> list[str]:
    """Where the engine does not come to what the example says, digit for digit."""
    rows = {(row["jurisdiction"], row["node"]): row for row in result.scores.lazy().collect().iter_rows(named=True)}
    ranks = dict(result.ranking.select("jurisdiction", "rank").iter_rows())
    found = []
    for who, marks in example.marks.items():
        for said, expected in marks.items():
            code, _, aspect = said.partition(":")
            row = {**rows[who, code], "rank": ranks[who]}
            came = row["state"] if expected in STATES else row[aspect or "score"]
            if not same(came, expected):
                found.append(f"{who} {said}: {came}, not {expected}")
    return found


def same(came: object, expected: str) -> bool:
    """Whether they are the same text, or exactly the same number."""
    if came is None or expected in STATES:
        return came == expected
    return Fraction(str(came)) == Fraction(expected)


def findings(result: Result) -> list[str]:
    """What intake refused."""
    return result.findings.filter(pl.col("severity") == "error")["message"].to_list()
