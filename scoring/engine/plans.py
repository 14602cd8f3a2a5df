"""Plans: a rubric compiled for a period, with the plans it rests on and what it reads of each.

What a plan reads of another run stands in a relation of its own, `Link`: results of earlier and inner periods, of other
rubrics, and of the jurisdictions below, those of its own run the pass before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from scoring.engine.pipeline import compile_steps
from scoring.errors import Undecided
from scoring.evidence.draft import Draft, seen_as
from scoring.evidence.facts import Facts
from scoring.evidence.formula import Parse
from scoring.evidence.method import BELOW
from scoring.evidence.reads import references_of
from scoring.rank.late import late
from scoring.rubric.declarations import Period
from scoring.rubric.entries import Entry, resolved
from scoring.rubric.expression import Reference
from scoring.rubric.kinds import TEXTS
from scoring.rubric.model import Rubric
from scoring.rubric.naming import LATE
from scoring.rubric.outline import Outline, outline
from scoring.sql.exact import UNKNOWN, Int, Ratio, quote
from scoring.sql.width import typed
from scoring.words import Text


@dataclass(frozen=True)
class Link:
    """A relation of results a plan reads: whose, and its columns as SQL over the other run's last relation."""

    name: str
    plan: Plan | None
    columns: Mapping[str, str]
    types: Mapping[str, str]


@dataclass(frozen=True)
class Plan:
    """A rubric compiled for a period, with the runs it rests on; `below` is its own of the pass before."""

    rubric: Rubric
    draft: Draft
    links: tuple[Link, ...]
    below: Link | None


@dataclass
class Planner:
    """Makes plans, each once: `facts` says what the inputs of each rubric hold."""

    facts: Mapping[str, Facts]
    parse: Parse
    known: dict[tuple[str, str], Plan] = field(default_factory=dict)
    trees: dict[str, tuple[Entry, ...]] = field(default_factory=dict)

    def plan(self, rubric: Rubric, period: Period) -> Plan:
        """The plan of a rubric for a period.

        Raises:
            Overflow: a mark or an intermediate value whose bounds pass 38 digits.
            Undecided: a mark that could come to something the rubric gives no rule for.
        """
        key = (rubric.id, period.id)
        if key not in self.known:
            self.known[key] = self._plan(rubric, period)
        return self.known[key]

    def _plan(self, rubric: Rubric, period: Period) -> Plan:
        if rubric.id not in self.trees:
            self.trees[rubric.id] = resolved(rubric)
        whole = outline(rubric, period, self.parse, self.trees[rubric.id])
        reads: dict[tuple[Reference, str], Ratio | str] = {}
        made: dict[str, _Making] = {}
        for reference, when, below in _asked(whole, self.parse):
            key = f"{when.id}{BELOW}" if below else when.id
            # Of another period those below have their results already, as everybody has.
            own = below and when.id == period.id
            source = self._source(rubric, reference, when, below=own)
            if (reference, key) in reads or source is None:
                continue
            name, plan = source
            making = made.setdefault(name, _Making(name, plan))
            if own:
                entry = whole.find(reference.code)
                with Undecided.within(entry.item.code):
                    told: Ratio | str = _bounded(entry, reference)
                sql: Ratio | str = told
            else:
                sql = told = _result(plan.draft, reference) if plan else UNKNOWN
            reads[reference, key] = making.add(sql, late=reference if own else None)
        links = {name: making.link() for name, making in made.items()}
        draft = compile_steps(
            whole, self.facts[rubric.id], self.parse, reads, {name: link.types for name, link in links.items()}
        )
        below_ = links.pop(_BELOW, None)
        if below_ is not None:
            below_ = Link(_BELOW, None, made[_BELOW].finished(draft), below_.types)
        return Plan(rubric, draft, tuple(links.values()), below_)

    def _source(
        self, rubric: Rubric, reference: Reference, when: Period, *, below: bool
    ) -> tuple[str, Plan | None] | None:
        """The relation a reference is read from and the plan that makes it; None where there is no such run."""
        if below:
            return _BELOW, None
        if not reference.other:
            return (f"results {when.id}", self.plan(rubric, when)) if self._has(rubric, when) else None
        other = rubric.others[reference.other]
        found = _same_period(other, rubric.uses[reference.other].period, when)
        if found is None or not self._has(other, found):
            return None
        return f"results {reference.other} {found.id}", self.plan(other, found)

    def _has(self, rubric: Rubric, period: Period) -> bool:
        return rubric.id in self.facts and period.id in self.facts[rubric.id].periods


_BELOW = "results below"


@dataclass
class _Making:
    """A link being made: each thing read from it is one or two columns."""

    name: str
    plan: Plan | None
    columns: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    late: list[tuple[str, Reference]] = field(default_factory=list)

    def add(self, told: Ratio | str, late: Reference | None) -> Ratio | str:
        """Columns for one thing, and what it is read by."""
        name = f"{self.name} {len(self.columns)}"
        if isinstance(told, str):
            self._column(name, told, "VARCHAR", late)
            return quote(name)
        top = Int.column(f"{name}n", told.top.low, told.top.high)
        self._column(f"{name}n", told.top.sql, typed(top.low, top.high), late)
        if told.bottom.constant is not None:
            return Ratio(top, told.bottom, told.times)
        bottom = Int.column(f"{name}d", max(told.bottom.low, 1), told.bottom.high)
        self._column(f"{name}d", told.bottom.sql, typed(bottom.low, bottom.high), late)
        return Ratio(top, bottom, told.times)

    def _column(self, name: str, sql: str, type_: str, late: Reference | None) -> None:
        self.columns[name] = f"CAST({sql} AS {type_})"
        self.types[name] = type_
        if late:
            self.late.append((name, late))

    def link(self) -> Link:
        return Link(self.name, self.plan, self.columns, self.types)

    def finished(self, draft: Draft) -> dict[str, str]:
        """The columns of the own run, which could not be told before it was compiled."""
        found = {}
        for name, reference in self.late:
            told = _result(draft, reference)
            if isinstance(told, str):
                found[name] = told
                continue
            entry = draft.outline.find(reference.code)
            # In units of the last place, whatever part of the full marks was read.
            exact = seen_as(draft, entry, "score")
            found[name] = exact.top.sql if isinstance(exact, Ratio) else exact
        return found


def _asked(whole: Outline, parse: Parse) -> Iterator[tuple[Reference, Period, bool]]:
    """Every reference to another run: with the period it is read in, and whether of the jurisdictions below."""
    for formula, period in whole.formulas():
        for reference, when, below in references_of(parse(formula), whole.rubric, period):
            if below or reference.other or when.id != whole.period.id:
                yield reference, when, below
                if reference.aspect != "standing":
                    # A value takes over the state of what it reads.
                    yield replace(reference, aspect="state"), when, below


def _bounded(entry: Entry, reference: Reference) -> Ratio | str:
    """What a mark of those below is read by, within bounds that do not rest on how it is made."""
    if reference.aspect in TEXTS:
        return "''"
    if reference.aspect not in ("score", "rate") or entry.floor is None or entry.ceiling is None:
        raise Undecided(
            Text(
                "汇总下级的得分要有上下限：只能汇总得分或得分率，并写明 floor 与 ceiling",
                "what is taken from those below needs bounds: a score or rate of an item with a floor and a ceiling",
            )
        )
    low, high = (int(limit * 10**entry.places) for limit in (entry.floor, entry.ceiling))
    if entry.item.role == "penalty":
        low, high = -high, -low
    units = Ratio(Int("0", low, high), Int.of(10**entry.places))
    return units * Ratio.of(1 / entry.points) if reference.aspect == "rate" else units


def _result(draft: Draft, reference: Reference) -> Ratio | str:
    """What `[code:aspect]` came to, as SQL over the run's last relation."""
    if reference.aspect in LATE:
        return late(draft, reference)
    return seen_as(draft, draft.outline.find(reference.code), reference.aspect)


def _same_period(other: Rubric, wanted: str, period: Period) -> Period | None:
    """The other rubric's period of that id; by `same`, the one of the same days."""
    if wanted != "same":
        return next((one for one in other.periods if one.id == wanted), None)
    return next((one for one in other.periods if (one.starts, one.ends) == (period.starts, period.ends)), None)
