"""Where a result of the engine and the oracle differ, in words a failing test can show."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl

from scoring.api import load_rubric
from scoring.result.result import Result
from scoring.rubric.model import Rubric
from tests.oracle.oracle import OracleResult

NUMBERS = ("value", "rate", "score", "points", "moved_points")


def loaded(written: dict[str, Any], folder: Path) -> Rubric:
    """A rubric given as the file's own mapping, through a file and the real loader."""
    path = folder / "rubric.yaml"
    # JSON is YAML too, written much faster, and without anchors, which a rubric may not hold.
    path.write_text(json.dumps(written, ensure_ascii=False, indent=1), encoding="utf-8")
    return load_rubric(path)


def differences(result: Result, expected: OracleResult) -> list[str]:
    """Every cell and standing that is not the same, digit for digit; none is agreement."""
    return [
        *_cells(result, expected),
        *_standings(result, expected),
        *_labels(result, expected),
        *_held(result, expected),
    ]


def scores(result: Result) -> pl.DataFrame:
    """The long table of scores, collected."""
    return result.scores.lazy().collect()


def fraction(decimal: Decimal | None) -> Fraction | None:
    """An exact number from a table, None where it is null."""
    return None if decimal is None else Fraction(decimal)


def _cells(result: Result, expected: OracleResult) -> Iterator[str]:
    seen = set()
    for row in scores(result).iter_rows(named=True):
        key = row["jurisdiction"], row["node"]
        seen.add(key)
        cell = expected.cells[key]
        if row["state"] != cell.state:
            yield f"{key} state: {row['state']}, not {cell.state}"
        for name in NUMBERS:
            found, wanted = fraction(row[name]), getattr(cell, name)
            if found != wanted:
                yield f"{key} {name}: {_shown(found)}, not {_shown(wanted)}"
    for key in expected.cells.keys() - seen:
        yield f"{key} is not in the scores"


def _standings(result: Result, expected: OracleResult) -> Iterator[str]:
    seen = set()
    for row in result.ranking.iter_rows(named=True):
        who = row["jurisdiction"]
        seen.add(who)
        standing = expected.ranking[who]
        found = {
            "score": fraction(row["score"]),
            "rank": row["rank"],
            "group_rank": row["group_rank"],
            "grade": row["grade"],
            "gates": tuple(row["gates"].split("；")) if row["gates"] else (),
            "within": tuple(result.ranks.filter(jurisdiction=who)["rank"]),
        }
        for name, value in found.items():
            wanted = getattr(standing, name)
            if value != wanted:
                yield f"{who} {name}: {value}, not {wanted}"
    for who in expected.ranking.keys() - seen:
        yield f"{who} is not in the ranking"


def _labels(result: Result, expected: OracleResult) -> Iterator[str]:
    given = {(row["jurisdiction"], row["node"]): row["given"] for row in result.labels.iter_rows(named=True)}
    for key in given.keys() | expected.labels.keys():
        found, wanted = given.get(key, "no label"), expected.labels.get(key, "no label")
        if found != wanted:
            yield f"{key} label: {found}, not {wanted}"


def _held(result: Result, expected: OracleResult) -> Iterator[str]:
    told = {
        (row["jurisdiction"], row["standing"]): (row["held"], row["before"], row["told"])
        for row in result.standings.iter_rows(named=True)
    }
    for key in told.keys() | expected.standings.keys():
        if told.get(key) != expected.standings.get(key):
            yield f"{key} standing: {told.get(key)}, not {expected.standings.get(key)}"


def _shown(number: Fraction | None) -> str:
    return "nothing" if number is None else f"{number} ({float(number):.9f})"
