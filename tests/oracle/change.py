"""A change against an earlier period, taken before any scale."""

from __future__ import annotations

from tests.oracle.document import Item, Period
from tests.oracle.evidence import Evidence, Found, outcome, reported


def changed(evidence: Evidence, leaf: Item, period: Period) -> Found:
    """What the scale is given: the value itself where the leaf measures no change."""
    now = evidence.of(leaf, period)
    asked = leaf.keys.get("change")
    if asked is None or now.value is None:
        return now
    before = evidence.document.earlier(period, asked["against"])
    if before is None or before.id not in evidence.facts.periods:
        return Found(asked["no_history"])
    then = evidence.of(leaf, before)
    if then.value is None:
        return Found(asked["no_history"])
    if asked.get("measure", "difference") == "difference":
        return reported(now.value - then.value)
    if then.value == 0:
        return outcome(asked.get("baseline_zero"))
    return reported(now.value / then.value - 1)
