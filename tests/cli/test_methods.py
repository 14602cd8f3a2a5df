from __future__ import annotations

from pathlib import Path

import pytest

from scoring.cli.layout import width
from scoring.manual.parameters import parameters
from scoring.methods import ROOMS, registry
from tests.cli.conftest import Call

METHODS = [method for room in ROOMS for method in registry().rooms[room.key].values()]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_method_is_listed_with_its_title_and_parameters(call: Call, language: str) -> None:
    page = " ".join(call("methods", "--lang", language).out.split()).replace(" ", "")
    for method in METHODS:
        said = method.title.say("zh" if language == "zh" else "en").replace(" ", "")
        assert f"{method.key}{said}" in page
        assert all(one.name in page for one in parameters(method))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_fits_eighty_columns(call: Call, language: str) -> None:
    assert [line for line in call("methods", "--lang", language).out.splitlines() if width(line) > 80] == []


def test_one_method_is_told_with_parameters_an_example_its_formula_and_source(call: Call) -> None:
    page = call("methods", "proportional", "--lang", "en").out
    for part in ("target", "needed", "95%", "9.473684211", "=C2*MAX(0,MIN(1,B2/95%))", "From: "):
        assert part in page


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_method_can_be_told(call: Call, language: str) -> None:
    for method in METHODS:
        called = call("methods", method.key, "--lang", language)
        assert called.code == 0
        assert method.key in called.out.splitlines()[0]


def test_the_page_is_written_to_a_file(call: Call, tmp_path: Path) -> None:
    assert call("methods", "--lang", "en", "-o", str(tmp_path / "methods.md")).code == 0
    assert (tmp_path / "methods.md").read_text(encoding="utf-8").startswith("# Methods of scoring\n")
