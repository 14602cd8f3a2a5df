from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scoring.methods import registry
from scoring.rubric.grammar import grammar
from scoring.rubric.schema import schema


def keys(part: Any) -> Iterator[str]:
    """Every key a rubric file may hold anywhere."""
    if isinstance(part, dict):
        yield from part.get("properties", {})
        for inner in part.values():
            yield from keys(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from keys(inner)


@pytest.mark.parametrize("pages", [("rubric.md", "methods.md"), ("rubric.en.md", "methods.en.md")])
def test_every_key_of_the_grammar_is_documented(root: Path, pages: tuple[str, ...]) -> None:
    methods = registry()
    written = schema(grammar(methods.evidence, methods.scale, methods.combine, methods.transform))
    texts = [(root / "docs" / page).read_text(encoding="utf-8") for page in pages]
    code = " ".join(found for text in texts for found in re.findall(r"`([^`\n]+)`", text))
    words = set(re.findall(r"\w+", code))
    languages = {"zh", "en", "formula"}  # a pair of texts; what a bare text of `value` stands for
    assert sorted(set(keys(written)) - words - languages) == []
