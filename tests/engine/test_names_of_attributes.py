"""A rubric names its roster columns freely: no name may fall upon a column the engine makes."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from scoring.api import load_rubric, run
from scoring.result.result import Result

EXAMPLE = Path("docs/examples/zh")
ENGINE_NAMES = [
    "rank",
    "s0",
    "b1",
    "x1n",
    "ranked_score",
    "eligible",
    "grade",
    "base_grade",
    "assessed",
    "place",
    "g0",
    "w0",
]


def scored(folder: Path, attributes: list[str]) -> Result:
    text = (EXAMPLE / "rubric.yaml").read_text(encoding="utf-8")
    declared = ", ".join(f"{name}: {{title: 列{name}, type: number, maximum: 99}}" for name in attributes)
    levels = next(line for line in text.splitlines() if line.startswith("  levels:"))
    path = folder / "rubric.yaml"
    path.write_text(text.replace(levels, f"{levels}\n  attributes: {{{declared}}}"), encoding="utf-8")
    roster = pl.read_csv(EXAMPLE / "inputs/名册.csv")
    values = [pl.lit(7 + n).alias(f"列{name}") for n, name in enumerate(attributes)]
    roster.with_columns(values).write_csv(folder / "名册.csv")
    others = [EXAMPLE / "inputs/填报.csv", EXAMPLE / "inputs/台账审查.csv"]
    return run(load_rubric(path), [folder / "名册.csv", *others])


@pytest.mark.parametrize("name", ENGINE_NAMES)
def test_an_attribute_named_like_an_engine_column_changes_nothing(name: str, tmp_path: Path) -> None:
    plain = run(load_rubric(EXAMPLE / "rubric.yaml"), EXAMPLE / "inputs")
    named = scored(tmp_path, [name])
    assert named.inputs.roster[name].to_list() == [7, 7, 7, 7]
    assert named.ranking.equals(plain.ranking)
    assert named.details.equals(plain.details)


def test_all_of_them_at_once_change_nothing(tmp_path: Path) -> None:
    plain = run(load_rubric(EXAMPLE / "rubric.yaml"), EXAMPLE / "inputs")
    assert scored(tmp_path, ENGINE_NAMES).ranking.equals(plain.ranking)
