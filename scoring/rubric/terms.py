"""The words for what a rubric's keys and names stand for: policies, roles, effects of gates, titles, periods."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from scoring.rubric.model import Rubric
from scoring.rubric.outcomes import Gate
from scoring.rubric.prose import PERIOD_KINDS
from scoring.rubric.values import Fill, Percent, Policy, Rounding, write_as_read, write_number
from scoring.sql.states import STATE_WORDS
from scoring.words import Text

STAGE_WORDS = {
    "self": Text("自评", "self-assessed"),
    "reviewed": Text("复核", "reviewed"),
    "final": Text("终评", "final"),
}
POLICY_WORDS = {
    "zero": Text("计零分", "counts zero"),
    "rescale": Text("不计，分值由同级分担", "drops out, its points go to its siblings"),
    "block": Text("上级不出分", "leaves the level above without a score"),
}
ROLE_WORDS = {
    "scored": Text("{points}分", "{points} points"),
    "bonus": Text("加分，最多{points}分", "bonus, at most {points}"),
    "penalty": Text("扣分，最多{points}分", "penalty, at most {points}"),
    "tie_break": Text("只用于区分并列，满分{points}分", "breaks ties only, full marks {points}"),
    "shown": Text("只展示，不计分", "shown only"),
}
WAY_WORDS = {
    "half_up": Text("四舍五入", "half-up"),
    "up": Text("进一", "away from zero"),
    "down": Text("去尾", "towards zero"),
}
ROSTER_WORDS = {
    "jurisdiction": Text("地区代码", "code"),
    "name": Text("地区名称", "name"),
    "level": Text("层级", "level"),
    "parent": Text("上级", "parent"),
    "group": Text("分组", "group"),
}
_GIVES_STATE, _GIVES_NUMBER = Text("为{state}", "is {state}"), Text("取{n}", "gives {n}")
EFFECT_WORDS = {
    "zero": Text("{of}计零分", "{of} counts zero"),
    "cap": Text("{of}最多{at}分", "{of} gets {at} at most"),
    "lower_grade": Text("降{n}等", "the grade is lowered by {n}"),
    "grade_at_most": Text("等次最高为{grade}", "the grade is {grade} at best"),
    "ineligible": Text("取消资格，得分照列，不排名", "not eligible: the score is shown, without rank"),
    "unranked": Text("不排名", "not ranked"),
    "flag": Text("只作标注", "flagged only"),
}


def outcome_words(outcome: str | Fraction) -> Text:
    """What becomes of a value that is not there: a state, or a number."""
    if isinstance(outcome, str):
        return _GIVES_STATE.with_(state=STATE_WORDS[outcome])
    return _GIVES_NUMBER.with_(n=write_number(outcome))


def policy_words(policy: Policy | Fill) -> Text:
    """What a policy does with a state."""
    if isinstance(policy, str):
        return POLICY_WORDS[policy]
    what = Text("原值", "values") if policy.at == "value" else Text("得分", "marks")
    group = Text("全部地区", "all") if policy.among == "all" else ROSTER_WORDS.get(policy.among, Text(policy.among))
    words = Text("以{group}的平均{what}填补", "filled with the mean of {group}'s {what}")
    return words.with_(what=what, group=group)


def rounding_words(roundings: tuple[Rounding, ...]) -> Text:
    """How marks are rounded, case by case."""
    said = [_rounding(rounding) for rounding in roundings]
    return Text("；".join(text.zh for text in said), "; ".join(text.en for text in said))


def _rounding(rounding: Rounding) -> Text:
    unrounded = Text("不取整（保留到小数9位）", "not rounded (9 decimals kept)")
    done = Text("{way}到{step}", "rounded {way} to {step}")
    words = done.with_(way=WAY_WORDS[rounding.way], step=write_number(rounding.to)) if rounding.to else unrounded
    if rounding.points_at_least is None:
        return words
    case = Text("满分{n}分及以上的{words}", "worth {n} or more: {words}")
    return case.with_(n=write_number(rounding.points_at_least), words=words)


_CAP_SHARE = Text("{of}最多得满分的{at}", "{of} gets {at} of its points at most")


_OWN = {"value": Text("本项的值", "its value")}
"""What a leaf's scale calls its own value."""


def titles(rubric: Rubric) -> Mapping[str, Text]:
    """What names, roster columns, levels and codes in formulas are called."""
    levels = {f"level = {level}": title for level, title in rubric.population.levels.items()}
    attributes = {name: attribute.title for name, attribute in rubric.population.attributes.items()}
    named = {name: metric.title for name, metric in rubric.metrics.items()}
    standings = {standing.standing: standing.title for standing in rubric.standings}
    return {
        **_OWN,
        **standings,
        **{code: item.title for code, item in rubric.items.items()},
        **ROSTER_WORDS,
        **levels,
        **attributes,
        **named,
    }


def effect_words(gate: Gate, rubric: Rubric) -> Text:
    """What a gate does once it bites."""
    effect = gate.effect
    name = next(key for key in EFFECT_WORDS if getattr(effect, key) is not None)
    of = [rubric.items[code].title for code in (effect.cap.of if effect.cap else effect.zero or ())]
    words = EFFECT_WORDS[name]
    if effect.cap and isinstance(effect.cap.at, Percent):
        words = _CAP_SHARE
    return words.with_(
        of=Text("、".join(title.zh for title in of), ", ".join(title.say("en") for title in of)),
        at=write_as_read(effect.cap.at) if effect.cap else "",
        n=effect.lower_grade or "",
        grade=effect.grade_at_most or "",
    )


def period_words(rubric: Rubric) -> Mapping[str, Text]:
    """What kinds of periods and the rubric's own periods are called."""
    return {**PERIOD_KINDS, **{period.id: period.title for period in rubric.periods}}


def no_such_period(rubric: Rubric, name: str) -> Text:
    """What to say of a period the rubric does not have."""
    known = Text("、".join(period.id for period in rubric.periods), ", ".join(period.id for period in rubric.periods))
    words = Text("规则中没有期次“{name}”，可选：{known}", "the rubric has no period “{name}”; it has: {known}")
    return words.with_(name=name, known=known)
