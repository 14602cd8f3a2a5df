from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "duckdb",
    "lark",
    "openpyxl",
    "polars",
    "pyarrow",
    "pydantic",
    "pyspark",
    "python_calamine",
    "sqlglot",
    "xlsxwriter",
    "yaml",
}


def imported_by(code: str, *arguments: str) -> set[str]:
    """Top-level packages that running the code imports, as the interpreter itself reports them."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    rows = [line.rsplit("|", 1) for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {name.strip().split(".")[0] for _, name in rows}


def test_the_import_clock_sees_what_is_imported() -> None:
    assert "yaml" in imported_by("import yaml")


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    imported = imported_by("from scoring.cli.main import main; main()", *arguments)
    assert "scoring" in imported
    assert not HEAVY & imported


def test_scoring_on_this_machine_imports_nothing_of_spark(root: Path) -> None:
    code = (
        "import sys, scoring; "
        "scoring.run(scoring.load_rubric(sys.argv[1]), sys.argv[2]); assert 'scoring.engine.duckdb' in sys.modules"
    )
    example = root / "docs" / "examples" / "zh"
    imported = imported_by(code, str(example / "rubric.yaml"), str(example / "inputs"))
    assert not {"pyspark", "py4j", "sqlglot"} & imported


def test_importing_the_package_imports_nothing_heavy() -> None:
    assert not HEAVY & imported_by("import scoring")
