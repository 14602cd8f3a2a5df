from __future__ import annotations

import re

import pytest

from scoring.cli.layout import width
from scoring.cli.main import SCORING
from scoring.cli.verb import EXIT_WORDS, Argument, Option, Verb
from tests.cli.conftest import Call

PAGES = [(), *((name,) for name in SCORING.commands)]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def verbs() -> list[Verb]:
    return [verb for verb in SCORING.commands.values() if isinstance(verb, Verb)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: "-".join(page) or "scoring")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_fits_eighty_columns(call: Call, page: tuple[str, ...], language: str) -> None:
    called = call(*page, "--help", "--lang", language)
    assert called.code == 0
    assert [line for line in called.out.splitlines() if width(line) > 80] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: "-".join(page) or "scoring")
def test_english_help_has_no_chinese_and_chinese_help_no_english_sentence(call: Call, page: tuple[str, ...]) -> None:
    assert not CHINESE.search(call(*page, "--help", "--lang", "en").out)
    chinese = [line for line in call(*page, "--help", "--lang", "zh").out.splitlines() if len(line.split()) > 8]
    assert [line for line in chinese if not CHINESE.search(line)] == []


@pytest.mark.parametrize("verb", verbs(), ids=lambda verb: verb.name)
def test_help_names_every_argument_and_option(call: Call, verb: Verb) -> None:
    page = call(str(verb.name), "--help").out
    for param in verb.params:
        assert isinstance(param, Option | Argument)
        assert param.words.zh
        assert param.words.en
        assert all(name in page for name in (param.opts if isinstance(param, Option) else [str(param.metavar)]))


def test_help_lists_every_exit_code(call: Call) -> None:
    page = call("--help").out
    assert all(re.search(rf"^  {int(code)}  ", page, re.MULTILINE) for code in EXIT_WORDS)


def test_a_misspelt_verb_or_option_is_put_right(call: Call) -> None:
    assert "“check”" in call("chek").err
    assert "--period" in call("run", "--perod", "2024").err


def test_the_version_is_told(call: Call) -> None:
    assert re.fullmatch(r"scoring (\d+\.\d+\.\d+|\(uninstalled\))\n", call("--version").out)
