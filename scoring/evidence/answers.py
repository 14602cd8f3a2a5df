"""Answers and verdicts as whole numbers: each option's share over one common denominator."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scoring.rubric.declarations import AnswerSet, Share
from scoring.sql.exact import quote, text


@dataclass(frozen=True)
class Tally:
    """SQL over one record's answer column: is it counted, is it N/A, and what it is worth in 1/`over`."""

    counted: str
    not_applicable: str
    worth: str
    over: int

    @property
    def lessened(self) -> str:
        """The condition that a record counts and got less than its set's full share."""
        return f"({self.counted} AND {self.worth} < {self.over})"


def tally(answers: AnswerSet, answer_column: str) -> Tally:
    """The SQL that reads a column of answers from a set; texts outside the set were refused at intake."""
    shares = {name: option.share for name, option in answers.options.items() if isinstance(option, Share)}
    over = math.lcm(1, *(share.denominator for share in shares.values()))
    column = quote(answer_column)
    arms = " ".join(f"WHEN {text(name)} THEN {int(share * over)}" for name, share in shares.items())
    absent = [name for name, option in answers.options.items() if option == "not_applicable"]
    return Tally(
        counted=f"{column} IN ({_list(list(shares))})",
        not_applicable=f"{column} IN ({_list(absent)})",
        worth=f"CASE {column} {arms} ELSE 0 END",
        over=over,
    )


def any_of(column: str, choices: Sequence[str]) -> str:
    """`column IN (…)`, true for everything where no choice is named."""
    return f"{quote(column)} IN ({_list(choices)})" if choices else "TRUE"


def _list(names: Sequence[str]) -> str:
    # An empty IN list is not SQL; no answer is ever NULL here, so NULL matches none.
    return ", ".join(text(name) for name in names) or "NULL"
