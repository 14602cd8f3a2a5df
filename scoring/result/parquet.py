"""Scores streamed to Parquet: a block of jurisdictions at a time, so that memory does not grow with their number."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from scoring.engine.session import Session
from scoring.errors import OutputError
from scoring.evidence.draft import Draft
from scoring.result.scores import PUBLISHED, explained, long
from scoring.words import Text

BLOCK = 2_000
"""Jurisdictions a block: a few hundred nodes each make about half a million rows, tens of megabytes."""


def write_scores(draft: Draft, session: Session, folder: Path) -> Path:
    """Write the published scores to `scores.parquet` in a folder, beside any older file and then in its place.

    Args:
        draft: the compiled rubric.
        session: where its steps were run.
        folder: made where it does not exist.

    Returns:
        the file.

    Raises:
        OutputError: it cannot be written there.
    """
    path = folder / "scores.parquet"
    beside = folder / ".scores.parquet.writing"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writer: pq.ParquetWriter | None = None
        for block in _blocks(draft, session):
            table = block.to_arrow()
            writer = writer or pq.ParquetWriter(beside, table.schema)
            writer.write_table(table)
        if writer:
            writer.close()
            os.replace(beside, path)  # noqa: PTH105 - one step on every system
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        words = Text("无法把得分写到{path}：{error}", "the scores cannot be written to {path}: {error}")
        raise OutputError(words.with_(path=folder, error=error.strerror or error)) from error
    return path


def _blocks(draft: Draft, session: Session) -> Iterator[pl.DataFrame]:
    count = session.frame("SELECT count(*) AS n FROM scored", "count").item()
    for start in range(0, count, BLOCK):
        where = f"\nWHERE place >= {start} AND place < {start + BLOCK}"
        yield long(session.frame(explained(draft) + where, "scores"), draft).select(PUBLISHED)
