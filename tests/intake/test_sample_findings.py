"""The sample inputs: each planted difficulty is found where it stands, and nothing else is complained about."""

from __future__ import annotations

import json
import re
from pathlib import Path

import polars as pl
import pytest

from scoring.intake.inputs import Inputs
from scoring.intake.read import read_inputs
from scoring.methods import registry
from scoring.rubric.load import load_rubric

SAMPLE = "wulateqianqi-2023"
FOUND = {
    "na_without_reason": "unreasoned",
    "na_not_allowed": "may_not_apply",
    "rate_over_100": "out_of_range",
    "part_over_whole": "part_exceeds_whole",
    "negative": "out_of_range",
    "text_for_number": "not_a_number",
    "error_value": "error_value",
    "bare_share": "doubtful_percent",
    "formula": "formula",
    "too_many_decimals": "rounded",
    "unknown_verdict": "unknown_answer",
    "unknown_item": "unknown_item",
    "unknown_site_type": "unknown_site_type",
    "unknown_answer": "unknown_answer",
    "bad_date": "not_a_date",
    "duplicate_agreeing": "duplicate",
    "duplicate_conflicting": "conflict",
    "unknown_jurisdiction": "unknown_jurisdiction",
    "unknown_metric": "unknown_metric",
}
Place = tuple[str, str, int]


@pytest.fixture(scope="module")
def sample(root: Path) -> Inputs:
    rubric = load_rubric(root / "rubrics" / f"{SAMPLE}.yaml", registry())
    return read_inputs(rubric, [root / "sample_inputs" / SAMPLE])


@pytest.fixture(scope="module")
def planted(root: Path) -> dict[str, set[Place]]:
    found: dict[str, set[Place]] = {}
    for one in json.loads((root / "sample_inputs" / SAMPLE / "planted.json").read_text(encoding="utf-8")):
        if one["cell"]:
            found.setdefault(one["kind"], set()).add(place(one["file"], one["sheet"], one["cell"]))
    return found


def place(file: str, sheet: str, cell: str) -> Place:
    return file, sheet, int(re.sub(r"\D", "", cell))


def places(inputs: Inputs, rows: pl.Expr) -> set[Place]:
    return {place(*row) for row in inputs.findings.filter(rows).select("file", "sheet", "cell").rows() if row[2]}


@pytest.mark.parametrize(("kind", "code"), FOUND.items())
def test_a_planted_fault_is_found_where_it_stands(
    sample: Inputs, planted: dict[str, set[Place]], kind: str, code: str
) -> None:
    assert planted[kind]
    assert planted[kind] <= places(sample, pl.col("code") == code)


def test_every_error_was_planted(sample: Inputs, planted: dict[str, set[Place]]) -> None:
    faults = set().union(*(some for kind, some in planted.items() if kind in FOUND))
    # A contradiction is told at both of its ends, and only one of them was planted.
    errors = (pl.col("severity") == "error") & (pl.col("code") != "conflict")
    assert places(sample, errors) <= faults


@pytest.mark.parametrize("kind", ["percent_text", "percent_format", "full_width", "thousands", "with_unit"])
def test_what_is_unambiguous_is_read_in_silence(sample: Inputs, planted: dict[str, set[Place]], kind: str) -> None:
    assert planted[kind]
    assert not planted[kind] & places(sample, pl.lit(value=True))
