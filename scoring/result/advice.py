"""The words of a deduction: what was asked of this jurisdiction, why marks were lost, what would regain them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from scoring.evidence.gather import evidence_of
from scoring.result.shown import Shown
from scoring.rubric.declarations import Period
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.outline import Entry
from scoring.rubric.terms import policy_words
from scoring.rubric.values import Fill
from scoring.scale.method import Scale
from scoring.scale.target import Target
from scoring.sql.states import (
    BELOW_SAMPLE,
    NO_HISTORY,
    NO_RECORD,
    NO_TARGET,
    NOT_SUBMITTED,
    REFUSED,
    UNREASONED,
    UNSETTLED,
    VOID,
    reason_of,
)
from scoring.words import Language, Text

_STATE_ADVICE = {
    NOT_SUBMITTED: Text("补报：{wanting}", "submit: {wanting}"),
    UNREASONED: Text("补写不适用的理由，或补报数据：{wanting}", "give the reason for N/A, or submit: {wanting}"),
    REFUSED: Text("按“数据问题”更正后重新填报", "correct it as the findings say, and submit again"),
    NO_RECORD: Text("补做测评并登记", "have it assessed and recorded"),
    VOID: Text("重新评分", "have it marked again"),
    UNSETTLED: Text("补审未审查的项", "have the items not reviewed yet looked at"),
    BELOW_SAMPLE: Text("补足有效样本", "reach the minimum sample"),
    NO_TARGET: Text("补全名册中的层级、分组等信息", "complete the roster: level, group, attributes"),
    NO_HISTORY: Text("补报基期数据", "submit the earlier period's data"),
}
_MISSED = {
    "≥": Text("未达目标", "below the target"),
    ">": Text("未达目标", "below the target"),
    "≤": Text("超过限值", "above the limit"),
    "<": Text("超过限值", "above the limit"),
    "=": Text("发生{value}", "{value} occurred"),
}
_REACH = {
    "≥": Text("再提高{gap}可得满分", "{gap} more earns full marks"),
    ">": Text("须提高{gap}以上方得满分", "more than {gap} more earns full marks"),
    "≤": Text("再降低{gap}可得满分", "{gap} less earns full marks"),
    "<": Text("须降低{gap}以上方得满分", "more than {gap} less earns full marks"),
    "=": Text("实现零发生可得满分", "no occurrence earns full marks"),
}
_MOVES = {
    1: Text("与基期相比上升", "it rose against the earlier period"),
    0: Text("与基期相比持平", "flat against the earlier period"),
    -1: Text("与基期相比下降", "it fell against the earlier period"),
}
_PARTLY = Text("得分率未达100%", "a share below 100%")
_POINTS = Text("{n}个百分点", "{n} percentage points")
_MEND = Text("整改上列{n}项可得满分", "mending these {n} record(s) earns full marks")
_AVOID = Text("不再发生即不扣分", "none would be taken off without them")


@dataclass(frozen=True)
class Worded:
    """Says of one leaf what is to be said, a row of its scores at a time."""

    rubric: Rubric
    entry: Entry
    shown: Shown
    period: Period
    language: Language

    @cached_property
    def scale(self) -> Scale | None:
        """The leaf's scale; None where it is only shown."""
        item = self.entry.item
        return item.scale if isinstance(item, Leaf) and isinstance(item.scale, Scale) and item.role != "shown" else None

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        """The targets of the scale by their signs."""
        return self.scale.targets if self.scale else {}

    @cached_property
    def _told(self) -> dict[tuple[Any, ...], str]:
        return {}

    def target(self, row: Mapping[str, Any]) -> str:
        """What was asked of this jurisdiction: `≥95%`; empty where the scale has no target."""
        varies = tuple(row.get(target.by) for target in self.targets.values())
        if varies not in self._told:
            numbers = [(sign, number) for sign, number in self._numbers(row) if number is not None]
            self._told[varies] = "；".join(f"{sign}{self.shown.target(number)}" for sign, number in numbers)
        return self._told[varies]

    def reason(self, row: Mapping[str, Any]) -> str:
        """Why marks were lost: the state, the records that cost them, the target missed, or the rule."""
        if row["code"] % 1000:
            return self.state(row)
        if row["says"]:
            return str(row["says"])
        for sign, number in self._numbers(row):
            if number is not None and row["value"] is not None:
                return _MISSED[sign].with_(value=self.shown.say(row["value"])).say(self.language)
        return self._otherwise(row).say(self.language)

    def state(self, row: Mapping[str, Any]) -> str:
        """Why there is no value of its own, and where its mark comes from if it has one all the same."""
        reason = reason_of(row["code"])
        policy = self.entry.policies.get(row["state"])
        if isinstance(policy, Fill) and row["score"] is not None:
            reason = Text("{reason}；{filled}", "{reason}; {filled}").with_(reason=reason, filled=policy_words(policy))
        return reason.say(self.language)

    def _otherwise(self, row: Mapping[str, Any]) -> Text:
        item = self.entry.item
        change = item.change if isinstance(item, Leaf) else None
        if change and not change.is_share and row["value"] is not None:
            return _MOVES[(row["value"] > 0) - (row["value"] < 0)]
        if evidence_of(self.entry).gives_share if change is None else change.is_share:
            return _PARTLY
        return self.scale.sentence(self.rubric) if self.scale else Text("", "")

    def advice(self, row: Mapping[str, Any]) -> str:
        """What would regain the marks; empty where nothing simple would."""
        if row["code"] % 1000:
            words = _STATE_ADVICE.get(row["code"] % 100, Text("", ""))
            return words.with_(wanting=row["wanting"] or self.entry.item.title).say(self.language).strip()
        if self.entry.item.role == "penalty":
            return _AVOID.say(self.language)
        if row["says"] and row["named"] and "=" not in self.targets:
            return _MEND.with_(n=row["named"]).say(self.language)
        for sign, number in self._numbers(row):
            if number is not None and row["value"] is not None:
                return _REACH[sign].with_(gap=self._gap(row["value"], number)).say(self.language)
        return ""

    def _numbers(self, row: Mapping[str, Any]) -> list[tuple[str, Fraction | None]]:
        return [(sign, _asked(target, row, self.period)) for sign, target in self.targets.items()]

    def _gap(self, value: Decimal, number: Fraction) -> Text:
        gap = abs(number - Fraction(value))
        if not self.shown.percent:
            return Text(self.shown.say(gap))
        return _POINTS.with_(n=Shown(percent=False, least=0, most=self.shown.most).say(gap * 100))


def _asked(target: Target, row: Mapping[str, Any], period: Period) -> Fraction | None:
    if target.by == "period":
        return next((number for _, number in target.of(period)), None)
    return target.values.get(row.get(target.by, ""), target.otherwise) if target.by else target.otherwise
