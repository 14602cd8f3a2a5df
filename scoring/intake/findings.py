"""What intake notices: one finding a cell, in both languages, with the file, sheet and cell it stands in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import polars as pl

from scoring.intake.inputs import FINDINGS
from scoring.words import Language, Text

Severity = Literal["error", "warning", "notice"]
SEVERITY_WORDS: dict[Severity, Text] = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "notice": Text("提示", "notice"),
}
"""The gravest first."""

NOTHING = Text("", "")


def letters(column: int) -> str:
    """A column's letters as a spreadsheet shows them, from 1.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    name = ""
    while column > 0:
        column, place = divmod(column - 1, 26)
        name = chr(65 + place) + name
    return name


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where something stands. Rows and columns count from 1; 0 means the whole sheet, row or column."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: int = 0

    @property
    def cell(self) -> str:
        """`B7`; `B:B` for a whole column, `7:7` for a whole row, nothing for a whole sheet."""
        if self.row and self.column:
            return f"{letters(self.column)}{self.row}"
        part = str(self.row) if self.row else letters(self.column)
        return f"{part}:{part}" if part else ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed: what it is (`code`), how bad, where, what was found, what was expected, and a sentence."""

    severity: Severity
    code: str
    place: Place
    message: Text
    found: str = ""
    expected: Text = NOTHING
    jurisdiction: str = ""
    metric: str = ""

    def row(self, language: Language) -> tuple[str, ...]:
        """The finding as one row of `FINDINGS`."""
        return (
            self.severity,
            self.code,
            self.place.file,
            self.place.sheet,
            self.place.cell,
            self.jurisdiction,
            self.metric,
            self.found,
            self.expected.say(language),
            self.message.say(language),
        )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same findings by file, sheet, row and column."""
    return tuple(sorted(findings, key=lambda finding: (finding.place, finding.code, finding.metric, finding.found)))


def to_frame(findings: Iterable[Finding], language: Language) -> pl.DataFrame:
    """The findings as a `FINDINGS` table, one row each, worded in one language.

    >>> to_frame([], "en").columns[:2]
    ['severity', 'code']
    """
    return pl.DataFrame([finding.row(language) for finding in findings], schema=FINDINGS, orient="row")
