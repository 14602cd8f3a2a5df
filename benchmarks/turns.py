"""Measure whole commands in turns: A B A B …, so that a machine that drifts slows both alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What one command took, run by run: seconds by the clock, and the most memory its process held, in MiB."""

    seconds: tuple[float, ...]
    mebibytes: tuple[float, ...]

    def words(self) -> str:
        """Median with its range, and peak memory."""
        low, high = min(self.seconds), max(self.seconds)
        middle = statistics.median(self.seconds)
        return f"{middle:.2f} s ({low:.2f}–{high:.2f}), {max(self.mebibytes):.0f} MiB"


def in_turns(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, Figure]:
    """Run each command once unmeasured, then all of them `runs` times in turns.

    Raises:
        subprocess.CalledProcessError: a command failed; its output is shown.
    """
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            took = _once(command)
            if turn:
                seen[name].append(took)
    return {name: Figure(*zip(*rows, strict=True)) for name, rows in seen.items()}


def ratios(first: Figure, second: Figure) -> tuple[float, float, float]:
    """Median, least and greatest ratio of the clock times, pair by pair."""
    pairs = [a / b for a, b in zip(first.seconds, second.seconds, strict=True)]
    return statistics.median(pairs), min(pairs), max(pairs)


def _once(command: Sequence[str]) -> tuple[float, float]:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.stderr.write(process.stderr.read().decode() if process.stderr else "")
        raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), command)
    return seconds, usage.ru_maxrss / 1024
