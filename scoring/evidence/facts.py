"""What the compiler must know of the inputs before any of them is read: which columns exist, for which periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from scoring.intake.inputs import Inputs
from scoring.intake.scanned import Scanned
from scoring.rubric.model import Rubric


@dataclass(frozen=True)
class Facts:
    """The shape of the inputs, without a value of them.

    Attributes:
        metrics: by period, the columns of its relation `metrics <period>`: metrics, and `<metric>?` state columns.
        periods: periods any input speaks of.
        whole: by period, the metrics of which everybody has a value, and is not asked whether.
        scanned: the periods whose metrics stay in a file: a relation of that kind carries the roster, and has a row for
            everybody on it.
        has_events: whether any events table was given; without one, no event is not the same as none happened.
        has_reports: the same of reports: without a table of them, nobody can be said not to have sent one.
    """

    metrics: Mapping[str, frozenset[str]]
    periods: frozenset[str]
    has_events: bool
    has_reports: bool
    whole: Mapping[str, frozenset[str]] = field(default_factory=dict)
    scanned: frozenset[str] = frozenset()

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
        held: dict[str, pl.DataFrame | Scanned] = {**inputs.metrics, **inputs.scanned}
        columns = {period: frozenset(frame.columns) for period, frame in held.items()}
        whole = {period: _whole(frame, inputs.roster) for period, frame in held.items()}
        return Facts(
            columns, frozenset(inputs.periods), inputs.has_events, inputs.has_reports, whole, frozenset(inputs.scanned)
        )


def _whole(frame: pl.DataFrame | Scanned, roster: pl.DataFrame) -> frozenset[str]:
    """The metrics without a gap, where the frame has a row for everybody."""
    if not roster["jurisdiction"].is_in(frame["jurisdiction"].implode()).all():
        return frozenset()
    if isinstance(frame, Scanned):
        return frame.whole
    return frozenset(
        column.name for column in frame if column.null_count() == 0 and f"{column.name}?" not in frame.columns
    )
