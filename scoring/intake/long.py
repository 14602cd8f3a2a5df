"""A large Parquet file of a row a value, and laying its values side by side, a row a jurisdiction, a part at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from scoring.intake.files import File
from scoring.intake.headers import KINDS, Vocabulary
from scoring.intake.parquet import MANY, as_cells
from scoring.intake.plain import can_be_scanned
from scoring.intake.rows import choices
from scoring.intake.sheets import FIRST_ROW
from scoring.rubric.model import Rubric
from scoring.rubric.titles import metric_titles
from scoring.sql.scan import parts

LONG = next(kind for kind in KINDS if kind.name == "metrics_long")
"""The kind of table it is."""
_KEYS = ("jurisdiction", "metric", "value")
_PART = 1_200_000
"""Values that are laid side by side at a time."""
_GROUP = 30_000


@dataclass(frozen=True)
class Long:
    """A file of a row a value.

    Attributes:
        file: the file.
        headers: its header for each of `jurisdiction`, `metric`, `value` and, where it has one, `period`.
        at: which column each is, from 1.
        kind: the type of its values.
        known: the metric each spelling stands for.
        height: how many rows it has.
    """

    file: File
    headers: Mapping[str, str]
    at: dict[str, int]
    kind: pl.DataType
    known: Mapping[str, str]
    height: int

    def of(self, jurisdictions: pl.Series) -> pl.DataFrame:
        """The rows of some jurisdictions as they are spelled, as cells: `row` and the columns by their roles."""
        rows = self._numbered().filter(pl.col(self.headers["jurisdiction"]).is_in(jurisdictions.implode()))
        read = rows.collect(engine="streaming").select("?row", *self.headers.values())
        return read.select(
            pl.col("?row").alias("row"), *(as_cells(read[header]).alias(role) for role, header in self.headers.items())
        )

    def rows_of(self, metric: str) -> pl.Series:
        """The numbers of the rows that have a value of a metric."""
        spelled = [spelling for spelling, meant in self.known.items() if meant == metric]
        mine = pl.col(self.headers["metric"]).cast(pl.String).is_in(spelled)
        rows = self._numbered().filter(mine & pl.col(self.headers["value"]).is_not_null())
        return rows.select("?row").collect(engine="streaming").to_series()

    def _numbered(self) -> pl.LazyFrame:
        return pl.scan_parquet(parts(self.file.path), glob=False).with_row_index("?row", FIRST_ROW)


def long_file(file: File, vocabulary: Vocabulary) -> Long | None:
    """The file, where it is large, of a row a value and nothing else, and all its values are numbers."""
    try:
        if not file.is_parquet:
            return None
        scan = pl.scan_parquet(parts(file.path), glob=False)
        schema = scan.collect_schema()
        height = scan.select(pl.len()).collect().item()
    except (pl.exceptions.PolarsError, OSError):
        return None
    if height < MANY or vocabulary.kind(schema) != LONG:
        return None
    headers = {vocabulary.meaning(header, LONG): header for header in schema}
    texts = all(schema[headers[role]] in (pl.String, pl.Categorical) for role in headers if role != "value")
    if not set(_KEYS) <= set(headers) <= {*_KEYS, "period"} or len(headers) < len(schema) or not texts:
        return None
    at = {role: [*schema].index(header) + 1 for role, header in headers.items()}
    kind = schema[headers["value"]]
    if not all(can_be_scanned(kind, metric) for metric in vocabulary.rubric.metrics.values()):
        return None
    return Long(file, headers, at, kind, _Spellings(vocabulary.rubric), height)


class _Spellings(dict[str, str]):
    """The metric each spelling stands for, found when it is first asked for."""

    def __init__(self, rubric: Rubric) -> None:
        super().__init__()
        self._meant = choices([(code, tuple(metric_titles(code, one))) for code, one in rubric.metrics.items()])

    def __missing__(self, spelling: str) -> str:
        self[spelling] = self._meant(spelling) or ""
        return self[spelling]


class _Other(Exception):
    """The table is not of the kind that can be laid wide a part at a time."""


class Laying:
    """One file being laid wide."""

    def __init__(self, source: Long, path: Path) -> None:
        self._source, self._path = source, path
        self._metrics: list[str] = []
        self._present: defaultdict[str | None, set[str]] = defaultdict(set)
        self._done = 0

    def laid(self) -> tuple[pl.DataFrame, pl.Series, list[str], Mapping[str | None, Collection[str]]] | None:
        """Who is in each row and when, where each begins in the source, the metrics, and those of each period.

        None where it cannot be laid.
        """
        try:
            self._metrics = self._all_metrics()
            keys, starts = [], []
            with self._writer() as writer:
                held: list[pl.DataFrame] = []
                for start, wide in self._wide():
                    self._note_present(wide)
                    keys.append(wide.select(*self._keys))
                    starts.append(start)
                    held.append(wide.drop(*self._keys))
                    if sum(part.height for part in held) >= _GROUP:
                        writer.write_table(pl.concat(held).to_arrow())
                        held.clear()
                if held:
                    writer.write_table(pl.concat(held).to_arrow())
            who = pl.concat(keys)
        except _Other:
            return None
        if who.is_duplicated().any():
            return None
        return who.rename(lambda key: key[1:]), pl.concat(starts), self._metrics, self._present

    @property
    def _keys(self) -> dict[str, str]:
        """What rows are known by and its header; marked as no metric is called, which may well be `period`."""
        headers = self._source.headers
        return {f"?{role}": headers[role] for role in ("jurisdiction", "period") if role in headers}

    def _writer(self) -> pq.ParquetWriter:
        schema = pl.DataFrame(schema=dict.fromkeys(self._metrics, self._source.kind)).to_arrow().schema
        return pq.ParquetWriter(self._path, schema, use_dictionary=False, compression="none")

    def _all_metrics(self) -> list[str]:
        header = self._source.headers["metric"]
        found: dict[str, None] = {}
        for batch in self._batches([header]):
            found |= dict.fromkeys(self._meant(_words(batch.column(header))))
        return list(found)

    def _meant(self, spellings: list[str | None]) -> list[str]:
        meant = [self._source.known[spelling] if spelling else "" for spelling in spellings]
        if not all(meant):
            raise _Other
        return meant

    def _batches(self, columns: list[str]) -> Iterator[pa.Table]:
        texts = [header for role, header in self._source.headers.items() if role != "value"]
        for part in parts(self._source.file.path):
            with pq.ParquetFile(part, read_dictionary=texts, pre_buffer=False) as file:
                for group in range(file.num_row_groups):
                    read = file.read_row_group(group, columns=columns)
                    yield from (read.slice(start, _PART) for start in range(0, max(read.num_rows, 1), _PART))

    def _wide(self) -> Iterator[tuple[pl.Series, pl.DataFrame]]:
        """Parts of whole jurisdictions: the row of the source each begins with, and the keys and metrics of each."""
        held: pa.Table | None = None
        for batch in self._batches(list(self._source.headers.values())):
            if not batch.num_rows:
                continue
            if held is not None and self._goes_on(held, batch):
                # Whom a part ends with, the next one begins with: taken over to it.
                starts = self._starts(held)
                last = int(starts[-1])
                if last:
                    yield self._side_by_side(held.slice(0, last), starts[:-1])
                batch = pa.concat_tables([held.slice(last), batch]).unify_dictionaries().combine_chunks()  # noqa: PLW2901
            elif held is not None:
                yield self._side_by_side(held, self._starts(held))
            held = batch
        if held is not None:
            yield self._side_by_side(held, self._starts(held))

    def _goes_on(self, part: pa.Table, further: pa.Table) -> bool:
        columns = [(part.column(header), further.column(header)) for header in self._keys.values()]
        return all(before[len(before) - 1].as_py() == after[0].as_py() for before, after in columns)

    def _note_present(self, wide: pl.DataFrame) -> None:
        by_period = wide.partition_by("?period", as_dict=True) if "?period" in self._keys else {(None,): wide}
        for (period,), part in by_period.items():
            known = self._present[period]
            known.update(metric for metric in self._metrics if metric not in known and part[metric].count())

    def _starts(self, part: pa.Table) -> pl.Series:
        """Where each jurisdiction (and period) begins."""
        keys = [_codes(part.column(header)) for header in self._keys.values()]
        if any(key.null_count() for key in keys):
            raise _Other
        begins = pl.any_horizontal(pl.lit(key) != pl.lit(key).shift(1) for key in keys)
        starts = pl.select(begins.fill_null(value=True)).to_series().arg_true()
        if len(starts) * 2 > part.num_rows + 2 and len(self._metrics) > 2:
            # Not sorted by jurisdiction.
            raise _Other
        return starts

    def _side_by_side(self, part: pa.Table, starts: pl.Series) -> tuple[pl.Series, pl.DataFrame]:
        headers, many = self._source.headers, len(self._metrics)
        what = part.column(headers["metric"])
        places = {metric: place for place, metric in enumerate(self._metrics)}
        meant = pl.Series([places[one] for one in self._meant(_words(what))], dtype=pl.Int32)
        codes = _codes(what)
        if codes.null_count():
            raise _Other
        turn = pl.Series([0], dtype=pl.UInt32).new_from_index(0, part.num_rows).scatter(starts, 1).cum_sum() - 1
        place = turn.cast(pl.Int32) * many + meant.gather(codes)
        values = _series(part.column(headers["value"]))
        whole = len(starts) * many
        if part.num_rows != whole or not place.equals(pl.int_range(whole, dtype=pl.Int32, eager=True)):
            if place.is_duplicated().any():
                raise _Other
            blank = pl.Series([None], dtype=values.dtype).new_from_index(0, whole)
            values = blank.scatter(place, values)
        firsts = {key: part.column(header).take(starts.to_arrow()) for key, header in self._keys.items()}
        keys = [_series(first).cast(pl.String).alias(key) for key, first in firsts.items()]
        wide = [values.gather_every(many, turn).alias(metric) for turn, metric in enumerate(self._metrics)]
        numbers = starts.cast(pl.Int64) + self._done + FIRST_ROW
        self._done += part.num_rows
        return numbers, pl.DataFrame([*keys, *wide])


def _series(column: pa.ChunkedArray) -> pl.Series:
    made = pl.from_arrow(column)
    if not isinstance(made, pl.Series):
        raise TypeError("a column gives a series")
    return made


def _only(column: pa.ChunkedArray) -> pa.DictionaryArray:
    return column.unify_dictionaries().combine_chunks() if column.num_chunks != 1 else column.chunk(0)


def _codes(column: pa.ChunkedArray) -> pl.Series:
    made = pl.from_arrow(_only(column).indices)
    if not isinstance(made, pl.Series):
        raise TypeError("a column gives a series")
    return made


def _words(column: pa.ChunkedArray) -> list[str | None]:
    """The different texts of a column."""
    return [word for chunk in column.chunks for word in chunk.dictionary.to_pylist()]
