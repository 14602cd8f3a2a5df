"""The small example in a folder of its own, and the command as a shell would call it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from scoring.cli.main import main

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
SETTINGS = ("SCORING_LANG", "SCORING_DEBUG", "LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True)
class Called:
    """What a call came to."""

    code: int
    out: str
    err: str


Call = Callable[..., Called]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The Chinese example: `rubric.yaml` and `inputs`, free to be changed."""
    return Path(shutil.copytree(EXAMPLES / "zh", tmp_path / "例"))


@pytest.fixture
def call(example: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """`call("run", …)` inside this process, standing in the example's folder, on an English machine."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(example)

    def called(*arguments: str) -> Called:
        code = main(arguments)
        printed = capsys.readouterr()
        return Called(code, printed.out, printed.err)

    return called


@pytest.fixture
def shell(example: Path) -> Call:
    """`shell("run", …, PYTHONIOENCODING="gbk")` in a process of its own."""

    def called(*arguments: str, **environment: str) -> Called:
        kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        encoding = environment.setdefault("PYTHONIOENCODING", "utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "scoring", *arguments],
            cwd=example,
            env=kept | {"COLUMNS": "80", "PYTHONPATH": str(ROOT)} | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding=encoding,
            check=False,
        )
        return Called(done.returncode, done.stdout, done.stderr)

    return called
