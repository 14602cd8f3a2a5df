"""The code blocks of the documentation, as a reader would run them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^```(?P<language>\w+)(?P<notes>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block and the line it starts on; `exit=N` behind the language is the code its commands end with."""

    language: str
    body: str
    line: int
    exit: int


@dataclass(frozen=True)
class Command:
    """A line a reader types, and the lines the page shows below it."""

    typed: str
    shown: tuple[str, ...]


def blocks(page: str) -> Iterator[Block]:
    """The blocks of a Markdown page, in order."""
    for match in _FENCE.finditer(page):
        code = re.search(r"\bexit=(\d+)", match["notes"])
        yield Block(
            match["language"], match["body"], page.count("\n", 0, match.start()) + 1, int(code[1]) if code else 0
        )


def commands(body: str) -> Iterator[Command]:
    """The commands of a console block: lines after `$ `, joined where they end in a backslash."""
    typed, shown = "", list[str]()
    for line in body.replace("\\\n", " ").splitlines():
        if line.startswith("$ "):
            if typed:
                yield Command(typed, tuple(shown))
            typed, shown = line[2:].strip(), []
        elif line.strip():
            shown.append(line)
    if typed:
        yield Command(typed, tuple(shown))


def stands_in(shown: str, printed: str) -> bool:
    """Whether a shown line was printed: white space counts once, `…` stands for anything."""
    parts = [re.escape(" ".join(part.split())) for part in shown.split("…")]
    return re.search(r".*".join(parts), " ".join(printed.split())) is not None


def missing_lines(shown: tuple[str, ...], printed: str) -> list[str]:
    """The shown lines that were not printed in that order; a line of `…` alone skips over any number."""
    rest = iter(printed.splitlines())
    return [line for line in shown if line.strip(" …") and not any(stands_in(line, candidate) for candidate in rest)]


def pages(root: Path) -> list[Path]:
    """Every page of documentation, those that must exist first."""
    return [
        root / "README.md",
        root / "README.zh-CN.md",
        root / "CONTRIBUTING.md",
        *sorted((root / "docs").glob("*.md")),
    ]
