"""Sheet 来源与版本 / Provenance: what the marks were made from and by what, so that they can be made again."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.intake.findings import SEVERITY_WORDS
from scoring.intake.headers import TABLE_WORDS
from scoring.report.deductions import SHEET
from scoring.report.sheet import View
from scoring.report.styles import SECTION, WHOLE, Look
from scoring.report.table import Book, Cell, Column, Value
from scoring.words import Text

NAME = Text("来源与版本", "Provenance")
ITEM = Text("项目", "Item")
CONTENT = Text("内容", "Content")
TAKEN_FOR = Text("识别为", "Taken for")
ROWS = Text("行数", "Rows")
BYTES = Text("字节数", "Bytes")

_KEYS = {
    "rubric": Text("评分规则与版本", "Rubric and version"),
    "rubric_file": Text("规则文件", "Rubric file"),
    "rubric_sha256": Text("规则文件 SHA-256", "Rubric SHA-256"),
    "period": Text("期次", "Period"),
    "started": Text("开始时间", "Started"),
    "finished": Text("完成时间", "Finished"),
    "scoring": Text("scoring 版本", "scoring"),
    "duckdb": Text("DuckDB 版本", "DuckDB"),
    "polars": Text("Polars 版本", "Polars"),
    "python": Text("Python 版本", "Python"),
    "platform": Text("操作系统", "Platform"),
}
_RUN = Text("本次计分", "This run")
_FILES = Text("输入文件", "Input files")
_FINDINGS = Text("数据问题条数", "Findings")
_NOTE = Text(
    "同一规则文件与同一组输入文件（SHA-256 相同）在任何机器上得到相同的得分",
    "The same rubric and inputs (by SHA-256) give the same marks on any machine",
)


def provenance(book: Book, view: View) -> None:
    """Write the run's own facts, then every sheet that was read, then how much was found wrong."""
    say = view.language
    columns = [
        Column(ITEM.say(say), 26),
        Column(CONTENT.say(say), 72, Look(wrap=True)),
        Column(SHEET.say(say), 18),
        Column(TAKEN_FOR.say(say), 16),
        Column(ROWS.say(say), 11, WHOLE),
        Column(BYTES.say(say), 13, WHOLE.but(number="#,##0")),
    ]
    rows = [_section(_RUN, view), *_run(view), _section(_FILES, view), *_files(view)]
    rows += [_section(_FINDINGS, view), *_counts(view)]
    book.table(NAME, columns, rows, lines=[_NOTE.say(say)], frozen=1)


def _section(title: Text, view: View) -> list[Value | Cell]:
    return [Cell(title.say(view.language), SECTION), *[Cell(None, SECTION)] * 5]


def _run(view: View) -> Iterator[list[Value | Cell]]:
    facts = dict(view.result.provenance)
    if view.result.rubric.file:
        facts["rubric_file"] = view.result.rubric.file.replace("\\", "/").rsplit("/", 1)[-1]
    known = [key for key in _KEYS if key in facts]
    for key in [*known, *(key for key in facts if key not in _KEYS)]:
        yield [_KEYS.get(key, Text(key)).say(view.language), facts[key], None, None, None, None]


def _files(view: View) -> Iterator[list[Value | Cell]]:
    for row in view.result.inputs.files.iter_rows(named=True):
        kind = TABLE_WORDS[row["table"]].say(view.language) if row["table"] else None
        yield [row["file"], f"SHA-256 {row['sha256']}", row["sheet"] or None, kind, row["rows"], row["bytes"]]


def _counts(view: View) -> Iterator[list[Value | Cell]]:
    for name, words in SEVERITY_WORDS.items():
        found = view.result.findings.filter(view.result.findings["severity"] == name).height
        yield [words.say(view.language), Cell(found, Look("0")), None, None, None, None]
