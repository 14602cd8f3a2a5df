"""Read the input files of a programme: the only way submissions, reviews, visits, answers and events come in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import polars as pl

from scoring.errors import InputError
from scoring.intake.appearances import facts_beside, roster_of_appearances, with_facts_beside
from scoring.intake.desk_review import read_desk_review
from scoring.intake.events import read_events
from scoring.intake.files import File, find_files, read_sheets
from scoring.intake.findings import Finding, in_order, to_frame
from scoring.intake.headers import Vocabulary
from scoring.intake.inputs import FILES, Inputs
from scoring.intake.metrics import Metrics, read_metrics
from scoring.intake.number import ERRORS
from scoring.intake.panels import read_marks
from scoring.intake.parents import settled
from scoring.intake.periods import missing_metrics, missing_tables, no_period_at_all, periods_spoken_of
from scoring.intake.reader import Reader
from scoring.intake.recognise import Table, recognise
from scoring.intake.reports import periods_reported, read_reports
from scoring.intake.roster import read_roster, register_of, tell_the_silent
from scoring.intake.scanned import Scanned
from scoring.intake.site_visits import read_site_visits
from scoring.intake.survey import read_survey
from scoring.intake.when import Calendar
from scoring.intake.widened import widened
from scoring.intake.wording import clip
from scoring.rubric.model import Rubric
from scoring.words import LANGUAGES, Language, Text

Progress = Callable[[str, int, int], None]
Tables = dict[str, list[Table]]
Records = Mapping[str, pl.DataFrame]
READERS: Mapping[str, Callable[[Sequence[Table], Reader], pl.DataFrame]] = {
    "desk_review": read_desk_review,
    "site_visits": read_site_visits,
    "survey": read_survey,
    "events": read_events,
    "marks": read_marks,
    "reports": read_reports,
}
"""What reads the tables of each kind of record; each kind is a family of tables, and a field of `Inputs`."""
_SHOWN = 10


def read_inputs(
    rubric: Rubric,
    paths: Sequence[Path | str],
    *,
    language: Language | None = None,
    progress: Progress | None = None,
) -> Inputs:
    """Read every table in the files and folders given.

    Args:
        rubric: says what the tables may hold.
        paths: folders (with the folders in them) or files: xlsx, xls, CSV, Parquet.
        language: of the findings; the rubric's own where not given.
        progress: called with the file being read, how many are read and how many there are.

    Returns:
        Clean typed tables; what could not be used is a finding with its file, sheet and cell, never a zero.

    Raises:
        InputError: a path that does not exist, or nothing in the files that could be scored.
    """
    notes: list[Finding] = []
    files = find_files(paths, notes)
    calendar = Calendar(rubric)
    tables, read = _read_tables(files, Vocabulary(rubric), calendar, notes, progress)
    roster, reader = _enrol(tables, rubric, calendar, notes)
    if roster.is_empty():
        raise _nothing(notes)
    metrics = read_metrics(tables["metrics"], reader)
    records = {kind: read_records(tables[kind], reader) for kind, read_records in READERS.items()}
    spoken = _periods_spoken_of(rubric, metrics, records)
    if not spoken:
        notes.append(no_period_at_all(rubric, may_be_said=any(len(rows) for rows in records.values())))
    _tell_what_did_not_come(tables, roster, metrics, records, spoken, reader)
    notes.extend(finding for some in tables.values() for table in some for finding in _formulas(table))
    ordered = in_order(notes)
    return Inputs(
        roster=roster,
        metrics=metrics.frames,
        **records,
        has_events=bool(tables["events"]),
        has_reports=bool(tables["reports"]),
        other_values=metrics.other_values,
        periods=spoken,
        findings=to_frame(ordered, language or rubric.language),
        files=read,
        origins=metrics.origins,
        scanned=metrics.scanned,
        notes=ordered,
    )


def _read_tables(
    files: Sequence[File], vocabulary: Vocabulary, calendar: Calendar, notes: list[Finding], progress: Progress | None
) -> tuple[Tables, pl.DataFrame]:
    tables: Tables = defaultdict(list)
    read = []
    with ThreadPoolExecutor(1) as beside:
        # A hash is taken while the files are read: of a gigabyte it takes as long as reading does.
        all_facts = [beside.submit(_facts, file) for file in files]
        for done, (file, facts) in enumerate(zip(files, all_facts, strict=True)):
            if progress:
                progress(file.name, done, len(files))
            laid = widened(file, vocabulary)
            if laid:
                read.append((*facts.result(), "", laid.kind.family, laid.height))
                tables[laid.kind.family].append(laid)
                continue
            sheets = read_sheets(file, notes)
            if not sheets:
                read.append((*facts.result(), "", "", 0))
            for sheet in sheets:
                table = recognise(sheet, vocabulary, calendar, notes)
                told = (table.kind.family, table.height) if table else ("", 0)
                read.append((*facts.result(), sheet.sheet, *told))
                if table:
                    tables[table.kind.family].append(table)
    if progress and files:
        progress(files[-1].name, len(files), len(files))
    return tables, pl.DataFrame(read, schema=FILES, orient="row")


def _facts(file: File) -> tuple[str, str, int]:
    """Name, hash and size; the last two empty for a file that may not be read, which has its finding by then."""
    try:
        return file.name, file.sha256, file.size
    except OSError:
        return file.name, "", 0


def _enrol(tables: Tables, rubric: Rubric, calendar: Calendar, notes: list[Finding]) -> tuple[pl.DataFrame, Reader]:
    lists = tables["roster"]
    others = [table for family, some in tables.items() if family != "roster" for table in some]
    if lists:
        roster = read_roster(lists, rubric, notes, facts_beside(others))
    else:
        roster = roster_of_appearances(others, rubric, notes)
    reader = Reader(rubric, calendar, register_of(roster), notes)
    if lists:
        roster = with_facts_beside(roster, lists, others, reader)
    return settled(roster, (*lists, *others), reader.register, notes), reader


def _periods_spoken_of(rubric: Rubric, metrics: Metrics, records: Records) -> tuple[str, ...]:
    reported = periods_reported(records["reports"], rubric)
    of_a_period = [rows for rows in records.values() if "period" in rows.columns]
    return periods_spoken_of(rubric, {*metrics.frames, *metrics.scanned, *reported}, of_a_period)


def _tell_what_did_not_come(
    tables: Tables, roster: pl.DataFrame, metrics: Metrics, records: Records, spoken: Sequence[str], reader: Reader
) -> None:
    rubric, notes = reader.rubric, reader.notes
    given = {kind: rows if tables[kind] else None for kind, rows in records.items()}
    held: dict[str, pl.DataFrame | Scanned] = {**metrics.frames, **metrics.scanned}
    notes.extend(missing_metrics(rubric, spoken, held, given, given=bool(tables["metrics"])))
    notes.extend(missing_tables(rubric, spoken, given))
    named = (*records.values(), *held.values())
    present = pl.concat(rows["jurisdiction"] for rows in named).unique()
    if len(present):
        tell_the_silent(tables["roster"], roster, present, notes)


def _nothing(notes: Sequence[Finding]) -> InputError:
    ordered = in_order(notes)
    faults = [finding for finding in ordered if finding.severity != "notice"] or ordered
    bodies = []
    for language in LANGUAGES:
        lines = (
            " ".join(filter(None, (*finding.row(language)[2:5], finding.message.say(language)))) for finding in faults
        )
        bodies.append("".join(f"\n  {line}" for line in islice(lines, _SHOWN)))
    head = Text("输入文件里没有可测评的地区{body}", "the input files hold no jurisdiction that could be scored{body}")
    return InputError(head.with_(body=Text(*bodies)))


def _formulas(table: Table) -> Iterator[Finding]:
    if not table.formulas:
        return
    name_of = {column: name for name, column in table.at.items()}
    rows = {row["row"]: row for row in table.data.iter_rows(named=True)}
    for at, column in table.formulas:
        text = rows.get(at, {}).get(name_of.get(column, ""))
        # One saved without its result holds the formula itself; that and an error are refused where they are read.
        if text is not None and not text.startswith("=") and text not in ERRORS:
            name = name_of[column]
            yield Finding(
                "notice",
                "formula",
                table.place(at, name),
                Text("单元格是公式，采用保存时的计算结果", "a formula: its saved result is used"),
                found=clip(text),
                jurisdiction=rows[at].get("jurisdiction") or "",
                metric=name.removeprefix("metric:").split("#")[0] if name.startswith("metric:") else "",
            )
