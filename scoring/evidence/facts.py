"""What the compiler must know of the inputs before any of them is read: which columns exist, for which periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.intake.inputs import Inputs
from scoring.rubric.model import Rubric


@dataclass(frozen=True)
class Facts:
    """The shape of the inputs, without a value of them.

    Attributes:
        metrics: by period, the columns of its relation `metrics <period>`: metrics, and `<metric>?` state columns.
        periods: periods any input speaks of.
        has_events: whether any events table was given; without one, no event is not the same as none happened.
        has_reports: the same of reports: without a table of them, nobody can be said not to have sent one.
    """

    metrics: Mapping[str, frozenset[str]]
    periods: frozenset[str]
    has_events: bool
    has_reports: bool

    @staticmethod
    def everything(rubric: Rubric) -> Facts:
        """The facts of inputs that lack nothing: what a rubric's bounds are proved against."""
        periods = [period.id for period in rubric.periods]
        return Facts(
            {period: frozenset(rubric.metrics) for period in periods},
            frozenset(periods),
            has_events=True,
            has_reports=True,
        )

    @staticmethod
    def of(inputs: Inputs) -> Facts:
        """The facts of some inputs."""
        columns = {period: frozenset(frame.columns) for period, frame in inputs.metrics.items()}
        return Facts(columns, frozenset(inputs.periods), inputs.has_events, inputs.has_reports)
