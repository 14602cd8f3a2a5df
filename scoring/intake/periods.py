"""Which periods the inputs speak of, and what should have come for them but did not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import polars as pl

from scoring.intake.due import due_leaves, metrics_compared, metrics_that_matter
from scoring.intake.findings import Finding, Place, Severity
from scoring.intake.headers import KINDS
from scoring.intake.scanned import Scanned
from scoring.intake.wording import one_of
from scoring.rubric.declarations import Period
from scoring.rubric.model import Rubric
from scoring.rubric.reads import readers
from scoring.words import Text

_LENGTH = {"quarter": 1, "half": 2, "year": 4, "stage": 5}


def periods_spoken_of(rubric: Rubric, metrics: Collection[str], records: Sequence[pl.DataFrame]) -> tuple[str, ...]:
    """The periods any table is about, in the rubric's order."""
    spoken = set(metrics)
    for rows in records:
        spoken |= set(rows["period"].unique())
    return tuple(period.id for period in rubric.periods if period.id in spoken)


def no_period_at_all(rubric: Rubric, *, may_be_said: bool) -> Finding:
    """What is to be said where no table is about any period: none can be chosen, though one may be asked for.

    Args:
        rubric: says which periods there are.
        may_be_said: whether there are records at all that a period asked for could be scored on.
    """
    return Finding(
        "warning" if may_be_said else "error",
        "nothing_of_a_period",
        Place(),
        _ONLY_DATED if may_be_said else _NOTHING_TO_SCORE,
        expected=one_of(period.id for period in rubric.periods),
    )


def missing_metrics(
    rubric: Rubric,
    spoken: Collection[str],
    metrics: Mapping[str, pl.DataFrame | Scanned],
    rows: Mapping[str, pl.DataFrame | None],
    *,
    given: bool = False,
) -> Iterator[Finding]:
    """A finding for each period that is scored without a sheet of metrics, or with one that lacks a column.

    A metric of a year may come with the year's own sheet or with those of its parts; it is missing where neither
    the period it is submitted for (`every`) nor a longer spoken-of one around it has its column. A period none of
    whose metrics came lacks its sheet, whatever the sheets of longer ones hold; one whose sheet is of a stage that does
    not count has nothing that does. A period in which nothing is due serves for comparison: only what is compared is
    asked of it. What a scored indicator or a gate of a period in use reads is an error, the rest a warning.
    Where tables of metrics were `given` and nothing of them is used, that is said instead of their having not come.
    """
    in_use = _in_use(rubric, spoken, rows)
    due = {period for leaf in due_leaves(rubric) for period in leaf.periods}
    measured = [one for one in rubric.periods if one.id in due]
    compared = metrics_compared(rubric)
    asked: dict[str, int] = {}
    wanted: dict[str, list[str]] = {}
    for code, metric in rubric.metrics.items():
        for period in _due(rubric, metric.every, spoken):
            if code not in compared and not any(_within(period, one) for one in measured):
                continue
            asked[period.id] = asked.get(period.id, 0) + 1
            around = [one for one in rubric.periods if _within(period, one) and one.id in metrics]
            if not any(code in metrics[one.id].columns for one in around):
                wanted.setdefault(period.id, []).append(code)
    for period in rubric.periods:
        lacking = wanted.get(period.id, [])
        if not lacking:
            continue
        inside = {one.id for one in rubric.periods if one.id in spoken and _within(period, one)}
        matter = metrics_that_matter(rubric, inside) if any(_within(period, one) for one in in_use) else set()
        if len(lacking) == asked[period.id]:
            nothing_counts = period.id in metrics and metrics[period.id].columns == ["jurisdiction"]
            message = _NOTHING_COUNTS if nothing_counts else _NO_ROW if given and not metrics else _NO_SHEET
            yield _missing_sheet(period, "error" if matter & set(lacking) else "warning", message)
            continue
        for code in lacking:
            yield _missing_column(rubric, period, code, "error" if code in matter else "warning")


def _due(rubric: Rubric, every: str, spoken: Collection[str]) -> list[Period]:
    longer = [period for period in rubric.periods if period.id in spoken and _LENGTH[period.kind] >= _LENGTH[every]]
    parts = []
    for period in longer:
        own = [one for one in rubric.periods if one.kind == every and _within(one, period)]
        parts += own or [period]
    return [period for period in rubric.periods if period in parts]


def _within(part: Period, whole: Period) -> bool:
    return whole.starts <= part.starts and part.ends <= whole.ends


_NOTHING_TO_SCORE = Text(
    "材料里没有规则所列任何一期的填报数或记录，无法计分",
    "there are no numbers or records of any of the rubric's periods: nothing can be scored",
)
_ONLY_DATED = Text(
    "各表都没有写明期次，计分时须指定是哪一期（--period）",
    "no table names a period: which one to score must be said (--period)",
)
_NO_SHEET = Text("没有{title}（{id}）的填报指标表", "there is no sheet of metrics for {title} ({id})")
_NO_ROW = Text(
    "没有采用{title}（{id}）的任何填报数：填报指标表中的行都未采用，原因见各行",
    "no number submitted for {title} ({id}) is used: no row of the tables of metrics is, for the reasons given there",
)
_NOTHING_COUNTS = Text(
    "{title}（{id}）的填报指标都不是计入的阶段，全部视为未报",
    "the metrics of {title} ({id}) are none of a stage that counts: all of them are missing",
)


def _missing_sheet(period: Period, severity: Severity, message: Text) -> Finding:
    return Finding(
        severity,
        "missing_sheet",
        Place(),
        message.with_(title=period.title, id=period.id),
        expected=Text("名为“{id}”的工作表", "a sheet called “{id}”").with_(id=period.id),
    )


def _missing_column(rubric: Rubric, period: Period, code: str, severity: Severity) -> Finding:
    title = rubric.metrics[code].title
    return Finding(
        severity,
        "missing_column",
        Place(),
        Text("{period}没有填报指标“{metric}”这一列，视为未报", "{period} has no column “{metric}”: missing").with_(
            period=period.title, metric=title
        ),
        expected=title,
        metric=code,
    )


def missing_tables(
    rubric: Rubric, spoken: Collection[str], rows: Mapping[str, pl.DataFrame | None]
) -> Iterator[Finding]:
    """An error for each kind of record a period in use is assessed on, and of which it has none.

    Args:
        rubric: says which indicators are due when.
        spoken: the periods any table is about.
        rows: by kind of table, its records; None where no such table was given. Events and reports of any date will do.
    """
    due = {kind: _due_periods(rubric, kind) for kind in rows}
    for kind in KINDS:
        if kind.name not in rows:
            continue
        records = rows[kind.name]
        for period in _in_use(rubric, spoken, rows) if records is None or "period" in records.columns else ():
            has_none = records is None or not (records["period"] == period.id).any()
            if period.id in due[kind.name] and has_none:
                yield Finding(
                    "error",
                    "missing_sheet",
                    Place(),
                    Text(
                        "没有{period}的{title}记录，有关指标按未测评处理",
                        "{period} has no records of {title}: its indicators are not assessed",
                    ).with_(period=period.title, title=kind.title),
                    expected=kind.title,
                )


def _due_periods(rubric: Rubric, kind: str) -> set[str]:
    return {period for due in due_leaves(rubric) if due.leaf.evidence.key in readers(kind) for period in due.periods}


def _in_use(rubric: Rubric, spoken: Collection[str], rows: Mapping[str, pl.DataFrame | None]) -> list[Period]:
    """The longest periods spoken of; earlier ones without any record serve only for comparison and are left out."""
    said = [period for period in rubric.periods if period.id in spoken]
    longest = [one for one in said if not any(_within(one, other) for other in said if other is not one)]
    last = max((period.ends for period in longest), default=None)
    recorded = {period for some in rows.values() if some is not None and "period" in some for period in some["period"]}
    return [period for period in longest if period.ends == last or period.id in recorded]
