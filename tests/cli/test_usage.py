from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Call

WRONG = {
    "rnu": "run",
    "run": "RUBRIC",
    "run rubric.yaml inputs": "-o",
    "run rubric.yaml inputs -o": "-o",
    "run rubric.yaml inputs --out": "--out",
    "run rubric.yaml inputs -o ranked.xlsx --period 1999": "2024",
    "run rubric.yaml inputs -o ranked.xls": ".xlsx",
    "run rubric.yaml inputs -o nowhere/ranked.xlsx": "nowhere",
    "check nowhere.yaml": "nowhere.yaml",
    "check rubric.yaml --langg zh": "--lang",
    "show rubric.yaml more": "more",
    "show rubric.yaml --lang fr": "fr",
    "schema --debug=yes": "--debug",
    "methods proportionl": "proportional",
    "methods -o methods.txt": ".md",
}


@pytest.mark.parametrize(("typed", "named"), WRONG.items(), ids=WRONG)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_wrong_usage_is_put_into_words_of_one_language(
    call: Call, monkeypatch: pytest.MonkeyPatch, typed: str, named: str, language: str
) -> None:
    monkeypatch.setenv("SCORING_LANG", language)
    called = call(*typed.split())
    first, *rest = called.err.splitlines()
    assert called.out == ""
    assert first.startswith("错误：" if language == "zh" else "Error: ")
    assert named in first
    assert bool(re.search(r"[\u4e00-\u9fff]", called.err.replace("排名", ""))) == (language == "zh")
    assert all("--help" in line for line in rest)


def test_no_verb_at_all_shows_the_help_page(call: Call) -> None:
    called = call()
    assert called.code == 2
    assert called.err == call("--help").out
