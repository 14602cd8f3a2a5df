"""The committed sample inputs are what the generator makes of its seed, for every programme that has a module."""

from __future__ import annotations

from pathlib import Path

from sample_inputs.generate.folder import places_of, plan_of
from sample_inputs.generate.programme import Programme, programmes
from tests.samples.reading import Sample


def test_every_folder_of_inputs_has_its_module(root: Path) -> None:
    folders = {path.parent.name for path in (root / "sample_inputs").glob("*/planted.json")}
    assert folders == set(programmes())


def test_the_same_files_are_made_again(samples: Path, made_again: Sample) -> None:
    assert {path.name for path in samples.iterdir()} == {path.name for path in made_again.folder.iterdir()}


def test_made_again_workbooks_and_parquet_hold_the_same_cells(sample: Sample, made_again: Sample) -> None:
    files = [file for file in sample.files if not file.endswith(".csv")]
    assert files
    assert [file for file in files if sample.sheets(file) != made_again.sheets(file)] == []


def test_made_again_the_same_cells_are_formulas_and_percentages(sample: Sample, made_again: Sample) -> None:
    (file,) = [name for name in sample.files if name.startswith("填报数据")]
    assert sample.formats_and_formulas(file) == made_again.formats_and_formulas(file)


def test_made_again_text_files_have_the_same_bytes(samples: Path, made_again: Sample) -> None:
    names = [path.name for path in samples.iterdir() if path.suffix in (".csv", ".json", ".md")]
    assert [one for one in names if (samples / one).read_bytes() != (made_again.folder / one).read_bytes()] == []


def test_another_seed_makes_other_places(programme: Programme) -> None:
    plan = plan_of(programme)
    first, second = (places_of(programme, plan, seed) for seed in (1, 2))
    assert [place.name for place in first] != [place.name for place in second]


def test_every_metric_of_the_rubric_has_a_rule_and_no_rule_is_left_over(programme: Programme) -> None:
    assert set(programme.rules) == set(plan_of(programme).metrics)
