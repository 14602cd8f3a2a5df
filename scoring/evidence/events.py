"""`events: {types: [制毒案件]}` — what happened, counted from dated event records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from scoring.evidence.kernels.answers import any_of
from scoring.evidence.method import Evidence, Grouped, Reading, Records, Seen
from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.values import Names
from scoring.sql.exact import Int, Ratio, quote
from scoring.sql.states import NO_RECORD, NOT_ASSESSED, REFUSED, code
from scoring.words import Text

MOST_EVENTS = 10**15
"""More records than memory holds, of the largest quantity intake lets one event have (a million)."""


class Events(Evidence):
    """Events (案事件): the quantity of events of the named types (and severities) dated inside the period.

    No record is zero events where an events table was given at all; where none was, nothing is known and the leaf is
    not assessed. Where severities are named, an event whose severity is not known may be one of them or not: if none
    was counted the leaf is not assessed, so that a veto cannot be escaped by leaving the severity out; what was counted
    stands. Source: 案事件, 通报批评 and 一票否决 rules that count them.
    """

    key: ClassVar[str] = "events"
    title: ClassVar[Text] = Text("案事件", "events")
    summary: ClassVar[Text] = Text("统计本期内发生的案事件", "events dated inside the period, counted")
    details: ClassVar[Text] = Text(
        "报送了事件表而没有记录，就是零起；没有事件表则未测评。限定等级时，等级不明的事件可能是也可能不是："
        "一起也没数到的为未测评。",
        "No record is none where an events table was given; without one the leaf is not assessed. Where severities "
        "are named, an event whose severity is unknown may be one of them: if none was counted the leaf is not "
        "assessed.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "types": Text("计入的事件类型，见 events", "which events, declared under `events`"),
        "severities": Text("只计这些等级", "only these severities"),
    }
    source: ClassVar[Text] = Text(
        "案事件、通报批评及据此的一票否决类规则", "rules that count cases, circulars and what vetoes rest on"
    )

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_records(
            "events: {types: [accident], severities: [serious]}\nzero_occurrence: {}",
            "events",
            """
            code,type,date,severity,quantity
            A,accident,2024-03-01,minor,2
            B,accident,2024-05-20,serious,1
            B,accident,2023-12-31,serious,1
            """,
            {"A": "10", "B": "0", "C": "10"},
            declarations="events: {accident: {title: accident, severities: [minor, serious]}}",
        ),
    )

    types: Names
    severities: Names = ()

    def sentence(self) -> Text:
        zh, en = "、".join(self.types), ", ".join(self.types)
        if self.severities:
            zh, en = f"{zh}（{'、'.join(self.severities)}）", f"{en} ({', '.join(self.severities)})"
        return Text("统计本期内{zh}的数量", "the number of events in the period: {en}").with_(zh=zh, en=en)

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        return iter(())

    def read(self, reading: Reading) -> Seen:
        count = reading.name("events")
        chosen = f"{any_of('type', self.types)} AND {any_of('severity', self.severities)}"
        doubtful = [kind for kind in self.types if self.severities and reading.rubric.events[kind].severities]
        columns = {count: f"sum(quantity) FILTER (WHERE {chosen})"}
        start, end = reading.period.starts, reading.period.ends
        unplaced = reading.name("unplaced")
        if doubtful:
            unknown = f"{any_of('type', doubtful)} AND severity IS NULL"
            columns[unplaced] = f"sum(quantity) FILTER (WHERE {unknown})"
        grouped = Grouped(
            "events",
            f"date BETWEEN DATE '{start}' AND DATE '{end}'",
            columns,
        )
        known = "0" if reading.draft.facts.has_events else str(code(NOT_ASSESSED, NO_RECORD))
        if doubtful and reading.draft.facts.has_events:
            refused = code(NOT_ASSESSED, REFUSED)
            is_unclear = f"coalesce({quote(count)}, 0) = 0 AND coalesce({quote(unplaced)}, 0) > 0"
            known = f"CASE WHEN {is_unclear} THEN {refused} ELSE 0 END"
        value = Int(f"coalesce({quote(count)}, 0)", 0, MOST_EVENTS)
        return Seen(Ratio(value, Int.of(1)), known, grouped=(grouped,))

    def records(self, reading: Reading) -> Records:
        dated = f"date BETWEEN DATE '{reading.period.starts}' AND DATE '{reading.period.ends}'"
        where = f"{dated} AND {any_of('type', self.types)} AND {any_of('severity', self.severities)}"
        return Records("events", where, "concat_ws(' ', date, type, severity)")
