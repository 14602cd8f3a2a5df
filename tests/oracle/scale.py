"""The scales: from a value to a share of full marks, or to marks directly for a tally."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.oracle.arithmetic import clamp, number
from tests.oracle.document import Item

SCALES = ("proportional", "threshold", "zero_occurrence", "bands", "trend", "tally")


def marks(leaf: Item, value: Fraction, level: Fraction | None, who: dict[str, Any]) -> Fraction | None:
    """The leaf's marks before rounding, never negative: a penalty's sign is given where it is subtracted.

    Args:
        leaf: the leaf, with its points.
        value: the number to be scaled, the change where the leaf measures one.
        level: the value itself, which a trend compares with its best.
        who: the jurisdiction's roster row and `period`, for targets that vary.

    Returns:
        None where the target varies with something that is not known of this jurisdiction.
    """
    name = next((scale for scale in SCALES if scale in leaf.keys), "share")
    asked = leaf.keys.get(name, {})
    if name == "tally":
        amount = number(asked["each"]) * value
        deducted = asked.get("deduct", "false") in ("true", "yes")
        return clamp(leaf.points - amount if deducted else amount, 0, leaf.points)
    earned = share(name, asked, value, level, who)
    return None if earned is None else leaf.points * earned


def share(name: str, asked: Any, value: Fraction, level: Fraction | None, who: dict[str, Any]) -> Fraction | None:
    """The share of full marks."""
    if name == "share":
        return clamp(value, 0, 1)
    if name == "zero_occurrence":
        return Fraction(value == 0)
    if name == "bands":
        return bands(asked, value)
    if name == "trend":
        return trend(asked, value, level)
    (key, written), *_ = asked.items()
    bound = target(written, who)
    if bound is None:
        return None
    return clamp(value / bound, 0, 1) if key == "target" else Fraction(MET[key](value, bound))


def target(written: Any, who: dict[str, Any]) -> Fraction | None:
    """A number, or the one for this jurisdiction's level, group, period or attribute; None where there is none."""
    if isinstance(written, str):
        return number(written)
    key = str(who[written["by"]])
    if written["by"] == "period" and key not in written:
        key = who["kind"]
    found = written.get(key, written.get("else"))
    return None if found is None else number(found)


def bands(asked: Any, value: Fraction) -> Fraction:
    """The share of the first band reached."""
    rising = "at_least" in asked
    written = asked["at_least" if rising else "at_most"]
    bounds = sorted(((number(bound), number(share)) for bound, share in written.items()), reverse=rising)
    for bound, share in bounds:
        if value >= bound if rising else value <= bound:
            return share
    return number(asked["else"])


def trend(asked: Any, change: Fraction, level: Fraction | None) -> Fraction:
    """The share a change earns, and standing at the best."""
    sign = 1 if asked["wanted"] == "up" else -1
    if change * sign > 0:
        return Fraction(1)
    if "best" in asked and level is not None and (level - number(asked["best"])) * sign >= 0:
        return Fraction(1)
    return number(asked["flat"]) if change == 0 else number(asked.get("worse", "0"))


MET: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "at_least": operator.ge,
    "more_than": operator.gt,
    "at_most": operator.le,
    "less_than": operator.lt,
}
