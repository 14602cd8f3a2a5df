"""Marks that may not fit are refused when the rubric is loaded, at the leaf that could, not while scoring."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.api import load_rubric
from scoring.errors import RubricError

SOUND = Path("docs/examples/zh/rubric.yaml")


def test_a_value_beyond_127_bits_is_refused_with_its_leaf_and_line(tmp_path: Path) -> None:
    text = SOUND.read_text(encoding="utf-8").replace("maximum: 20000", "maximum: 9999999999999999")
    path = tmp_path / "wide.yaml"
    path.write_text(text.replace("value: visited / registered", "value: visited * visited * visited / registered"))
    with pytest.raises(RubricError) as refused:
        load_rubric(path)
    (problem,) = refused.value.problems
    line = next(n for n, line in enumerate(path.read_text().splitlines(), 1) if "visited * visited" in line)
    assert (problem.code, problem.line, problem.found) == ("too_wide", line, "一.1")
    assert "127位" in problem.hint.zh
    assert "narrow the metrics' maximum" in problem.hint.en


def test_a_bound_just_inside_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "rubric.yaml"
    path.write_text(SOUND.read_text(encoding="utf-8").replace("maximum: 20000", "maximum: 9999999999999"))
    assert load_rubric(path).metrics["registered"].maximum == 9999999999999
