"""A derivation, and what a rubric assumes, as Markdown: what pages about programmes show between their markers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from scoring.manual.page import table
from scoring.result.derivation.steps import Derivation, LeafStep, NodeStep, Placing, Rival, Unscored
from scoring.rubric.assumptions import reasons, topic_words
from scoring.rubric.model import Rubric
from scoring.rubric.values import write_number
from scoring.words import Language, Text

_ABOUT = Text(
    "**{name}**（{code}，{about}），{period}。下面的数和算式由程序从示例材料算出，测试用 LibreOffice 逐个复算。"
    "算式可以直接粘到 Excel、WPS 或 LibreOffice 里；得分一栏斜线后面是分值。",
    "**{name}** ({code}; {about}), {period}. The numbers and formulas are made by the program from the sample inputs, "
    "and a test recalculates each with LibreOffice. A formula may be pasted into Excel, WPS or LibreOffice as it "
    "stands; full marks follow the slash.",
)
_LEAVES = Text("第一步：各项指标", "Step 1: the indicators")
_UNSCORED = Text("第二步：没有数的指标", "Step 2: indicators without a value")
_NODES = Text("第三步：逐级合成", "Step 3: up the tree")
_PLACE = Text("第四步：等次和名次", "Step 4: grade and rank")
_SHOWN = Text("只列示、不计分的", "Shown only")
_OTHERS = Text("其他", "Others")
_ITEM, _BASIS = Text("指标", "Indicator"), Text("填报数和记录", "Submitted numbers and records")
_VALUE, _FORMULA, _SCORE = Text("取值", "Value"), Text("得分算式", "Marks"), Text("得分", "Result")
_STATE, _REASON, _TREATED = Text("状态", "State"), Text("原因", "Reason"), Text("处理", "What becomes of it")
_NODE, _PARTS, _WORKED = Text("项目", "Item"), Text("下级得分", "Parts"), Text("算式", "Formula")
_CLAUSE = Text("〔{clause}〕", " [{clause}]")
_OUT = Text("不计：{parts}，共 {points} 分由同级分担", "out: {parts}; their {points} points went to the others")
_LEFT = Text("不计：{parts}", "out: {parts}")
_NOT_DUE = Text("另有 {n} 项指标本期不测评。", "{n} more indicators are not due in this period.")
_SEMICOLON = Text("；", "; ")
_POINTS = Text("（{n} 分）", " ({n})")
_BREAK = "<br>"
_TOTAL = Text("总分 **{score}**", "Total **{score}**")
_GRADE = Text("等次：**{grade}**（{asked}）", "grade: **{grade}** ({asked})")
_RATES = Text("各部分得分率：{rates}。", "Rates of the parts: {rates}.")
_GRADES = Text("各等次的条件：{grades}。", "What each grade asks for: {grades}.")
_RANK = Text("名次：**{rank}**，参加排名的共 {of} 个地区{equal}", "rank: **{rank}** of {of} that are ranked{equal}")
_EQUAL = Text("，另有 {n} 个同名次", ", shared with {n} more")
_ABOVE = Text("前一名：第 {rank} 名 {name}，{score} 分。", "Just above: rank {rank}, {name}, {score}.")
_BELOW = Text("后一名：第 {rank} 名 {name}，{score} 分。", "Just below: rank {rank}, {name}, {score}.")
_GROUP = Text("{group}内第 {rank} 名，该组参加排名的共 {of} 个。", "Rank {rank} of {of} within {group}.")
_FURTHER = Text("按{within}（{group}）排第 {rank} 名。", "Rank {rank} within its {within} ({group}).")
_UNRANKED = Text("没有名次：{note}。", "Not ranked: {note}.")
_NOTE = Text("说明：{note}。", "Note: {note}.")
_TOLD = Text("否决与门槛、称号：{told}。", "Gates and labels: {told}.")
_TOPIC, _WHERE, _WHY = Text("内容", "What"), Text("用于", "Where"), Text("理由", "Reason")
_EVERYWHERE = Text("全部", "everywhere")


def derived(derivation: Derivation, language: Language) -> Iterator[str]:
    """A derivation, line by line."""
    about = {"name": derivation.name, "code": derivation.jurisdiction, "about": derivation.about}
    yield _ABOUT.say(language).format(period=derivation.period, **about)
    yield from _heading(_LEAVES, language)
    titles = {node.item.code: node.item.title for node in derivation.nodes}
    # Indicators right below the total are a part of their own each, and stand together.
    parts = [leaf.dimension if leaf.dimension in titles else "" for leaf in derivation.leaves]
    for dimension in dict.fromkeys(parts):
        mine = [leaf for leaf, part in zip(derivation.leaves, parts, strict=True) if part == dimension]
        yield ""
        yield f"**{titles.get(dimension) or _OTHERS.say(language)}**"
        yield ""
        yield from _leaves(mine, language)
    if derivation.shown:
        yield ""
        yield f"**{_SHOWN.say(language)}**"
        yield ""
        rows = [[_named(leaf, language), _BREAK.join(leaf.given), leaf.shown] for leaf in derivation.shown]
        yield from table(_words(language, _ITEM, _BASIS, _VALUE), rows)
    if derivation.unscored:
        yield from _heading(_UNSCORED, language)
        yield from _unscored(derivation.unscored, language)
    yield from _heading(_NODES, language)
    yield ""
    rows = [_node(node, language) for node in derivation.nodes]
    yield from table(_words(language, _NODE, _PARTS, _WORKED, _SCORE), rows)
    yield from _heading(_PLACE, language)
    yield ""
    yield from _placing(derivation.placing, language)


def assumed(rubric: Rubric, language: Language) -> Iterator[str]:
    """Every choice the rubric makes for want of a clause, with its reason; one reason given in several places once."""
    found: dict[tuple[str, str], list[str]] = {}
    for reason in reasons(rubric):
        key = topic_words(reason.topic).say(language), reason.text.say(language)
        found.setdefault(key, []).append(reason.of or _EVERYWHERE.say(language))
    comma = "、" if language == "zh" else ", "
    rows = [[topic, comma.join(dict.fromkeys(of)), why] for (topic, why), of in found.items()]
    yield from table(_words(language, _TOPIC, _WHERE, _WHY), rows)


def _heading(title: Text, language: Language) -> Iterator[str]:
    yield ""
    yield f"### {title.say(language)}"


def _words(language: Language, *words: Text) -> list[str]:
    return [word.say(language) for word in words]


def _named(step: LeafStep | NodeStep, language: Language) -> str:
    clause = _CLAUSE.say(language).format(clause=step.item.clause) if step.item.clause else ""
    return f"`{step.item.code}` {step.item.title}{clause}"


def _leaves(leaves: Sequence[LeafStep], language: Language) -> Iterator[str]:
    head = _words(language, _ITEM, _BASIS, _VALUE, _FORMULA, _SCORE)
    yield from table(head, [_leaf(leaf, language) for leaf in leaves])


def _leaf(leaf: LeafStep, language: Language) -> list[str]:
    basis = [*leaf.given, *([leaf.note] if leaf.note else [])]
    return [
        _named(leaf, language),
        _BREAK.join(basis),
        _value(leaf),
        _code(leaf.formula),
        _of(leaf.score, leaf.item.points),
    ]


def _value(leaf: LeafStep) -> str:
    """How the value was made, what it is exactly, and where that has no end, about how much."""
    parts = [f"`={leaf.value_formula}`"] if leaf.value_formula else []
    if leaf.value and leaf.value != f"({leaf.value_formula})":
        parts.append(f"= `{leaf.value}`" if parts else f"`{leaf.value}`")
    if "/" in leaf.value:
        parts.append(f"≈ {leaf.shown}")
    return _BREAK.join(parts)


def _code(formula: str) -> str:
    return f"`={formula}`" if formula else ""


def _of(score: Fraction | None, points: Fraction) -> str:
    return "–" if score is None else f"{write_number(score)} / {write_number(points)}"


def _unscored(items: Sequence[Unscored], language: Language) -> Iterator[str]:
    """Those in one state for one reason in one row; those not due in this period in a line."""
    alike: dict[tuple[str, ...], list[Unscored]] = {}
    for item in items:
        if item.in_period:
            marks = "" if item.score is None else write_number(item.score)
            alike.setdefault((item.state, item.reason, item.treated, marks), []).append(item)
    rows = [
        [_SEMICOLON.say(language).join(_worth(item, language) for item in of), *key[:3], key[3] or "–"]
        for key, of in alike.items()
    ]
    if rows:
        yield ""
        yield from table(_words(language, _ITEM, _STATE, _REASON, _TREATED, _SCORE), rows)
    later = sum(1 for item in items if not item.in_period)
    if later:
        yield ""
        yield _NOT_DUE.say(language).format(n=later)


def _worth(item: Unscored, language: Language) -> str:
    points = _POINTS.say(language).format(n=write_number(item.item.points)) if item.item.points else ""
    return f"`{item.item.code}` {item.item.title}{points}"


def _node(node: NodeStep, language: Language) -> list[str]:
    semicolon = _SEMICOLON.say(language)
    parts = [f"{part.sign}`{part.code}` {write_number(part.score)}" for part in node.parts if part.score is not None]
    said = [semicolon.join(parts)] if parts else []
    out = [f"`{part.code}`" for part in node.parts if part.score is None]
    if out and node.score is not None:
        points = write_number(node.lost_points)
        words = _OUT if node.shares_out else _LEFT
        said.append(words.say(language).format(parts=semicolon.join(out), points=points))
    said += node.notes
    return [_named(node, language), _BREAK.join(said), _code(node.formula), _of(node.score, node.item.points)]


def _placing(placing: Placing, language: Language) -> Iterator[str]:
    if placing.score is not None:
        said = [_TOTAL.say(language).format(score=write_number(placing.score))]
        if placing.grade:
            asked = dict(placing.grades).get(placing.grade, "")
            said.append(_GRADE.say(language).format(grade=placing.grade, asked=asked))
        if placing.rank is not None:
            equal = _EQUAL.say(language).format(n=placing.equal) if placing.equal else ""
            said.append(_RANK.say(language).format(rank=placing.rank, of=placing.of, equal=equal))
        yield "- " + _SEMICOLON.say(language).join(said) + ("。" if language == "zh" else ".")
    yield from (f"- {line}" for line in _beside(placing, language))


def _beside(placing: Placing, language: Language) -> Iterator[str]:
    semicolon = _SEMICOLON.say(language)
    for words, rival in ((_ABOVE, placing.above), (_BELOW, placing.below)):
        if rival:
            yield _rival(words, rival, language)
    if placing.group_rank is not None:
        names = {"group": placing.group, "rank": placing.group_rank, "of": placing.group_of}
        yield _GROUP.say(language).format(**names)
    for within, group, rank in placing.further:
        if rank is not None:
            yield _FURTHER.say(language).format(within=within, group=group, rank=rank)
    if placing.rates:
        rates = [f"{title} {_percent(rate)}" for title, rate in placing.rates]
        yield _RATES.say(language).format(rates=semicolon.join(rates))
    if placing.grades:
        grades = [f"{grade} {said}" for grade, said in placing.grades]
        yield _GRADES.say(language).format(grades=semicolon.join(grades))
    if placing.rank is None:
        yield _UNRANKED.say(language).format(note=placing.note or "–")
    elif placing.note:
        yield _NOTE.say(language).format(note=placing.note)
    if placing.told:
        yield _TOLD.say(language).format(told=semicolon.join(placing.told))


def _rival(words: Text, rival: Rival, language: Language) -> str:
    return words.say(language).format(rank=rival.rank, name=rival.name, score=write_number(rival.score))


def _percent(rate: Fraction) -> str:
    return f"{float(rate * 100):.2f}%"
