"""`schedule: {tasks: [月报], late: {counts: 50%}}` — what was to be sent in, and whether it was on time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Annotated, ClassVar

from pydantic import Field

from scoring.evidence.kernels.state import first_of
from scoring.evidence.method import Evidence, Grouped, Reading, Records, Seen
from scoring.evidence.weights import not_positive, whole
from scoring.evidence.wording import NOTHING, named
from scoring.rubric.declarations import Period
from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.nearest import listed
from scoring.rubric.spreadsheet import Sheet, literal
from scoring.rubric.values import Code, Frozen, Names, Number, write_share
from scoring.rubric.windows import Window, windows
from scoring.sql.exact import Int, Ratio, quote, text, total
from scoring.sql.states import NO_RECORD, NOT_APPLICABLE, NOT_ASSESSED, NOTHING_DUE, REFUSED, code
from scoring.words import Text


class Late(Frozen):
    """What a report sent after its day counts; beyond so many days, where they are given, as if it were never sent."""

    counts: Number
    within: Annotated[int, Field(ge=1, le=3660)] | None = None


_NEVER = Late(counts=Fraction(0))


class Schedule(Evidence):
    """Reports to be sent in (按期报送): the share of the windows due that were met.

    The windows of a task (its months, quarters, halves or years) that lie wholly inside the period are due, and those
    that do not are not; a report is on time up to its task's day. On time counts 1, late what `late` says (nothing
    without it), never sent 0. Each window weighs what its task does. A report that came, but nobody can say when,
    leaves its window out; with no other left the leaf is not assessed. A window without any record was not met, where a
    table of reports was given at all; where none was, the leaf is not assessed. It does not apply to a period in which
    nothing is due.
    """

    key: ClassVar[str] = "schedule"
    table: ClassVar[str] = "reports"
    title: ClassVar[Text] = Text("按期报送", "reports on time")
    summary: ClassVar[Text] = Text(
        "本期应报的次数中按期报送的比例；迟报按规定折算",
        "the share of reports due that came on time; late ones as stated",
    )
    details: ClassVar[Text] = Text(
        "应报的是完全落在本期之内的月、季、半年、年。没有记录的按未报计；没有报送表的为未测评；报送时间不清的不计。",
        "Due are the months, quarters, halves and years that lie wholly inside the period. One without a record was "
        "never sent; without any table of reports the leaf is not assessed; one sent nobody knows when is left out.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "tasks": Text(
            "报送事项，可带每次的权重，见 tasks",
            "what is to be sent, each window's weight or none, declared under `tasks`",
        ),
        "late": Text(
            "迟报的折算 counts；迟于 within 天的视同未报；不写则迟报不计",
            "what a late report counts; beyond `within` days it was never sent; nothing, where not given",
        ),
    }
    source: ClassVar[Text] = Text("“按时报送”“每月25日前报送”类规则", "rules that want reports by a day")
    is_share: ClassVar[bool] = True

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_records(
            "schedule: {tasks: [monthly], late: {counts: 50%, within: 30}}",
            "reports",
            "\n".join(
                [
                    "code,task,window,sent",
                    *(f"A,monthly,2024-{month:02},2024-{month:02}-25" for month in range(1, 11)),
                    "A,monthly,2024-11,2024-12-01",
                    "B,monthly,2024-01,2024-01-26",
                    "B,monthly,2024-02,2024-12-26",
                ]
            ),
            {"A": ("0.875", "8.75"), "B": ("0.041666667", "0.416666667"), "C": ("0", "0")},
            cells={
                "A": {"on_time": "10", "late": "1", "due": "12"},
                "B": {"on_time": "0", "late": "1", "due": "12"},
                "C": {"on_time": "0", "late": "0", "due": "12"},
            },
            declarations="""
                tasks: {monthly: {title: {zh: 月报, en: monthly report}, every: month, by: {day: 25}}}
                """,
        ),
    )

    tasks: Annotated[dict[Code, Number], Field(min_length=1)] | Annotated[Names, Field(min_length=1)]
    late: Late = _NEVER

    def sentence(self, rubric: Rubric) -> Text:
        return self._said({name: rubric.tasks[name].title for name in self.tasks})

    def _said(self, titled: Mapping[str, Text]) -> Text:
        weights = self.tasks if isinstance(self.tasks, Mapping) else {}
        return Text(
            "{tasks}：按时报送的次数 ÷ 本期应报次数，迟报{late}，未报不计",
            "{tasks}: reports on time over those due in the period; late ones count {late}, those never sent nothing",
        ).with_(tasks=named(titled, weights), late=self._late_said())

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        if isinstance(self.tasks, Mapping):
            yield from not_positive("tasks", self.tasks)
        if not 0 <= self.late.counts <= 1:
            expected = Text("0 到 100% 之间的折算", "a share between 0 and 100%")
            found = write_share(self.late.counts)
            yield Complaint(("late", "counts"), "late_share", found, expected, Text("如 50%", "such as 50%"))
        due = [period for period in rubric.periods if any(self._windows(rubric, period).values())]
        if not due and all(task in rubric.tasks for task in self.tasks):
            expected = Text("某一期之内至少有一次应报", "at least one window inside some period")
            hint = Text("核对 every 与各期的起止", "check `every` against the periods")
            yield Complaint(("tasks",), "never_due", listed(self.tasks).zh, expected, hint)

    def read(self, reading: Reading) -> Seen:
        due = self._windows(reading.rubric, reading.period)
        if not any(due.values()):
            return Seen(Ratio.of(0), str(code(NOT_APPLICABLE, NOTHING_DUE)))
        weights = whole(dict.fromkeys(self.tasks, Fraction(1)) if isinstance(self.tasks, tuple) else self.tasks)
        tops, lost = [], []
        columns: dict[str, str] = {}
        counts: dict[str, list[Int]] = {"on_time": [], "late": [], "unclear": []}
        for n, (task, all_) in enumerate(due.items()):
            for kind, condition in self._kinds(task, all_).items():
                column = reading.name(f"{kind}_{n}")
                columns[column] = f"count(*) FILTER (WHERE {condition})"
                counts[kind].append(Int(f"coalesce({quote(column)}, 0)", 0, len(all_), nullable=False))
            share, weight = self.late.counts, Int.of(weights[task])
            on_time, late, unclear = (kind[-1] for kind in counts.values())
            worth = on_time * Int.of(share.denominator) + late * Int.of(share.numerator)
            tops.append(worth * weight)
            lost.append(unclear * weight)
        whole_ = sum(weights[task] * len(all_) for task, all_ in due.items())
        open_ = Int.of(whole_) - total(lost)
        left = Int(f"nullif({open_.sql}, 0)", 1, whole_, width=open_.width)
        value = Ratio(total(tops), left * Int.of(self.late.counts.denominator))
        on_time, late, unclear = (total(kind) for kind in counts.values())
        size = Int.of(sum(map(len, due.values())))
        shown = {"n": (size - unclear).sql, "on_time": on_time.sql, "late": late.sql}
        shown["unsent"] = (size - unclear - on_time - late).sql
        outcomes = [("TRUE", code(NOT_ASSESSED, NO_RECORD))]
        if reading.draft.facts.has_reports:
            outcomes = [(f"{left.sql} IS NULL", code(NOT_ASSESSED, REFUSED))]
        grouped = Grouped(self.table, "TRUE", columns)
        return Seen(value, first_of(outcomes), grouped=(grouped,), shown=shown)

    def spreadsheet(self, sheet: Sheet) -> str:
        on_time, late, due = (sheet.name(part) for part in ("on_time", "late", "due"))
        return f"({on_time}+{late}*{literal(self.late.counts)})/{due}"

    def records(self, reading: Reading) -> Records:
        due = self._windows(reading.rubric, reading.period)
        parts = [f"({self._kinds(task, all_)['on_time']})" for task, all_ in due.items() if all_]
        parts += [f"({self._kinds(task, all_)['unclear']})" for task, all_ in due.items() if all_]
        told = [f"(task = {text(task)} AND {_inside(all_)})" for task, all_ in due.items() if all_]
        # Never sent is neither on time nor not: what is unknown of it must not hide it.
        where = f"({' OR '.join(told) or 'FALSE'}) AND NOT coalesce({' OR '.join(parts) or 'FALSE'}, FALSE)"
        says = "concat_ws(' ', task, \"window\", coalesce(CAST(sent AS VARCHAR), '—'))"
        return Records(self.table, where, says, mendable=False)

    def _windows(self, rubric: Rubric, period: Period) -> dict[str, tuple[Window, ...]]:
        return {task: windows(rubric.tasks[task], period) for task in self.tasks if task in rubric.tasks}

    def _kinds(self, task: str, due: tuple[Window, ...]) -> dict[str, str]:
        """The conditions that a record is of a window due and was met on time, late, or nobody knows when."""
        if not due:
            return dict.fromkeys(("on_time", "late", "unclear"), "FALSE")
        of = f"task = {text(task)} AND {_inside(due)}"
        day = f'CASE "window" {" ".join(f"WHEN {_day(one.first)} THEN {_day(one.due)}" for one in due)} END'
        clear = "NOT coalesce(unclear, FALSE)"
        late = f"{of} AND {clear} AND sent > {day}"
        if self.late.within is not None:
            late += f" AND sent <= {day} + {self.late.within}"
        return {"on_time": f"{of} AND {clear} AND sent <= {day}", "late": late, "unclear": f"{of} AND NOT {clear}"}

    def _late_said(self) -> Text:
        if self.late.counts == 0:
            return Text("不计", "nothing")
        within = NOTHING
        if self.late.within is not None:
            within = Text("（{n}天之内）", " (within {n} days)").with_(n=self.late.within)
        return Text("按{share}计{within}", "{share}{within}").with_(share=write_share(self.late.counts), within=within)


def _day(day: object) -> str:
    return f"DATE '{day}'"


def _inside(due: tuple[Window, ...]) -> str:
    return f'"window" IN ({", ".join(_day(one.first) for one in due)})'
