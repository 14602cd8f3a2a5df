from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAMMES = sorted(path.stem for path in (ROOT / "rubrics").glob("*.yaml"))
PLAIN_WORDS = {"city", "county"}
"""Names that examples in code use for any city or county: only the whole id tells the programme."""


def without_docstrings(source: str) -> Iterator[tuple[int, str]]:
    """Every line of code with its number; documentation may show a real rubric, code may not know one."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines[node.lineno - 1 : node.end_lineno] = [""] * ((node.end_lineno or node.lineno) - node.lineno + 1)
    return iter(enumerate(lines, start=1))


def mentions(programme: str, folder: Path) -> list[str]:
    name = programme.rsplit("-", 1)[0]
    name = programme if name in PLAIN_WORDS else name
    return [
        f"{path.relative_to(folder)}:{number}"
        for path in sorted(folder.rglob("*.py"))
        for number, line in without_docstrings(path.read_text(encoding="utf-8"))
        if name in line
    ]


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_no_code_is_written_for_one_programme(programme: str) -> None:
    assert mentions(programme, ROOT / "scoring") == []


def test_a_mention_in_code_is_found_and_one_in_a_docstring_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        '"""For example\nexample-2024."""\nif rubric == "example-2024":\n    pass\n', "utf-8"
    )
    assert mentions("example-2024", tmp_path) == ["a.py:3"]


def test_a_programme_named_by_a_plain_word_is_looked_for_by_its_whole_id(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('LEVELS = ("county", "town")\nif rubric == "county-2024":\n    pass\n', "utf-8")
    assert mentions("county-2024", tmp_path) == ["a.py:2"]
