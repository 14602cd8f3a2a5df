from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

STAGES = ["rubric", "intake", "evidence", "scale", "combine", "adjust", "rank", "report"]


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    shutil.copytree(root / "scoring", tmp_path / "scoring", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_point_one_way(root: Path) -> None:
    done = lint_imports(root)
    assert done.returncode == 0, done.stdout + done.stderr


def test_rooms_stand_in_the_order_the_data_flows(root: Path) -> None:
    config = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (layers,) = [contract for contract in config["contracts"] if contract["id"] == "layers"]
    assert [layer for layer in reversed(layers["layers"]) if layer in STAGES] == STAGES
    assert layers["exhaustive"]


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("words.py", "import scoring.errors", "Imports point one way"),
        ("sql/states.py", "import scoring.rubric.model", "Imports point one way"),
        ("rank/planted.py", "import duckdb", "Only scoring.engine.duckdb"),
        ("engine/planted.py", "import xlsxwriter", "Only scoring.report"),
        ("report/planted.py", "import openpyxl", "Only scoring.intake"),
        ("adjust/planted.py", "import rich.table", "Only scoring.cli"),
        ("intake/planted.py", "import yaml", "Only scoring.rubric.document"),
        ("rubric/planted.py", "import lark", "Only scoring.rubric.formula"),
        ("planted.py", "import scoring.words", "Imports point one way"),
    ],
)
def test_an_import_out_of_place_is_refused(copy: Path, file: str, line: str, contract: str) -> None:
    with (copy / "scoring" / file).open("a", encoding="utf-8") as planted:
        planted.write(f"\n{line}\n")
    printed = lint_imports(copy).stdout.splitlines()
    assert any(row.startswith(contract) and " BROKEN" in row for row in printed), printed
