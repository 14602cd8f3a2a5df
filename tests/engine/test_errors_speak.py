"""In which language an error is said by `str`, and that errors survive the way from one process to another."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import scoring
from scoring.errors import EngineFault, InputError, OutputError, Problem, RubricError, ScoringError
from scoring.words import Text

TEXT = Text("没有可测评的地区", "there is no jurisdiction to score")
SETTINGS = ("SCORING_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def _an_english_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.mark.parametrize(
    ("setting", "name", "said"),
    [
        ("LANG", "en_US.UTF-8", TEXT.en),
        ("LANG", "zh_CN.UTF-8", TEXT.zh),
        ("SCORING_LANG", "zh", TEXT.zh),
        ("SCORING_LANG", "fr", TEXT.en),
    ],
)
def test_an_error_speaks_the_machines_language_or_the_one_asked_for(
    monkeypatch: pytest.MonkeyPatch, setting: str, name: str, said: str
) -> None:
    monkeypatch.setenv(setting, name)
    assert str(InputError(TEXT)) == said


@pytest.mark.parametrize(
    ("title", "said"), [("小例", "评分规则有"), ("{zh: 小例, en: Example}\nlanguage: en", "problem(s)")]
)
def test_a_broken_rubric_is_told_of_in_its_own_language(tmp_path: Path, title: str, said: str) -> None:
    (tmp_path / "rubric.yaml").write_text(f"title: {title}", encoding="utf-8")
    with pytest.raises(RubricError) as raised:
        scoring.load_rubric(tmp_path / "rubric.yaml")
    assert said in str(raised.value)


def test_what_is_asked_for_beats_the_rubrics_language(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rubric = scoring.load_rubric(root / "docs/examples/zh/rubric.yaml")
    with pytest.raises(InputError, match="没有名为"):
        scoring.run(rubric, [], engine="abacus")
    with pytest.raises(InputError, match="there is no engine"):
        scoring.run(rubric, [], engine="abacus", language="en")
    monkeypatch.setenv("SCORING_LANG", "en")
    with pytest.raises(InputError, match="there is no engine"):
        scoring.run(rubric, [], engine="abacus")


@pytest.mark.parametrize(
    "error",
    [
        InputError(TEXT),
        OutputError(TEXT),
        EngineFault(TEXT, "step", "SELECT 1"),
        RubricError([Problem("a.yaml", 1, "tree", "code", "x", TEXT, TEXT)]),
    ],
)
def test_an_error_is_the_same_in_another_process(error: ScoringError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(again) is type(error)
    assert (str(again), vars(again)) == (str(error), vars(error))
