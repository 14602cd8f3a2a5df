"""Values that read one another: each is looked at once, however long the chain and whichever stands first in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.errors import RubricError
from scoring.methods import registry
from scoring.rubric.load import load_rubric

SMALL = Path(__file__).parent / "small.yaml"
POINTS = "  points: 10\n"


def chain(path: Path, length: int, formula: str, first: str = "registered") -> Path:
    """A rubric whose leaves read each the one before, the last of them first in the file."""
    values = [first, *(formula.format(f"[x{n - 1}:value]") for n in range(1, length))]
    leaves = "".join(
        f'  - {{leaf: x{n}, title: x{n}, clause: 二, points: 1, value: "{value}", threshold: {{at_most: 5}}}}\n'
        for n, value in reversed(list(enumerate(values)))
    )
    written = SMALL.read_text("utf-8").replace("\nrank:", f"\n{leaves}rank:")
    assert written.count(POINTS) == 1
    path.write_text(written.replace(POINTS, f"  points: {10 + length}\n"), "utf-8")
    return path


def test_a_value_read_twice_by_each_in_a_row_is_measured_once(tmp_path: Path) -> None:
    rubric = load_rubric(chain(tmp_path / "small.yaml", 60, "({0} + {0}) / 2"), registry())
    assert len(rubric.leaves) == 62


def test_a_chain_is_not_too_long_to_be_checked(tmp_path: Path) -> None:
    rubric = load_rubric(chain(tmp_path / "small.yaml", 1500, "{0} + 1"), registry())
    assert len(rubric.leaves) == 1502


def test_the_unit_of_the_first_is_known_at_the_end_of_a_chain(tmp_path: Path) -> None:
    path = chain(tmp_path / "small.yaml", 1500, "{0} + 1")
    text = path.read_text("utf-8")
    path.write_text(text.replace('"[x1498:value] + 1"', '"[x1498:value] + [A1:value]"'), "utf-8")
    with pytest.raises(RubricError) as raised:
        load_rubric(path, registry())
    assert [(problem.code, problem.path) for problem in raised.value.problems] == [
        ("unlike_units", "tree[x1499].value")
    ]


def test_a_circle_at_the_end_of_a_long_chain_is_told_once(tmp_path: Path) -> None:
    with pytest.raises(RubricError) as raised:
        load_rubric(chain(tmp_path / "small.yaml", 1500, "{0} + 1", first="[x2:value] + 1"), registry())
    assert [(problem.code, problem.found) for problem in raised.value.problems] == [
        ("cycle", "x2 → x1 → x0 → x2"),
    ]
