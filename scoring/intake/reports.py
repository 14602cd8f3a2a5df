"""Reports sent in: what for, of which month, quarter, half or year, and when; those never sent told apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import polars as pl

from scoring.intake.dates import SPAN_WORDS, read_date, read_span
from scoring.intake.due import fed_periods, not_due_records
from scoring.intake.inputs import REPORTS
from scoring.intake.reader import Reader, gather, placed
from scoring.intake.recognise import Table
from scoring.intake.rows import Checker, Fault, as_text, choices, settle, translate
from scoring.intake.wording import one_of
from scoring.rubric.declarations import Period
from scoring.rubric.model import Rubric
from scoring.rubric.titles import alike
from scoring.rubric.windows import window
from scoring.words import Text

_UNKNOWN_TASK = Fault(
    "unknown_task", Text("评分规则没有这项报送，未采用。{hint}", "the rubric has no such report: not used.{hint}")
)
_UNKNOWN_WINDOW = Fault(
    "unknown_window",
    Text(
        "看不出是哪一{every}的报送，未采用",
        "of which {every} is it? not used",
    ),
)
_NOT_A_DATE = Fault(
    "not_a_date",
    Text(
        "不是一个日期，看不出何时送达：这一次不计按时，也不计未报",
        "this is not a date, so when it was sent cannot be told: counted neither as on time nor as not sent",
    ),
    expected=Text("日期，如2023-05-01；未报的留空", "a date such as 2023-05-01; nothing where it was not sent"),
)
_TOO_SOON = Fault(
    "sent_before_window",
    Text(
        "送达早于所属期开始，请核对年份；按所写日期计",
        "sent before what it is for began: check the year; counted as written",
    ),
    "warning",
)
_OUTSIDE = Fault(
    "outside_periods",
    Text("所属期不在任何一期之内，不会计入", "what it is for lies in no period: it will not count"),
    "warning",
)
_UNCLEAR = Text("看不出何时送达", "when it was sent cannot be told")
_NEVER = frozenset(
    map(alike, ["未报", "未报送", "未上报", "未提交", "未送", "未送达", "没报", "没有报", "notsent", "never", "unsent"])
)
_KEY = ("jurisdiction", "task", "window")


def read_reports(tables: Sequence[Table], reader: Reader) -> pl.DataFrame:
    """The records of all tables of reports, one a jurisdiction, task and window.

    Args:
        tables: tables of that kind.
        reader: what they are held against; takes the findings.

    Returns:
        One row a report, `REPORTS`. Two dates for one report, or one that cannot be read, leave it `unclear`.
    """
    parts = []
    for table in tables:
        check = reader.checked(table, timed=False)
        _match_tasks(check, reader.rubric)
        _read_windows(check, reader)
        _read_sent(check, reader.rubric)
        _tell_where_it_lies(check, reader.rubric)
        parts.append(placed(check, "window"))
    rows = gather(parts, REPORTS)
    clash = rows.filter(pl.col("sent").n_unique().over(_KEY) > 1).select(_KEY).unique()
    rows = rows.with_columns(pl.col("sent").cast(pl.String).fill_null("").alias("said"))
    name = Text("报送记录", "report")
    kept = settle(rows, _KEY, "said", name, reader.notes, first_of_conflicting=True, fate=_UNCLEAR)
    kept = kept.join(clash.with_columns(clashes=True), on=_KEY, how="left", maintain_order="left")
    clashes = pl.col("clashes").fill_null(value=False)
    kept = kept.with_columns(pl.when(~clashes).then("sent").alias("sent"), pl.col("unclear") | clashes)
    reader.notes.extend(not_due_records(_by_period(kept, reader.rubric), "reports", ["task"], reader.rubric))
    return kept.select(*REPORTS)


def _match_tasks(check: Checker, rubric: Rubric) -> None:
    meant = choices([(code, (task.title.zh, task.title.en)) for code, task in rubric.tasks.items()])
    check.add("written", as_text(check.rows, "task"))
    check.add("task", translate(check.rows["written"].fill_null(""), meant, pl.String))
    unknown = replace(_UNKNOWN_TASK, expected=one_of(rubric.tasks), known=tuple(rubric.tasks))
    check.keep(check.rows["task"].is_not_null(), "task", unknown, "written")


def _read_windows(check: Checker, reader: Reader) -> None:
    year = reader.year_of(check.table)
    check.add("written", as_text(check.rows, "window"))
    days = pl.Series("window", [None] * check.rows.height, dtype=pl.Date)
    for code, task in reader.rubric.tasks.items():
        read = translate(check.rows["written"], partial(read_span, every=task.every, year=year), pl.Date)
        days = pl.select(pl.when(check.rows["task"] == code).then(read).otherwise(days)).to_series()
    check.add("window", days)
    for code, task in reader.rubric.tasks.items():
        name, example = SPAN_WORDS[task.every]
        fault = replace(_UNKNOWN_WINDOW, message=_UNKNOWN_WINDOW.message.with_(every=name), expected=example)
        check.keep((check.rows["task"] != code) | check.rows["window"].is_not_null(), "window", fault, "written")


def _read_sent(check: Checker, rubric: Rubric) -> None:
    written = as_text(check.rows, "sent")
    check.add("written", written)
    never = translate(written, lambda text: alike(text) in _NEVER, pl.Boolean).fill_null(value=True)
    check.add("sent", translate(written, read_date, pl.Date))
    check.add("unclear", check.rows["sent"].is_null() & ~never)
    check.tell(check.rows["unclear"], "sent", _NOT_A_DATE, "written")
    pairs = check.rows.select("task", "window").unique()
    due = [window(rubric.tasks[task], day).due for task, day in pairs.iter_rows()]
    pairs = pairs.with_columns(pl.Series("due", due, dtype=pl.Date))
    check.rows = check.rows.join(pairs, on=["task", "window"], how="left", maintain_order="left")
    # A plan for the year may well be due, and come, before it begins.
    early = (check.rows["sent"] < check.rows["window"]) & (check.rows["due"] >= check.rows["window"])
    check.tell(early.fill_null(value=False), "sent", _TOO_SOON, "written")


def _tell_where_it_lies(check: Checker, rubric: Rubric) -> None:
    pairs = check.rows.select("task", "window").unique()
    inside = [bool(periods_around(rubric, task, day)) for task, day in pairs.iter_rows()]
    pairs = pairs.with_columns(pl.Series("inside", inside, dtype=pl.Boolean))
    check.rows = check.rows.join(pairs, on=["task", "window"], how="left", maintain_order="left")
    check.add("written", as_text(check.rows, "window"))
    check.tell(~check.rows["inside"], "window", _OUTSIDE, "written")


def periods_around(rubric: Rubric, task: str, day: dt.date) -> list[Period]:
    """The periods a window of a task, by its first day, lies wholly in, the shortest first."""
    last = window(rubric.tasks[task], day).last
    found = [period for period in rubric.periods if period.starts <= day and last <= period.ends]
    return sorted(found, key=lambda period: period.ends - period.starts)


def _by_period(rows: pl.DataFrame, rubric: Rubric) -> pl.DataFrame:
    """The rows that lie in a period, with one that reads them where any does, else the shortest."""
    fed = fed_periods(rubric, "reports")
    pairs = rows.select("task", "window").unique()
    chosen = []
    for task, day in pairs.iter_rows():
        around = [period.id for period in periods_around(rubric, task, day)]
        reading = [period for period in around if period in fed.get((task,), ())]
        chosen.append(next(iter((*reading, *around)), None))
    pairs = pairs.with_columns(pl.Series("period", chosen, dtype=pl.String))
    return rows.join(pairs, on=["task", "window"], how="left", maintain_order="left").drop_nulls("period")


def periods_reported(rows: pl.DataFrame, rubric: Rubric) -> set[str]:
    """The shortest period around each window: that a month was reported does not make it the year's turn."""
    pairs = rows.select("task", "window").unique()
    around = (periods_around(rubric, task, day) for task, day in pairs.iter_rows())
    return {found[0].id for found in around if found}
