"""Events and reports in short, and their values as formulas over how many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import polars as pl

from scoring.evidence.events import Events
from scoring.evidence.metrics import column
from scoring.evidence.schedule import Schedule
from scoring.result.derivation.seen import OF, Recorded, Row, Seen, short
from scoring.rubric.spreadsheet import literal
from scoring.words import Text

_NOTHING = Text("没有记录", "no record")
_SENT = Text(
    "应报 {n} 次：按时 {on_time}、迟报 {late}、未报 {unsent}",
    "{n} due: {on_time} on time, {late} late, {unsent} never sent",
)
_EVENT = Text("{date} {what} {n}起", "{date} {what} ({n})")


def schedule(method: Schedule, seen: Seen) -> Recorded:
    """How many reports were due, on time, late and never sent."""
    counts = seen.known.result.samples.filter(
        (pl.col("jurisdiction") == seen.known.who) & (pl.col("node") == seen.node)
    )
    if seen.period != seen.known.result.period or counts.is_empty():
        return Recorded("", ())
    row = counts.row(0, named=True)
    told = [seen.say(_SENT).format(**{name: row[name] for name in ("n", "on_time", "late", "unsent")})]
    if isinstance(method.tasks, Mapping) and len(set(method.tasks.values())) > 1:
        return Recorded("", told)
    late = f"+{row['late']}*{literal(method.late.counts)}" if method.late.counts else ""
    return Recorded(f"({row['on_time']}{late})/{row['n']}", told)


def events(method: Events, seen: Seen) -> Recorded:
    """The events that count; how much happened."""
    first = method.within.first_day(seen.period) if method.within else seen.period.starts
    rows = [
        row
        for row in seen.rows("events", type=method.types, severity=method.severities or tuple(method.worth))
        if first <= row["date"] <= seen.period.ends
        and row["quantity"] > 0
        and (row["evidence"] or not method.without_evidence)
    ]
    rows.sort(key=lambda row: (row["date"], row["type"]))
    titles = {kind: seen.say(seen.known.result.rubric.events[kind].title) for kind in method.types}
    lines = [
        seen.say(_EVENT).format(
            date=row["date"], n=row["quantity"], what=" ".join(filter(None, (titles[row["type"]], row["severity"])))
        )
        for row in rows
    ]
    amount = "" if method.escalating else _amount(method, rows)
    if method.per and amount:
        rubric = seen.known.result.rubric
        said = seen.known.submitted(method.per.of, seen.period)
        lines.append(seen.say(OF).format(title=seen.say(rubric.metrics[method.per.of].title), said=said))
        number = seen.known.number(column(rubric, method.per.of, seen.period, seen.known.result.draft.facts).value)
        amount = f"({amount})*{literal(method.per.units)}/{literal(number)}" if number else ""
    return Recorded(amount, short(lines, seen) or [seen.say(_NOTHING)])


def _amount(method: Events, rows: Sequence[Row]) -> str:
    """How much happened."""
    if method.counted == "days":
        return str(len({row["date"] for row in rows}))
    if not method.worth:
        counted = [row["quantity"] if method.counted == "quantity" else 1 for row in rows]
        return "+".join(map(str, counted)) or "0"
    if method.highest_only is None:
        each = [(row["quantity"] if method.counted == "quantity" else 1, method.worth[row["severity"]]) for row in rows]
        return "+".join(f"{n}*{literal(worth)}" for n, worth in each) or "0"
    matters: dict[object, list[Fraction]] = {}
    for n, row in enumerate(rows):
        key = {"overall": "", "type": row["type"]}.get(method.highest_only, row["evidence"] or n)
        matters.setdefault(key, []).append(method.worth[row["severity"]])
    return "+".join(f"MAX({','.join(map(literal, of))})" for of in matters.values()) or "0"
