"""Ranks, grades, labels, quotas and standings in words, with the rubric's titles for what they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scoring.rubric.formula import parse, write
from scoring.rubric.model import Rubric
from scoring.rubric.terms import titles
from scoring.words import Text

_TIES = {
    "competition": Text("同分同名次，后面的名次顺延（1、2、2、4）", "equal scores share a rank (1, 2, 2, 4)"),
    "dense": Text("同分同名次，后面的名次不空（1、2、2、3）", "equal scores share a rank (1, 2, 2, 3)"),
}
_DIGITS = {
    "half_up": Text("取{n}位小数", "to {n} decimals"),
    "up": Text("进到{n}位小数", "rounded up to {n} decimals"),
    "down": Text("截取{n}位小数", "cut off after {n} decimals"),
}
_UNROUNDED = Text("不取整", "without rounding")
_RANK = Text("按“{of}”排名，{digits}；{ties}", "by “{of}” {digits}; {ties}")
_BROKEN = Text("同分时依次比较：{by}", "ties are broken by: {by}")
_MORE = Text("{of}（高者在前）", "{of} (the higher first)")
_LESS = Text("{of}（低者在前）", "{of} (the lower first)")
_COMMA = Text("、", ", ")
_WITHIN = Text("另按{groups}分别排名", "further ranks within each {groups}")


def rank_words(rubric: Rubric) -> Iterator[Text]:
    """The rules of the ranking, a sentence each."""
    rank = rubric.rank
    digits = _UNROUNDED if rank.digits == "none" else _DIGITS[rank.way].with_(n=rank.digits)
    yield _RANK.with_(of=rubric.items[rank.of].title, digits=digits, ties=_TIES[rank.ties])
    if rank.breakers:
        keys = [
            (_LESS if breaker.ascending else _MORE).with_(
                of=rubric.items[breaker.code].title if breaker.code else formula_words(breaker.formula, rubric)
            )
            for breaker in rank.breakers
        ]
        yield _BROKEN.with_(by=joined(keys))
    if rank.within:
        yield _WITHIN.with_(groups=joined(group_words(names, rubric) for names in rank.within))


def group_words(names: tuple[str, ...], rubric: Rubric) -> Text:
    """What a grouping by one or several roster columns is called."""
    called = titles(rubric)
    return joined((called.get(name, Text(name, name)) for name in names), Text(" × ", " × "))


def formula_words(formula: str, rubric: Rubric) -> Text:
    """A formula or condition in both languages."""
    expression, called = parse(formula), titles(rubric)
    return Text(write(expression, "zh", called), write(expression, "en", called))


def joined(parts: Iterable[Text], between: Text = _COMMA) -> Text:
    """Several texts as one list."""
    known = list(parts)
    return Text(between.zh.join(part.zh for part in known), between.en.join(part.say("en") for part in known))
