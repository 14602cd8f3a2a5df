"""Measure whole commands in turns: A B A B …, so that a machine that drifts slows both alike."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MEBIBYTES = 12_288
"""A command that holds more is ended."""

SECONDS = 900
"""A command that takes longer is ended."""

LAUNCH = Path(__file__).with_name("launch.py")


class Failed(Exception):
    """A command did not come to its end: what happened, and the last it said."""


@dataclass(frozen=True)
class Figure:
    """What one command took, run by run: seconds by the clock, and the most memory its process held, in MiB."""

    seconds: tuple[float, ...]
    mebibytes: tuple[float, ...]

    def __add__(self, other: Figure) -> Figure:
        return Figure(self.seconds + other.seconds, self.mebibytes + other.mebibytes)

    @property
    def median(self) -> float:
        """Of the seconds."""
        return statistics.median(self.seconds)

    @property
    def peak(self) -> float:
        """The most memory of any run, in MiB."""
        return max(self.mebibytes)


@dataclass(frozen=True)
class Ratio:
    """Median, least and greatest of the ratios pair by pair."""

    median: float
    low: float
    high: float


def in_turns(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, Figure]:
    """Run all commands so many times in turns.

    Example:
        >>> import sys
        >>> took = in_turns({"nothing": [sys.executable, "-c", ""]}, runs=2)["nothing"]
        >>> len(took.seconds), took.median > 0, took.peak > 1
        (2, True, True)

    Raises:
        Failed: a command failed.
    """
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            seen[name].append(once(command))
    return {
        name: Figure(tuple(took for took, _ in rows), tuple(held for _, held in rows)) for name, rows in seen.items()
    }


def ratio(first: Figure, second: Figure) -> Ratio:
    """How many times as long the first took.

    Example:
        >>> ratio(Figure((2.0, 3.0, 6.0), (9,) * 3), Figure((1.0, 2.0, 2.0), (9,) * 3))
        Ratio(median=2.0, low=1.5, high=3.0)
    """
    pairs = [a / b for a, b in zip(first.seconds, second.seconds, strict=True)]
    return Ratio(statistics.median(pairs), min(pairs), max(pairs))


def once(command: Sequence[str], mebibytes: float = MEBIBYTES, seconds: float = SECONDS) -> tuple[float, float]:
    """Seconds by the clock and peak memory in MiB of one run.

    Raises:
        Failed: it ended with an error, held too much memory or took too long.
    """
    launch = [sys.executable, "-I", "-S", str(LAUNCH), str(mebibytes), str(seconds), *command]
    told = json.loads(subprocess.run(launch, check=True, stdout=subprocess.PIPE).stdout)
    if told["ended"]:
        raise Failed(told["ended"])
    if told["status"]:
        raise Failed(told["said"] or f"ended with {told['status']}")
    return told["seconds"], told["mebibytes"]
