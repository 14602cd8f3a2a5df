"""The shapes rules come in: a part of a whole, so many done of so many, a thing that should not happen."""

from __future__ import annotations

from sample_inputs.generate.scene import Rule, Scene


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


def reach(target: int, slack: float = 0.45) -> Rule:
    """How many of so many were done."""

    def rule(scene: Scene) -> int:
        return sum(scene.random.random() > slack * (1 - scene.quality) for _ in range(target))

    return rule


def now_and_then(most: int) -> Rule:
    """How many of so many were done beyond what is asked."""

    def rule(scene: Scene) -> int:
        return sum(scene.random.random() < 0.35 * scene.quality for _ in range(most))

    return rule


def rare(chance: float) -> Rule:
    """Something that should not happen, and seldom does."""

    def rule(scene: Scene) -> int:
        risk = chance * (1.4 - scene.quality) * (1.5 if scene.place.is_county else 1.0)
        return (scene.random.random() < risk) * scene.random.choice((1, 1, 1, 2))

    return rule


def often(most: int, least: float = 0.75) -> Rule:
    """Something that should happen at least once."""

    def rule(scene: Scene) -> int:
        happened = scene.random.random() < least + (1 - least) * scene.quality
        return happened * (1 + int(scene.random.random() * scene.quality * most))

    return rule


def size(what: str, county: tuple[int, int], town: tuple[int, int]) -> Rule:
    """A number that a place simply has, the same in every period."""

    def rule(scene: Scene) -> int:
        low, high = county if scene.place.is_county else town
        return int(scene.fixed(what, low, high + 1))

    return rule


def county(rule: Rule, *, town: int | None = None) -> Rule:
    """A metric that only counties report; townships leave it blank, or report `town`."""
    return lambda scene: rule(scene) if scene.place.is_county else town


def key(rule: Rule) -> Rule:
    """A metric that only key townships and communities report."""
    return lambda scene: rule(scene) if scene.place.key else None


def per_head(share: float, spread: float = 0.3) -> Rule:
    """So many a head, more in some places than in others, and slowly growing."""

    def rule(scene: Scene) -> int:
        drift = 1 + 0.02 * (scene.year - 2022) + scene.random.uniform(-0.01, 0.01)
        return round(scene.place.inhabitants * share * scene.fixed("share", 1 - spread, 1 + spread) * drift)

    return rule


def of(metric: str, low: float, high: float, least: int = 0) -> Rule:
    """About so much of another metric, whatever the quality."""
    return lambda scene: max(least, round(scene.held(metric) * scene.random.uniform(low, high)))


def constant(number: int) -> Rule:
    """The same number everywhere."""
    return lambda _: number
