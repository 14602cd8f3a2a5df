"""One survey's answers in one place: respondents, their classes, and how far the rate may be off."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracle.arithmetic import NINTH, half_up, number
from tests.oracle.document import Section, many
from tests.oracle.facts import Row
from tests.oracle.found import NOT_ASSESSED, Found, share_of, weighted


@dataclass
class Respondents:
    """What some people answered: by person, the worth of each valid answer by question."""

    weights: dict[str, Fraction]
    answers: dict[str, dict[str, Fraction]] = field(default_factory=dict)

    def rate(self) -> Found:
        """Each question's mean, to nine decimals; then the questions that were answered, by weight."""
        means = {}
        for question in self.weights:
            given = [answers[question] for answers in self.answers.values() if question in answers]
            if given:
                means[question] = half_up(sum(given, Fraction(0)) / len(given))
        return weighted(self.weights, means)

    def square(self) -> Fraction | None:
        """The squared standard error of the people's own rates, to eighteen decimals."""
        own = [weighted(self.weights, answers).value for answers in self.answers.values()]
        rates = [half_up(rate) for rate in own if rate is not None]
        if len(rates) < 2:
            return None
        mean = sum(rates, Fraction(0)) / len(rates)
        variance = sum(((rate - mean) ** 2 for rate in rates), Fraction(0)) / (len(rates) - 1)
        return half_up(variance / len(rates), NINTH**2)


class Questionnaire:
    """The answers to one survey in one jurisdiction and period."""

    def __init__(self, asked: Section, survey: Section, answers: Section, rows: list[Row]) -> None:
        self.asked, self.survey, self.options = asked, survey, answers
        self.weights = {question: number(weight) for question, weight in asked["questions"].items()}
        self.classes = {name: number(weight) for name, weight in asked.get("classes", {}).items()}
        self.everyone = Respondents(self.weights)
        self.groups = {name: Respondents(self.weights) for name in {**self.classes, **asked.get("quotas", {})}}
        for row in rows:
            if row["survey"] == asked["survey"] and row["question"] in self.weights:
                self._take(row)

    def _take(self, row: Row) -> None:
        options = self.options[self.survey["questions"][row["question"]]["answers"]]["options"]
        share = share_of(options.get(row["answer"], "excluded"))
        counts = many(self.asked.get("counts"))
        if share is None:
            return
        if counts:
            share = Fraction(row["answer"] in counts)
        if not self.classes or row["class"] in self.classes:
            self.everyone.answers.setdefault(row["respondent"], {})[row["question"]] = share
        if row["class"] in self.groups:
            self.groups[row["class"]].answers.setdefault(row["respondent"], {})[row["question"]] = share

    def short(self) -> list[str]:
        """The classes with fewer respondents than their quota."""
        quotas = self.asked.get("quotas", {})
        return [name for name, least in quotas.items() if len(self.groups[name].answers) < int(least)]

    def counted(self) -> dict[str, Respondents]:
        """The classes that are averaged: those anybody of answered, less those left out."""
        out = self.short() if self.asked.get("below_quota") == "left_out" else []
        return {name: self.groups[name] for name in self.classes if self.groups[name].answers and name not in out}

    def found(self) -> Found:
        """The rate, unless too few answered."""
        sample = len(self.everyone.answers)
        if not sample:
            return NOT_ASSESSED
        if sample < int(self.asked.get("minimum_sample", "0")):
            return Found(self.asked.get("below_minimum", "not_assessed"))
        outcome = self.asked.get("below_quota", "left_out")
        if self.short() and outcome != "left_out":
            return Found(outcome)
        if not self.classes:
            return self.everyone.rate()
        rates = {name: group.rate().value for name, group in self.counted().items()}
        return weighted(self.classes, {name: half_up(rate) for name, rate in rates.items() if rate is not None})

    def standard_error(self) -> Fraction | None:
        """The root of the weighted squares over the sum of weights, to nine decimals; none where one is unknown."""
        parts = [(self.classes[name], group.square()) for name, group in self.counted().items()]
        if not self.classes:
            parts = [(Fraction(1), self.everyone.square())]
        squares = [square for _, square in parts if square is not None]
        if len(squares) < len(parts) or not parts:
            return None
        whole = sum((weight for weight, _ in parts), Fraction(0))
        square = sum((w**2 * s for (w, _), s in zip(parts, squares, strict=True)), Fraction(0)) / whole**2
        return _root(square)


def _root(square: Fraction) -> Fraction:
    """The root to nine decimals, a half going up: the greatest whole number of halves whose square is not above."""
    halves = square * (2 * 10**9) ** 2
    return Fraction((math.isqrt(halves.numerator // halves.denominator) + 1) // 2, 10**9)
