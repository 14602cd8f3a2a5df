"""A change against earlier periods, taken before any scale."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from tests.oracle.arithmetic import number, on_grid
from tests.oracle.document import Item, Period, Section
from tests.oracle.evidence import Evidence, Found, outcome, reported
from tests.oracle.inexact import compound


def changed(evidence: Evidence, leaf: Item, period: Period) -> Found:
    """What the scale is given: the value itself where the leaf measures no change."""
    now = evidence.of(leaf, period)
    asked = leaf.keys.get("change")
    if asked is None or now.value is None:
        return now
    if asked["against"] == "best_before":
        return _against_best(evidence, leaf, period, now.value)
    series = [now.value]
    for back in _looked_at(asked):
        value = _at(evidence, leaf, period, back)
        if value is None:
            return outcome(asked["no_history"])
        series.append(value)
    return _moved(asked, series)


def _looked_at(asked: Section) -> range:
    """How many steps back the values lie that are needed: of the whole way only its end, else all on the way."""
    periods, reading = int(asked.get("periods", "1")), asked.get("reading", "")
    if reading in ("cumulative", "compound"):
        return range(periods, periods + 1)
    return range(1, periods * (2 if reading == "means" else 1) + (0 if reading == "means" else 1))


def _at(evidence: Evidence, leaf: Item, period: Period, back: int) -> Fraction | None:
    """The value so many steps before, where anything was handed in for that period and it is known."""
    asked = leaf.keys["change"]
    by = {"year_before": "year", "period_before": "period"}.get(asked["against"], asked.get("step", "period"))
    then = evidence.document.earlier(period, by, back)
    if then is None or then.id not in evidence.facts.periods:
        return None
    return evidence.of(leaf, then).value


def _against_best(evidence: Evidence, leaf: Item, period: Period, now: Fraction) -> Found:
    """Against the highest or the lowest of those that are known, in so many periods or in all there are."""
    asked = leaf.keys["change"]
    far = int(asked["periods"]) if "periods" in asked else len(evidence.document.periods) + 10
    before = [_at(evidence, leaf, period, back) for back in range(1, far + 1)]
    known = [on_grid(value) for value in before if value is not None]
    if not known:
        return outcome(asked["no_history"])
    return _less_or_over(asked, on_grid(now), max(known) if asked["best"] == "high" else min(known))


def _moved(asked: Section, series: list[Fraction]) -> Found:
    """The change of a series, the latest value first."""
    reading = asked.get("reading", "")
    if reading == "steps":
        return reported(_mean([_step(asked, one, base) for one, base in pairwise(series)]))
    if reading == "mean_of_changes":
        steps = [_less_or_over(asked, one, base) for one, base in pairwise(series)]
        if _grows(asked) and 0 in series[1:]:
            return outcome(asked.get("baseline_zero"))
        return reported(_mean([on_grid(step.value) for step in steps if step.value is not None]))
    if reading == "means":
        half = len(series) // 2
        last, before = (_mean([on_grid(value) for value in part]) for part in (series[:half], series[half:]))
        return _less_or_over(asked, last, before)
    if reading == "compound" and series[1] != 0:
        factor = series[0] / series[1]
        return Found("not_assessed") if factor < 0 else reported(compound(factor, int(asked["periods"])))
    if asked["against"] == "mean_before":
        return _less_or_over(asked, on_grid(series[0]), _mean([on_grid(value) for value in series[1:]]))
    return _less_or_over(asked, series[0], series[1])


def _grows(asked: Section) -> bool:
    return bool(asked.get("measure", "difference") == "growth")


def _less_or_over(asked: Section, one: Fraction, base: Fraction) -> Found:
    """The difference, or growth, which from zero is what the rubric says."""
    if not _grows(asked):
        return reported(one - base)
    return outcome(asked.get("baseline_zero")) if base == 0 else reported(one / base - 1)


def _step(asked: Section, one: Fraction, base: Fraction) -> Fraction:
    """One for a step the wanted way, what a flat one counts, nothing for the other way."""
    if one == base:
        return number(asked["flat"])
    return Fraction((one > base) is (asked["wanted"] == "up"))


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
