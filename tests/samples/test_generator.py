"""The committed sample inputs are what the generator makes of its seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sample_inputs.generate.faults import with_odd_name
from sample_inputs.generate.places import make_places
from sample_inputs.generate.plan import read_plan
from sample_inputs.generate.rules import RULES
from tests.samples.reading import ENCODINGS, formats_and_formulas, workbook

WORKBOOKS = ("名录.xlsx", "填报数据.xlsx", "台账审查.xlsx", "事件.xlsx")


def test_the_same_files_are_made_again(samples: Path, made_again: Path) -> None:
    names = {path.name for path in samples.iterdir()}
    assert names == {path.name for path in made_again.iterdir()}
    assert names == {*WORKBOOKS, *ENCODINGS, "planted.json", "README.md"}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_made_again_a_workbook_holds_the_same_cells(samples: Path, made_again: Path, name: str) -> None:
    assert workbook(samples / name) == workbook(made_again / name)


def test_made_again_the_same_cells_are_formulas_and_percentages(samples: Path, made_again: Path) -> None:
    assert formats_and_formulas(samples / "填报数据.xlsx") == formats_and_formulas(made_again / "填报数据.xlsx")


@pytest.mark.parametrize("name", [*ENCODINGS, "planted.json", "README.md"])
def test_made_again_a_text_file_has_the_same_bytes(samples: Path, made_again: Path, name: str) -> None:
    assert (samples / name).read_bytes() == (made_again / name).read_bytes()


def test_another_seed_makes_other_places() -> None:
    assert [place.name for place in make_places(1)] != [place.name for place in make_places(2)]


def test_the_odd_name_changes_one_place_only() -> None:
    places = make_places(1)
    changed = [new for old, new in zip(places, with_odd_name(places), strict=True) if old != new]
    assert [place.name[0] for place in changed] == ["="]


def test_every_metric_of_the_rubric_has_a_rule_and_no_rule_is_left_over(root: Path, samples: Path) -> None:
    plan = read_plan(root / "rubrics" / f"{samples.name}.yaml")
    assert set(RULES) == {metric.code for metric in plan.metrics}
