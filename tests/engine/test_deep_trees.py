"""A tree may be deep: every level still computes, and what a mark is worth in the total is still told."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from scoring.api import load_rubric, run

EXAMPLE = Path("docs/examples/zh")
BESIDE = "value: staff, tally: {each: 1}, applies_to: level = '县'"


@pytest.mark.parametrize("depth", [3, 25])
def test_a_leaf_far_below_carries_its_whole_branch(depth: int, tmp_path: Path) -> None:
    text = (EXAMPLE / "rubric.yaml").read_text(encoding="utf-8")
    leaf = next(line for line in text.splitlines() if "leaf: 一.1" in line)
    lines, indent = [], "  "
    for level in range(depth):
        # A sibling that not everyone has makes every level scale its marks.
        lines.append(f"{indent}- {{leaf: 旁{level}, title: 旁, clause: 一, points: 1, {BESIDE}}}")
        lines += [f"{indent}- node: 层{level}", f"{indent}  title: 层", f"{indent}  clause: 一"]
        lines += [f"{indent}  points: {49 - level}", f"{indent}  children:"]
        indent += "  "
    lines.append(indent + leaf.strip().replace("points: 50", f"points: {50 - depth}"))
    path = tmp_path / "rubric.yaml"
    path.write_text(text.replace(leaf, "\n".join(lines)), encoding="utf-8")
    deep = run(load_rubric(path), EXAMPLE / "inputs")
    # In a township every sibling drops out: the leaf carries its whole branch of 49, and the total is scaled from 99.
    town = deep.details.filter(jurisdiction="T1", node="一.1").row(0, named=True)
    assert abs(Fraction(town["attainable"]) * (50 - depth) - Fraction(4900, 99)) < Fraction(1, 10**6)
    total = deep.ranking.filter(jurisdiction="T1")["score"].item()
    expected = (49 * Fraction(181, 200) / Fraction(95, 100) + 20 + 24) * Fraction(100, 99)
    # Each level rounds to 0.01, and those above scale that up.
    assert abs(Fraction(total) - expected) <= Fraction(depth, 100)
