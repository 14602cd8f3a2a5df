from __future__ import annotations

from pathlib import Path

import pytest

from scoring.cli.speech import speech
from scoring.rubric.load import written_in
from tests.cli.conftest import Call


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LC_ALL": "en_US", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8", "SCORING_LANG": "en"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8", "SCORING_LANG": "fr"}, "zh"),
        (["--lang", "zh"], {"SCORING_LANG": "en"}, "zh"),
        (["run", "a.yaml", "--lang=en"], {"LANG": "zh_CN"}, "en"),
        (["--lang"], {"LANG": "en_GB"}, "en"),
    ],
)
def test_help_speaks_what_was_asked_for_else_the_machines_language(
    arguments: list[str], environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    assert speech(arguments, environment).language == language


def test_a_chinese_rubric_is_spoken_of_in_chinese_on_an_english_machine(call: Call) -> None:
    assert "规则可用" in call("check", "rubric.yaml").out


def test_what_was_asked_for_beats_the_rubrics_language(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "a good rubric" in call("check", "rubric.yaml", "--lang", "en").out
    monkeypatch.setenv("SCORING_LANG", "en")
    assert "a good rubric" in call("check", "rubric.yaml").out


def test_a_broken_chinese_rubric_is_spoken_of_in_chinese(call: Call, example: Path) -> None:
    (example / "rubric.yaml").write_text("rubric: {title: 小例}", encoding="utf-8")
    assert "评分规则有" in call("check", "rubric.yaml").out


@pytest.mark.parametrize(
    ("text", "language"),
    [("title: 小例", "zh"), ("title: Example", None), ("title: 小例\nlanguage: en", "en"), ("{language: 'zh'}", "zh")],
)
def test_the_language_of_a_rubric_is_told_from_its_text(tmp_path: Path, text: str, language: str | None) -> None:
    (tmp_path / "rubric.yaml").write_text(text, encoding="utf-8")
    assert written_in(tmp_path / "rubric.yaml") == language
