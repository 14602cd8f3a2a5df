"""The figures of a run as JSON: everything the table says, and where and with what they were taken."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.job import OURS, Figures, Job
from benchmarks.turns import ratio

PACKAGES = ("scoring", "duckdb", "numpy", "pandas", "polars", "pyarrow", "python-calamine", "xlsxwriter")


def of(job: Job, figures: Figures, failed: Mapping[str, str], equal: int) -> dict[str, Any]:
    """One job's figures."""
    contestants: dict[str, dict[str, Any]] = {}
    for who in job.programs:
        if who in failed:
            contestants[who] = {"failed": failed[who]}
            continue
        figure = figures[who]
        contestants[who] = {
            "seconds": [round(one, 4) for one in figure.seconds],
            "median": round(figure.median, 4),
            "low": round(min(figure.seconds), 4),
            "high": round(max(figure.seconds), 4),
            "mebibytes": round(figure.peak),
        }
        if who in job.counts:
            contestants[who]["microseconds_each"] = round(figure.median / job.counts[who] * 1e6, 2)
        if OURS in figures and who != OURS:
            found = ratio(figures[OURS], figure)
            contestants[who]["ours_to_this"] = {
                "median": round(found.median, 3),
                "low": round(found.low, 3),
                "high": round(found.high, 3),
            }
    targets = []
    for target in job.targets:
        value = target.found(figures)
        met = value is not None and value <= target.at_most
        shown = None if value is None else round(value, 3)
        targets.append({"of": target.name, "at_most": target.at_most, "found": shown, "met": met})
    return {"job": job.name, "title": job.title, "equal_marks": equal, "contestants": contestants, "targets": targets}


def write(path: Path, jobs: Sequence[Mapping[str, Any]], *, small: bool) -> None:
    """Write what has been measured so far."""
    whole = {
        "date": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "small": small,
        "cpus": os.cpu_count(),
        "platform": platform.platform(terse=True),
        "versions": {"python": platform.python_version()} | {name: version(name) for name in PACKAGES},
        "jobs": jobs,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
