"""Findings on the screen: counted, grouped by file, each with the cell it stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from scoring.cli.speech import Speech
from scoring.intake.findings import SEVERITY_WORDS
from scoring.words import Text

if TYPE_CHECKING:
    import polars as pl

    from scoring.rubric.model import Rubric

_COLOURS = {"error": "red", "warning": "yellow", "notice": "cyan"}
_COUNTED = {
    "error": Text("{n}个错误", "{n} error(s)"),
    "warning": Text("{n}个警告", "{n} warning(s)"),
    "notice": Text("{n}个提示", "{n} notice(s)"),
}
_DETAILS = {
    "found": Text("写的是“{said}”", "found “{said}”"),
    "expected": Text("应为{said}", "expected {said}"),
}
NO_FINDING = Text("没有发现问题", "nothing wrong was found")
GENERAL = Text("总体", "general")


def place(row: Mapping[str, Any]) -> str:
    """Where a finding stands: `file!sheet!cell`, as far as it is known."""
    return "!".join(str(row[part]) for part in ("file", "sheet", "cell") if row[part])


def counted(severities: Iterable[str], heard: Speech) -> str:
    """How many findings of each severity, the gravest first."""
    many = Counter(severities)
    parts = [heard.say(words.with_(n=many[name])) for name, words in _COUNTED.items() if many[name]]
    return ("，" if heard.language == "zh" else ", ").join(parts) or heard.say(NO_FINDING)


def line(row: Mapping[str, Any], heard: Speech, rubric: Rubric, *, whole: bool = True) -> str:
    """One finding: severity, place, whose and which value, a sentence; the `whole` has what was found and expected."""
    severity = click.style(heard.say(SEVERITY_WORDS[row["severity"]]), fg=_COLOURS[row["severity"]])
    metric = rubric.metrics.get(row["metric"])
    of = heard.say(metric.title) if metric else row["metric"]
    details = [
        heard.say(words.with_(said=row[part]))
        for part, words in _DETAILS.items()
        if whole and row[part] and row[part] != of
    ]
    joined = ("；" if heard.language == "zh" else "; ").join(details)
    return "  ".join(filter(None, (severity, place(row), row["jurisdiction"], of, row["message"], joined)))


def gravest_first(findings: pl.DataFrame) -> Iterator[Mapping[str, Any]]:
    """The findings as rows, errors first, otherwise in their own order."""
    order = list(SEVERITY_WORDS)
    return iter(sorted(findings.iter_rows(named=True), key=lambda row: order.index(row["severity"])))


def report(findings: pl.DataFrame, heard: Speech, rubric: Rubric) -> Iterator[str]:
    """All findings, file by file, each file with its counts; then the total."""
    rows = sorted(findings.iter_rows(named=True), key=lambda row: row["file"])
    for file, some in groupby(rows, key=lambda row: row["file"]):
        own = list(some)
        yield ""
        yield f"{file or heard.say(GENERAL)} ({counted((row['severity'] for row in own), heard)})"
        yield from (f"  {line(row, heard, rubric)}" for row in own)
    if rows:
        yield ""
    total = Text("输入：{counts}", "inputs: {counts}")
    yield heard.say(total.with_(counts=counted((row["severity"] for row in rows), heard)))
