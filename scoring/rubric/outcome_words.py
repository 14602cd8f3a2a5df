"""Ranks, grades, labels, quotas and standings in words, with the rubric's titles for what they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scoring.rubric.formula import parse, write
from scoring.rubric.model import Leaf, Node, Rubric
from scoring.rubric.outcomes import Case, Grade
from scoring.rubric.quotas import Quota
from scoring.rubric.standings import Standing
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
_ALL = Text("全部被测评地区中", "of all assessed")
_EACH = Text("同一{group}的被测评地区中", "of the assessed of one {group}")
_PLACES = Text("最多{n}个", "at most {n}")
_SHARE = Text("不超过{n}（名额{way}）", "at most {n} (places {way})")
_COUNT = {
    "half_up": Text("四舍五入", "rounded half-up"),
    "up": Text("进一取整", "rounded up"),
    "down": Text("去尾取整", "rounded down"),
}
_GRADE_QUOTA = Text(
    "评为“{grade}”，按排名先后，其余列入“{next}”", "may be “{grade}”, in the order of ranking; the others are “{next}”"
)
_BONUS_QUOTA = Text("计“{of}”，高者优先，其余不计", "keep “{of}”, the highest first; the others get none")
_EDGE_TIES = {
    "in": Text("末位并列的都在名额内", "equals at the edge are all within"),
    "out": Text("末位并列的都不在名额内", "equals at the edge are all without"),
}
_QUOTA = Text("{every}{most}{said}；{ties}", "{every}, {most} {said}; {ties}")
_WHEN = Text("{when} 时：{then}", "where {when}: {then}")
_LOST_GRADE = Text("{title}：名额已满，列入{next}", "{title}: over the edge, {next}")
_LOST_BONUS = Text("{title}：名额已满，“{of}”不计", "{title}: over the edge, no “{of}”")
_ENTER = Text("{when} 时列入“{first}”", "entered as “{first}” where {when}")
_LEAVE = Text("下一期起，{when} 时退出", "from the next period on left where {when}")
_STAY = Text("下一期起，不再满足 {when} 时退出", "from the next period on kept only while {when}")
_RISE = Text("未退出而 {when} 的升一级（{levels}）", "who has not left rises one level where {when} ({levels})")
_UNTOLD = Text("资料不足以判定的不变", "what cannot be told changes nothing")
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


def quota_words(quota: Quota, rubric: Rubric) -> Text:
    """A quota as one sentence: when it holds, how many places there are, and what becomes of the others."""
    every = _ALL if quota.among == "all" else _EACH.with_(group=group_words((quota.among,), rubric))
    if quota.share is None:
        most = _PLACES.with_(n=write_number(quota.at_most))
    else:
        most = _SHARE.with_(n=write_share(quota.share), way=_COUNT[quota.count or "down"])
    if quota.node is None:
        said = _GRADE_QUOTA.with_(grade=quota.grade or "", next=next_grade(quota, rubric))
    else:
        said = _BONUS_QUOTA.with_(of=rubric.items[quota.node].title)
    sentence = _QUOTA.with_(every=every, most=most, said=said, ties=_EDGE_TIES[quota.edge_ties])
    return _WHEN.with_(when=formula_words(quota.when, rubric), then=sentence) if quota.when else sentence


def next_grade(quota: Quota, rubric: Rubric) -> str:
    """The grade below the one a quota is on."""
    names = rubric.grades.names if rubric.grades else ()
    return names[names.index(quota.grade) + 1] if quota.grade in names else ""


def over_words(quota: Quota, rubric: Rubric) -> Text:
    """What is said of whoever stands over the edge."""
    if quota.node is None:
        return _LOST_GRADE.with_(title=quota.title, next=next_grade(quota, rubric))
    return _LOST_BONUS.with_(title=quota.title, of=rubric.items[quota.node].title)


def standing_words(standing: Standing, rubric: Rubric) -> Text:
    """How a standing is entered, kept, raised and left, as one sentence."""
    enter = _ENTER.with_(when=formula_words(standing.enter, rubric), first=standing.names[0])
    leave = (_LEAVE if standing.leave else _STAY).with_(when=formula_words(standing.leave or standing.stay, rubric))
    parts = [enter, leave]
    if standing.rises:
        levels = " → ".join(standing.names)
        parts.append(_RISE.with_(when=formula_words(standing.rises, rubric), levels=levels))
    return joined([*parts, _UNTOLD], _SEMICOLON)


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
