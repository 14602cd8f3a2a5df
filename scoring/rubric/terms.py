"""The words for what a rubric's keys and names stand for: policies, roles, effects of gates, titles, periods."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.rubric.model import Rubric
from scoring.rubric.outcomes import Gate
from scoring.rubric.values import write_number
from scoring.words import Text

KIND_WORDS = {
    "quarter": Text("季度", "quarter"),
    "half": Text("半年", "half-year"),
    "year": Text("年度", "year"),
    "stage": Text("阶段", "stage"),
}
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
    "shown": Text("只展示，不计分", "shown only"),
}
ROSTER_WORDS = {
    "jurisdiction": Text("地区代码", "code"),
    "name": Text("地区名称", "name"),
    "level": Text("层级", "level"),
    "parent": Text("上级", "parent"),
    "group": Text("分组", "group"),
}
EFFECT_WORDS = {
    "zero": Text("{of}计零分", "{of} counts zero"),
    "cap": Text("{of}最多{at}分", "{of} gets {at} at most"),
    "lower_grade": Text("降{n}等", "the grade is lowered by {n}"),
    "ineligible": Text("取消资格，得分照列，不排名", "not eligible: the score is shown, without rank"),
    "unranked": Text("不排名", "not ranked"),
    "flag": Text("只作标注", "flagged only"),
}


def titles(rubric: Rubric) -> Mapping[str, Text]:
    """What names, roster columns and codes in formulas are called."""
    attributes = {name: attribute.title for name, attribute in rubric.population.attributes.items()}
    named = {name: metric.title for name, metric in rubric.metrics.items()}
    return {**{code: item.title for code, item in rubric.items.items()}, **ROSTER_WORDS, **attributes, **named}


def effect_words(gate: Gate, rubric: Rubric) -> Text:
    """What a gate does once it bites."""
    effect = gate.effect
    name = next(key for key in EFFECT_WORDS if getattr(effect, key) is not None)
    code = effect.cap.of if effect.cap else effect.zero or ""
    at = write_number(effect.cap.at) if effect.cap else ""
    of = rubric.items[code].title if code else ""
    return EFFECT_WORDS[name].with_(of=of, at=at, n=effect.lower_grade or "")


def period_words(rubric: Rubric) -> Mapping[str, Text]:
    """What kinds of periods and the rubric's own periods are called."""
    return {**KIND_WORDS, **{period.id: period.title for period in rubric.periods}}


def no_such_period(rubric: Rubric, name: str) -> Text:
    """What to say of a period the rubric does not have."""
    known = Text("、".join(period.id for period in rubric.periods), ", ".join(period.id for period in rubric.periods))
    words = Text("规则中没有期次“{name}”，可选：{known}", "the rubric has no period “{name}”; it has: {known}")
    return words.with_(name=name, known=known)
