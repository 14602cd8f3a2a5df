"""What a run knows of one jurisdiction, as exact numbers read from its wide result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from scoring.evidence.formula import Formula
from scoring.evidence.method import Names
from scoring.evidence.metrics import relation
from scoring.result.scores import explained, long
from scoring.rubric.declarations import Metric, Period
from scoring.rubric.expression import Expression
from scoring.rubric.outline import Entry
from scoring.rubric.periods import sub_periods
from scoring.rubric.terms import titles
from scoring.rubric.values import write_number
from scoring.sql.exact import Ratio, quote, text
from scoring.sql.steps import Step
from scoring.words import Language, Text

if TYPE_CHECKING:
    from scoring.result.result import Result

_LAST = Text("{number}（{period}）", "{number} ({period})")
_JOINED = {
    "sum": Text("{number}（{parts}，合计）", "{number} ({parts}; in all)"),
    "mean": Text("{number}（{parts}，平均）", "{number} ({parts}; the mean)"),
    "max": Text("{number}（{parts}，取最大）", "{number} ({parts}; the greatest)"),
    "min": Text("{number}（{parts}，取最小）", "{number} ({parts}; the least)"),
}


@dataclass(frozen=True)
class Known:
    """One jurisdiction of a result."""

    result: Result
    who: str

    @cached_property
    def relation(self) -> str:
        """The quoted name of its row of the wide result."""
        name = f"derived {self.who}"
        sql = f"SELECT * FROM {self.result.everything} WHERE jurisdiction = {text(self.who)}"
        self.result.session.run([Step(name, sql, kept=True)])
        return quote(name)

    @property
    def language(self) -> Language:
        return self.result.language

    @cached_property
    def titles(self) -> Mapping[str, Text]:
        """What names and codes of the rubric are called."""
        return titles(self.result.rubric)

    @cached_property
    def place(self) -> Mapping[str, Any]:
        """What the roster says of it."""
        return self.result.inputs.roster.filter(pl.col("jurisdiction") == self.who).row(0, named=True)

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, Any]]:
        """Its rows of the result's details, by code, asked for alone."""
        wide = explained(self.result.draft, self.result.everything)
        sql = f"SELECT * FROM ({wide}) WHERE jurisdiction = {text(self.who)}"
        own = long(self.result.session.frame(sql, "derivation"), self.result.draft)
        return {row["node"]: row for row in own.iter_rows(named=True)}

    def score(self, entry: Entry) -> Fraction | None:
        """An entry's final mark."""
        found = self.rows[entry.item.code]["score"]
        return None if found is None else Fraction(found)

    def number(self, ratio: Ratio | None) -> Fraction | None:
        """What a fraction over the wide result comes to; None where it is unknown."""
        if ratio is None:
            return None
        parts = f"CAST({ratio.top.sql} AS VARCHAR) AS top, CAST({ratio.bottom.sql} AS VARCHAR) AS bottom"
        top, bottom = self.result.session.frame(f"SELECT {parts} FROM {self.relation}", "derivation").row(0)
        if top is None or bottom is None or Fraction(bottom) == 0:
            return None
        return ratio.times * Fraction(top) / Fraction(bottom)

    def words(self, sql: str) -> str | None:
        """What a text over the wide result says."""
        sql = f"SELECT CAST({sql} AS VARCHAR) FROM {self.relation}"
        found: str | None = self.result.session.frame(sql, "derivation").item()
        return found

    def made(self, expression: Expression, names: Names) -> Fraction | None:
        """What a formula comes to; None where it is unknown or undefined."""
        return self.number(Formula(names).number(expression))

    def holds(self, condition: Expression, names: Names) -> bool | None:
        """Whether a condition holds; None where it cannot be told."""
        sql = f"SELECT CAST({Formula(names).condition(condition)} AS BOOLEAN) FROM {self.relation}"
        found: bool | None = self.result.session.frame(sql, "derivation").item()
        return found

    def submitted(self, name: str, period: Period) -> str:
        """The number submitted for a metric, with its unit and the shorter periods it was joined from."""
        metric = self.result.rubric.metrics[name]
        unit = metric.unit if self.language == "zh" or metric.unit == "%" else f" {metric.unit}"
        own = self._as_submitted(name, metric, period)
        parts = sub_periods(self.result.rubric, period, metric.every)
        if own is not None or not parts:
            return "" if own is None else f"{write_number(own)}{unit}"
        used = parts[-1:] if metric.over == "last" else parts
        found = [(part.id, self._as_submitted(name, metric, part)) for part in used]
        numbers = [number for _, number in found if number is not None]
        if len(numbers) != len(found):
            return ""
        if metric.over == "last":
            said = _LAST.with_(number=f"{write_number(numbers[0])}{unit}", period=found[0][0])
            return said.say(self.language)
        made = {"sum": sum(numbers), "max": max(numbers), "min": min(numbers), "mean": sum(numbers) / len(numbers)}
        told = "、".join(f"{period_id} {write_number(number)}" for period_id, number in found if number is not None)
        words = _JOINED[metric.over].with_(number=f"{write_number(Fraction(made[metric.over]))}{unit}", parts=told)
        return words.say(self.language).replace("、", "、" if self.language == "zh" else ", ")

    def _as_submitted(self, name: str, metric: Metric, period: Period) -> Fraction | None:
        """The number in one period's own table, in its unit; None where it holds none that counts."""
        held = self.result.draft.facts.metrics.get(period.id, ())
        if name not in held:
            return None
        columns = ", ".join(quote(one) for one in (name, f"{name}?") if one in held)
        sql = f"SELECT {columns} FROM {quote(relation(period.id))} WHERE jurisdiction = {text(self.who)}"
        rows = self.result.session.frame(sql, "submitted").rows()
        if not rows or rows[0][0] is None or any(rows[0][1:]):
            return None
        return Fraction(int(rows[0][0]), 10**metric.decimals)
