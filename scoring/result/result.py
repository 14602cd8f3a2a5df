"""The result of a run: published tables, made when they are first asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import polars as pl

from scoring.adjust.gate import BITES, UNKNOWN, bites
from scoring.engine.session import Session
from scoring.evidence.draft import Draft
from scoring.intake.inputs import Inputs
from scoring.result.deductions import deductions
from scoring.result.named import STOOD, TAKEN, labels, quotas, standings
from scoring.result.parquet import FULL, MOST_HELD, held, long_scores
from scoring.result.ranking import ranking, ranks_within
from scoring.result.samples import samples
from scoring.result.scores import PUBLISHED, decimal, explained, long
from scoring.result.units import units_lost
from scoring.rubric.declarations import Period
from scoring.rubric.model import Rubric
from scoring.rubric.outline import Entry
from scoring.rubric.terms import effect_words
from scoring.sql.exact import Int, Ratio, text
from scoring.words import Language

RANKS: dict[str, pl.DataType | type[pl.DataType]] = {
    "jurisdiction": pl.String,
    "within": pl.String,
    "group": pl.String,
    "rank": pl.Int64,
}


@dataclass(frozen=True)
class Result:
    """A scored period. Tables are polars frames; numbers in them are exact decimals.

    Attributes:
        rubric: the rubric it was scored by.
        period: the period.
        inputs: what it was scored from.
        provenance: versions, hashes and times, by name.
        language: the language of notes and findings.
        before: scores the comparable earlier period.
        writer: writes the workbook; the report room lies above this one and is not known here.
        written: the file of marks, where they were written while they were computed.
    """

    rubric: Rubric
    period: Period
    inputs: Inputs
    draft: Draft
    session: Session
    language: Language
    writer: Callable[[Result, Path], Path]
    before: Callable[[], Result | None]
    provenance: Mapping[str, str] = field(default_factory=dict)
    written: Path | None = None

    @cached_property
    def previous(self) -> Result | None:
        """The same rubric over the same inputs for the comparable earlier period; None where they have none.

        Scored when first asked for.
        """
        return self.before()

    @cached_property
    def ranking(self) -> pl.DataFrame:
        """One row a jurisdiction, ranked ones first.

        Columns: `jurisdiction, name, group, score, rank, group_rank, grade, gates, note`; score and rank are null where
        there is no score; an ineligible jurisdiction keeps its score and has no rank.
        """
        return self.session.frame(ranking(self.draft, self.language), "ranking")

    @cached_property
    def ranks(self) -> pl.DataFrame:
        """Ranks within the groupings of the rubric's `within`: `jurisdiction, within, group, rank`.

        `within` names the roster columns, `group` holds what they say of the jurisdiction.
        """
        if not self.rubric.rank.within:
            return pl.DataFrame(schema=RANKS)
        return self.session.frame(ranks_within(self.draft), "ranks")

    @cached_property
    def details(self) -> pl.DataFrame:
        """The scores with what explains them: `code` (state and reason), `before` gates, `attainable`, `lost`."""
        return long(self.session.frame(explained(self.draft, self.everything), "scores"), self.draft)

    @cached_property
    def scores(self) -> pl.DataFrame | pl.LazyFrame:
        """One row a jurisdiction and node: `jurisdiction, node, state, value, rate, score, points, moved_points`.

        Lazy, and computed when it is collected, where the run was given `out`.
        """
        if self.written:
            return long_scores(self.draft, self.session)
        return self.details.select(PUBLISHED)

    @cached_property
    def everything(self) -> str:
        """The quoted relation of all that was computed; `scored` has no more than that."""
        if not self.written:
            return "scored"
        return held(self.session) if self.inputs.roster.height <= MOST_HELD else FULL

    @property
    def findings(self) -> pl.DataFrame:
        """What was wrong or doubtful in the inputs: `severity, code, file, sheet, cell, jurisdiction, metric, …`."""
        return self.inputs.findings

    @cached_property
    def gates(self) -> pl.DataFrame:
        """Every gate that bit, or could not be told: one row a jurisdiction, gate and item it acts on.

        Columns: `jurisdiction, gate, title, bites, effect, node, before, after, clause` (`node` empty where it acts on
        the whole).
        """
        parts = []
        acting = [
            (n, gate, entry)
            for n, gate in enumerate(self.draft.outline.gates)
            for entry in self.draft.outline.limited_by(gate) or (None,)
        ]
        for n, gate, entry in acting:
            before = after = decimal(None)
            if entry is not None and entry.index in self.draft.marks:
                before, after = decimal(self._mark(entry, "b")), decimal(self._mark(entry, "m"))
            words = {"gate": gate.gate, "title": gate.title.say(self.language)}
            words |= {"node": entry.item.code if entry else "", "clause": gate.clause}
            words |= {"effect": effect_words(gate, self.rubric).say(self.language)}
            columns = ", ".join(f"{text(value)} AS {name}" for name, value in words.items())
            parts.append(
                f"SELECT jurisdiction, place, {n} AS n, {columns}, {bites(n, gate)} AS bites, "
                f"{before} AS before, {after} AS after FROM scored WHERE g{n} IN ({BITES}, {UNKNOWN})"
            )
        schema = ["jurisdiction", "gate", "title", "bites", "effect", "node", "before", "after", "clause"]
        if not parts:
            return pl.DataFrame(schema=dict.fromkeys(schema, pl.String))
        return self.session.frame(
            f"SELECT {', '.join(schema)} FROM ({' UNION ALL '.join(parts)}) ORDER BY place, n", "gates"
        )

    @cached_property
    def quotas(self) -> pl.DataFrame:
        """What quotas took: one row a jurisdiction and quota it stands over the edge of.

        Columns: `jurisdiction, quota, title, node, before, after, grade_before, grade_after, clause`: the marks of the
        bonus `node`, or the grades where `node` is empty.
        """
        sql = quotas(self.draft, self.language)
        return self.session.frame(sql, "quotas") if sql else pl.DataFrame(schema=TAKEN)

    @cached_property
    def standings(self) -> pl.DataFrame:
        """Standings held: one row a jurisdiction and standing.

        Columns: `jurisdiction, standing, title, held, before, change, told`. `held` and `before` are the levels now and
        in the period before, null for none; `change` is entered, kept, raised, left or null; `told` is false where what
        decides it is not all known.
        """
        sql = standings(self.draft, self.language)
        return self.session.frame(sql, "standings") if sql else pl.DataFrame(schema=STOOD)

    @cached_property
    def deductions(self) -> pl.DataFrame:
        """Where marks were lost (扣分清单): one row a jurisdiction and leaf or gate, in the roster's order.

        Columns: `jurisdiction, name, dimension, node, title, points, score, lost, state, reason, value, target, lead,
        units, clause, file, sheet, cell, advice`; `lost` is in marks of the total.
        """
        return deductions(self)

    @cached_property
    def units_lost(self) -> pl.DataFrame:
        """Marks lost in the field of each lead and each responsible unit, over all jurisdictions.

        Columns: `unit, duty, indicators, lowered, jurisdictions, lost, average, share, at_stake, rate, worst`; `unit`
        is empty for what nobody answers for.
        """
        return units_lost(self)

    @cached_property
    def labels(self) -> pl.DataFrame:
        """Labels earned: `jurisdiction, node, label, given`; null where the data cannot tell."""
        sql = labels(self.draft, self.language)
        if sql is None:
            return pl.DataFrame(schema=dict.fromkeys(("jurisdiction", "node", "label", "given"), pl.String))
        return self.session.frame(sql, "labels")

    @cached_property
    def samples(self) -> pl.DataFrame:
        """How many records marks rest on: `jurisdiction, node, n, minimum, on_time, late, unsent, void, rate, se`.

        `se` is the standard error of a survey's rate; null where it has none.
        """
        return samples(self.draft, self.session, self.everything)

    @cached_property
    def summary(self) -> Mapping[str, int]:
        """Counts for the end of a run: jurisdictions, scored, unscored, ranked, ineligible, findings by severity."""
        counted = self.session.frame(
            "SELECT count(*) AS jurisdictions, count(ranked_score) AS scored, "
            "count(*) FILTER (WHERE ranked_score IS NULL) AS unscored, count(rank) AS ranked, "
            "count(*) FILTER (WHERE ranked_score IS NOT NULL AND NOT eligible) AS barred FROM scored"
        ).row(0, named=True)
        severities = self.findings.group_by("severity").len().rows()
        return {**counted, **{f"{name}s": number for name, number in severities}}

    def _mark(self, entry: Entry, which: str) -> Ratio:
        mark = self.draft.marks[entry.index]
        return Ratio(Int.column(f"{which}{entry.index}", mark.low, mark.high), Int.of(10**entry.places))

    def write_workbook(self, path: str | Path) -> Path:
        """Write the ranked workbook.

        Args:
            path: where; an existing file is replaced in one step, so that a failure leaves the old one whole.

        Raises:
            OutputError: it cannot be written there (open in Excel, no such folder).
        """
        return self.writer(self, Path(path))


def now() -> str:
    """The time of a run, to the second, with its zone."""
    return dt.datetime.now(dt.UTC).astimezone().isoformat(timespec="seconds")
