from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("duckdb", "polars", "pydantic", "rich", "scoring.api", "scoring.result")


def loaded_by(*arguments: str) -> set[str]:
    """Every module that a call of the command leaves loaded."""
    code = "import sys; from scoring.cli.main import main; main(); print('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", [("--help",), ("run", "--help"), ("run", "nowhere.yaml"), ("--version",)])
def test_what_scores_nothing_loads_nothing_that_scores(arguments: tuple[str, ...]) -> None:
    loaded = loaded_by(*arguments)
    assert "scoring.cli.run" in loaded
    assert not loaded & set(HEAVY)
