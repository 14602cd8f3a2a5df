"""What is done to marks once they are made: rounding, limits, gates and quotas, as formulas."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from scoring.result.derivation.known import Known
from scoring.rubric.outline import Entry
from scoring.rubric.spreadsheet import literal, rounded
from scoring.rubric.terms import effect_words
from scoring.words import Text

_GATE = Text("触发“{title}”：{effect}", "“{title}” bit: {effect}")
_QUOTA = Text("超出名额“{title}”，不计", "over the edge of “{title}”: none")


def plainly_rounded(formula: str, entry: Entry) -> str:
    """A formula rounded to an entry's step."""
    step = Fraction(entry.step, 10**entry.places)
    places = next((n for n in range(13) if step * 10**n == 1), None)
    if entry.way == "half_up" and places is not None:
        return f"ROUND({formula},{places})"
    return rounded(formula, step, entry.way)


def limited(entry: Entry, formula: str, *, free: bool) -> str:
    """A formula rounded once, held between floor and ceiling, and of a penalty the other way round.

    Args:
        entry: whose marks they are.
        formula: the marks before rounding.
        free: whether the limits are known to play no part.
    """
    made = plainly_rounded(formula, entry)
    if not free:
        if entry.floor is not None:
            made = f"MAX({literal(entry.floor)},{made})"
        if entry.ceiling is not None:
            made = f"MIN({literal(entry.ceiling)},{made})"
    return f"-{made}" if entry.item.role == "penalty" else made


def after_gates(known: Known, entry: Entry, formula: str) -> tuple[str, list[Text]]:
    """The marks once gates and quotas have had their say, and what they said."""
    result, code = known.result, entry.item.code
    mine = result.gates.filter((pl.col("jurisdiction") == known.who) & (pl.col("node") == code))
    bit = {row["gate"] for row in mine.iter_rows(named=True) if row["bites"]}
    notes: list[Text] = []
    for _, gate in result.draft.outline.gates_of(entry):
        if gate.gate in bit:
            cap = gate.effect.cap
            formula = f"MIN({literal(cap.of_points(entry.points))},{formula})" if cap else f"0*{formula}"
            notes.append(_GATE.with_(title=gate.title, effect=effect_words(gate, result.rubric)))
    taken = result.quotas.filter((pl.col("jurisdiction") == known.who) & (pl.col("node") == code))
    for row in taken.iter_rows(named=True):
        formula = f"0*{formula}"
        notes.append(_QUOTA.with_(title=row["title"]))
    return formula, notes
