from __future__ import annotations

import re
from pathlib import Path

import pytest

import scoring
from scoring.cli.main import SCORING
from scoring.cli.verb import EXIT_WORDS

READMES = {"README.md": "en", "README.zh-CN.md": "zh"}


@pytest.fixture(params=READMES)
def readme(request: pytest.FixtureRequest, root: Path) -> tuple[str, str]:
    """A README and the language it is written in."""
    return (root / request.param).read_text(encoding="utf-8"), READMES[request.param]


def test_every_verb_is_documented(readme: tuple[str, str]) -> None:
    page, _ = readme
    assert [verb for verb in SCORING.commands if f"`scoring {verb} " not in page] == []


def test_every_option_is_documented(readme: tuple[str, str]) -> None:
    page, _ = readme
    options = {param.opts[-1] for verb in SCORING.commands.values() for param in verb.params if param.opts[0][0] == "-"}
    assert [option for option in sorted(options) if f"`{option}" not in page] == []


def test_every_exit_code_is_documented(readme: tuple[str, str]) -> None:
    page, _ = readme
    assert [int(code) for code in EXIT_WORDS if not re.search(rf"^\| {int(code)} \|", page, re.MULTILINE)] == []


def test_the_rubric_shown_is_the_example(readme: tuple[str, str], root: Path) -> None:
    page, language = readme
    (shown,) = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert shown == (root / "docs" / "examples" / language / "rubric.yaml").read_text(encoding="utf-8")


def test_both_examples_come_to_the_same_marks(root: Path) -> None:
    marks = [
        scoring.run(scoring.load_rubric(folder / "rubric.yaml"), folder / "inputs").ranking[
            "jurisdiction", "score", "rank"
        ]
        for folder in sorted((root / "docs" / "examples").iterdir())
    ]
    assert len(marks) == 2
    assert marks[0].equals(marks[1])


def test_pictures_and_pages_that_are_linked_are_there(readme: tuple[str, str], root: Path) -> None:
    page, _ = readme
    links = [link for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page) if "://" not in link]
    assert links
    assert [link for link in links if not (root / link).exists()] == []
