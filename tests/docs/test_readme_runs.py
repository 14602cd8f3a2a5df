from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.blocks import Block, blocks, commands, missing_lines, pages

ROOT = Path(__file__).parents[2]
SET_UP = {"cd", "git", "make", "pip", "python3"}  # what brings a reader to where this test already stands


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder that looks like the project's, where results may be written without touching it."""
    for entry in ROOT.iterdir():
        if entry.name in {"rubrics", "sample_inputs"}:
            shutil.copytree(entry, tmp_path / entry.name)
        elif not entry.name.startswith(".") and entry.name != "out":
            (tmp_path / entry.name).symlink_to(entry)
    (tmp_path / "out").mkdir()
    return tmp_path


def run(arguments: list[str], folder: Path) -> tuple[int, str]:
    """The exit code and everything printed, on a terminal wide enough for a table."""
    environment = os.environ | {
        "COLUMNS": "200",
        "NO_COLOR": "1",
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    done = subprocess.run(
        arguments,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def run_python(block: Block, folder: Path) -> None:
    if block.body.lstrip().startswith(">>>"):
        (folder / "session.txt").write_text(block.body, encoding="utf-8")
        code, printed = run([sys.executable, "-m", "doctest", "-o", "ELLIPSIS", "session.txt"], folder)
    else:
        code, printed = run([sys.executable, "-c", block.body], folder)
    assert code == block.exit, f"line {block.line}:\n{printed}"


def run_console(block: Block, folder: Path) -> None:
    for command in commands(block.body):
        arguments = shlex.split(command.typed, comments=True)
        if arguments[0] in SET_UP:
            continue
        assert arguments[0] == "scoring", f"line {block.line}: a reader cannot run {command.typed!r} as it stands"
        code, printed = run(arguments, folder)
        assert code == block.exit, f"line {block.line}: {command.typed}\n{printed}"
        absent = missing_lines(command.shown, printed)
        assert not absent, f"line {block.line}: {command.typed} did not print {absent}, but\n{printed}"


RUNNERS = {"python": run_python, "console": run_console}
NEVER_RUN = {"bash", "powershell", "py", "pycon", "sh", "shell"}


@pytest.mark.parametrize("page", pages(ROOT), ids=lambda page: str(page.relative_to(ROOT)))
def test_what_the_page_shows_runs_as_shown(page: Path, checkout: Path) -> None:
    for block in blocks(page.read_text(encoding="utf-8")):
        assert block.language not in NEVER_RUN, f"line {block.line}: write it as python or console, which are run here"
        if block.language in RUNNERS:
            RUNNERS[block.language](block, checkout)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_first_page_shows_both_ways_in(name: str) -> None:
    languages = {block.language for block in blocks((ROOT / name).read_text(encoding="utf-8"))}
    assert languages >= {"python", "console"}
