"""A rate: what there was, per so many units of a metric."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from scoring.evidence.method import Reading
from scoring.rubric.method import Complaint
from scoring.rubric.model import Rubric
from scoring.rubric.nearest import did_you_mean
from scoring.rubric.values import Frozen, Number, State, write_number
from scoring.sql.exact import Ratio, choose_ratio
from scoring.sql.states import BY_ZERO, STATE_WORDS, STATES, code
from scoring.words import Text


@dataclass(frozen=True)
class Rated:
    """A rate, and the conditions under which there is none, each with the code of the state."""

    value: Ratio
    outcomes: tuple[tuple[str, int | str], ...]


class Per(Frozen):
    """So many per `units` of the metric `of`; `zero` is what it comes to where that is zero."""

    of: str
    units: Number = Fraction(1)
    zero: State | Number | None = None

    def rated(self, amount: Ratio, reading: Reading) -> Rated:
        """The amount as a rate, exact; without the metric it takes the metric's state."""
        metric = reading.metric(self.of)
        value = amount * Ratio.of(self.units) / metric.value
        outcomes: list[tuple[str, int | str]] = [(f"{metric.state} <> 0", metric.state)]
        nothing = metric.value.against_zero("=")
        if isinstance(self.zero, Fraction):
            return Rated(choose_ratio([(nothing, Ratio.of(self.zero))], value), tuple(outcomes))
        if self.zero is not None:
            outcomes.append((nothing, code(STATES.index(self.zero), BY_ZERO)))
        return Rated(value, tuple(outcomes))

    def sentence(self) -> Text:
        """The clause that follows the amount."""
        zero = Text("", "")
        if self.zero is not None:
            outcome = self.zero
            said = Text(write_number(outcome)) if isinstance(outcome, Fraction) else STATE_WORDS[outcome]
            zero = Text("（为零时{said}）", " ({said} where there is none)").with_(said=said)
        words = Text("，折成每{units}{of}的数量{zero}", ", per {units} of {of}{zero}")
        return words.with_(units="" if self.units == 1 else write_number(self.units), of=self.of, zero=zero)

    def complaints(self, rubric: Rubric) -> Iterator[Complaint]:
        """The metric must exist, never be negative, and say what a rate of zero is."""
        metric = rubric.metrics.get(self.of)
        if metric is None:
            expected = Text("已定义的指标", "a declared metric")
            yield Complaint(("per", "of"), "unknown_metric", self.of, expected, did_you_mean(self.of, rubric.metrics))
        elif metric.minimum < 0:
            expected = Text("不会为负的指标", "a metric that is never negative")
            hint = Text("核对它的 minimum", "check its minimum")
            yield Complaint(("per", "of"), "negative_divisor", self.of, expected, hint)
        elif metric.minimum == 0 and self.zero is None:
            expected = Text("写明 zero：该指标为零时怎样", "zero: what it is where the metric is zero")
            hint = Text("如 zero: not_applicable", "such as zero: not_applicable")
            yield Complaint(("per",), "division_by_zero", self.of, expected, hint)
        if self.units <= 0:
            expected, hint = (
                Text("大于 0 的单位数", "a number above 0"),
                Text("如 units: 10000", "such as units: 10000"),
            )
            yield Complaint(("per", "units"), "units", write_number(self.units), expected, hint)
