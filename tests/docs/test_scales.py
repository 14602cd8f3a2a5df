"""The scales in the pages about the grammar: every key has a row, and every row is read as it stands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from scoring.methods import registry
from tests.docs.blocks import blocks
from tests.engine.agreement import loaded
from tests.oracle.small import small

PAGES = ("rubric.md", "rubric.en.md")
ROW = re.compile(r"^\| `(?P<written>(?P<key>\w+): [^`]+)` \|", re.MULTILINE)
CHANGE = {"against": "year_before", "no_history": "missing"}


def section(root: Path, page: str) -> str:
    """What a page says of scales."""
    text = (root / "docs" / page).read_text(encoding="utf-8")
    start = text.index("| `proportional:")
    return text[start : text.index("\n## ", start)]


def read(written: str, folder: Path) -> None:
    """Load a scale as the only leaf of a rubric with the counties and metrics that the pages name."""
    parts: dict[str, Any] = yaml.load(written, yaml.BaseLoader)  # noqa: S506 - only plain data
    leaf = {"leaf": "x", "title": "x", "points": "100", "value": "a", **parts}
    if "trend" in parts:
        leaf["change"] = CHANGE
    number = {"unit": "个", "maximum": "1000", "every": "quarter"}
    levels = dict.fromkeys(("县", "镇", "county", "town"), "x")
    more = {
        "population": {"levels": levels},
        "metrics": {name: {**number, "title": name} for name in ("people", "registered")},
    }
    loaded(small([leaf], points="100", more=more), folder)


@pytest.mark.parametrize("page", PAGES)
def test_every_scale_has_a_row_that_is_read(page: str, root: Path, tmp_path: Path) -> None:
    rows = list(ROW.finditer(section(root, page)))
    assert sorted(row["key"] for row in rows) == sorted(registry().scale)
    for row in rows:
        read(row["written"], tmp_path)


@pytest.mark.parametrize("page", PAGES)
def test_what_is_shown_of_cases_is_read(page: str, root: Path, tmp_path: Path) -> None:
    shown = [block.body for block in blocks(section(root, page)) if block.language == "yaml"]
    assert len(shown) == 1
    read(shown[0], tmp_path)


def test_both_pages_have_the_same_rows(root: Path) -> None:
    keys = [[row["key"] for row in ROW.finditer(section(root, page))] for page in PAGES]
    assert keys[0] == keys[1]
