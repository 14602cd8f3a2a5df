"""Submitted metrics, wide or long, of every period: exact integers, states, and where each stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from scoring.intake.cells import CELLS, Block, CellOrigins, settle_cells, shown
from scoring.intake.columns import Cells, held_as, read_column
from scoring.intake.findings import Finding
from scoring.intake.number import REFUSED
from scoring.intake.reader import Reader, placed
from scoring.intake.recognise import Table
from scoring.intake.rows import Checker, Fault, choices, place_of, translate
from scoring.intake.scanned import Apart, Scanned, can_stay, with_all_columns
from scoring.intake.stages import Stages, Submitted
from scoring.intake.widened import Widened
from scoring.intake.wording import one_of
from scoring.rubric.model import Rubric
from scoring.rubric.titles import metric_titles
from scoring.sql import states
from scoring.words import Text

_UNKNOWN_METRIC = Fault(
    "unknown_metric", Text("评分规则没有这个指标，未采用。{hint}", "the rubric has no such metric: not used.{hint}")
)
_NOT_SUBMITTED = states.code(states.MISSING, states.NOT_SUBMITTED)


Turn = tuple[str, str]
"""A period and a stage of its values."""


@dataclass(frozen=True)
class Metrics:
    """The metrics of all tables.

    Attributes:
        frames: for each period one row a jurisdiction, as `Inputs.metrics`.
        scanned: the same of what stays in its file, as `Inputs.scanned`.
        origins: where each value that counts stands.
        other_values: those of a stage that does not count, `OTHER_VALUES`.
    """

    frames: dict[str, pl.DataFrame]
    scanned: dict[str, Scanned]
    origins: CellOrigins
    other_values: pl.DataFrame


def read_metrics(tables: Sequence[Table], reader: Reader) -> Metrics:
    """The metrics of all tables, by period.

    Args:
        tables: tables of that kind, wide and long.
        reader: what they are held against; takes the findings.
    """
    stages = Stages(reader)
    came = _read(tables, stages, reader)
    stages.tell_mixed()
    origins = CellOrigins()
    frames: dict[str, pl.DataFrame] = {}
    scanned: dict[str, Scanned] = {}
    for period in reader.calendar.periods:
        turns = [turn for turn in came if turn[0] == period]
        stays = _stays([came[turn] for turn in turns], reader)
        if stays:
            scanned[period], origins.blocks[period], origins.settled[period] = stays
        elif turns:
            joined = {turn[1]: came[turn].joined(reader) for turn in turns}
            counted = stages.counted(period, joined)
            origins.blocks[period], origins.settled[period] = counted.blocks, counted.settled
            frames[period] = _whole(counted.frame, period, reader, origins)
    return Metrics(frames, scanned, origins, stages.other_values())


@dataclass(frozen=True)
class _Came:
    """What came of one period and stage: blocks of wide tables, cells of long ones, and what is still in its file."""

    blocks: list[Block] = field(default_factory=list)
    cells: list[pl.DataFrame] = field(default_factory=list)
    apart: list[Apart] = field(default_factory=list)

    def joined(self, reader: Reader) -> Submitted:
        """All of it in memory, each value once."""
        blocks, cells = [*self.blocks], [*self.cells]
        for one in self.apart:
            if isinstance(one.unread, Widened):
                cells += [part for _, part in _long(one.unread.check(one.table, one.rows, reader.notes), reader)]
            else:
                check = Checker(one.table, one.rows, reader.notes)
                blocks += [block for _, block in _wide(with_all_columns(check), reader)]
        return _joined(blocks, cells, reader)


def _read(tables: Sequence[Table], stages: Stages, reader: Reader) -> dict[Turn, _Came]:
    came: defaultdict[Turn, _Came] = defaultdict(_Came)
    for table in tables:
        check = reader.checked(table)
        stages.match(check)
        if can_stay(check, reader.rubric):
            for turn, rows in _by_turn(check.rows):
                came[turn].apart.append(Apart(table, rows, reader.rubric))
        elif table.kind.name == "metrics":
            for turn, block in _wide(with_all_columns(check), reader):
                came[turn].blocks.append(block)
        else:
            for turn, part in _long(check, reader):
                came[turn].cells.append(part)
    return came


def _by_turn(rows: pl.DataFrame) -> Iterator[tuple[Turn, pl.DataFrame]]:
    turns = rows.select("period", "stage").unique(maintain_order=True).rows()
    for period, stage in turns:
        here = (pl.col("period") == period) & (pl.col("stage") == stage)
        yield (period, stage), rows if len(turns) == 1 else rows.filter(here)


def _stays(came: Sequence[_Came], reader: Reader) -> tuple[Scanned, list[Block], pl.DataFrame] | None:
    """A period's metrics left in their file, but for rows with something odd in them; None where that cannot be.

    It can where one table of one stage has all of them.
    """
    tables = [one for some in came for one in (*some.apart, *some.blocks, *some.cells)]
    if len(tables) != 1 or not isinstance(tables[0], Apart) or reader.rubric.counting is not None:
        return None
    apart = tables[0]
    looked = apart.looked_over()
    if looked is None:
        return None
    block = apart.block(looked)
    if looked.odd.is_empty():
        return apart.scanned(block, None, looked), [block], pl.DataFrame(schema=CELLS)
    period = apart.rows["period"][0]
    read = _Came(apart=[apart.of(looked.odd)]).joined(reader)
    rest = _whole(read.frame, period, reader, CellOrigins({period: read.blocks}, {period: read.settled}))
    return apart.scanned(block, rest, looked), [block, *read.blocks], read.settled


def _wide(check: Checker, reader: Reader) -> Iterator[tuple[Turn, Block]]:
    table, rows = check.table, check.rows
    by_turn: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for column in table.at:
        if column.startswith("metric:"):
            metric, _, turn = column.removeprefix("metric:").partition("#")
            by_turn[turn][metric] = column
    for columns in by_turn.values():
        series = []
        for metric, column in columns.items():
            reasons = rows[f"reason:{metric}"] if f"reason:{metric}" in rows.columns else None
            cells = Cells(table, metric, rows[column], reasons, rows["row"], rows["jurisdiction"], column)
            read = read_column(cells, reader.rubric.metrics[metric], _unreasoned(reader), reader.notes)
            series += [read.values.alias(metric), read.states.alias(f"{metric}?")]
        # Marked as no metric's name can be: a metric may well be called `row`.
        turns = [pl.col(name).alias(f"?{name}") for name in ("period", "stage", "row")]
        frame = rows.select("jurisdiction", *turns).with_columns(series)
        at = {metric: table.at[column] for metric, column in columns.items()}
        for one, part in frame.partition_by("?period", "?stage", as_dict=True, include_key=False).items():
            yield (str(one[0]), str(one[1])), Block(table.file, table.sheet, part, at, table.at["jurisdiction"])


def _unreasoned(reader: Reader) -> str:
    return reader.rubric.unreasoned_not_applicable


def _long(check: Checker, reader: Reader) -> Iterator[tuple[Turn, pl.DataFrame]]:
    table = check.table
    _match_metrics(check, reader.rubric)
    if "reason" not in check.rows.columns:
        check.add("reason", pl.Series([None] * check.rows.height, dtype=pl.String))
    rows = placed(check, "value").with_columns(who=table.at["jurisdiction"])
    for (metric,), part in rows.partition_by("metric", as_dict=True, maintain_order=True).items():
        code = str(metric)
        cells = Cells(table, code, part["value"], part["reason"], part["row"], part["jurisdiction"], "value")
        read = read_column(cells, reader.rubric.metrics[code], _unreasoned(reader), reader.notes)
        part = part.with_columns(read.values.alias("value"), read.states.alias("state"))  # noqa: PLW2901
        part = part.filter(pl.col("value").is_not_null() | (pl.col("state") != 0))  # noqa: PLW2901
        for turn, some in part.partition_by("period", "stage", as_dict=True).items():
            yield (str(turn[0]), str(turn[1])), some.select(pl.col(name).cast(kind) for name, kind in CELLS.items())


def _match_metrics(check: Checker, rubric: Rubric) -> None:
    meant = choices([(code, tuple(metric_titles(code, metric))) for code, metric in rubric.metrics.items()])
    titles = tuple(metric.title.zh for metric in rubric.metrics.values())
    check.add("written", check.rows["metric"])
    check.add("metric", translate(check.rows["written"].fill_null(""), meant, pl.String))
    fault = replace(
        _UNKNOWN_METRIC,
        expected=one_of(metric.title for metric in rubric.metrics.values()),
        known=(*titles, *rubric.metrics),
    )
    check.keep(check.rows["metric"].is_not_null(), "metric", fault, "written")


def _joined(blocks: list[Block], cells: list[pl.DataFrame], reader: Reader) -> Submitted:
    names = [block.frame["jurisdiction"] for block in blocks]
    everyone = pl.concat(names) if names else pl.Series("jurisdiction", [], dtype=pl.String)
    repeated = pl.concat(
        [everyone.filter(everyone.is_duplicated()), *(part["jurisdiction"] for part in cells)]
    ).unique()
    if repeated.is_empty():
        whole = pl.concat([block.frame.drop("?row") for block in blocks], how="diagonal")
        return Submitted(whole, blocks, pl.DataFrame(schema=CELLS))
    again = pl.col("jurisdiction").is_in(repeated.implode())
    single = [replace(block, frame=block.frame.filter(~again)) for block in blocks]
    twice = [replace(block, frame=block.frame.filter(again)) for block in blocks]
    parts = [block.cells(metric) for block in twice for metric in block.at]
    settled = settle_cells(pl.concat([*parts, *cells]), reader.rubric.metrics, reader.notes)
    # Whoever submitted a row of blanks alone has a row all the same.
    present = pl.DataFrame({"jurisdiction": repeated.sort()})
    values = settled.pivot("metric", index="jurisdiction", values="value")
    values = values.with_columns(
        pl.col(metric).cast(held_as(reader.rubric.metrics[metric])) for metric in values.columns[1:]
    )
    codes = settled.pivot("metric", index="jurisdiction", values="state")
    codes = codes.rename({name: f"{name}?" for name in codes.columns if name != "jurisdiction"})
    wide = present.join(values, on="jurisdiction", how="left").join(codes, on="jurisdiction", how="left")
    whole = pl.concat([*(block.frame.drop("?row") for block in single), wide], how="diagonal")
    return Submitted(whole, single, settled)


def _whole(frame: pl.DataFrame, period: str, reader: Reader, origins: CellOrigins) -> pl.DataFrame:
    metrics = [metric for metric in reader.rubric.metrics if metric in frame.columns]
    frame = frame.with_columns(pl.col(f"{metric}?").fill_null(0) for metric in metrics)
    for metric in metrics:
        frame = _part_of(frame, metric, period, reader, origins)
    spoken = [metric for metric in metrics if (frame[f"{metric}?"] != 0).any()]
    frame = frame.with_columns(
        pl.when(pl.col(metric).is_null() & (pl.col(f"{metric}?") == 0))
        .then(pl.lit(_NOT_SUBMITTED, pl.Int16))
        .otherwise(f"{metric}?")
        .alias(f"{metric}?")
        for metric in spoken
    )
    listed = reader.register.listed
    order = pl.DataFrame({"jurisdiction": listed, "?place": pl.int_range(len(listed), eager=True)})
    columns = [name for metric in metrics for name in (metric, f"{metric}?") if name == metric or metric in spoken]
    placed_ = frame.join(order, on="jurisdiction", how="left")
    whole = placed_.sort("?place", "jurisdiction").select("jurisdiction", *columns)
    # 128-bit integers have no name in Arrow; a decimal of 38 digits holds whatever a rubric may declare.
    wide = [metric for metric in metrics if whole.schema[metric] == pl.Int128]
    return whole.with_columns(pl.col(wide).cast(pl.Decimal(38, 0)))


def _part_of(frame: pl.DataFrame, metric: str, period: str, reader: Reader, origins: CellOrigins) -> pl.DataFrame:
    part = reader.rubric.metrics[metric]
    if part.part_of is None or part.part_of not in frame.columns:
        return frame
    whole = reader.rubric.metrics[part.part_of]
    bad = frame.filter(_beyond(frame[metric], part.decimals, frame[part.part_of], whole.decimals))
    if bad.is_empty():
        return frame
    reader.notes.extend(_too_large(bad, metric, period, reader.rubric, origins))
    refused = frame["jurisdiction"].is_in(bad["jurisdiction"].implode())
    return frame.with_columns(
        pl.when(~refused).then(metric).alias(metric),
        pl.when(refused).then(pl.lit(REFUSED, pl.Int16)).otherwise(f"{metric}?").alias(f"{metric}?"),
    )


def _beyond(part: pl.Series, decimals: int, whole: pl.Series, places: int) -> pl.Series:
    """Which parts are larger than their wholes, each in units of its own last decimal."""
    least = min(decimals, places)
    tops = part.cast(pl.Int128), whole.cast(pl.Int128)
    larger = max(10 ** (places - least) * _greatest(part), 10 ** (decimals - least) * _greatest(whole))
    if larger >= 2**127:
        pairs = zip(*(top.to_list() for top in tops), strict=True)
        return pl.Series([None not in (a, b) and a * 10**places > b * 10**decimals for a, b in pairs], dtype=pl.Boolean)
    units = (pl.lit(10 ** (n - least), pl.Int128) for n in (places, decimals))
    left, right = (pl.lit(top) * unit for top, unit in zip(tops, units, strict=True))
    return pl.select(left > right).to_series().fill_null(value=False)


def _greatest(numbers: pl.Series) -> int:
    return max((abs(int(end)) for end in (numbers.min(), numbers.max()) if end is not None), default=0)  # type: ignore[arg-type]


def _too_large(bad: pl.DataFrame, metric: str, period: str, rubric: Rubric, origins: CellOrigins) -> Iterator[Finding]:
    part = rubric.metrics[metric]
    whole = rubric.metrics[str(part.part_of)]
    numbers = bad.select("jurisdiction", metric, str(part.part_of))
    places = origins.places(period, metric).join(numbers, on="jurisdiction")
    for row in places.iter_rows(named=True):
        yield Finding(
            "error",
            "part_exceeds_whole",
            place_of(row),
            Text(
                "部分大于总体：不应超过“{whole}”的{number}，不予采信",
                "the part exceeds the whole: at most the {number} of “{whole}”; not accepted",
            ).with_(whole=whole.title, number=shown(row[str(part.part_of)], whole.decimals)),
            found=shown(row[metric], part.decimals),
            expected=Text("不大于{number}", "at most {number}").with_(
                number=shown(row[str(part.part_of)], whole.decimals)
            ),
            jurisdiction=row["jurisdiction"],
            metric=metric,
        )
