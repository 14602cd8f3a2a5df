"""The list of deductions (扣分清单): where each jurisdiction lost marks, how many, why, and what would regain them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from scoring.combine.combine import adds_up
from scoring.result.advice import Worded
from scoring.result.shown import shown
from scoring.result.sources import Scored
from scoring.rubric.outcomes import Gate
from scoring.rubric.outline import Entry, Outline
from scoring.rubric.terms import effect_words
from scoring.sql.states import NOT_DUE, OUT_OF_SCOPE, reason_of

if TYPE_CHECKING:
    from scoring.result.result import Result

GATED = "gated"
"""The state of a row that says what a gate took."""

_MARKS = pl.Decimal(38, 9)
COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "jurisdiction": pl.String,
    "name": pl.String,
    "dimension": pl.String,
    "node": pl.String,
    "title": pl.String,
    "points": _MARKS,
    "score": _MARKS,
    "lost": _MARKS,
    "state": pl.String,
    "reason": pl.String,
    "value": _MARKS,
    "target": pl.String,
    "lead": pl.String,
    "units": pl.String,
    "clause": pl.String,
    "file": pl.String,
    "sheet": pl.String,
    "cell": pl.String,
    "advice": pl.String,
}


def deductions(result: Result) -> pl.DataFrame:
    """Every mark lost, in the roster's order and the file's order of indicators.

    One row for each leaf that lost marks, for each leaf that was not scored although due and applicable (`lost` 0: its
    points went to its siblings), for each node that counted zero as a whole, and for each gate that took marks (state
    `gated`). `lost` is in marks of the total, after everything that dropped out was scaled away; it is null where the
    jurisdiction has no score, and where marks above do not simply add up (a geometric mean, a minimum, a sum of more
    than its node is worth). For a jurisdiction with a score

        points − score of the root = Σ lost − bonuses, within the rounding of the marks between,

    as long as no bonus or penalty ran against the bounds of its node, and no sum is of less than its node is worth.

    Columns: `jurisdiction, name, dimension, node, title, points, score, lost, state, reason, value, target, lead,
    units, clause, file, sheet, cell, advice`.
    """
    whole = _Whole(result)
    parts = [_frame(rows) for rows in (*whole.leaves(), *whole.nodes(), *whole.gates()) if rows]
    if not parts:
        return pl.DataFrame(schema=COLUMNS)
    return pl.concat(parts).sort("place", "order", maintain_order=True).select(list(COLUMNS))


Row = dict[str, Any]


def _frame(rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={**COLUMNS, "place": pl.Int64, "order": pl.Int64}, orient="row")


@dataclass(frozen=True)
class _Whole:
    """The result being gone through, a node at a time."""

    result: Result

    def leaves(self) -> Iterator[list[Row]]:
        """What each leaf lost, and where it was not scored."""
        for entry in self.result.draft.outline.entries:
            if entry.is_leaf and entry.due and entry.item.role in ("scored", "penalty"):
                yield self._leaf(entry)

    def nodes(self) -> Iterator[list[Row]]:
        """What nodes lost that count zero as a whole although none of their leaves has a mark to lose."""
        lost: dict[tuple[str, str], Decimal] = {}
        for entry in reversed(self.result.draft.outline.entries):
            if entry.is_leaf or not entry.due or not entry.counts or not self._adds_up(entry):
                continue
            yield self._zeroed(entry, lost)

    def gates(self) -> Iterator[list[Row]]:
        """What each gate took off the node it acts on; of several on one node, each in its turn."""
        outline = self.result.draft.outline
        for entry in outline.entries:
            acting = [gate for _, gate in outline.gates_of(entry)]
            if acting and entry.item.code in self._details:
                yield self._gated(entry, acting)

    @cached_property
    def _details(self) -> Mapping[str, pl.DataFrame]:
        parts = self.result.details.partition_by("node", as_dict=True)
        return {str(key[0]): part for key, part in parts.items()}

    @cached_property
    def _roster(self) -> Mapping[str, Row]:
        roster = self.result.inputs.roster.with_row_index("place")
        return {row["jurisdiction"]: row for row in roster.iter_rows(named=True)}

    @cached_property
    def _scored(self) -> Scored:
        result = self.result
        return Scored(result.inputs, result.draft, result.session, result.language, result.everything)

    def _leaf(self, entry: Entry) -> list[Row]:
        unscored = (pl.col("code") % 1000 != 0) & ~(pl.col("code") % 100).is_in([NOT_DUE, OUT_OF_SCOPE])
        counted = self._counted(entry)
        fell = pl.col("lost") > 0
        if not self._adds_up(entry):
            fell = pl.col("score") < (0 if entry.item.role == "penalty" else pl.col("points"))
        kept = counted.filter(fell.fill_null(value=False) | unscored)
        if kept.is_empty():
            return []
        missing = kept.filter(pl.col("state") == "missing")["jurisdiction"]
        for more in (self._scored.sources(entry), self._scored.wanting(entry, missing)):
            kept = kept.join(more, on="jurisdiction", how="left", maintain_order="left")
        way = shown(entry, self.result.rubric, self.result.draft.parse)
        words = Worded(self.result.rubric, entry, way, self.result.period, self.result.language)
        rows = []
        for row in kept.iter_rows(named=True):
            known = {**row, **self._roster[row["jurisdiction"]]}
            said = {"reason": words.reason(known), "target": words.target(known), "advice": words.advice(known)}
            rows.append(self._row(entry, row, said))
        return rows

    def _counted(self, entry: Entry) -> pl.DataFrame:
        """A leaf's scores; `lost` is zero where it dropped out, and null where the jurisdiction has no score."""
        ancestors = list(_ancestors(self.result.draft.outline, entry))
        out = pl.col("jurisdiction").is_in(self._without_score(ancestors[:-1]).implode())
        unscored = pl.col("jurisdiction").is_in(self._without_score(ancestors[-1:]).implode())
        if not self._adds_up(entry):
            return self._details[entry.item.code].with_columns(pl.lit(None, _MARKS).alias("lost"))
        lost = pl.when(out).then(pl.lit(0, _MARKS)).otherwise(pl.col("lost").fill_null(pl.lit(0, _MARKS)))
        return self._details[entry.item.code].with_columns(pl.when(~unscored).then(lost).alias("lost"))

    def _adds_up(self, entry: Entry) -> bool:
        """Whether a mark of it is worth so many of the total, whatever the others have."""
        outline = self.result.draft.outline
        return all(adds_up(outline, above) for above in _ancestors(outline, entry))

    def _without_score(self, entries: Sequence[Entry]) -> pl.Series:
        """Who has no mark at one of the entries."""
        missing = [self._details[e.item.code].filter(pl.col("score").is_null())["jurisdiction"] for e in entries]
        return pl.concat(missing) if missing else pl.Series("jurisdiction", [], dtype=pl.String)

    def _zeroed(self, entry: Entry, lost: dict[tuple[str, str], Decimal]) -> list[Row]:
        code = entry.item.code
        zeroed = self._details[code].filter((pl.col("code") % 1000 != 0) & pl.col("before").is_not_null())
        if zeroed.is_empty():
            return []
        below = [child for child in self.result.draft.outline.below(entry) if child.due and child.counts]
        leaves = pl.concat(self._counted(leaf).select("jurisdiction", "lost") for leaf in below if leaf.is_leaf)
        taken = dict(leaves.group_by("jurisdiction").agg(pl.col("lost").sum()).iter_rows())
        rows = []
        for row in zeroed.iter_rows(named=True):
            who = row["jurisdiction"]
            rest = (row["points"] - row["before"]) * (row["attainable"] or 1) - (taken.get(who) or 0)
            rest -= sum((lost.get((who, child.item.code), Decimal(0)) for child in below), Decimal(0))
            if rest > 0:
                lost[who, code] = rest
                said = {"lost": _round(rest), "reason": reason_of(row["code"]).say(self.result.language)}
                rows.append(self._row(entry, row, said))
        return rows

    def _gated(self, entry: Entry, acting: list[Gate]) -> list[Row]:
        language = self.result.language
        told = self.result.gates.filter(pl.col("bites")).select("jurisdiction", "gate")
        biting = {key[0]: set(part["gate"]) for key, part in told.partition_by("jurisdiction", as_dict=True).items()}
        rows = []
        limited = self._details[entry.item.code].filter(pl.col("before") > pl.col("score"))
        for row in limited.iter_rows(named=True):
            mark = row["before"]
            for gate in acting:
                if gate.gate not in biting.get(row["jurisdiction"], ()):
                    continue
                cap = gate.effect.cap
                left = max(row["score"], min(mark, _decimal(cap.of_points(entry.points)) if cap else Decimal(0)))
                if left < mark:
                    said = {
                        "title": gate.title.say(language),
                        "score": left,
                        "lost": _round((mark - left) * (row["attainable"] or 1)) if self._adds_up(entry) else None,
                        "state": GATED,
                        "reason": effect_words(gate, self.result.rubric).say(language),
                        "clause": gate.clause or entry.clause,
                    }
                    rows.append(self._row(entry, row, said, after=True))
                mark = left
        return rows

    def _row(self, entry: Entry, row: Mapping[str, Any], said: Mapping[str, Any], *, after: bool = False) -> Row:
        language = self.result.language
        outline = self.result.draft.outline
        dimension = outline.entries[entry.dimension].item.title.say(language) if entry.dimension is not None else ""
        known = self._roster[row["jurisdiction"]]
        return {
            "jurisdiction": row["jurisdiction"],
            "name": known["name"],
            "dimension": dimension,
            "node": entry.item.code,
            "title": entry.item.title.say(language),
            "points": row["points"],
            "score": row["score"],
            "lost": row["lost"],
            "state": row["state"],
            "value": row["value"],
            "target": "",
            "lead": "、".join(entry.lead),
            "units": "、".join(entry.units),
            "clause": entry.clause,
            **{name: row.get(name) or "" for name in ("file", "sheet", "cell")},
            "advice": "",
            "place": known["place"],
            "order": entry.index + (len(outline.entries) if after else 0),
            **said,
        }


def _ancestors(outline: Outline, entry: Entry) -> Iterator[Entry]:
    """The nodes above an entry, the root last."""
    while entry.parent is not None:
        entry = outline.entries[entry.parent]
        yield entry


def _decimal(number: Fraction) -> Decimal:
    return _round(Decimal(number.numerator) / Decimal(number.denominator))


def _round(marks: Decimal) -> Decimal:
    return marks.quantize(Decimal("1e-9"), ROUND_HALF_UP)
