"""One jurisdiction's records of one period, and formulas over how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import polars as pl

from scoring.result.derivation.known import Known
from scoring.rubric.declarations import AnswerSet, Period, Share
from scoring.rubric.spreadsheet import literal
from scoring.rubric.values import Percent
from scoring.words import Text

Row = Mapping[str, Any]
MOST_NAMED = 6
"""How many records of one kind are named before they are only counted."""

AND, LIST = Text("；", "; "), Text("、", ", ")
COUNT = Text("{said} {n}", "{said} {n}")
OF = Text("{title}：{said}", "{title}: {said}")
_MORE = Text("……等{n}条", "… {n} in all")


@dataclass(frozen=True)
class Recorded:
    """A value made of records: as a formula, empty where nothing short shows it; what there is, a line each."""

    formula: str
    lines: Sequence[str]


@dataclass(frozen=True)
class Seen:
    """One jurisdiction's records in one period."""

    known: Known
    node: str
    period: Period

    def say(self, words: Text) -> str:
        return words.say(self.known.language)

    def joined(self, parts: Collection[str], by: Text = LIST) -> str:
        return self.say(by).join(parts)

    def rows(self, table: str, **among: Collection[Any]) -> list[Row]:
        """The records of a table in the period, of those that are among what is given."""
        frame: pl.DataFrame = getattr(self.known.result.inputs, table)
        kept = frame.filter(pl.col("jurisdiction") == self.known.who)
        if "period" in frame.columns:
            kept = kept.filter(pl.col("period") == self.period.id)
        for column, wanted in among.items():
            if wanted:
                kept = kept.filter(pl.col(column).is_in(list(wanted)))
        return list(kept.iter_rows(named=True))

    def shares(self, answers: str) -> Mapping[str, Fraction]:
        """What each answer that counts is worth."""
        return worths(self.known.result.rubric.answers[answers])


def worths(answers: AnswerSet) -> Mapping[str, Fraction]:
    """What each answer of a set that counts is worth."""
    return {name: option.share for name, option in answers.options.items() if isinstance(option, Share)}


def short(lines: list[str], seen: Seen) -> list[str]:
    """The first lines, and how many there are."""
    if len(lines) <= MOST_NAMED:
        return lines
    return [*lines[:MOST_NAMED], seen.say(_MORE.with_(n=len(lines)))]


def counts(answers: Iterable[str], seen: Seen, order: Sequence[str] = ()) -> str:
    """How many there are of each answer, in the order of the answers."""
    counted = Counter(answers)
    names = [*(name for name in order if name in counted), *(name for name in counted if name not in order)]
    return seen.joined([seen.say(COUNT).format(said=name, n=counted[name]) for name in names])


def mean_of(counted: Mapping[Any, int]) -> str:
    """So many worth this much, over how many there are."""
    if not counted:
        return ""
    top = "+".join(f"{n}*{share_text(share)}" for share, n in sorted(counted.items(), key=lambda one: -one[0]))
    return f"({top})/{sum(counted.values())}"


def rounded_mean(counted: Mapping[Fraction, int]) -> str:
    """The same to nine decimals; as a number where that is short."""
    mean = sum((share * n for share, n in counted.items()), Fraction(0)) / sum(counted.values())
    if (mean * 10**4).denominator == 1:
        return share_text(mean)
    return f"ROUND({mean_of(counted)},9)"


def weighted(means: Sequence[tuple[str, Fraction]]) -> str:
    """The mean of several by weight."""
    if len(means) < 2:
        return means[0][0] if means else ""
    if len({weight for _, weight in means}) == 1:
        return f"AVERAGE({','.join(mean for mean, _ in means)})"
    top = "+".join(f"{mean}*{literal(weight)}" for mean, weight in means)
    return f"({top})/({'+'.join(literal(weight) for _, weight in means)})"


def share_text(share: Fraction) -> str:
    """A share as formulas have it: in percent, where that ends soon."""
    return literal(Percent(share)) if (share * 10**6).denominator == 1 else literal(share)
