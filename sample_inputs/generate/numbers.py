"""The submitted numbers of a place: quarters first, then the years made from them."""

from __future__ import annotations

from sample_inputs.generate.places import Place
from sample_inputs.generate.plan import Metric
from sample_inputs.generate.rules import RULES
from sample_inputs.generate.scene import Scene, Values


def submitted(metrics: tuple[Metric, ...], place: Place) -> dict[str, Values]:
    """Everything a place submits: by sheet (2022, 2023Q1 … 2023Q4, 2023), by metric. None is a blank cell."""
    first, _ = _year(metrics, place, 2022, {})
    second, quarters = _year(metrics, place, 2023, first)
    yearly = {metric.code: second[metric.code] for metric in metrics if not metric.quarterly}
    return {"2022": first, **{f"2023Q{n}": values for n, values in enumerate(quarters, 1)}, "2023": yearly}


def _year(metrics: tuple[Metric, ...], place: Place, year: int, earlier: Values) -> tuple[Values, list[Values]]:
    often = [metric for metric in metrics if metric.quarterly]
    quarters = [_period(often, place, year, f"Q{n}", {}, earlier) for n in range(1, 5)]
    whole: Values = {}
    for metric in often:
        parts = [quarter[metric.code] for quarter in quarters]
        known = [part for part in parts if part is not None]
        whole[metric.code] = None if not known else known[-1] if metric.last else round(sum(known), metric.decimals)
    once = [metric for metric in metrics if not metric.quarterly]
    return _period(once, place, year, "year", whole, earlier), quarters


def _period(metrics: list[Metric], place: Place, year: int, period: str, known: Values, earlier: Values) -> Values:
    values = dict(known)
    for metric in metrics:
        random = place.random(metric.code, year, period)
        scene = Scene(place, year, place.quality_in(year), random, values, earlier)
        values[metric.code] = RULES[metric.code](scene)
    return values
