"""The sample inputs of every programme: each planted difficulty is found where it stands, and nothing else is told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import polars as pl
import pytest

from sample_inputs.generate.programme import programmes
from scoring.intake.inputs import Inputs
from scoring.intake.read import read_inputs
from scoring.methods import registry
from scoring.rubric.load import load_rubric

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
    "no_reason": "no_reason",
}
SILENT = ("percent_text", "percent_format", "full_width", "thousands", "with_unit")
Place = tuple[str, str, int]


@pytest.fixture(params=programmes(), scope="module")
def slug(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def sample(root: Path, slug: str) -> Inputs:
    rubric = load_rubric(root / "rubrics" / f"{slug}.yaml", registry())
    return read_inputs(rubric, [root / "sample_inputs" / slug])


@pytest.fixture(scope="module")
def planted(root: Path, slug: str) -> dict[str, set[Place]]:
    found: dict[str, set[Place]] = {}
    for one in json.loads((root / "sample_inputs" / slug / "planted.json").read_text(encoding="utf-8")):
        if one["cell"]:
            found.setdefault(one["kind"], set()).add(place(one["file"], one["sheet"], one["cell"]))
    return found


def place(file: str, sheet: str, cell: str) -> Place:
    return file, sheet, int(re.sub(r"\D", "", cell) or 0)


def places(inputs: Inputs, rows: pl.Expr) -> set[Place]:
    return {place(*row) for row in inputs.findings.filter(rows).select("file", "sheet", "cell").rows()}


def test_planted_faults_are_found_where_they_stand(sample: Inputs, planted: dict[str, set[Place]]) -> None:
    there = FOUND.keys() & planted.keys()
    assert len(there) >= 8
    lost = {kind: planted[kind] - places(sample, pl.col("code") == FOUND[kind]) for kind in there}
    assert not any(lost.values()), lost


def test_every_error_and_warning_was_planted(sample: Inputs, planted: dict[str, set[Place]]) -> None:
    # A contradiction is told at both of its ends, and only one of them was planted.
    complaints = (pl.col("severity") != "notice") & (pl.col("code") != "conflict")
    assert places(sample, complaints) - set().union(*planted.values()) == set()


def test_what_is_unambiguous_is_read_in_silence(sample: Inputs, planted: dict[str, set[Place]]) -> None:
    unambiguous = set().union(*(planted.get(kind, set()) for kind in SILENT))
    assert unambiguous
    assert not unambiguous & places(sample, pl.lit(value=True))
