from __future__ import annotations

import re
from pathlib import Path

import pytest

from scoring.intake.files import FORMATS


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_that_is_read_is_listed(root: Path, page: str, suffix: str) -> None:
    text = (root / page).read_text(encoding="utf-8")
    section = re.split(r"^## ", text, flags=re.MULTILINE)
    inputs = next(part for part in section if part.startswith(("Prepare", "准备")))
    assert re.search(rf"(?<![a-z]){suffix[1:]}(?![a-z])", inputs.split("|")[0])
