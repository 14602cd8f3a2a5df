"""Results of any size as Parquet: a column a node, a row a jurisdiction, written while they are computed.

Of a country's villages no more is in memory at any time than a few thousand rows, and for each what its rank rests on.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import polars as pl
import pyarrow as pa
from polars.io.plugins import register_io_source

from scoring.engine.session import Query, Session
from scoring.errors import OutputError
from scoring.evidence.draft import Draft
from scoring.result.named import labels, quotas, standings
from scoring.result.ranking import ranking, ranks_within
from scoring.result.scores import PUBLISHED, explained, long
from scoring.rubric.outline import Entry
from scoring.sql.exact import Int, quote
from scoring.sql.steps import Step
from scoring.words import Text

MARKS = "marks.parquet"
FULL = '"scored in full"'
"""The relation of everything computed, where `scored` has only what ranks and gates rest on."""
MOST_HELD = 100_000
"""Jurisdictions of which all that was computed may be in memory at once: a few kilobytes each."""
_WHOLE, _HELD = "in full", "scored and held"
_QUOTED = re.compile(r'"((?:[^"]|"")+)"')
_BLOCK = 2_000
"""Jurisdictions a block of the long table: a few hundred nodes each make half a million rows."""


def write_marks(draft: Draft, session: Session, folder: Path, *, finished: bool = False) -> Path:
    """Run the steps of a draft and write everybody's marks, beside any older file and then in its place.

    `marks.parquet` has `jurisdiction`, a decimal for each node by its code, null where it has no mark, and where that
    varies `<code>?`, the code of its state (`scoring.sql.states`). The session then holds `scored`, without what only
    marks were made of; `FULL` has that too, computed again whenever it is asked for.

    Args:
        draft: the compiled rubric.
        session: with its inputs loaded.
        folder: made where it does not exist.
        finished: whether `scored` is there already.

    Returns:
        the file; on a cluster it is a folder of files.

    Raises:
        OutputError: it cannot be written there.
    """
    path = folder / MARKS
    beside = folder / f".{MARKS}.writing"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (_save if finished else _run)(draft, session, beside)
        _put(beside, path)
    except OSError as error:
        with suppress(OSError):
            _remove(beside)
        words = Text("无法把得分写到{path}：{error}", "the scores cannot be written to {path}: {error}")
        raise OutputError(words.with_(path=folder, error=error.strerror or error)) from error
    return path


def _put(new: Path, path: Path) -> None:
    """Put a file in place of an older one in one step; a folder's parts need the older to step aside first."""
    if path.exists() and (path.is_dir() or new.is_dir()):
        old = path.with_name(f".{path.name}.older")
        _remove(old)
        path.rename(old)
        new.rename(path)
        _remove(old)
    else:
        os.replace(new, path)  # noqa: PTH105 - one step on every system


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def held(session: Session) -> str:
    """All that was computed as a relation that is not computed again by every query of it."""
    session.run([Step(_HELD, f"SELECT * FROM {FULL}", kept=True)])
    return quote(_HELD)


def _save(draft: Draft, session: Session, path: Path) -> None:
    session.save(_query(draft, "scored", ()), path, ())
    session.run([Step(FULL.strip('"'), "SELECT * FROM scored")])


def _query(draft: Draft, source: str, aside: Sequence[str]) -> Query:
    """The columns of the file, and others beside them with a `?` before their names."""
    marks = _columns(draft)
    parts = [f"{quote(name)} AS {quote(f'?{name}')}" for name in aside]
    parts += [f"{sql} AS {quote(name)}" for name, (sql, _) in marks.items()]
    types = {name: kind for name, (_, kind) in marks.items() if kind}
    return Query(f"SELECT {', '.join(parts)} FROM {source}", types)


def _run(draft: Draft, session: Session, path: Path) -> None:
    before, after = draft.steps[: draft.local], draft.steps[draft.local :]
    last = before[-1].name
    session.run([*before, Step(_WHOLE, f"SELECT * FROM {quote(last)}")])
    columns = session.columns(quote(_WHOLE))
    of_marks = _of_marks_alone(draft)
    aside = [name for name in columns if name not in of_marks]
    told = session.save(_query(draft, quote(_WHOLE), aside), path, [f"?{name}" for name in aside])
    session.load({last: told.rename({f"?{name}": name for name in aside})})
    session.run(after)
    own = [quote(name) for name in columns if name not in aside]
    full = f"SELECT scored.*, {', '.join(own) or 'NULL'} FROM scored JOIN {quote(_WHOLE)} AS whole USING (place)"
    session.run([Step(FULL.strip('"'), full)])


def _columns(draft: Draft) -> dict[str, tuple[str, pa.DataType | None]]:
    """The columns of the file: SQL of each, and the type it is told to have."""
    columns: dict[str, tuple[str, pa.DataType | None]] = {"jurisdiction": ("jurisdiction", None)}
    for entry in draft.outline.entries:
        mark, state = draft.marks.get(entry.index), draft.states[entry.index]
        # A node may well be coded `jurisdiction`.
        name = entry.item.code if entry.item.code not in columns else f"[{entry.item.code}]"
        if mark is not None:
            columns[name] = _decimal(mark, entry)
        if not state.isdigit():
            columns[f"{name}?"] = (state, None)
    return columns


def _decimal(mark: Int, entry: Entry) -> tuple[str, pa.DataType]:
    """A mark as a whole number of the width that a decimal of its digits is kept in, and that decimal."""
    digits = len(str(max(abs(mark.low), abs(mark.high))))
    if digits <= 9:
        return f"CAST({mark.sql} AS INTEGER)", pa.decimal32(9, entry.places)
    if digits <= 18:
        return f"CAST({mark.sql} AS BIGINT)", pa.decimal64(18, entry.places)
    return f"CAST({mark.sql} AS DECIMAL(38, 0))", pa.decimal128(38, entry.places)


def _of_marks_alone(draft: Draft) -> set[str]:
    """The columns that marks are made of, and nothing that is told of a jurisdiction as a whole."""
    found: set[str] = set()
    for entry in draft.outline.entries:
        ratios = (draft.values.get(entry.index), draft.levels.get(entry.index), draft.sums.get(entry.index))
        found.update(part.sql for ratio in ratios if ratio for part in (ratio.top, ratio.bottom))
        found.update((f'"s{entry.index}"', f'"b{entry.index}"', f'"m{entry.index}"', f'"w{entry.index}"'))
    facts = draft.facts
    metrics = {name for held in facts.metrics.values() for name in held} | set(draft.outline.rubric.metrics)
    found.update(quote(f"{name}@{period}") for name in metrics for period in facts.metrics)
    found.update(quote(f"{name}@{period}?") for name in metrics for period in facts.metrics)
    return {name[1:-1].replace('""', '"') for name in found if name[:1] == '"'} - _asked_for(draft)


def _asked_for(draft: Draft) -> set[str]:
    """The columns that are read of everybody once marks are there."""
    asked = [step.sql for step in draft.steps[draft.local :]]
    asked += [ranking(draft, "zh"), ranks_within(draft) if draft.outline.rubric.rank.within else ""]
    asked += filter(None, (labels(draft, "zh"), quotas(draft, "zh"), standings(draft, "zh")))
    names = {name.replace('""', '"') for sql in asked for name in _QUOTED.findall(sql)}
    limited = (entry for gate in draft.outline.gates for entry in draft.outline.limited_by(gate))
    return names | {f"{kind}{entry.index}" for entry in limited for kind in "bm"}


def long_scores(draft: Draft, session: Session) -> pl.LazyFrame:
    """The published long table over what was written, computed a block of jurisdictions at a time."""
    sql = explained(draft, FULL)
    nothing = long(session.frame(f"SELECT * FROM ({sql}) LIMIT 0", "scores"), draft).select(PUBLISHED)

    def blocks(
        with_columns: list[str] | None, predicate: pl.Expr | None, n_rows: int | None, batch_size: int | None
    ) -> Iterator[pl.DataFrame]:
        del batch_size
        left = n_rows
        for wide in session.blocks(sql, _BLOCK, "scores"):
            part = long(wide, draft).select(PUBLISHED)
            part = part.filter(predicate) if predicate is not None else part
            part = part.select(with_columns) if with_columns is not None else part
            yield part if left is None else part.head(left)
            left = None if left is None else left - part.height
            if left is not None and left <= 0:
                return

    return register_io_source(blocks, schema=nothing.schema)
