"""What a job is: programs that do the same work, and what is to be reached."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.turns import Figure, ratio

OURS = "ours"
Figures = Mapping[str, Figure]
Command = tuple[str, ...]


@dataclass(frozen=True)
class Target:
    """What is to be reached: a name, a limit, and what was found of it; None where it could not be measured."""

    name: str
    at_most: float
    found: Callable[[Figures], float | None]


@dataclass(frozen=True)
class Job:
    """One line of work, done by several programs.

    Attributes:
        name: as asked for on the command line.
        title: as the table says it.
        work: the tree of `benchmarks.works` whose marks it is about; empty where there is none.
        programs: each contestant's command, ours first. `@name` is a file of data; {rubric}, {out} (named after the
            contestant, without suffix) and {folder} are filled in.
        checked: who else writes all marks, to `{out}.parquet`, to be held against ours.
        targets: what is to be reached.
        between: a command to be run once ours has been, before the others are.
        counts: where contestants differ in how many jurisdictions they score, how many.
        runs: how many times, where it is not said on the command line.
        warm: whether the first run of each is left out; of what takes minutes it counts.
    """

    name: str
    title: str
    work: str
    programs: Mapping[str, Command]
    checked: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    between: Command = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    runs: int = 5
    warm: bool = True

    @property
    def data(self) -> list[str]:
        """The names of the files of data that its programs read."""
        words = [word for command in self.programs.values() for word in command]
        return list(dict.fromkeys(word[1:] for word in words if word.startswith("@")))

    def command(self, words: Command, who: str, data: Path, folder: Path) -> list[str]:
        """A command with everything filled in, to be run by this Python."""
        known = {"{out}": folder / who, "{rubric}": folder / "rubric.yaml", "{folder}": folder}
        filled = [sys.executable]
        for word in words:
            made = str(data / word[1:]) if word.startswith("@") else word
            for name, path in known.items():
                made = made.replace(name, str(path))
            filled.append(made)
        return filled


def times(who: str, at_most: float) -> Target:
    """At most so many times as long as another."""

    def found(figures: Figures) -> float | None:
        return ratio(figures[OURS], figures[who]).median if {OURS, who} <= figures.keys() else None

    return Target(f"ours ÷ {who}", at_most, found)


def seconds(at_most: float) -> Target:
    """At most so long."""
    return Target("seconds", at_most, lambda figures: figures[OURS].median if OURS in figures else None)


def mebibytes(at_most: float) -> Target:
    """At most so much memory."""
    return Target("MiB", at_most, lambda figures: figures[OURS].peak if OURS in figures else None)


def linear(large: str, small: str, counts: Mapping[str, int]) -> tuple[Target, Target]:
    """The larger of two sizes takes no more time a jurisdiction than the smaller, nor half as much memory again."""

    def time(figures: Figures) -> float | None:
        if not {large, small} <= figures.keys():
            return None
        return (figures[large].median / counts[large]) / (figures[small].median / counts[small])

    def memory(figures: Figures) -> float | None:
        return figures[large].peak / figures[small].peak if {large, small} <= figures.keys() else None

    return (
        Target(f"time a jurisdiction, {large} ÷ {small}", 1.0, time),
        Target(f"memory, {large} ÷ {small}", 1.5, memory),
    )
