"""Questionnaires by respondent: each one's answers and own rate, then what groups of respondents come to."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scoring.evidence.kernels.answers import Tally, any_of
from scoring.evidence.kernels.error import squared
from scoring.evidence.kernels.mean import MOST_RECORDS, PLACES, UNIT, Measure, Type, mean, over_types
from scoring.sql.exact import Int, Ratio, quote
from scoring.sql.width import WIDE


@dataclass(frozen=True)
class Group:
    """Some respondents of a jurisdiction.

    Attributes:
        columns: the aggregates it is made of.
        count: how many gave a valid answer to any of the questions; zero where none did.
        rate: the mean share a question, then over the questions by weight; NULL where nobody answered.
        square: the column of their squared standard error.
    """

    columns: Mapping[str, str]
    count: Int
    rate: Ratio
    square: str

    @property
    def there(self) -> str:
        """The condition that anybody answered."""
        return f"{self.count.sql} > 0"

    @property
    def rounded(self) -> Int:
        """The rate in 10^-9, rounded half-up."""
        rate = self.rate.rounded(PLACES)
        return Int(rate.sql, 0, UNIT, rate.nullable, rate.width)


@dataclass(frozen=True)
class Respondents:
    """The answers of a questionnaire, grouped to one row a respondent first.

    Attributes:
        name: gives a part of a name as a column of the leaf's own.
        questions: how the answers to each question are read.
        weights: what each question weighs.
    """

    name: Callable[[str], str]
    questions: Mapping[str, Tally]
    weights: Mapping[str, int]

    @property
    def inner_columns(self) -> dict[str, str]:
        """One row a respondent: the worth of each valid answer, and the respondent's own rate in 10^-9."""
        # Intake leaves one answer a respondent and question, so the greatest is the only one.
        answers = {
            self._answer(name): f"max({tally.worth}) FILTER (WHERE {_valid(name, tally)})"
            for name, tally in self.questions.items()
        }
        return {**answers, self.name("survey_own"): self._own()}

    def those(self, part: str, where: str) -> Group:
        """The respondents that satisfy a condition over the keys of that grouping."""
        own, sample, square = self.name("survey_own"), self.name(f"survey_{part}"), self.name(f"survey_{part}_square")
        columns = {
            sample: f"count({quote(own)}) FILTER (WHERE {where})",
            square: squared(own, where),
        }
        types = []
        for n, (question, tally) in enumerate(self.questions.items()):
            answer = quote(self._answer(question))
            measure = Measure(answer, f"{answer} IS NOT NULL", tally.over, 0, tally.over)
            one = mean(self.name, f"survey_{part}_{n}", measure, where)
            columns |= one.columns
            types.append(Type(one.rounded, one.there, self.weights[question]))
        count = Int(f"coalesce({quote(sample)}, 0)", 0, MOST_RECORDS, nullable=False)
        return Group(columns, count, over_types(types), square)

    def _answer(self, question: str) -> str:
        return self.name(f"survey_answer_{list(self.questions).index(question)}")

    def _own(self) -> str:
        over = math.lcm(*(tally.over for tally in self.questions.values()))
        worths, weights = "", ""
        for name, tally in self.questions.items():
            arm = f" WHEN {_valid(name, tally)} THEN "
            weight = self.weights[name]
            worths += f"{arm}CAST({tally.worth} AS HUGEINT) * {weight * over // tally.over}"
            weights += f"{arm}{weight}"
        whole = sum(self.weights.values())
        top = Int(f"sum(CASE{worths} END)", 0, whole * over, width=WIDE)
        bottom = Int(f"CAST(sum(CASE{weights} END) AS HUGEINT)", 1, whole, width=WIDE)
        rate = Ratio(top, bottom * Int.of(over)).rounded(PLACES)
        return Int(rate.sql, 0, UNIT).stored()


def _valid(question: str, tally: Tally) -> str:
    return f"{any_of('question', [question])} AND {tally.counted}"
