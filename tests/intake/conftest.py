"""A small programme and a folder to put its inputs in."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.methods import registry
from scoring.rubric.load import load_rubric
from scoring.rubric.model import Rubric
from tests.intake.given import Folder


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    return load_rubric(Path(__file__).parent / "programme.yaml", registry())


@pytest.fixture
def folder(tmp_path: Path, rubric: Rubric) -> Folder:
    return Folder(tmp_path, rubric)
