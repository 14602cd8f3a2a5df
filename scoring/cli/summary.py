"""What a run came to, on one screen."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from scoring.cli.findings import counted, gravest_first, line
from scoring.cli.speech import Speech
from scoring.words import Text

if TYPE_CHECKING:
    from scoring.result.result import Result

_ROUNDING = {"half_up": ROUND_HALF_UP, "up": ROUND_UP, "down": ROUND_DOWN}
TOP = 10
SHOWN = 5


class _Column(NamedTuple):
    """A column of the ranking, as the screen shows it."""

    name: str
    title: Text
    is_number: bool = False


_COLUMNS = (
    _Column("rank", Text("名次", "Rank"), is_number=True),
    _Column("jurisdiction", Text("代码", "Code")),
    _Column("name", Text("地区", "Jurisdiction")),
    _Column("score", Text("得分", "Score"), is_number=True),
    _Column("grade", Text("等次", "Grade")),
    _Column("group", Text("分组", "Group")),
    _Column("group_rank", Text("组内名次", "In group"), is_number=True),
)


def summary(result: Result, heard: Speech, workbook: Path | None) -> None:
    """Print the counts, the first of the ranking, the gravest findings and where the result lies."""
    console = Console(file=sys.stdout, highlight=False, markup=False)
    say = heard.say
    head = Text("{title} · {period}", "{title} · {period}")
    title = {"title": result.rubric.rubric.title, "period": result.period.title}
    console.print()
    console.print(say(head.with_(**title)), style="bold")
    console.print(_counts(result, heard))
    if result.summary["ranked"]:
        console.print()
        console.print(_first(result, heard))
    rows = list(gravest_first(result.findings))
    if rows:
        console.print()
    for row in rows[:SHOWN]:
        console.print(Line.from_ansi(line(row, heard, result.rubric, whole=False)))
    if len(rows) > SHOWN:
        more = Text("……另有{n}条；scoring check 逐条列出", "… and {n} more; scoring check lists them all")
        console.print(say(more.with_(n=len(rows) - SHOWN)), style="dim")
    console.print()
    for words, path in ((Text("排名工作簿：{path}", "Workbook: {path}"), workbook), (MARKS, result.written)):
        if path is not None:
            console.print(say(words.with_(path=path)), soft_wrap=True)


MARKS = Text("各级得分：{path}", "Marks: {path}")


def _counts(result: Result, heard: Speech) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(overflow="fold")
    for name, number, remark in _lines(result, heard):
        table.add_row(name, number, remark)
    return table


def _lines(result: Result, heard: Speech) -> Iterator[tuple[str, str, str]]:
    say, told = heard.say, result.summary
    yield say(Text("测评地区", "Jurisdictions")), str(told["jurisdictions"]), ""
    yield say(Text("已计分", "Scored")), str(told["scored"]), ""
    unscored = result.ranking.filter(result.ranking["score"].is_null())
    yield say(Text("未计分", "Unscored")), str(told["unscored"]), _reasons(unscored["note"].to_list(), heard)
    yield say(Text("参加排名", "Ranked")), str(told["ranked"]), ""
    yield say(Text("有分不排名", "Scored, unranked")), str(told["barred"]), ""
    for gate in _gates(result):
        cannot = Text("（另有{n}个资料不全，未能判定）", " ({n} more cannot be told)").with_(n=gate.unknown)
        yield gate.code, str(gate.bites), gate.words + (say(cannot) if gate.unknown else "")
    taken = Counter(result.quotas["quota"].to_list())
    for quota in result.rubric.quotas:
        if taken[quota.quota]:
            over = Text("{title}：名额以外", "{title}: over the edge").with_(title=quota.title)
            yield quota.quota, str(taken[quota.quota]), say(over)
    findings = counted(result.findings["severity"], heard)
    yield say(Text("数据问题", "Findings")), str(result.findings.height), findings if result.findings.height else ""


def _reasons(notes: list[str | None], heard: Speech) -> str:
    """Why there is no score, the commonest reasons first; a note begins with that and goes on to gates."""
    first = [note.partition("；")[0] for note in notes if note]
    many = Counter(part.partition("：" if "：" in part else ": ")[2] or part for part in first)
    shown = [f"{reason} × {number}" for reason, number in many.most_common(SHOWN)]
    if len(many) > len(shown):
        shown.append(heard.say(Text("等{n}种原因", "… {n} reasons in all").with_(n=len(many))))
    return "\n".join(shown)


@dataclass
class _Gate:
    code: str
    words: str
    bites: int = 0
    unknown: int = 0


def _gates(result: Result) -> list[_Gate]:
    """Each gate that bit somewhere or could not be told, and how often either, in the rubric's order."""
    told: dict[str, _Gate] = {}
    for row in result.gates.unique(["gate", "jurisdiction"], maintain_order=True).iter_rows(named=True):
        gate = told.setdefault(row["gate"], _Gate(row["gate"], f"{row['title']} → {row['effect']}"))
        gate.bites += bool(row["bites"])
        gate.unknown += not row["bites"]
    return [told[gate.gate] for gate in result.rubric.gates if gate.gate in told]


def _first(result: Result, heard: Speech) -> Table:
    """The first of the ranking; without groups where the roster names none."""
    ranked = result.ranking.filter(result.ranking["rank"].is_not_null()).head(TOP)
    grouped = ranked["group"].count() > 0
    columns = [column for column in _COLUMNS if grouped or not column.name.startswith("group")]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(
            heard.say(column.title),
            justify="right" if column.is_number else "left",
            no_wrap=column.is_number,
            overflow="fold",
        )
    rank = result.rubric.rank
    for row in ranked.iter_rows(named=True):
        score = row["score"]
        if rank.digits != "none":
            score = score.quantize(Decimal(1).scaleb(-rank.digits), _ROUNDING[rank.way])
        told = {**row, "score": score}
        # A score of nothing is a score: only what is not there is a dash.
        table.add_row(*("–" if told[column.name] in (None, "") else str(told[column.name]) for column in columns))
    return table
