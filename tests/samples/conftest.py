"""The committed sample inputs, the same made again, and the list of what is planted in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sample_inputs.generate.__main__ import RUBRIC, generate


@pytest.fixture(scope="session")
def samples(root: Path) -> Path:
    return root / "sample_inputs" / RUBRIC


@pytest.fixture(scope="session")
def made_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("again")
    generate(folder)
    return folder


@pytest.fixture(scope="session")
def planted(samples: Path) -> list[dict[str, str]]:
    listed: list[dict[str, str]] = json.loads((samples / "planted.json").read_text(encoding="utf-8"))
    return listed
