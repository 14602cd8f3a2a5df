"""Answers and verdicts as whole numbers: each option's share over one common denominator."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from scoring.evidence.kernels.mean import Measure
from scoring.rubric.declarations import AnswerSet, Share
from scoring.sql.exact import quote, text

Undocumented = Literal["lowest", "not_assessed"]


@dataclass(frozen=True)
class Tally:
    """SQL over one record's answer column: is it counted, is it N/A, and what it is worth in 1/`over`.

    Attributes:
        column: the answer column.
        shares: what each answer that counts is worth.
        absent: the answers that say the item is not applicable.
        undocumented: what becomes of a verdict better than the lowest that names no evidence.
        floor: the lowest worth, where it is not that of the worst answer.
    """

    column: str
    shares: Mapping[str, Fraction]
    absent: tuple[str, ...]
    undocumented: Undocumented | None = None
    floor: Fraction | None = None

    @property
    def over(self) -> int:
        """The common denominator of all worths."""
        return math.lcm(1, *(share.denominator for share in self.shares.values()))

    @property
    def lowest(self) -> Fraction:
        """What the worst answer that counts is worth."""
        return self.floor if self.floor is not None else min(self.shares.values(), default=Fraction(0))

    @property
    def counted(self) -> str:
        """The condition that the record counts."""
        counted = f"{quote(self.column)} IN ({_list(list(self.shares))})"
        return f"({counted} AND NOT {self._unproved})" if self.undocumented == "not_assessed" else counted

    @property
    def not_applicable(self) -> str:
        """The condition that it says the item does not apply."""
        return f"{quote(self.column)} IN ({_list(self.absent)})"

    @property
    def worth(self) -> str:
        """What a record that counts is worth, in 1/`over`."""
        arms = " ".join(f"WHEN {text(name)} THEN {int(share * self.over)}" for name, share in self.shares.items())
        worth = f"CASE {quote(self.column)} {arms} ELSE 0 END"
        if self.undocumented == "lowest":
            return f"CASE WHEN {self._unproved} THEN {int(self.lowest * self.over)} ELSE {worth} END"
        return worth

    @property
    def lessened(self) -> str:
        """The condition that a record counts and got less than its set's full share."""
        return f"({self.counted} AND {self.worth} < {self.over})"

    @property
    def measure(self) -> Measure:
        """The same, as the mean kernel takes it."""
        return Measure(self.worth, self.counted, self.over, 0, self.over)

    def chosen(self, names: Collection[str]) -> Tally:
        """The tally that gives the named answers all, and every other that counts nothing."""
        return replace(self, shares={name: Fraction(name in names) for name in self.shares}, floor=Fraction(0))

    def documented(self, undocumented: Undocumented | None) -> Tally:
        """The tally under which a verdict better than the lowest needs evidence."""
        return replace(self, undocumented=undocumented)

    @property
    def _unproved(self) -> str:
        better = [name for name, share in self.shares.items() if share > self.lowest]
        return f"(coalesce(evidence, '') = '' AND {quote(self.column)} IN ({_list(better)}))"


def tally(answers: AnswerSet, answer_column: str) -> Tally:
    """The SQL that reads a column of answers from a set; texts outside the set were refused at intake."""
    shares = {name: option.share for name, option in answers.options.items() if isinstance(option, Share)}
    absent = tuple(name for name, option in answers.options.items() if option == "not_applicable")
    return Tally(answer_column, shares, absent)


def any_of(column: str, choices: Sequence[str]) -> str:
    """`column IN (…)`, true for everything where no choice is named."""
    return f"{quote(column)} IN ({_list(choices)})" if choices else "TRUE"


def chosen(items: Collection[str], reviewers: Sequence[str]) -> str:
    """The condition that a record is of one of these items, by one of the reviewers that count."""
    return f"{any_of('item', list(items))} AND {any_of('reviewer', reviewers)}"


def _list(names: Sequence[str]) -> str:
    # An empty IN list is not SQL; no answer is ever NULL here, so NULL matches none.
    return ", ".join(text(name) for name in names) or "NULL"
