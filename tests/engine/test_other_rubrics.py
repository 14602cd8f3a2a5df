"""A rubric that reads results of another is scored with the inputs of both, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scoring.api import run, score
from scoring.errors import InputError
from scoring.intake.inputs import Inputs
from scoring.intake.read import read_inputs
from scoring.rubric.model import Rubric
from tests.engine.agreement import fraction, loaded, scores
from tests.oracle.given import given
from tests.oracle.small import small

OURS = "- {leaf: y, title: y, points: 10, value: '[total:rate@leaders]', share: {}}"
THEIRS = "- {leaf: x, title: x, points: 10, value: a, proportional: {target: 10}}"


@pytest.fixture
def rubric(tmp_path: Path) -> Rubric:
    """It reads the mark that `leaders` gives."""
    other = small(THEIRS)
    other["rubric"]["id"] = "leaders"
    (tmp_path / "of").mkdir()
    loaded(other, tmp_path / "of")
    return loaded(small(OURS, more="{uses: {leaders: {file: of/rubric.yaml, assumed: {uses: 小例}}}}"), tmp_path)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """What is submitted for both."""
    (tmp_path / "名册.csv").write_text("地区代码,地区名称,层级\nT1,一镇,镇\n", encoding="utf-8")
    (tmp_path / "填报.csv").write_text("地区代码,期次,甲\nT1,2023,7\n", encoding="utf-8")
    return [tmp_path / "名册.csv", tmp_path / "填报.csv"]


def test_inputs_of_a_rubric_used_must_be_given(rubric: Rubric) -> None:
    inputs = given("甲", metrics={"2023": {"甲": {"a": 7}}})
    with pytest.raises(InputError) as raised:
        score(rubric, inputs, "2023")
    assert "没有给出它们的填报数：leaders" in raised.value.say("zh")
    assert "no inputs are given: leaders" in raised.value.say("en")
    (mark,) = scores(score(rubric, inputs, "2023", others={"leaders": inputs})).filter(node="y")["score"]
    assert fraction(mark) == 7


def test_a_run_reads_the_inputs_of_both(rubric: Rubric, files: list[Path]) -> None:
    (mark,) = scores(run(rubric, files, period="2023")).filter(node="y")["score"]
    assert fraction(mark) == 7


def test_a_run_that_is_refused_reads_no_file_for_a_rubric_used(
    rubric: Rubric, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def noted(one: Rubric, *given: Any, **more: Any) -> Inputs:
        asked.append(one.id)
        return read_inputs(one, *given, **more)

    monkeypatch.setattr("scoring.api.read_inputs", noted)
    files[1].write_text("地区代码,期次,甲\nT1,2023,很多\n", encoding="utf-8")
    with pytest.raises(InputError):
        run(rubric, files, period="2023", strict=True)
    assert asked == ["small"]
