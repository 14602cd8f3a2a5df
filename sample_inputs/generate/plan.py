"""What a rubric asks for: columns, items, questions and score sheets, each with whom it binds and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from sample_inputs.generate.applies import applies
from sample_inputs.generate.periods import Period, Timeline
from sample_inputs.generate.places import Place


@dataclass(frozen=True)
class Metric:
    """A column to fill in: its header names the unit, as collection sheets do."""

    code: str
    title: str
    unit: str
    decimals: int
    minimum: Fraction
    maximum: Fraction
    every: str
    over: str
    part_of: str
    may_not_apply: bool
    reported_by: str

    @property
    def header(self) -> str:
        """The column's header."""
        return f"{self.title}（{self.unit}）"

    @cached_property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest number it may be."""
        return float(self.minimum), float(self.maximum)


@dataclass(frozen=True)
class Answers:
    """The answers of a set: those that are worth something, the best first, and those that are not."""

    counting: tuple[str, ...]
    worthless: frozenset[str]
    not_applicable: tuple[str, ...]
    not_assessed: tuple[str, ...]
    excluded: tuple[str, ...]


@dataclass
class Asked:
    """When and of whom something is asked: in these periods, where one of these sets of conditions holds."""

    periods: set[str] = field(default_factory=set)
    conditions: set[tuple[str, ...]] = field(default_factory=set)
    bound: dict[str, bool] = field(default_factory=dict)

    def of(self, place: Place, period: Period) -> bool:
        """Whether it is asked of a place in a period."""
        if period.id not in self.periods:
            return False
        if place.code not in self.bound:
            facts = place.facts
            self.bound[place.code] = any(all(applies(one, facts) for one in together) for together in self.conditions)
        return self.bound[place.code]


@dataclass(frozen=True)
class Item:
    """An item of a desk review or a checklist."""

    code: str
    title: str
    answers: str
    reviewers: tuple[str, ...]
    asked: Asked


@dataclass(frozen=True)
class Visit:
    """The checklist of one leaf, and the site types it is filled in at."""

    types: tuple[str, ...]
    items: tuple[str, ...]
    answers: str
    reviewers: tuple[str, ...]
    asked: Asked


@dataclass(frozen=True)
class Sample:
    """How many sites of a type are visited: a share of a metric, at least so many."""

    share: Fraction
    of: str
    at_least: int


@dataclass
class Survey:
    """A questionnaire: who is asked, and how many people some leaf needs, in all and of each class."""

    code: str
    title: str
    classes: tuple[str, ...]
    minimum: int = 0
    quotas: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """A question of a survey."""

    code: str
    survey: str
    answers: str
    asked: Asked


@dataclass(frozen=True)
class Rated:
    """An item of a score sheet: marked by several judges, or (`judged`) by one office with its reason."""

    code: str
    title: str
    panel: str
    minimum: Fraction
    maximum: Fraction
    needs_reason: bool
    judges: tuple[str, ...]
    judged: bool
    asked: Asked


@dataclass(frozen=True)
class Task:
    """Something to be sent in every month, quarter, half or year."""

    code: str
    title: str
    every: str
    day: int
    months_after: int
    since: dt.date | None
    asked: Asked


@dataclass(frozen=True)
class Plan:
    """Everything the sample inputs must hold.

    Attributes:
        stages: of submitted values, the one that counts last; none where they have none.
        measured: ids of the periods some leaf is due in.
        compared: what stands in formulas that look at earlier periods, metrics among it.
    """

    title: str
    timeline: Timeline
    levels: tuple[str, ...]
    groups: tuple[str, ...]
    attributes: Mapping[str, str]
    metrics: Mapping[str, Metric]
    answers: Mapping[str, Answers]
    items: tuple[Item, ...]
    visits: tuple[Visit, ...]
    samples: Mapping[str, Sample | None]
    surveys: Mapping[str, Survey]
    questions: tuple[Question, ...]
    rated: tuple[Rated, ...]
    tasks: tuple[Task, ...]
    events: Mapping[str, tuple[str, ...]]
    stages: tuple[str, ...]
    measured: frozenset[str]
    compared: frozenset[str]

    def reported(self, period: Period) -> list[Metric]:
        """The metrics submitted for a period; of one in which nothing is assessed those that others look back at."""
        timeline = self.timeline
        is_measured = any(one.holds(period) for one in timeline.periods if one.id in self.measured)
        return [
            metric
            for metric in self.metrics.values()
            if period in timeline.reported(metric.every) and (is_measured or metric.code in self.compared)
        ]
