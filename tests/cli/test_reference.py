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


@pytest.mark.parametrize("page", ["rubric.md", "rubric.en.md"])
def test_every_key_of_the_grammar_is_documented(root: Path, page: str) -> None:
    methods = registry()
    written = schema(grammar(methods.evidence, methods.scale, methods.combine))
    code = " ".join(re.findall(r"`([^`\n]+)`", (root / "docs" / page).read_text(encoding="utf-8")))
    words = set(re.findall(r"\w+", code))
    languages = {"zh", "en", "formula"}  # a pair of texts; what a bare text of `value` stands for
    assert sorted(set(keys(written)) - words - languages) == []
