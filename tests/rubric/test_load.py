"""Loading: everything wrong at once, in both languages, each at its line."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from scoring.errors import RubricError
from scoring.methods import registry
from scoring.rubric.declarations import Population
from scoring.rubric.load import load_rubric

SMALL = Path(__file__).parent / "small.yaml"


def broken(tmp_path: Path, *edits: tuple[str, str]) -> RubricError:
    text = SMALL.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = tmp_path / "rubric.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RubricError) as raised:
        load_rubric(path, registry())
    return raised.value


def test_file_and_hash_of_the_bytes_are_kept() -> None:
    rubric = load_rubric(SMALL, registry())
    assert rubric.file == str(SMALL)
    assert rubric.sha256 == hashlib.sha256(SMALL.read_bytes()).hexdigest()


def test_problems_of_every_kind_come_together(tmp_path: Path) -> None:
    error = broken(
        tmp_path,
        ("groups: [甲组, 乙组]", "groups: [甲组]\n  groups: [乙组]"),
        ("value: met / registered", "value: mett / registered"),
        ("points: 10", "points: 11"),
        ("threshold:", "treshold:"),
        ("rank: {of: 总分", "rank: {of: 总计"),
    )
    codes = ["duplicate_key", "points_sum", "unknown_name", "unknown_key", "unknown_node"]
    assert [problem.code for problem in error.problems] == codes


def test_type_errors_do_not_hide_names_that_are_wrong(tmp_path: Path) -> None:
    error = broken(tmp_path, ("points: 6", "points: six"), ("value: registered", "value: registred"))
    assert [problem.code for problem in error.problems] == ["not_a_number", "unknown_name"]


def test_a_mistyped_value_invents_no_further_problem(tmp_path: Path) -> None:
    error = broken(tmp_path, ("points: 6", "points: six"))
    assert [problem.code for problem in error.problems] == ["not_a_number"]


def test_a_misspelt_section_is_read_as_meant(tmp_path: Path) -> None:
    error = broken(tmp_path, ("settings: {missing: zero", "setting: {missing: zreo"), ("assumed: {s", "assumd: {s"))
    assert [problem.code for problem in error.problems] == ["unknown_key", "unknown_key"]


def test_words_in_place_of_keys_of_the_model_are_refused(tmp_path: Path) -> None:
    error = broken(tmp_path, ("threshold: {at_most: 500}", "bands: {at_least: {5: 100%}, otherwise: 0%}"))
    assert {problem.code for problem in error.problems} == {"unknown_key", "missing_key"}


@pytest.mark.parametrize(("language", "head"), [("zh", "评分规则有1处问题"), ("en", "1 problem(s) in the rubric")])
def test_an_error_reads_in_either_language(tmp_path: Path, language: str, head: str) -> None:
    error = broken(tmp_path, ("points: 10", "points: 12"))
    said = error.say("zh" if language == "zh" else "en")
    assert said.startswith(head)
    assert "rubric.yaml:18  tree.points" in said
    assert "6 + 4 = 10" in said


@pytest.mark.parametrize("population", ["population: {}\n", ""])
def test_a_rubric_of_one_population_needs_no_levels(tmp_path: Path, population: str) -> None:
    text = SMALL.read_text(encoding="utf-8")
    start, end = text.index("population:"), text.index("periods:")
    path = tmp_path / "rubric.yaml"
    path.write_text(text[:start] + population + text[end:], encoding="utf-8")
    assert load_rubric(path, registry()).population == Population()
