"""Stages of a metric's value (自评, 复核, 终评): which one counts, what stands in for it, and the others kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import polars as pl

from scoring.intake.cells import CELLS, Block, shown
from scoring.intake.findings import Finding, Place
from scoring.intake.inputs import OTHER_VALUES
from scoring.intake.reader import Reader
from scoring.intake.rows import Checker, Fault, as_text, choices, place_of, translate
from scoring.intake.wording import one_of
from scoring.rubric.declarations import Counting
from scoring.rubric.terms import STAGE_WORDS
from scoring.words import Text

_NAMES: Sequence[tuple[str, tuple[str, ...]]] = (
    ("self", ("自评", "自评值", "自查", "自报", "自测", "填报", "上报", "self-assessed", "self assessed", "own")),
    ("reviewed", ("复核", "复核值", "审核", "审核值", "核查", "复评", "复审", "review")),
    ("final", ("终评", "终评值", "审定", "审定值", "终审", "核定", "认定", "最终")),
)
_UNKNOWN = Fault(
    "unknown_stage",
    Text("不是数据的阶段，整行未采用。{hint}", "this is no stage of a value: row not used.{hint}"),
    expected=one_of(STAGE_WORDS.values()),
    known=tuple(STAGE_WORDS) + tuple(words.zh for words in STAGE_WORDS.values()),
)
_EVERY = ""
"""The stage of every row where the rubric knows of none."""


@dataclass(frozen=True)
class Submitted:
    """One period's values, `jurisdiction` and for each metric `m` and `m?`; and the cells they stand in."""

    frame: pl.DataFrame
    blocks: Sequence[Block]
    settled: pl.DataFrame

    def cells(self) -> pl.DataFrame:
        """Every cell that is not blank, as `CELLS`."""
        return pl.concat([*(block.cells(metric) for block in self.blocks for metric in block.at), self.settled])


@dataclass
class Stages:
    """What is said of stages while tables are read.

    Attributes:
        reader: the rubric, and where findings go.
        seen: by period, the stages met and where each stood first.
        others: the values that do not count.
    """

    reader: Reader
    seen: defaultdict[str, dict[str, Place]] = field(default_factory=lambda: defaultdict(dict))
    others: list[pl.DataFrame] = field(default_factory=list)

    def match(self, check: Checker) -> None:
        """Put each row's stage into `stage`: self where none is written, nothing where the rubric knows of none."""
        counting = self.reader.rubric.counting
        check.add("written", as_text(check.rows, "stage"))
        named = translate(check.rows["written"], choices(_NAMES), pl.String)
        # A column of that name may hold something else, where a rubric knows no stages.
        own = check.rows["written"].is_null()
        check.add("stage", pl.select(pl.when(own).then(pl.lit("self")).otherwise(named)).to_series())
        if counting:
            check.keep(check.rows["stage"].is_not_null(), "stage", _UNKNOWN, "written")
        first = (
            check.rows.drop_nulls("stage").group_by("period", "stage", maintain_order=True).agg(pl.col("row").first())
        )
        for period, stage, row in first.iter_rows():
            self.seen[period].setdefault(stage, check.table.place(row, "stage"))
        if not counting:
            check.add("stage", pl.Series([_EVERY]).new_from_index(0, check.rows.height))

    def tell_mixed(self) -> None:
        """An error for each period with values of several stages, where the rubric does not say which counts."""
        if self.reader.rubric.counting:
            return
        for period, stages in self.seen.items():
            if len(stages) > 1:
                names = one_of(STAGE_WORDS[stage] for stage in STAGE_WORDS if stage in stages)
                self.reader.notes.append(
                    Finding(
                        "error",
                        "several_stages",
                        list(stages.values())[-1],
                        _SEVERAL.with_(period=self.reader.calendar.periods[period].title, stages=names, keys=_KEYS),
                        expected=Text("一个阶段的数据", "values of one stage"),
                    )
                )

    def counted(self, period: str, by_stage: Mapping[str, Submitted]) -> Submitted:
        """The values that count, out of those of every stage; the others go to `others`."""
        counting = self.reader.rubric.counting
        if counting is None or set(by_stage) == {counting.stage}:
            (only,) = by_stage.values()
            return only
        order = [stage for stage in (counting.stage, *counting.otherwise) if stage in by_stage]
        frame, chosen = _chosen(by_stage, order)
        cells = [one.cells().with_columns(stage=pl.lit(stage)) for stage, one in by_stage.items()]
        told = pl.concat(cells).join(chosen, on=["jurisdiction", "metric"], how="left", maintain_order="left")
        self._keep_others(period, told.filter(pl.col("stage") != pl.col("counts").fill_null("")))
        self.reader.notes.extend(_stood_in(period, told, counting, self.reader))
        blocks = [_counting(block, stage, chosen) for stage in order for block in by_stage[stage].blocks]
        settled = pl.DataFrame(schema=CELLS)
        for stage in order:
            mine = chosen.filter(pl.col("counts") == stage)
            settled.extend(by_stage[stage].settled.join(mine, on=["jurisdiction", "metric"], how="semi"))
        return Submitted(frame, blocks, settled)

    def _keep_others(self, period: str, cells: pl.DataFrame) -> None:
        metrics = self.reader.rubric.metrics
        parts = cells.drop_nulls("value").partition_by("metric", as_dict=True, maintain_order=True)
        for (metric,), part in parts.items():
            write = partial(_written, decimals=metrics[str(metric)].decimals)
            value = translate(part["value"].cast(pl.String), write, pl.String)
            rows = part.with_columns(value.alias("value"), period=pl.lit(period))
            self.others.append(rows.select(pl.col(name).cast(kind) for name, kind in OTHER_VALUES.items()))

    def other_values(self) -> pl.DataFrame:
        """The values that do not count, `OTHER_VALUES`."""
        return pl.concat(self.others) if self.others else pl.DataFrame(schema=OTHER_VALUES)


def _written(units: str, decimals: int) -> str:
    return shown(int(units), decimals)


def _chosen(by_stage: Mapping[str, Submitted], order: Sequence[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The frame of the values that count, and `jurisdiction, metric, counts`: the stage each is of.

    Where none of the stages in `order` came, the frame names who submitted something, and no metric.
    """
    names = [one.frame.select("jurisdiction") for one in by_stage.values()]
    wide = pl.concat(names).unique(maintain_order=True)
    metrics: dict[str, list[str]] = {}
    for stage in order:
        frame = by_stage[stage].frame
        wide = wide.join(
            frame.rename({name: f"{name}@{stage}" for name in frame.columns if name != "jurisdiction"}),
            on="jurisdiction",
            how="left",
            maintain_order="left",
        )
        for name in frame.columns:
            if name != "jurisdiction" and not name.endswith("?"):
                metrics.setdefault(name, []).append(stage)
    columns, stages = [], []
    for metric, having in metrics.items():
        first: pl.Expr = pl.lit(None, pl.String)
        value, state = pl.lit(None), pl.lit(0, pl.Int16)
        for stage in reversed(having):
            code = pl.col(f"{metric}?@{stage}").fill_null(0)
            there = pl.col(f"{metric}@{stage}").is_not_null() | (code != 0)
            value = pl.when(there).then(f"{metric}@{stage}").otherwise(value)
            state = pl.when(there).then(code).otherwise(state)
            first = pl.when(there).then(pl.lit(stage)).otherwise(first)
        columns += [value.alias(metric), state.alias(f"{metric}?")]
        stages.append(first.alias(metric))
    which = wide.select("jurisdiction", *stages).unpivot(
        list(metrics), index="jurisdiction", variable_name="metric", value_name="counts"
    )
    # Of no metric at all the column is of no type.
    return wide.select("jurisdiction", *columns), which.cast({"counts": pl.String}).drop_nulls("counts")


def _counting(block: Block, stage: str, chosen: pl.DataFrame) -> Block:
    """The block with the cells that do not count made blank."""
    mine = chosen.filter(pl.col("counts") == stage)
    frame = block.frame
    for metric in block.at:
        who = mine.filter(pl.col("metric") == metric)["jurisdiction"]
        counts = pl.col("jurisdiction").is_in(who.implode())
        frame = frame.with_columns(
            pl.when(counts).then(metric).alias(metric),
            pl.when(counts).then(f"{metric}?").otherwise(pl.lit(0, pl.Int16)).alias(f"{metric}?"),
        )
    return replace(block, frame=frame)


def _stood_in(period: str, cells: pl.DataFrame, counting: Counting, reader: Reader) -> Iterator[Finding]:
    """A notice for each sheet whose values stand in for the counting stage's, a warning where none counts at all."""
    title = reader.calendar.periods[period].title
    for severity, code, some, message in (
        ("notice", "other_stage_counts", cells.filter(pl.col("counts") == pl.col("stage")), _STANDS_IN),
        ("warning", "stage_does_not_count", cells.filter(pl.col("counts").is_null()), _DOES_NOT_COUNT),
    ):
        others = some.filter(pl.col("stage") != counting.stage)
        for group in (
            others.group_by("file", "sheet", "stage", maintain_order=True)
            .agg(
                pl.len().alias("n"),
                pl.col("jurisdiction").unique(maintain_order=True),
                pl.col("row", "column").first(),
            )
            .iter_rows(named=True)
        ):
            yield Finding(
                "notice" if severity == "notice" else "warning",
                code,
                place_of(group),
                message.with_(
                    period=title,
                    wanted=STAGE_WORDS[counting.stage],
                    used=STAGE_WORDS[group["stage"]],
                    n=group["n"],
                    who=one_of(group["jurisdiction"]),
                ),
                expected=STAGE_WORDS[counting.stage],
                jurisdiction=group["jurisdiction"][0] if len(group["jurisdiction"]) == 1 else "",
            )


_KEYS = "counting: {stage: final, else: [reviewed, self]}"
_SEVERAL = Text(
    "{period}的数据有{stages}几个阶段，而评分规则没有写以哪个为准；请在评分规则中写 {keys}，或只交一个阶段的数据",
    "the values of {period} are of several stages ({stages}) and the rubric does not say which counts: write {keys} in"
    " the rubric, or hand in one stage only",
)
_STANDS_IN = Text(
    "{period}有{n}个数没有{wanted}值，采用{used}值（{who}）",
    "{n} values of {period} have no {wanted} one: the {used} one counts ({who})",
)
_DOES_NOT_COUNT = Text(
    "{period}有{n}个数只有{used}值，没有{wanted}值，按未报处理（{who}）",
    "{n} values of {period} are {used} only, without a {wanted} one: missing ({who})",
)
