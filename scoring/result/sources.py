"""Where a leaf's marks come from: the cells of the metrics it reads, or the records that kept it from full marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from scoring.engine.session import Session
from scoring.evidence.draft import Draft
from scoring.evidence.gather import earlier, evidence_of, in_values
from scoring.evidence.method import Reading, Records
from scoring.intake.inputs import Inputs
from scoring.rubric.declarations import Period
from scoring.rubric.outline import Entry
from scoring.rubric.periods import sub_periods
from scoring.sql.exact import text
from scoring.sql.states import is_out
from scoring.words import Language, Text

NAMED = 5
"""How many cells or records are named before the rest is only counted."""

_ROW = Text("第{n}行", "row {n}")
_MORE = Text("等{n}处", "({n} in all)")
_COLUMNS = {"jurisdiction": pl.String, "file": pl.String, "sheet": pl.String, "cell": pl.String, "says": pl.String}


@dataclass(frozen=True)
class Scored:
    """What sources are looked up in: the inputs, and the wide result made from them."""

    inputs: Inputs
    draft: Draft
    session: Session
    language: Language
    everything: str = "scored"

    def sources(self, entry: Entry) -> pl.DataFrame:
        """One row a jurisdiction whose marks of a leaf stand somewhere.

        Columns: `jurisdiction, file, sheet, cell, says, named` (how many records are to be put right, else null).
        Several are joined by `；`, at most five named.
        """
        records = evidence_of(entry).records(Reading(self.draft, entry, self.draft.outline.period))
        found = self._cells(entry) if records is None else self._records(records)
        return _joined(found, self.language, counted=records is not None and records.mendable)

    def wanting(self, entry: Entry, missing: pl.Series) -> pl.DataFrame:
        """The metrics of a leaf that some jurisdictions owed and did not submit: `jurisdiction, wanting` (titles)."""
        reading = Reading(self.draft, entry, self.draft.outline.period)
        names, _ = evidence_of(entry).needs(reading)
        titles = {name: reading.rubric.metrics[name].title.say(self.language) for name in dict.fromkeys(names)}
        arms = [
            f"CASE WHEN {is_out('missing', reading.metric(name).state)} THEN {text(title)} END"
            for name, title in titles.items()
        ]
        if not arms or missing.is_empty():
            return pl.DataFrame(schema={"jurisdiction": pl.String, "wanting": pl.String})
        who = ", ".join(map(text, missing))
        sql = f"SELECT jurisdiction, concat_ws('、', {', '.join(arms)}) AS wanting FROM {self.everything}"
        return self.session.frame(f"{sql} WHERE jurisdiction IN ({who})", "wanting")

    def _cells(self, entry: Entry) -> pl.DataFrame:
        found = [part.with_columns(pl.lit("").alias("says")) for part in self._origins(entry)]
        return pl.concat(found).select(list(_COLUMNS)) if found else pl.DataFrame(schema=_COLUMNS)

    def _origins(self, entry: Entry) -> Iterator[pl.DataFrame]:
        for period in filter(None, (self.draft.outline.period, *earlier(self.draft, entry))):
            reading = Reading(self.draft, entry, period)
            names, _ = evidence_of(entry).needs(reading)
            for name, read in dict.fromkeys([*((name, period) for name in names), *in_values(reading)]):
                yield from self._of_metric(name, read)

    def _of_metric(self, name: str, period: Period) -> Iterator[pl.DataFrame]:
        """The cells of a metric: where it was submitted for the period itself, else for the shorter ones in it."""
        declared = self.draft.outline.rubric.metrics[name]
        parts = sub_periods(self.draft.outline.rubric, period, declared.every)
        own = self._submitted(name, period)
        yield own
        for part in parts[-1:] if declared.over == "last" else parts:
            yield self._submitted(name, part).filter(~pl.col("jurisdiction").is_in(own["jurisdiction"].implode()))

    def _submitted(self, name: str, period: Period) -> pl.DataFrame:
        if name not in self.draft.facts.metrics.get(period.id, ()):
            return pl.DataFrame(schema=_COLUMNS).drop("says")
        return self.inputs.origins(period.id, name).select("jurisdiction", "file", "sheet", "cell")

    def _records(self, records: Records) -> pl.DataFrame:
        if not records.says:
            sql = f"SELECT DISTINCT jurisdiction, file, sheet FROM {records.relation} WHERE {records.where}"
            files = self.session.frame(f"{sql} ORDER BY ALL", "sources")
            return files.with_columns(pl.lit("").alias("cell"), pl.lit("").alias("says"))
        sql = f'SELECT jurisdiction, file, sheet, "row", {records.says} AS says FROM {records.relation}'
        found = self.session.frame(f'{sql} WHERE {records.where} ORDER BY file, sheet, "row"', "sources")
        before, after = _ROW.say(self.language).split("{n}")
        row = pl.concat_str(pl.lit(before), "row", pl.lit(after)).fill_null("")
        return found.select("jurisdiction", "file", "sheet", row.alias("cell"), "says")


def _joined(found: pl.DataFrame, language: Language, *, counted: bool) -> pl.DataFrame:
    """One row a jurisdiction; a cell is named with its sheet where several sheets are meant."""
    found = found.with_columns(pl.col("file", "sheet", "cell", "says").fill_null(""))
    several = pl.struct("file", "sheet").n_unique().over("jurisdiction") > 1
    place = pl.when(several & (pl.col("sheet") != "") & (pl.col("cell") != ""))
    named = place.then(pl.concat_str("sheet", pl.lit("!"), "cell")).otherwise("cell")
    return (
        found.with_columns(named.alias("cell"))
        .unique(maintain_order=True)
        .group_by("jurisdiction", maintain_order=True)
        .agg(
            _distinct("file"),
            _distinct("sheet"),
            _first_few("cell", language),
            _first_few("says", language),
            (pl.len() if counted else pl.lit(None, pl.UInt32)).alias("named"),
        )
    )


def _distinct(column: str) -> pl.Expr:
    texts = pl.col(column)
    return texts.filter(texts != "").unique(maintain_order=True).str.join("；")


def _first_few(column: str, language: Language) -> pl.Expr:
    texts = pl.col(column).filter(pl.col(column) != "")
    before, after = _MORE.say(language).split("{n}")
    more = pl.concat_str(pl.lit(before), texts.len(), pl.lit(after))
    return texts.head(NAMED).str.join("；") + pl.when(texts.len() > NAMED).then(more).otherwise(pl.lit(""))
