"""The pages about methods are what the methods now say: `make docs` writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.manual.page import page
from scoring.words import LANGUAGES, Language

PAGES: dict[Language, str] = {"zh": "methods.md", "en": "methods.en.md"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_current(root: Path, language: Language) -> None:
    written = (root / "docs" / PAGES[language]).read_text(encoding="utf-8").splitlines()
    assert written == "\n".join(page(language)).splitlines(), "run make docs"
