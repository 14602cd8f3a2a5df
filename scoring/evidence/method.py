"""What every kind of evidence gives the compiler, and what it may ask for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import zip_longest
from typing import ClassVar

from scoring.evidence.draft import Draft, Measured, seen_as
from scoring.evidence.formula import By
from scoring.evidence.metrics import Column, column
from scoring.rubric.declarations import Period
from scoring.rubric.expression import Among, Name, PeriodKind, Reference
from scoring.rubric.kinds import TEXTS
from scoring.rubric.method import Method
from scoring.rubric.model import Rubric
from scoring.rubric.outline import Entry
from scoring.rubric.periods import inner_periods, period_back
from scoring.rubric.spreadsheet import Sheet
from scoring.rubric.values import State
from scoring.sql import roster
from scoring.sql.exact import UNKNOWN, Int, Ratio

BELOW = " below"
"""What stands behind the period's id where results of jurisdictions below are looked up."""


@dataclass(frozen=True)
class Grouped:
    """Aggregates over one table of records: one row a jurisdiction, or first one a jurisdiction and `inner` keys.

    Attributes:
        relation: the records: `desk_review`, `site_visits`, `survey`, `events`, `marks` or `reports`.
        where: which records are of the period, as SQL.
        columns: aggregates by the column they become.
        inner: keys of a first grouping, whose `inner_columns` the outer aggregates then read.
        beside: what is worked out beside each record before any grouping (its place among others), a layer at a time:
            each may read the layers before it.
    """

    relation: str
    where: str
    columns: Mapping[str, str]
    inner: tuple[str, ...] = ()
    inner_columns: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[Mapping[str, str], ...] = ()

    def joined(self, other: Grouped) -> Grouped:
        """Both leaves' aggregates over the same records, worked out at once."""
        nothing: Mapping[str, str] = {}
        layers = zip_longest(self.beside, other.beside, fillvalue=nothing)
        return replace(
            self,
            columns=_both(self.columns, other.columns),
            inner_columns=_both(self.inner_columns, other.inner_columns),
            beside=tuple(_both(mine, theirs) for mine, theirs in layers),
        )


def _both(mine: Mapping[str, str], theirs: Mapping[str, str]) -> Mapping[str, str]:
    """The columns of both; one name for two expressions would give a leaf what another reads."""
    twice = [name for name in mine.keys() & theirs.keys() if mine[name] != theirs[name]]
    if twice:
        raise ValueError(f"one column for two expressions: {', '.join(sorted(twice))}")
    return {**mine, **theirs}


@dataclass(frozen=True)
class Seen:
    """What a leaf is scored on, as expressions over the base relation.

    Attributes:
        value: the exact value; only meaningful where the state is 0.
        state: SQL of the state's code; 0 where reported.
        metrics: the metrics it reads.
        grouped: the record aggregates it reads.
        shown: further columns worth showing beside the mark (sample sizes), by name.
    """

    value: Ratio
    state: str
    metrics: tuple[str, ...] = ()
    grouped: tuple[Grouped, ...] = ()
    shown: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Records:
    """The records that kept a leaf from full marks: an SQL condition over their table, and what each says.

    Attributes:
        relation: the name of their table.
        where: which of them cost marks, as SQL.
        says: SQL of one record in a few words; empty where so many make the mark that only their file is worth naming.
        mendable: whether the jurisdiction could still put right what they say; a judge's mark and a day gone by stand.
    """

    relation: str
    where: str
    says: str = ""
    mendable: bool = True


@dataclass(frozen=True)
class Reading:
    """One leaf being read for one period (its own, or the earlier one a change is measured against)."""

    draft: Draft
    entry: Entry
    period: Period

    @property
    def rubric(self) -> Rubric:
        return self.draft.outline.rubric

    def metric(self, name: str) -> Column:
        """The column of a metric in this period."""
        return column(self.rubric, name, self.period, self.draft.facts)

    def name(self, part: str) -> str:
        """A column name of this leaf's own in this period.

        The blank keeps the leaf's number from running into one that ends `part`, and the name from being a metric's.
        """
        return f"{part} {self.entry.index}@{self.period.id}"

    def undefined(self, key: str) -> State | Fraction:
        """What a division without a value gives."""
        return self.entry.undefined[key]


@dataclass(frozen=True)
class Names:
    """What names and references mean in formulas over the wide relation: metrics of the period, roster columns.

    Attributes:
        own: what `value` stands for in what a scale is to reach.
        owner: the index of the entry whose value that is.
        below: whether nodes are read as they came to for a jurisdiction below, in the pass before.
    """

    draft: Draft
    period: Period
    own: Ratio | None = None
    owner: int | None = None
    below: bool = False

    def number(self, name: str) -> Ratio | None:
        rubric = self.draft.outline.rubric
        if name == "value":
            return self.own
        if name in rubric.metrics:
            return column(rubric, name, self.period, self.draft.facts).value
        attribute = rubric.population.attributes.get(name)
        if attribute and attribute.type == "number" and attribute.maximum is not None:
            low, high = math.floor(attribute.minimum), math.ceil(attribute.maximum)
            return Ratio(Int.column(roster.stored_as(name), low, high), Int.of(1))
        return None

    def words(self, name: str) -> str:
        return roster.column(name)

    def reference(self, reference: Reference) -> Ratio | str:
        if reference.other or self.below or self.period != self.draft.outline.period:
            nobody_knows = "CAST(NULL AS VARCHAR)" if reference.aspect in TEXTS else UNKNOWN
            return self.draft.elsewhere.get((reference, self.period.id + BELOW * self.below), nobody_knows)
        return seen_as(self.draft, self.draft.outline.find(reference.code), reference.aspect)

    def statistic(self, call: Among) -> Ratio:
        return self.draft.statistics.get(self.measured_as(call), UNKNOWN)

    def measured_as(self, call: Among) -> Measured:
        """What a statistic read under these names is looked up by."""
        owner = self.owner if any(part == Name("value") for part in call.walk()) else None
        return Measured(call, self.period.id, owner, self.below)

    def earlier(self, back: int, by: By) -> Names | None:
        period = period_back(self.draft.outline.rubric, self.period, back, by)
        return Names(self.draft, period, below=self.below) if period else None

    def within(self, kind: PeriodKind) -> tuple[Names, ...]:
        inner = inner_periods(self.draft.outline.rubric, self.period, kind)
        return tuple(Names(self.draft, period, below=self.below) for period in inner)


class Evidence(Method):
    """A kind of evidence: it says which columns it needs, and what value and state they come to."""

    table: ClassVar[str] = ""
    """The family of records it reads (`desk_review`, `marks`, …); empty where it reads submitted metrics."""

    @property
    def decimals(self) -> int:
        """How many decimals of a value that is no share are worth showing."""
        return 0

    def read(self, reading: Reading) -> Seen:
        """The value and state for each jurisdiction, as expressions over the base relation."""
        raise NotImplementedError

    def spreadsheet(self, sheet: Sheet) -> str:
        """The value as a spreadsheet formula over `sheet.name(…)`; empty where it is more than a formula can show."""
        return ""

    def records(self, reading: Reading) -> Records | None:
        """The records that cost marks; None where the value is made from submitted metrics."""
        return None

    def needs(self, reading: Reading) -> tuple[tuple[str, ...], tuple[Grouped, ...]]:
        """The metrics and record aggregates it reads, asked before any other node has been computed."""
        seen = self.read(reading)
        return seen.metrics, seen.grouped
