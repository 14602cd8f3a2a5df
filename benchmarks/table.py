"""The figures of a job as lines of at most 100 columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def table(job: Mapping[str, Any]) -> str:
    """One job's figures.

    Example:
        >>> figures = {"seconds": [2.0], "median": 2.0, "low": 1.9, "high": 2.2, "mebibytes": 640}
        >>> there = figures | {"ours_to_this": {"median": 0.5, "low": 0.4, "high": 0.75}}
        >>> job = {"job": "wide", "title": "all marks", "equal_marks": 237, "contestants": {"ours": figures}}
        >>> job["contestants"] |= {"polars": there, "pandas": {"failed": "needs more than 12 GiB of memory"}}
        >>> job["targets"] = [{"of": "ours ÷ polars", "at_most": 1.0, "found": 0.5, "met": True}]
        >>> print(table(job))
        wide: all marks (237 marks equal)
          ours                  2.00 s (1.90–2.20)     640 MiB
          polars                2.00 s (1.90–2.20)     640 MiB   ours ÷ this 0.50 (0.40–0.75)
          pandas            needs more than 12 GiB of memory
          ours ÷ polars: 0.50, at most 1: met
    """
    equal = f" ({job['equal_marks']:,} marks equal)" if job["equal_marks"] else ""
    lines = [f"{job['job']}: {job['title']}{equal}"]
    lines += [f"  {who:<16}  {_took(figures)}" for who, figures in job["contestants"].items()]
    for target in job["targets"]:
        found = "not measured" if target["found"] is None else _number(target["found"])
        met = "met" if target["met"] else "NOT MET"
        lines.append(f"  {target['of']}: {found}, at most {target['at_most']:g}: {met}")
    return "\n".join(lines)


def _took(figures: Mapping[str, Any]) -> str:
    if "failed" in figures:
        return str(figures["failed"])[:80]
    spread = f"({_number(figures['low'])}–{_number(figures['high'])})"
    text = f"{_number(figures['median']):>8} s {spread:<15}{figures['mebibytes']:>6} MiB"
    if "ours_to_this" in figures:
        there = figures["ours_to_this"]
        text += f"   ours ÷ this {there['median']:.2f} ({there['low']:.2f}–{there['high']:.2f})"
    if "microseconds_each" in figures:
        text += f"   {figures['microseconds_each']:,.1f} µs a jurisdiction"
    return text


def _number(value: float) -> str:
    # Three digits tell as much as a timing can.
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
