"""Values in stages (自评, 复核, 终评): what a place says of itself first, and what reviews made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from sample_inputs.generate.periods import Period
from sample_inputs.generate.places import Place
from sample_inputs.generate.plan import Metric, Plan
from sample_inputs.generate.scene import Number, Value

STAGES = {"self": "自评", "reviewed": "复核", "final": "终评"}
"""What the stages are called in the 阶段 column."""


def staged(
    plan: Plan, place: Place, period: Period, values: Mapping[str, Value]
) -> Iterator[tuple[str, dict[str, Value]]]:
    """The rows of a place, a stage each, the one that counts last: that one holds the values given.

    In a stage before it some self-reported numbers are still too good; of those each review corrects about half.
    """
    random = place.random("stages", period.id)
    chance = 0.1 * (1.2 - place.quality_in(period.year))
    too_good: dict[str, Value] = {}
    for code, value in values.items():
        metric = plan.metrics[code]
        if metric.reported_by == "self" and isinstance(value, int | float) and random.random() < chance:
            too_good[code] = _better(metric, value, values.get(metric.part_of), random)
    for stage in plan.stages[:-1]:
        yield STAGES[stage], {**values, **too_good}
        too_good = {code: value for code, value in too_good.items() if random.random() < 0.5}
    yield STAGES[plan.stages[-1]], dict(values)


def _better(metric: Metric, value: Number, whole: Value, random: Random) -> Number:
    more = value * (1 + random.uniform(0.02, 0.15)) + (0 if metric.decimals else 1)
    most = float(metric.maximum)
    if isinstance(whole, int | float):
        most = min(most, whole)
    best = min(more, most)
    return round(best, metric.decimals) if metric.decimals else int(best)
