"""What an event of each severity is worth, checked against the severities there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from scoring.rubric.method import Complaint
from scoring.rubric.model import Rubric
from scoring.rubric.nearest import did_you_mean, listed
from scoring.rubric.values import write_number
from scoring.words import Text

NOT_NEGATIVE = Text("不小于 0 的数", "a number not below 0")
DEDUCT = Text("扣分由计分办法说明，如 tally 的 deduct", "that it is taken off is for the scale to say")
_EVERY_SEVERITY = Text("每个计入的等级都有折算", "a worth for every severity that is counted")


def worth_amiss(
    types: Sequence[str], severities: Sequence[str], worth: Mapping[str, Fraction], rubric: Rubric
) -> Iterator[Complaint]:
    """What is wrong with the worths of severities: each that is counted has one, and nothing else has."""
    if not worth:
        return
    known = {kind: rubric.events[kind].severities for kind in types if kind in rubric.events}
    counted = list(dict.fromkeys(severities or (one for all_ in known.values() for one in all_)))
    for kind, all_ in known.items():
        if not all_:
            expected = Text("有等级的事件类型", "a type of event that has severities")
            hint = Text("没有等级的事件另立一个指标", "give events without severities an indicator of their own")
            yield Complaint(("types", kind), "no_severities", kind, expected, hint)
    missing = [name for name in counted if name not in worth]
    if missing and all(known.values()):
        hint = Text("缺：{names}", "missing: {names}").with_(names=listed(missing))
        yield Complaint(("worth",), "worth_missing", listed(worth).zh, _EVERY_SEVERITY, hint)
    for name, one in worth.items():
        if counted and name not in counted:
            expected = Text("计入的一个等级", "a severity that is counted")
            yield Complaint(("worth", name), "unknown_severity", name, expected, did_you_mean(name, counted))
        if one < 0:
            yield Complaint(("worth", name), "negative_worth", write_number(one), NOT_NEGATIVE, DEDUCT)
