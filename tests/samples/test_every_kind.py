"""Inputs for a rubric of every kind of evidence are understood by intake as they were meant, in all periods."""

from __future__ import annotations

import json
import re
from pathlib import Path

import polars as pl
import pytest

from sample_inputs.generate.folder import generate
from sample_inputs.generate.rubric import read_plan
from scoring.api import load_rubric, score
from scoring.intake.inputs import Inputs
from scoring.intake.read import read_inputs
from scoring.rubric.model import Rubric
from tests.samples.every_kind import PROGRAMME

RUBRIC = Path(__file__).with_name("every_kind.yaml")
PERIODS = [period.id for period in read_plan(RUBRIC).timeline.periods if period.id != "2019"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("every_kind")
    generate(PROGRAMME, folder, read_plan(RUBRIC))
    return folder


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return load_rubric(RUBRIC)


@pytest.fixture(scope="module")
def inputs(rubric: Rubric, folder: Path) -> Inputs:
    return read_inputs(rubric, [folder])


def row(file: str, sheet: str, cell: str) -> tuple[str, str, str]:
    return file, sheet, re.sub(r"\D", "", cell)


def test_whatever_is_complained_about_was_planted(inputs: Inputs, folder: Path) -> None:
    listed = json.loads((folder / "planted.json").read_text(encoding="utf-8"))
    planted = {row(one["file"], one["sheet"], one["cell"]) for one in listed}
    complaints = inputs.findings.filter(pl.col("severity") != "notice")
    # A contradiction is told at both of its ends, and only one of them was planted.
    strange = [
        one
        for one in complaints.select("file", "sheet", "cell", "code", "message").rows()
        if row(*one[:3]) not in planted and one[3] != "conflict"
    ]
    assert strange == []


@pytest.mark.parametrize("period", PERIODS)
def test_every_period_gives_nearly_everybody_a_score(rubric: Rubric, inputs: Inputs, period: str) -> None:
    ranking = score(rubric, inputs, period).ranking
    assert ranking["score"].null_count() <= 1
    assert len(set(ranking["score"])) > 20


@pytest.mark.parametrize("leaf", ["B2", "C1", "D1", "F1", "F2", "G1"])
def test_records_of_every_kind_earn_marks_between_none_and_full(rubric: Rubric, inputs: Inputs, leaf: str) -> None:
    scores = score(rubric, inputs, "2022").scores
    assert isinstance(scores, pl.DataFrame)
    reported = scores.filter((pl.col("node") == leaf) & (pl.col("state") == "reported"))
    rates = [float(rate) for rate in reported["rate"]]
    assert len(rates) >= 8
    assert 0.3 < sum(rates) / len(rates) < 1


def test_offices_are_called_after_their_county_and_have_its_duties_in_turn(inputs: Inputs) -> None:
    roster = inputs.roster
    names = dict(roster.select("jurisdiction", "name").rows())
    offices = roster.filter(pl.col("level") == "单位").select("parent", "name", "duty").rows()
    ends = {"公安": "公安局", "教育": "教育局", "民政": "民政局"}
    assert all(name == names[parent] + ends[duty] for parent, name, duty in offices)


def test_a_baseline_year_submits_only_what_is_compared(inputs: Inputs) -> None:
    assert set(inputs.metrics["2019"].columns) == {"jurisdiction", "fresh"}


def test_values_that_do_not_count_are_kept_apart(inputs: Inputs) -> None:
    assert set(inputs.other_values["stage"]) == {"self", "reviewed"}
