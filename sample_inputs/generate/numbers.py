"""The submitted numbers of a place: each made once by its rule, longer periods from their parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sample_inputs.generate.periods import LENGTHS, Period
from sample_inputs.generate.places import Place
from sample_inputs.generate.plan import Metric, Plan
from sample_inputs.generate.scene import Number, Rule, Scene, Value

_BUSY = object()
NOT_APPLICABLE = "不适用"


@dataclass
class Numbers:
    """Everything a place submits, worked out when asked for; the same whatever is asked for first."""

    plan: Plan
    rules: Mapping[str, Rule]
    place: Place
    made: dict[tuple[str, object, str], object] = field(default_factory=dict)
    qualities: dict[int, float] = field(default_factory=dict)

    def value(self, metric: str, period: Period) -> Value:
        """What the place reports of a metric for a period; of a longer one what its parts come to.

        Raises:
            KeyError: there is no such metric, or no rule for it.
            ValueError: its rule asks for itself, or gives what the rubric does not allow.
        """
        written = self.plan.metrics[metric]
        timeline = self.plan.timeline
        if LENGTHS[period.kind] < LENGTHS[written.every]:
            period = timeline.around(period, written.every)
        parts = timeline.parts(period, written.every)
        if parts == (period,):
            return self._made(written, period)
        return _joined(written, [self.value(metric, part) for part in parts])

    def year_before(self, metric: str, period: Period) -> Value:
        """What it reported a year earlier; None where the inputs do not go so far back."""
        earlier = self.plan.timeline.before(period)
        return self.value(metric, earlier) if earlier else None

    def _made(self, metric: Metric, period: Period) -> Value:
        key = (metric.code, period.starts, period.name)
        if key not in self.made:
            self.made[key] = _BUSY
            random = self.place.random(metric.code, period.year, period.name)
            since = period.year - self.plan.timeline.first_year
            if period.year not in self.qualities:
                self.qualities[period.year] = self.place.quality_in(period.year)
            quality = self.qualities[period.year]
            scene = Scene(self.place, metric.code, period, since, quality, random, self)
            self.made[key] = self._allowed(metric, period, self.rules[metric.code](scene))
        value = self.made[key]
        if value is _BUSY:
            raise ValueError(f"the rule of {metric.code} asks for itself")
        return value  # type: ignore[return-value] # what is not busy is a value

    def _allowed(self, metric: Metric, period: Period, value: Value) -> Value:
        where = f"{metric.code} of {self.place.code} in {period.id or period.name}"
        if isinstance(value, str) and not metric.may_not_apply:
            raise ValueError(f"{where}: “{value}”, though the rubric lets it apply everywhere")
        if value is None or isinstance(value, str):
            return value
        value = round(value, metric.decimals) if metric.decimals else round(value)
        least, most = metric.bounds
        if not least <= value <= most:
            raise ValueError(f"{where}: {value} lies outside {least}…{most}")
        whole = self.value(metric.part_of, period) if metric.part_of else None
        if isinstance(whole, int | float) and value > whole:
            raise ValueError(f"{where}: {value} is more than the {whole} of {metric.part_of}")
        return value


def _joined(metric: Metric, values: Sequence[Value]) -> Value:
    known: list[Number] = [value for value in values if isinstance(value, int | float)]
    if not known:
        return next((value for value in values if value), None)
    match metric.over:
        case "last":
            return known[-1]
        case "max":
            return max(known)
        case "min":
            return min(known)
        case "mean":
            return round(sum(known) / len(known), metric.decimals)
        case _:
            return round(sum(known), metric.decimals)
