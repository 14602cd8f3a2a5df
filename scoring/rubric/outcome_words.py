"""Ranks, grades, labels, quotas and standings in words, with the rubric's titles for what they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scoring.rubric.formula import parse, write
from scoring.rubric.model import Leaf, Node, Rubric
from scoring.rubric.outcomes import Case, Grade
from scoring.rubric.terms import titles
from scoring.rubric.values import write_number, write_share
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
_EDGE = {"at_least": "≥", "more_than": "＞", "at_most": "≤", "less_than": "＜"}
_TOTAL = Text("总分{edge}{n}", "total {edge} {n}")
_TOTAL_RATE = Text("总得分率{edge}{n}", "rate of the total {edge} {n}")
_RATE = Text("“{title}”得分率≥{n}", "the rate of “{title}” ≥ {n}")
_ELSE = Text("其余为“{gives}”", "otherwise “{gives}”")
_CASE = Text("{when}时为“{gives}”", "“{gives}” where {when}")
_SEMICOLON = Text("；", "; ")
_AND = Text("，且", ", and ")
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


def label_title(item: Leaf | Node) -> Text:
    """What an item's label is called: its own title, or the item's."""
    return item.label.title if item.label and item.label.title else item.title


def label_lines(item: Leaf | Node) -> tuple[Case, ...]:
    """The lines of an item's label in the order they are tried; none where it has no label."""
    return item.label.lines(item.code) if item.label else ()


def label_words(item: Leaf | Node, rubric: Rubric) -> Text:
    """The lines of an item's label, as one sentence."""
    return joined((_case(case, rubric) for case in label_lines(item)), _SEMICOLON)


def _case(case: Case, rubric: Rubric) -> Text:
    if not case.when:
        return _ELSE.with_(gives=case.gives)
    when = formula_words(case.when, rubric)
    parts = [_RATE.with_(title=rubric.items[code].title, n=write_share(rate)) for code, rate in case.minimum.items()]
    return _CASE.with_(when=joined([when, *parts], _AND), gives=case.gives)


def grade_words(rubric: Rubric) -> Iterator[tuple[Grade | None, Text]]:
    """Each grade with the bound and the least rates it asks for; the last, without a grade, is the rest."""
    if rubric.grades is None:
        return
    for grade in rubric.grades.scale:
        of = _TOTAL if rubric.grades.of == "score" else _TOTAL_RATE
        bound = write_number(grade.bound) if rubric.grades.of == "score" else write_share(grade.bound)
        said = of.with_(edge=_EDGE[grade.edge], n=bound)
        least = [_RATE.with_(title=rubric.items[code].title, n=write_share(n)) for code, n in grade.minimum.items()]
        yield grade, joined([said, *least], _AND)
    yield None, Text("其余", "all others")


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
