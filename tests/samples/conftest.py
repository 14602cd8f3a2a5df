"""The committed sample inputs of every programme, the same made again, and the lists of what is planted in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sample_inputs.generate.folder import generate
from sample_inputs.generate.programme import Programme, programmes
from tests.samples.reading import Planted, Sample

PROGRAMMES = programmes()


@pytest.fixture(params=PROGRAMMES, scope="session")
def programme(request: pytest.FixtureRequest) -> Programme:
    return PROGRAMMES[request.param]


@pytest.fixture(scope="session")
def samples(root: Path, programme: Programme) -> Path:
    return root / "sample_inputs" / programme.slug


@pytest.fixture(scope="session")
def sample(samples: Path) -> Sample:
    return Sample(samples)


@pytest.fixture(scope="session")
def made_again(tmp_path_factory: pytest.TempPathFactory, programme: Programme) -> Sample:
    folder = tmp_path_factory.mktemp("again") / programme.slug
    generate(programme, folder)
    return Sample(folder)


@pytest.fixture(scope="session")
def planted(samples: Path) -> list[Planted]:
    listed: list[Planted] = json.loads((samples / "planted.json").read_text(encoding="utf-8"))
    return listed
