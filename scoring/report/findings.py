"""Sheet 数据问题 / Findings: what was wrong or doubtful in the inputs, file and cell."""

from __future__ import annotations

from scoring.intake.findings import SEVERITY_WORDS
from scoring.report.deductions import CELL, FILE, SHEET
from scoring.report.ranking import CODE, JURISDICTION
from scoring.report.sheet import View
from scoring.report.styles import BLUE, CENTRE, RED, YELLOW, Look
from scoring.report.table import Book, Column, shade_words, width
from scoring.words import Text

NAME = Text("数据问题", "Findings")
SEVERITY = Text("程度", "Severity")
KIND = Text("类别", "Kind")
METRIC = Text("填报指标", "Metric")
FOUND = Text("发现", "Found")
EXPECTED = Text("应为", "Expected")
MESSAGE = Text("说明与处理", "What it means")

_COLOURS = {"error": RED, "warning": YELLOW, "notice": BLUE}
_NONE = Text("未发现问题", "nothing was found wrong")
_SOME = Text(
    "共{n}条：错误{error}，警告{warning}，提示{notice}",
    "{n}: {error} error(s), {warning} warning(s), {notice} notice(s)",
)


def findings(book: Book, view: View) -> None:
    """Write the sheet: errors first, then warnings, then notices; within them as they stand in the files."""
    say = view.language
    wrap = Look(wrap=True)
    columns = [
        Column(SEVERITY.say(say), 9, CENTRE),
        Column(FILE.say(say), 18),
        Column(SHEET.say(say), 12),
        Column(CELL.say(say), 9),
        Column(CODE.say(say), 11),
        Column(JURISDICTION.say(say), width(view.names.values(), 12, 30)),
        Column(METRIC.say(say), 28, wrap),
        Column(FOUND.say(say), 22, wrap),
        Column(EXPECTED.say(say), 28, wrap),
        Column(MESSAGE.say(say), 60, wrap),
        Column(KIND.say(say), 20),
    ]
    frame = view.result.findings
    counts = {name: frame.filter(frame["severity"] == name).height for name in SEVERITY_WORDS}
    metrics = view.result.rubric.metrics
    rows = [
        [
            SEVERITY_WORDS[row["severity"]].say(say),
            row["file"] or None,
            row["sheet"] or None,
            row["cell"] or None,
            row["jurisdiction"] or None,
            view.names.get(row["jurisdiction"]),
            metrics[row["metric"]].title.say(say) if row["metric"] in metrics else row["metric"] or None,
            row["found"] or None,
            row["expected"] or None,
            row["message"] or None,
            row["code"] or None,
        ]
        for name in SEVERITY_WORDS
        for row in frame.filter(frame["severity"] == name).iter_rows(named=True)
    ]
    line = _SOME.with_(n=frame.height, **counts) if frame.height else _NONE
    colours = {words.say(say): _COLOURS[name] for name, words in SEVERITY_WORDS.items()}
    book.table(
        NAME,
        columns,
        rows,
        lines=[line.say(say)],
        frozen=1,
        finish=lambda table: shade_words(table, SEVERITY.say(say), book.styles, colours),
    )
