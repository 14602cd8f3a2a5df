"""A large Parquet file of a row a value, laid a row a jurisdiction in a file beside, which can then stay there.

A data platform has its numbers a row a value. Where those of one jurisdiction stand together, as they do in a table
sorted by jurisdiction, they are laid side by side a million at a time; what is said of them is said of the table that
was submitted. Any other table is read as it is.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from scoring.errors import OutputError
from scoring.intake.files import File
from scoring.intake.findings import Finding
from scoring.intake.headers import KINDS, Vocabulary
from scoring.intake.long import LONG, Laying, Long, long_file
from scoring.intake.recognise import Table
from scoring.intake.rows import Checker
from scoring.intake.sheets import FIRST_ROW, Unread
from scoring.words import Text

FILE = "metrics.parquet"
"""What the file beside is called."""
_WIDE = next(kind for kind in KINDS if kind.name == "metrics")
_FULL = Text(
    "整理“{file}”时无法写入临时文件夹{folder}：{error}。请腾出空间，或用 TMPDIR（Windows 为 TEMP）指定另一个文件夹",
    "while “{file}” was put in order the temporary folder {folder} could not be written: {error}. Make room there, or "
    "name another in TMPDIR (TEMP on Windows)",
)


@dataclass(frozen=True)
class Widened(Unread):
    """What was laid wide, and whose values those are.

    Attributes:
        source: the file that was submitted.
        starts: which of its rows each row begins with.
        present: of each period, as it is spelled, the metrics that somebody has a value of.
    """

    source: Long
    starts: pl.Series
    present: Mapping[str | None, Collection[str]]

    def has(self, metric: str, periods: Collection[str | None]) -> bool:
        """Whether anybody has a value of it in one of these periods."""
        return any(metric in self.present[period] for period in periods)

    def check(self, table: Table, rows: pl.DataFrame, notes: list[Finding]) -> Checker:
        """The rows as they were submitted, a value each, of some of those that were laid wide."""
        spelled = ["jurisdiction", *(["period"] if "period" in self.source.headers else [])]
        mine = table.data.select(spelled)[(rows["row"] - FIRST_ROW).cast(pl.UInt32)].rename(_spelled)
        read = self.source.of(mine["jurisdiction?"]).rename({name: _spelled(name) for name in spelled})
        floats = frozenset({self.source.at["value"]} if self.source.kind.is_float() else ())
        long = Table(table.file, table.sheet, LONG, read, self.source.at, floats=floats)
        known = pl.concat([mine, rows.select("jurisdiction", "period", "stage")], how="horizontal")
        found = read.join(known, on=mine.columns, maintain_order="left")
        return Checker(long, found, notes)

    def row_of(self, metric: str, rows: pl.Series) -> pl.Series:
        """Where in the file that was submitted the value of a metric stands which is in a row of this."""
        starts = pl.DataFrame({"start": self.starts, "at": self.starts}).with_row_index("wide", FIRST_ROW)
        found = pl.DataFrame({"row": self.source.rows_of(metric).cast(pl.Int64)})
        found = found.join_asof(starts, left_on="row", right_on="at", strategy="backward")
        wanted = pl.DataFrame({"wide": rows.cast(pl.UInt32)})
        return wanted.join(found.select("wide", "row"), on="wide", how="left", maintain_order="left")["row"]


def widened(file: File, vocabulary: Vocabulary) -> Table | None:
    """The table of a large file of a row a value, its metrics left in a file beside; None where it is to be read.

    Raises:
        OutputError: there is no room for the file beside.
    """
    source = long_file(file, vocabulary)
    if source is None:
        return None
    # Not until nobody reads it any more.
    folder = Path(tempfile.mkdtemp(prefix="scoring-"))
    path = folder / FILE
    try:
        laid = Laying(source, path).laid()
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise OutputError(_FULL.with_(file=file.name, folder=folder, error=error.strerror or error)) from error
    if laid is None:
        shutil.rmtree(folder, ignore_errors=True)
        return None
    who, starts, metrics, present = laid
    unread = Widened(path, dict.fromkeys(metrics, source.kind), source, starts, present)
    weakref.finalize(unread, shutil.rmtree, folder, ignore_errors=True)
    value = source.at["value"]
    at = {role: number for role, number in source.at.items() if role not in ("metric", "value")}
    at |= {f"metric:{metric}": value for metric in metrics}
    rows = pl.int_range(FIRST_ROW, FIRST_ROW + who.height, dtype=pl.Int64, eager=True).alias("row")
    blank = [pl.lit(None).alias(f"metric:{metric}") for metric in metrics]
    data = who.with_columns(rows, *blank)
    apart = {f"metric:{metric}": metric for metric in metrics}
    return Table(file.name, "", _WIDE, data, at, unread=unread, apart=apart, rows=starts, submitted=source.height)


def _spelled(name: str) -> str:
    return f"{name}?"
