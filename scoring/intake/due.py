"""Which periods each record feeds an indicator in, and what the indicators read by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from scoring.intake.findings import Finding
from scoring.intake.headers import TABLE_WORDS
from scoring.intake.rows import place_of
from scoring.intake.wording import one_of
from scoring.rubric.functions import EARLIER, PAST
from scoring.rubric.model import Leaf, Node, Rubric
from scoring.rubric.periods import is_due, looked_back
from scoring.rubric.reads import RATED, rated_by, readers
from scoring.words import Text

Key = tuple[str, ...]
_PROSE = frozenset(("title", "clause", "note", "assumed", "label", "lead", "units"))
_WORD = re.compile(r"\w+")
_BACK = frozenset((*EARLIER, *PAST))


@dataclass(frozen=True)
class DueLeaf:
    """A leaf, the ids of the periods it is assessed in, and whether its mark counts or a gate reads it."""

    leaf: Leaf
    periods: frozenset[str]
    matters: bool


def due_leaves(rubric: Rubric) -> Iterator[DueLeaf]:
    """Every leaf with the periods in which it and all above it are due."""
    conditions = " ".join(gate.when for gate in rubric.gates)

    def below(item: Leaf | Node, periods: frozenset[str], counts: bool) -> Iterator[DueLeaf]:
        here = frozenset(one.id for one in rubric.periods if one.id in periods and is_due(item.due, one))
        counts = counts and item.role != "shown"
        if isinstance(item, Leaf):
            is_read = f"[{item.code}]" in conditions or f"[{item.code}:" in conditions
            yield DueLeaf(item, here, counts or is_read)
            return
        for child in item.children:
            yield from below(child, here, counts)

    yield from below(rubric.tree, frozenset(period.id for period in rubric.periods), counts=True)


def words_in(part: object) -> Iterator[str]:
    """The words of every formula, condition and parameter of a dumped model, leaving out what is prose."""
    if isinstance(part, str):
        yield from _WORD.findall(part)
    elif isinstance(part, Mapping):
        for key, value in part.items():
            if key not in _PROSE:
                yield from words_in(value)
    elif isinstance(part, Sequence):
        for value in part:
            yield from words_in(value)


def metrics_that_matter(rubric: Rubric, periods: Collection[str]) -> set[str]:
    """The metrics some scored leaf due in one of the periods reads, or a gate."""
    read = {word for gate in rubric.gates for word in words_in(gate.when)}
    for due in due_leaves(rubric):
        if due.matters and due.periods & set(periods):
            read.update(words_in(due.leaf.model_dump()))
    return read & set(rubric.metrics)


def metrics_compared(rubric: Rubric) -> set[str]:
    """The metrics of which some leaf, gate, quota or standing may read what earlier periods came to."""
    read: set[str] = set()
    for leaf in rubric.leaves.values():
        words = set(words_in(leaf.model_dump()))
        if leaf.change or words & _BACK:
            read |= words
    for part in (*rubric.gates, *rubric.quotas, *rubric.standings):
        words = set(words_in(part.model_dump()))
        if words & _BACK:
            read |= words
    return read & set(rubric.metrics)


def fed_periods(rubric: Rubric, kind: str) -> Mapping[Key, frozenset[str]]:
    """The periods whose records of a kind are read: by item, task, site type, or survey and question."""
    found: defaultdict[Key, set[str]] = defaultdict(set)
    for due in due_leaves(rubric):
        evidence: Any = due.leaf.evidence
        if evidence.key not in readers(kind):
            continue
        periods = set(due.periods)
        for period in (one for one in rubric.periods if one.id in due.periods):
            periods.update(one.id for one in looked_back(rubric, period, due.leaf.change) if one)
        for key in _keys(evidence):
            found[key] |= periods
    return {key: frozenset(periods) for key, periods in found.items()}


def _keys(evidence: Any) -> Iterator[Key]:
    if evidence.key in readers("desk_review"):
        yield from ((item,) for item in evidence.items)
    elif evidence.key in RATED:
        yield from ((item,) for item in rated_by(evidence))
    elif evidence.key == "schedule":
        yield from ((task,) for task in evidence.tasks)
    elif evidence.key == "site_visits":
        yield from ((site,) for site in evidence.sites)
    elif evidence.key == "survey":
        yield from ((evidence.survey, question) for question in evidence.questions)


def not_due_records(rows: pl.DataFrame, kind: str, columns: Sequence[str], rubric: Rubric) -> Iterator[Finding]:
    """A warning for each table, period and item (site type, question) whose records no indicator reads.

    Args:
        rows: clean records with `period, file, sheet, row, column`.
        kind: of which table family.
        columns: what tells one item from another, as the keys of `fed_periods`.
        rubric: says what is due when.
    """
    fed = fed_periods(rubric, kind)
    titles = {period.id: period.title for period in rubric.periods}
    by = ["file", "sheet", "period", *columns]
    groups = rows.group_by(by, maintain_order=True).agg(pl.len().alias("n"), pl.col("row", "column").first())
    for group in groups.iter_rows(named=True):
        used = fed.get(tuple(group[column] for column in columns), frozenset())
        if group["period"] in used:
            continue
        expected = one_of(title for period, title in titles.items() if period in used)
        yield Finding(
            "warning",
            "not_due",
            place_of(group),
            (_NOT_DUE if used else _NEVER_DUE).with_(
                n=group["n"], period=titles[group["period"]], kind=TABLE_WORDS[kind], used=expected
            ),
            found=group[columns[-1]],
            expected=expected,
        )


_NOT_DUE = Text(
    "{period}不测评这一项，本表有{n}条{kind}记录不会计入；它在{used}测评",
    "not assessed in {period}: {n} records of {kind} in this table will not count; it is assessed in {used}",
)
_NEVER_DUE = Text(
    "{period}不测评这一项，本表有{n}条{kind}记录不会计入；没有任何一期测评它",
    "not assessed in {period}: {n} records of {kind} in this table will not count; no period assesses it",
)
