"""The first stage: everything the leaves read, joined to one row a jurisdiction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from scoring.errors import Overflow
from scoring.evidence import metrics as metric_columns
from scoring.evidence.draft import Draft
from scoring.evidence.method import Evidence, Grouped, Reading
from scoring.evidence.reads import metrics_of
from scoring.rubric.declarations import Period
from scoring.rubric.model import Leaf
from scoring.rubric.outline import Entry
from scoring.rubric.periods import looked_back
from scoring.sql.exact import quote
from scoring.sql.scan import PLACE
from scoring.sql.steps import Step, select


def gather(draft: Draft) -> Draft:
    """Group the records to one column an indicator and join them, and the metrics of every period read, to the roster.

    The last step's relation has one row a jurisdiction of the roster: its columns, `<metric>@<period>` with its state
    column `<metric>@<period>?`, and the aggregates the evidence methods asked for.
    """
    wanted: dict[tuple[str, str], Period] = {}
    grouped: list[Grouped] = []
    used_up: set[str] = set()
    for reading in readings(draft):
        evidence = evidence_of(reading.entry)
        with Overflow.within(reading.entry.item.code):
            names, groups = evidence.needs(reading)
        wanted |= {(name, reading.period.id): reading.period for name in names}
        wanted |= {(name, period.id): period for name, period in in_values(reading)}
        grouped += groups
        if reading.entry.level == 0:
            used_up.update(name for group in groups for name in group.columns)
    wanted |= {(name, period.id): period for name, period in _in_formulas(draft)}
    steps = _grouping(grouped)
    return replace(draft.then(*steps, *_join(draft, wanted, steps)), used_up=frozenset(used_up))


def readings(draft: Draft) -> Iterator[Reading]:
    """Every due leaf with the period it is read for, and again with each earlier one its change is made from."""
    for entry in draft.outline.entries:
        if entry.is_leaf and entry.due:
            for period in filter(None, (draft.outline.period, *earlier(draft, entry))):
                yield Reading(draft, entry, period)


def earlier(draft: Draft, entry: Entry) -> tuple[Period | None, ...]:
    """The periods a leaf's change is made from, the latest first; None where no input speaks of one."""
    change = entry.item.change if isinstance(entry.item, Leaf) else None
    found = looked_back(draft.outline.rubric, draft.outline.period, change)
    return tuple(period if period and period.id in draft.facts.periods else None for period in found)


def evidence_of(entry: Entry) -> Evidence:
    """The evidence method of a leaf's entry."""
    item = entry.item
    if not isinstance(item, Leaf) or not isinstance(item.evidence, Evidence):
        raise TypeError(f"{item.code} is no leaf")
    return item.evidence


def in_values(reading: Reading) -> Iterator[tuple[str, Period]]:
    """The metrics, each with its period, in the formulas of a leaf's value as read for one period."""
    for text in reading.entry.texts("value"):
        yield from metrics_of(reading.draft.parse(text), reading.rubric, reading.period)


def _in_formulas(draft: Draft) -> Iterator[tuple[str, Period]]:
    """The metrics, each with its period, in every other formula and condition of the period."""
    outline = draft.outline
    for text in outline.formulas_beside_values():
        yield from metrics_of(draft.parse(text), outline.rubric, outline.period)


def _grouping(grouped: list[Grouped]) -> tuple[Step, ...]:
    """One step for each table and period (two where sites come first), whatever the number of leaves that read it."""
    merged: dict[tuple[str, str, tuple[str, ...]], Grouped] = {}
    for group in grouped:
        key = group.relation, group.where, group.inner
        merged[key] = merged[key].joined(group) if key in merged else group
    steps = []
    for n, ((relation, where, keys), group) in enumerate(merged.items()):
        source, condition = relation, f"\nWHERE {where}"
        for m, layer in enumerate(group.beside):
            steps.append(Step(f"{relation} {n} beside {m}", select(layer, source) + condition))
            source, condition = quote(steps[-1].name), ""
        if keys:
            by = ", ".join(["jurisdiction", *keys])
            steps.append(
                Step(
                    f"{relation} {n} by {keys[-1]}",
                    _aggregate(by, group.inner_columns, source) + f"{condition}\nGROUP BY {by}",
                )
            )
            source, condition = quote(steps[-1].name), ""
        sql = _aggregate("jurisdiction", group.columns, source) + f"{condition}\nGROUP BY jurisdiction"
        steps.append(Step(f"{relation} {n}", sql, kept=True))
    return tuple(steps)


def _aggregate(by: str, columns: Mapping[str, str], source: str) -> str:
    return (
        f"SELECT {by},\n  "
        + ",\n  ".join(f"{sql} AS {quote(name)}" for name, sql in columns.items())
        + f"\nFROM {source}"
    )


def _join(draft: Draft, wanted: dict[tuple[str, str], Period], steps: tuple[Step, ...]) -> tuple[Step, ...]:
    rubric, facts = draft.outline.rubric, draft.facts
    columns: dict[str, str] = {}
    periods: set[str] = set()
    for (name, _), period in wanted.items():
        columns |= metric_columns.submitted(rubric, name, period, facts)
        periods |= metric_columns.sources(rubric, name, period, facts)
    # What stays in a file has the roster beside it: a join to the roster would be one more, and lose the file's order.
    first = max(periods & facts.scanned, default=None)
    base = quote(metric_columns.relation(first)) if first else "roster"
    relations = [quote(metric_columns.relation(period)) for period in sorted(periods) if period != first]
    relations += [quote(step.name) for step in steps if step.kept]
    relations += [quote(name) for name in draft.results]
    joins = "".join(f"\nLEFT JOIN {name} ON {name}.jurisdiction = {base}.jurisdiction" for name in relations)
    everybody = [f"{base}.*"]
    if first:
        own = ", ".join(quote(name) for name in (*facts.metrics[first], PLACE) if name != "jurisdiction")
        everybody = [f"{base}.* EXCLUDE ({own})", f"{base}.{quote(PLACE)} AS place"]
    parts = [*everybody, *(f"{sql} AS {quote(name)}" for name, sql in columns.items())]
    parts += [f"{quote(step.name)}.* EXCLUDE (jurisdiction)" for step in steps if step.kept]
    parts += [
        f"CAST({quote(relation)}.{quote(name)} AS {type_}) AS {quote(name)}"
        for relation, types in draft.results.items()
        for name, type_ in types.items()
    ]
    as_submitted = Step("submitted", "SELECT " + ",\n  ".join(parts) + f"\nFROM {base}{joins}")
    joined: dict[str, str] = {}
    for (name, _), period in wanted.items():
        joined |= metric_columns.joined(rubric, name, period, facts)
    if not joined:
        return (as_submitted,)
    spent = [name for name in columns if name.rstrip("?").endswith(metric_columns.SUBMITTED)]
    return as_submitted, Step("gathered", select(joined, as_submitted.name, but=spent))
