"""The shapes rules come in: a part of a whole, so many done of so many, a thing that should not happen."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from sample_inputs.generate.numbers import NOT_APPLICABLE
from sample_inputs.generate.places import Place
from sample_inputs.generate.scene import Number, Rule, Scene, Value


def part(of: str, low: float) -> Rule:
    """Part of another metric: at least about `low` of it, all of it in the better places."""

    def rule(scene: Scene) -> int:
        whole = round(scene.held(of))
        if scene.random.random() < 0.75 * scene.quality:
            return whole
        lost = (1 - low) * (1 - scene.quality) * scene.random.uniform(0.6, 1.6)
        return min(whole, max(0, round(whole * (1 - lost))))

    return rule


def level(of: str, low: float, high: float) -> Rule:
    """Part of another metric that follows quality closely, so that better run years show as a rise."""

    def rule(scene: Scene) -> int:
        whole = round(scene.held(of))
        share = low + (high - low) * scene.quality + scene.random.uniform(-0.015, 0.015)
        return min(whole, max(0, round(whole * share)))

    return rule


def aimed(of: str, targets: Mapping[int, float], *, short: float = 0.25, beyond: float = 0.06) -> Rule:
    """Part of another metric about the target of the year; the worst places fall `short` of it, the best go beyond.

    Args:
        of: the whole.
        targets: by year, as a share; a year without one takes that of the last year before it.
        short: by how much of the whole the worst fall short.
        beyond: by how much the best go beyond.
    """

    def rule(scene: Scene) -> int:
        whole = round(scene.held(of))
        share = _of_year(targets, scene.year) - short + (short + beyond) * math.sqrt(scene.quality)
        return min(whole, max(0, round(whole * (share + scene.random.uniform(-0.03, 0.03)))))

    return rule


def of(metric: str, low: float, high: float, least: int = 0) -> Rule:
    """About so much of another metric, whatever the quality."""
    return lambda scene: max(least, round(scene.held(metric) * scene.random.uniform(low, high)))


def rate(low: float, *, whole: float = 100.0, full: float = 0.55) -> Rule:
    """A rate in percent that others found: about `low` at the worst, `whole` in many of the better places.

    Args:
        low: what the worst places come down to, on an average.
        whole: what the best reach.
        full: how many of the very best places reach it, as a share.
    """

    def rule(scene: Scene) -> float:
        if scene.random.random() < full * scene.quality:
            return whole
        return max(0.0, whole - (whole - low) * (1 - scene.quality) * scene.random.uniform(0.3, 1.4))

    return rule


def reach(target: int, slack: float = 0.45) -> Rule:
    """How many of so many were done."""

    def rule(scene: Scene) -> int:
        return sum(scene.random.random() > slack * (1 - scene.quality) for _ in range(target))

    return rule


def rung(by_year: Mapping[int, int], slack: float = 0.4) -> Rule:
    """The rung of a ladder a place has climbed to: that of its year, or one or two below where it is run badly."""

    def rule(scene: Scene) -> int:
        behind = sum(scene.random.random() < slack * (1 - scene.quality) for _ in range(2))
        return max(0, round(_of_year(by_year, scene.year)) - behind)

    return rule


def now_and_then(most: int) -> Rule:
    """How many of so many were done beyond what is asked."""

    def rule(scene: Scene) -> int:
        return sum(scene.random.random() < 0.35 * scene.quality for _ in range(most))

    return rule


def rare(chance: float) -> Rule:
    """Something that should not happen, and seldom does."""

    def rule(scene: Scene) -> int:
        risk = chance * (1.4 - scene.quality) * (1.0 if scene.place.lowest else 1.5)
        return (scene.random.random() < risk) * scene.random.choice((1, 1, 1, 2))

    return rule


def often(most: int, least: float = 0.75) -> Rule:
    """Something that should happen at least once."""

    def rule(scene: Scene) -> int:
        happened = scene.random.random() < least + (1 - least) * scene.quality
        return happened * (1 + int(scene.random.random() * scene.quality * most))

    return rule


def at_least(need: int, enough: float = 0.55, over: tuple[int, ...] = (0, 0, 1, 2)) -> Rule:
    """A number that must be reached: one short of it in the worse places, in others a little more."""

    def rule(scene: Scene) -> int:
        if scene.random.random() < enough + (1 - enough) * scene.quality:
            return need + scene.random.choice(over)
        return max(0, need - 1)

    return rule


def size(bounds: Mapping[str, tuple[int, int]], called: str = "") -> Rule:
    """A number that a place simply has, the same in every period; nothing on a level without bounds.

    Args:
        bounds: the least and the most on each level.
        called: metrics that share this name are of like size in a place.
    """

    def rule(scene: Scene) -> int | None:
        if scene.place.level not in bounds:
            return None
        low, high = bounds[scene.place.level]
        return int(scene.fixed(called or scene.metric, low, high + 1))

    return rule


def per_head(share: float, spread: float = 0.3) -> Rule:
    """So many a head, more in some places than in others, and slowly growing."""

    def rule(scene: Scene) -> int:
        drift = 1 + 0.02 * scene.since + scene.random.uniform(-0.01, 0.01)
        return round(scene.place.inhabitants * share * scene.fixed("share", 1 - spread, 1 + spread) * drift)

    return rule


def inhabitants(scene: Scene) -> int:
    """How many people live there."""
    return scene.place.inhabitants


def falling(bases: Mapping[str, float], called: str = "") -> Rule:
    """A count that better run years bring down, about the base of the level."""

    def rule(scene: Scene) -> int:
        base = scene.fixed(called or scene.metric, 0.4, 1.6) * bases[scene.place.level]
        return max(0, round(base * (1.5 - 0.9 * scene.quality) + scene.random.uniform(-0.5, 0.5)))

    return rule


def moving(first: Rule, worst: float, best: float, spread: float = 0.05, least: float = 0) -> Rule:
    """A number that goes on from the year before: `first`, then by `worst` to `best` a year (0.1 is a tenth more)."""

    def rule(scene: Scene) -> Value:
        before = scene.before()
        if before is None:
            return first(scene)
        change = worst + (best - worst) * scene.quality + scene.random.uniform(-spread, spread)
        return max(least, before * (1 + change))

    return rule


def last_year(metric: str, first: Rule) -> Rule:
    """What another metric was a year before; in the first year by a rule of its own."""

    def rule(scene: Scene) -> Value:
        before = scene.before(metric)
        return first(scene) if before is None else before

    return rule


def constant(number: Number) -> Rule:
    """The same number everywhere."""
    return lambda _: number


def only(levels: str | tuple[str, ...], rule: Rule, *, otherwise: Value = None) -> Rule:
    """A metric that only these levels report; the others leave it blank, or write `otherwise`."""
    named = (levels,) if isinstance(levels, str) else levels
    return where(lambda place: place.level in named, rule, otherwise=otherwise)


def by_level(rules: Mapping[str, Rule], *, otherwise: Value = None) -> Rule:
    """Another rule on each level; levels without one leave it blank, or write `otherwise`."""
    return lambda scene: rules[scene.place.level](scene) if scene.place.level in rules else otherwise


def where(condition: Callable[[Place], bool], rule: Rule, *, otherwise: Value = None) -> Rule:
    """A metric that only some places report; the others leave it blank, or write `otherwise`."""
    return lambda scene: rule(scene) if condition(scene.place) else otherwise


def absent(chance: float, reason: str, rule: Rule, called: str = "") -> Rule:
    """A metric that does not apply to some places at all, in no period: they write 不适用 and the reason.

    Args:
        chance: how many places.
        reason: what they write.
        rule: for all others.
        called: metrics that share this name are absent from the same places.
    """

    def drawn(scene: Scene) -> Value:
        return not_applicable(reason) if scene.fixed(f"absent/{called or scene.metric}", 0, 1) < chance else rule(scene)

    return drawn


def not_applicable(reason: str) -> str:
    """What is written where a metric does not apply."""
    return f"{NOT_APPLICABLE}：{reason}"


def _of_year(by_year: Mapping[int, float] | Mapping[int, int], year: int) -> float:
    past = [one for one in by_year if one <= year]
    return by_year[max(past)] if past else by_year[min(by_year)]


def found_sometimes(chance: float, least: int, most: int) -> Rule:
    """So many of a thing that is seldom found at all, seldomer where a place is well run."""

    def rule(scene: Scene) -> int:
        there = scene.random.random() < chance * (1.3 - scene.quality)
        return there * scene.random.randint(least, most)

    return rule


def dealt_with(of: str, low: float) -> Rule:
    """What was dealt with of another metric: mostly all of it, else at least `low`."""

    def rule(scene: Scene) -> int:
        whole = round(scene.held(of))
        return whole if scene.random.random() < 0.9 else round(whole * scene.random.uniform(low, 0.95))

    return rule
