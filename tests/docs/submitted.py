"""The metric values of a programme's sample files by title, period and jurisdiction, read as plain cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from tests.samples.reading import CODE, Rows, Sample

_PERIODS, _METRIC, _NUMBER = ("期次", "测评期"), "指标", "数值"


@dataclass(frozen=True)
class Programme:
    """A rubric's file and its sample folder, neither read by this project's own code."""

    rubric: Path
    samples: Path

    @cached_property
    def written(self) -> dict[str, Any]:
        """The rubric file as plain text, mappings and lists."""
        loaded: dict[str, Any] = yaml.load(self.rubric.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - every scalar stays text
        return loaded

    @cached_property
    def periods(self) -> Mapping[str, str]:
        """The ids of periods by what they may be called."""
        found: dict[str, str] = {}
        for period in self.written["periods"]:
            found |= {plain(name): period["id"] for name in (period["id"], *both(period["title"]))}
        return found

    @cached_property
    def units(self) -> Mapping[str, str]:
        """The unit of each metric, by its Chinese title."""
        return {both(metric["title"])[0]: metric.get("unit", "") for metric in self.written["metrics"].values()}

    @cached_property
    def submitted(self) -> Mapping[tuple[str, str, str], Fraction]:
        """The numbers that stand in cells, by title, period and jurisdiction; a later row replaces an earlier one."""
        titles = {plain(title): title for title in self.units}
        titles |= {plain(name): both(metric["title"])[0] for name, metric in self.written["metrics"].items()}
        found = {}
        for _, sheet, rows in Sample(self.samples).tables():
            for title, period, who, cell in _cells(rows, sheet):
                known = titles.get(title) or titles.get(title.rsplit("(", 1)[0])
                number = read(cell)
                if known and number is not None and plain(period) in self.periods:
                    found[known, self.periods[plain(period)], who] = number
        return found


def both(title: Any) -> tuple[str, str]:
    """A title in both languages."""
    return (title, title) if isinstance(title, str) else (title["zh"], title.get("en", title["zh"]))


def plain(said: object) -> str:
    """A text without width, blanks and case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(said))).casefold()


def read(cell: object) -> Fraction | None:
    """The number a cell begins with."""
    match = re.match(r"-?\d+(\.\d+)?", plain(cell).replace(",", ""))
    return Fraction(match[0]) if match else None


def _cells(rows: Rows, sheet: str) -> Iterator[tuple[str, str, str, object]]:
    """The title, period, jurisdiction and cell of every value, of tables that are wide and of those that are long."""
    for at, row in enumerate(rows[:4]):
        head = [plain(cell) for cell in row]
        if plain(CODE) not in head:
            continue
        for below in rows[at + 1 :]:
            named = dict(zip(head, below, strict=False))
            who, period = (
                str(named[plain(CODE)]).strip(),
                next((str(named[one]) for one in _PERIODS if named.get(one)), sheet),
            )
            if _METRIC in named and _NUMBER in named:
                yield plain(named[_METRIC]), period, who, named[_NUMBER]
            else:
                yield from ((title, period, who, cell) for title, cell in named.items())
        return
