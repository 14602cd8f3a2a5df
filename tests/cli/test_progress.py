from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT

pty = pytest.importorskip("pty", reason="a terminal can only be imitated on POSIX")


def run_on_a_terminal(folder: Path, *more: str) -> tuple[str, str]:
    """What is printed to standard output, and what a terminal on standard error is shown."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "TERM": "xterm", "COLUMNS": "80"}
    command = [sys.executable, "-m", "scoring", "run", "rubric.yaml", "inputs", "--out", "scores", *more]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        shown = b"".join(iter(lambda: read(ours), b""))
        printed = process.stdout.read() if process.stdout else b""
    os.close(ours)
    assert process.returncode == 0, shown.decode()
    return printed.decode(), shown.decode()


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that the other side has hung up
        return b""


def test_a_terminal_is_shown_what_is_being_read(example: Path) -> None:
    printed, shown = run_on_a_terminal(example)
    assert ".csv" in shown
    assert "柳溪镇" in printed


def test_quiet_shows_nothing_on_a_terminal(example: Path) -> None:
    assert run_on_a_terminal(example, "--quiet") == ("", "")
