"""What an item rules, in words: once for the command and for workbooks, each rule with what may give its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from scoring.rubric.change_words import change_words
from scoring.rubric.model import Coefficient, Coverage, Item, Leaf, Node, Rubric, Settings
from scoring.rubric.outcome_words import formula_words, joined, label_title, label_words
from scoring.rubric.shares import Share
from scoring.rubric.terms import ROLE_WORDS, outcome_words, period_words, policy_words, rounding_words
from scoring.rubric.values import Assumptions, write_number, write_share
from scoring.sql.states import STATE_WORDS
from scoring.words import Text

_STATES = ("missing", "not_applicable", "not_assessed")
_STATE = Text("{state}：{policy}", "{state}: {policy}")
_MARKS = Text("得分{how}", "marks: {how}")
_DIVIDED = {
    "zero_by_zero": Text("0÷0{gives}", "0 ÷ 0 {gives}"),
    "by_zero": Text("除以零{gives}", "division by zero {gives}"),
    "no_history": Text("没有以前数据的{gives}", "without earlier data {gives}"),
}
_BELOW = Text("以下各项：{said}", "below: {said}")
_COVERAGE = {
    "weight": Text(
        "有得分的分值不足{least}时为{state}，{policy}",
        "where less than {least} of the points has marks: {state}, {policy}",
    ),
    "count": Text(
        "有得分的指标不足{least}时为{state}，{policy}",
        "where less than {least} of the indicators has marks: {state}, {policy}",
    ),
}
_FLOOR, _NO_FLOOR = Text("最低{n}分", "at least {n}"), Text("最低分不限", "no lower limit")
_CEILING, _NO_CEILING = Text("最高{n}分", "at most {n}"), Text("最高分不限", "no upper limit")
_COEFFICIENT = Text("乘以难度系数{of}，系数不明的按{n}", "times the difficulty coefficient {of}; where unknown, {n}")
_WEIGHT = Text("{worth}，权重{n}", "{worth}, weight {n}")
_DUE = Text("测评期次：{due}", "due: {due}")
_APPLIES = Text("只适用于：{condition}", "applies to: {condition}")
_LEAD, _UNITS = Text("牵头单位：{names}", "lead: {names}"), Text("责任单位：{names}", "responsible: {names}")
_LABEL = Text("称号（{title}）：{cases}", "label ({title}): {cases}")


@dataclass(frozen=True)
class Rule:
    """One rule of an item.

    Attributes:
        kind: `how` it is scored, what a `gap` does, its `scope`, the `units` behind it, or a `note`.
        said: the rule.
        topics: the keys of `assumed` of which any may give its reason; none where nothing was chosen.
        assumed: reasons given beside the rule itself.
        clause: the rule's own, where it is not the item's.
        usual: whether it holds because nothing else was written.
    """

    kind: Literal["how", "gap", "scope", "units", "note"]
    said: Text
    topics: tuple[str, ...] = ()
    assumed: Assumptions = field(default_factory=dict)
    usual: bool = False
    clause: str = ""


def item_rules(item: Leaf | Node, rubric: Rubric) -> Iterator[Rule]:
    """The rules of one item, its evidence or combination first."""
    yield from _leaf(item, rubric) if isinstance(item, Leaf) else _node(item, rubric)
    if item.floor is not None:
        yield Rule("how", _limit(item.floor, _FLOOR, _NO_FLOOR), ("floor", "points"))
    if item.ceiling is not None:
        yield Rule("how", _limit(item.ceiling, _CEILING, _NO_CEILING), ("ceiling", "points"))
    own = {name: getattr(item, name) for name in (*_STATES, "round")}
    yield from settings_rules(Settings(**own))
    if item.due:
        names = period_words(rubric)
        yield Rule("scope", _DUE.with_(due=joined(names[one] for one in item.due)), ("due",))
    if item.applies_to:
        yield Rule("scope", _APPLIES.with_(condition=formula_words(item.applies_to, rubric)), ("applies_to",))
    if item.label:
        said = _LABEL.with_(title=label_title(item), cases=label_words(item, rubric))
        yield Rule("how", said, ("label",), item.label.assumed, clause=item.label.clause)
    for units, words in ((item.lead, _LEAD), (item.units, _UNITS)):
        if units:
            yield Rule("units", words.with_(names=joined(Text(unit, unit) for unit in units)))
    if item.note:
        yield Rule("note", item.note)


def settings_rules(settings: Settings) -> Iterator[Rule]:
    """What settings say, one rule each."""
    for state in _STATES:
        policy = getattr(settings, state)
        if policy:
            said = _STATE.with_(state=STATE_WORDS[state], policy=policy_words(policy))
            yield Rule("gap", said, ("settings", "policy", state))
    for name, words in _DIVIDED.items():
        outcome = getattr(settings, name)
        if outcome is not None:
            yield Rule("gap", words.with_(gives=outcome_words(outcome)), ("settings", name))
    if settings.round is not None:
        yield Rule("how", _MARKS.with_(how=rounding_words(settings.round)), ("round", "settings"))


def worth_words(item: Item, share: Share) -> Text:
    """An item's role, full marks and weight."""
    worth = ROLE_WORDS[item.role].with_(points=write_number(share.points) if share.points is not None else "")
    return _WEIGHT.with_(worth=worth, n=write_number(item.weight)) if item.weight is not None else worth


def _leaf(item: Leaf, rubric: Rubric) -> Iterator[Rule]:
    yield Rule("how", item.evidence.sentence(rubric), ("evidence", item.evidence.key))
    if item.change:
        yield Rule("how", change_words(item.change), ("change",))
    for transform in item.transforms:
        yield Rule("how", transform.sentence(rubric), ("transform", "scale", transform.key))
    if item.role != "shown":
        yield Rule("how", item.scale.sentence(rubric), ("scale", item.scale.key))


def _node(item: Node, rubric: Rubric) -> Iterator[Rule]:
    said = item.combine.sentence(rubric)
    yield Rule("how", said, ("combine", item.combine.key), usual=not item.combine_is_given)
    if item.coefficient:
        yield Rule("how", _coefficient(item.coefficient, rubric), ("coefficient",))
    if item.coverage:
        yield Rule("gap", _coverage(item.coverage), ("coverage",))
    for rule in settings_rules(item.settings):
        yield Rule(rule.kind, _BELOW.with_(said=rule.said), rule.topics)


def _coverage(coverage: Coverage) -> Text:
    return _COVERAGE[coverage.by].with_(
        least=write_share(coverage.at_least),
        state=STATE_WORDS[coverage.otherwise],
        policy=policy_words(coverage.policy),
    )


def _coefficient(given: Coefficient, rubric: Rubric) -> Text:
    return _COEFFICIENT.with_(of=formula_words(given.of, rubric), n=write_number(given.unknown))


def _limit(limit: Fraction | str, some: Text, none: Text) -> Text:
    return none if isinstance(limit, str) else some.with_(n=write_number(limit))
