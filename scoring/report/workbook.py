"""The ranked workbook: all its sheets in their order, written beside the target and put in its place in one step."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException

from scoring.errors import OutputError
from scoring.intake.results import CATEGORY
from scoring.report.deductions import deductions, units
from scoring.report.distribution import distribution
from scoring.report.findings import findings
from scoring.report.gates import gates
from scoring.report.indicators import indicators
from scoring.report.method import method
from scoring.report.provenance import provenance
from scoring.report.ranking import ranking
from scoring.report.samples import samples
from scoring.report.scores import scores
from scoring.report.sheet import View
from scoring.report.stages import stages
from scoring.report.styles import Styles
from scoring.report.table import MOST_ROWS, Book
from scoring.result.result import Result
from scoring.words import Text

SHEETS = (
    ranking,
    distribution,
    scores,
    indicators,
    deductions,
    units,
    gates,
    samples,
    stages,
    findings,
    method,
    provenance,
)
"""The sheets in their order; each writes itself."""

_SUBJECT = Text("计分结果", "scores")
_NO_FOLDER = Text("文件夹不存在：{folder}。请先建立该文件夹", "there is no folder {folder}: create it first")
_IS_FOLDER = Text("{path}是一个文件夹，请写出文件名", "{path} is a folder: give a file's name")
_SHUT = Text(
    "无法写入{path}：文件可能正在 Excel 或 WPS 中打开，或没有写入权限。请关闭后重试，或另存为其他文件名",
    "cannot write {path}: it may be open in Excel or WPS, or you may not write there. "
    "Close it and try again, or give another name",
)
_FAILED = Text("写入{path}失败：{error}。原有文件未改动", "writing {path} failed: {error}; what was there is unchanged")


def write_workbook(result: Result, path: Path, *, most_rows: int = MOST_ROWS) -> Path:
    """Write the ranked workbook in the result's language.

    Args:
        result: a scored period.
        path: where; an existing file is replaced in one step once the new one is whole.
        most_rows: how many rows a sheet may have; longer tables go on on further sheets.

    Returns:
        The path.

    Raises:
        OutputError: it cannot be written there: no such folder, open in another program, disk full.
    """
    if path.is_dir():
        raise OutputError(_IS_FOLDER.with_(path=path))
    if not path.parent.is_dir():
        raise OutputError(_NO_FOLDER.with_(folder=path.parent))
    beside = path.with_name(f".{path.stem}.{os.getpid()}.tmp.xlsx")
    try:
        _write(result, beside, most_rows)
        beside.replace(path)
    except PermissionError as error:
        raise OutputError(_SHUT.with_(path=path)) from error
    except (OSError, XlsxWriterException) as error:
        raise OutputError(_FAILED.with_(path=path, error=error)) from error
    finally:
        beside.unlink(missing_ok=True)
    return path


def _write(result: Result, path: Path, most_rows: int) -> None:
    language = result.language
    workbook = Workbook(str(path), {"in_memory": False, "strings_to_formulas": False, "strings_to_urls": False})
    title = result.rubric.rubric.title.say(language)
    period = result.period.title.say(language)
    workbook.set_properties(
        {
            "title": f"{title} {period}",
            "subject": _SUBJECT.say(language),
            # Intake knows a result by it, should one be left among the inputs.
            "category": CATEGORY,
            "comments": f"{result.provenance.get('rubric', '')} · scoring {result.provenance.get('scoring', '')}",
            "created": _time(result),
        }
    )
    book = Book(workbook, Styles(workbook, language), language, title, period, most_rows)
    view = View(result)
    for sheet in SHEETS:
        sheet(book, view)
    workbook.close()


def _time(result: Result) -> dt.datetime:
    """When the result was made: writing it again gives the same file."""
    made = result.provenance.get("finished")
    return dt.datetime.fromisoformat(made) if made else dt.datetime.now(dt.UTC)
