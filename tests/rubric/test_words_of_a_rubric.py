"""What a rubric's keys and names are called, said in both languages from one place."""

from __future__ import annotations

from pathlib import Path

import pytest

import scoring
from scoring.rubric.model import Rubric
from scoring.rubric.show import show
from scoring.rubric.terms import effect_words, no_such_period
from scoring.words import Language

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "en" / "rubric.yaml"


def changed(folder: Path, *edits: tuple[str, str]) -> Rubric:
    text = EXAMPLE.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path = folder / "rubric.yaml"
    path.write_text(text, encoding="utf-8")
    return scoring.load_rubric(path)


def told(rubric: Rubric, language: Language) -> str:
    return "\n".join(show(rubric, language))


def test_a_cap_is_said_as_a_decimal_with_the_title_of_what_it_caps(tmp_path: Path) -> None:
    rubric = changed(tmp_path, ('{ineligible: "yes"}', "{cap: {of: total, at: 59.5}}"))
    words = effect_words(rubric.gates[0], rubric)
    assert (words.zh, words.en) == ("Total最多59.5分", "Total gets 59.5 at most")


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "full marks at ≥ county 3, others 2, none otherwise"), ("zh", "≥县（市） 3、其余 2得满分，否则不得分")],
)
def test_targets_are_told_by_the_titles_of_levels_in_each_language(
    tmp_path: Path, language: Language, said: str
) -> None:
    levels = ("levels: {county: county,", "levels: {county: {zh: 县（市）, en: county},")
    rubric = changed(tmp_path, levels, ("county: 3, town: 2}", "county: 3, else: 2}"))
    assert said in told(rubric, language)


def test_a_metric_of_one_letter_is_replaced_in_its_formula_alone(tmp_path: Path) -> None:
    rubric = changed(tmp_path, ("staff: {", "a: {"), ("value: staff", "value: a"))
    assert "value: Full-time staff\n" in told(rubric, "en")


def test_a_metric_that_bears_a_node_s_code_does_not_take_its_title(tmp_path: Path) -> None:
    rubric = changed(tmp_path, ("staff: {", "total: {"), ("value: staff", "value: total"))
    assert "by “Total” to 2 decimals" in told(rubric, "en")


def test_a_period_the_rubric_lacks_is_answered_with_those_it_has(tmp_path: Path) -> None:
    assert no_such_period(changed(tmp_path), "1999").en == "the rubric has no period “1999”; it has: 2024"


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "统计本期内重大案件的数量"), ("en", "the number of events in the period: grave case")]
)
def test_events_are_told_by_their_titles(tmp_path: Path, language: Language, said: str) -> None:
    events = ("\ntree:", "\nevents: {case: {title: {zh: 重大案件, en: grave case}}}\n\ntree:")
    rubric = changed(tmp_path, events, ("value: staff", "events: {types: [case]}"))
    assert said in told(rubric, language)


def test_a_scale_s_condition_on_its_own_value_says_so(tmp_path: Path) -> None:
    cases = "cases: [{when: value > 5, gives: 100%}, {gives: 0}]"
    rubric = changed(tmp_path, ("threshold: {at_least: {by: level, county: 3, town: 2}}", cases))
    assert "its value > 5" in told(rubric, "en")
    assert "本项的值 > 5" in told(rubric, "zh")


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "层级 = “县（市）”"), ("en", "level is one of “county”, “town”")]
)
def test_levels_in_conditions_are_told_by_their_titles(tmp_path: Path, language: Language, said: str) -> None:
    levels = ("levels: {county: county,", "levels: {county: {zh: 县（市）, en: county},")
    condition = "level = 'county'" if language == "zh" else "level in ['county', 'town']"
    rubric = changed(tmp_path, levels, ("value: staff", f"applies_to: {condition}\n    value: staff"))
    assert said in told(rubric, language)
