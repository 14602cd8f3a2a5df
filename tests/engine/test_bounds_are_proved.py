"""Marks that may not fit are refused when the rubric is loaded, at the leaf that could, not while scoring."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.api import load_rubric
from scoring.errors import RubricError
from tests.engine.agreement import loaded
from tests.oracle.small import small

SOUND = Path("docs/examples/zh/rubric.yaml")


def test_a_value_beyond_38_digits_is_refused_with_its_leaf_and_line(tmp_path: Path) -> None:
    text = SOUND.read_text(encoding="utf-8").replace("maximum: 20000", "maximum: 9999999999999999")
    path = tmp_path / "wide.yaml"
    path.write_text(text.replace("value: visited / registered", "value: visited * visited * visited / registered"))
    with pytest.raises(RubricError) as refused:
        load_rubric(path)
    (problem,) = refused.value.problems
    line = next(n for n, line in enumerate(path.read_text().splitlines(), 1) if "visited * visited" in line)
    assert (problem.code, problem.line, problem.found) == ("too_wide", line, "一.1")
    assert "38位" in problem.hint.zh
    assert "narrow the metrics' maximum" in problem.hint.en


def test_a_bound_just_inside_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "rubric.yaml"
    path.write_text(SOUND.read_text(encoding="utf-8").replace("maximum: 20000", "maximum: 9999999999999"))
    assert load_rubric(path).metrics["registered"].maximum == 9999999999999


def test_a_value_that_fits_but_not_with_the_decimals_it_is_shown_with_is_refused_too(tmp_path: Path) -> None:
    text = SOUND.read_text(encoding="utf-8").replace("maximum: 20000", "maximum: 9999999999999999")
    path = tmp_path / "shown.yaml"
    leaf = "role: shown, value: visited * visited / registered"
    shown = f"  children:\n  - {{leaf: 展示, title: 展示, clause: 一, {leaf}}}\n"
    path.write_text(text.replace("  children:\n", shown, 1), encoding="utf-8")
    with pytest.raises(RubricError) as refused:
        load_rubric(path)
    assert [(problem.code, problem.found) for problem in refused.value.problems] == [("too_wide", "展示")]


def test_a_power_beyond_38_digits_is_refused_at_its_own_leaf(tmp_path: Path) -> None:
    roots = ("root", "root", "{power: {exponent: 12.5}}", "root")
    leaves = "\n".join(
        f"- {{leaf: x{n}, title: x, points: 1, value: a, transform: {one}, proportional: {{target: 10}}}}"
        for n, one in enumerate(roots, 1)
    )
    with pytest.raises(RubricError) as refused:
        loaded(small(leaves, points="4"), tmp_path)
    assert [(problem.code, problem.path) for problem in refused.value.problems] == [("too_wide", "tree[x3]")]
