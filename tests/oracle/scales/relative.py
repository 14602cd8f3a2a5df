"""Scales that compare a jurisdiction with its group."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.oracle.arithmetic import clamp, number, on_grid, rounded
from tests.oracle.scales.given import Case, Given, award, gives, held, instead, rule

Group = Callable[[str], Fraction | None]
"""What a statistic of the group comes to."""

Compared = Callable[[Any, Case, Fraction, Group], Given]


def known(statistic: Fraction | None) -> Fraction:
    """A statistic of a group of which something is known."""
    assert statistic is not None
    return statistic


def compared(rule_of_group: Compared) -> None:
    """A scale of the name of a rule that is given the own value, and what the statistics of the group come to.

    What is unknown of the group, or without differences, is dealt with before.
    """

    def told(asked: Any, case: Case) -> Given:
        def group(statistic: str, of: str = "value") -> Fraction | None:
            return case.formula(f"{statistic}({of} among {asked['among']})")

        low, high = group("min"), group("max")
        if low is None or high is None:
            return "not_assessed"
        if low == high and asked["constant_group"] != "by_rule":
            return instead(asked["constant_group"], case)
        return rule_of_group(asked, case, on_grid(case.value), group)

    told.__name__ = rule_of_group.__name__
    rule(told)


@compared
def min_max(asked: Any, case: Case, own: Fraction, group: Group) -> Given:
    """From the worst of the group to its best."""
    low, high = known(group("min")), known(group("max"))
    part = clamp((own - low) / (high - low), 0, 1)
    first, last = award(asked.get("from", "0"), case), award(asked.get("to", "100%"), case)
    return first + (last - first) * (part if asked["best"] == "high" else 1 - part)


@compared
def ratio_to_best(asked: Any, case: Case, own: Fraction, group: Group) -> Given:
    """Points × own ÷ greatest; or × least ÷ own, where low is good."""
    best = known(group("max" if asked["best"] == "high" else "min"))
    if best <= 0:
        return instead(asked["zero_best"], case)
    if asked["best"] == "high":
        return case.points * clamp(own / best, 0, 1)
    return case.points * (best / max(own, best))


@compared
def ratio_to_mean(asked: Any, case: Case, own: Fraction, group: Group) -> Given:
    """What the mean earns × own ÷ mean; or × mean ÷ own, where low is good, and the most there is for none."""
    mean = known(group("mean"))
    if mean <= 0:
        return instead(asked["zero_mean"], case)
    earned = award(asked["at_mean"], case)
    if asked["best"] == "high":
        return held(earned * max(own, Fraction(0)) / mean, asked, case)
    return award(asked.get("most", "100%"), case) if own <= 0 else held(earned * mean / own, asked, case)


@compared
def contribution(asked: Any, case: Case, own: Fraction, group: Group) -> Given:
    """The part of the total, full marks from a given one on."""
    total = known(group("sum"))
    if total <= 0:
        return instead(asked["zero_total"], case)
    return case.points * clamp(own / total / number(asked.get("full_at", "1")), 0, 1)


@compared
def z_score(asked: Any, case: Case, own: Fraction, group: Group) -> Given:
    """What the mean earns, and so much for each standard deviation to the better."""
    mean, sd = on_grid(known(group("mean"))), known(group(f"sd_{asked['sd']}"))
    if sd == 0:
        return instead(asked["constant_group"], case)
    better = (own - mean) / sd * (1 if asked["best"] == "high" else -1)
    return held(award(asked["at_mean"], case) + better * award(asked["per_sd"], case), asked, case)


@rule
def rank_marks(asked: Any, case: Case) -> Given:
    """So much for the first place, and a change for each place after it."""
    among = asked["among"]
    place = case.formula(f"rank({'value' if asked['best'] == 'high' else '0 - value'} among {among})")
    if place is None:
        return "not_assessed"
    same = case.formula(f"min(value among {among})") == case.formula(f"max(value among {among})")
    if same and asked["constant_group"] != "by_rule":
        return instead(asked["constant_group"], case)
    first, rate = award(asked.get("first", "100%"), case), award(asked["per_place"], case)
    return held(first + rate * (place - 1), asked, case)


@rule
def rank_table(asked: Any, case: Case) -> Given:
    """What the first bound of places gives, from the best and then from the worst; else the rest."""
    among, high = asked["among"], asked["best"] == "high"
    places = {
        "top": case.formula(f"rank({'value' if high else '0 - value'} among {among})"),
        "bottom": case.formula(f"rank({'0 - value' if high else 'value'} among {among})"),
    }
    if places["top"] is None:
        return "not_assessed"
    same = case.formula(f"min(value among {among})") == case.formula(f"max(value among {among})")
    if same and asked["constant_group"] != "by_rule":
        return instead(asked["constant_group"], case)
    everyone = known(case.formula(f"count(value >= 0 or value < 0 among {among})"))
    for side, place in places.items():
        for written, given in asked.get(side, {}).items():
            share = written.endswith("%")
            bound = (
                rounded(number(written) * everyone, Fraction(1), asked["round_places"]) if share else number(written)
            )
            if known(place) <= bound:
                return gives(given, case)
    return gives(asked["else"], case)
