"""What a rubric assumes: every reason it gives, and every number it holds with the reason that covers it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from scoring.rubric.document import Where
from scoring.rubric.expression import Among, Constant, Earlier, Expression, History
from scoring.rubric.model import Item, Leaf, Node, Rubric
from scoring.rubric.outcomes import Gate
from scoring.rubric.quotas import Quota
from scoring.rubric.standings import Standing
from scoring.rubric.values import Assumptions, Frozen
from scoring.rubric.written import of_item
from scoring.words import Text

Parse = Callable[[str], Expression]

TOPIC_WORDS: dict[str, Text] = {
    "points": Text("分值", "points"),
    "settings": Text("默认处理", "settings"),
    "due": Text("测评期次", "periods due"),
    "scale": Text("计分办法", "scales"),
    "evidence": Text("取值依据", "evidence"),
    "role": Text("加减分", "roles"),
    "policy": Text("缺项处理", "policies"),
    "round": Text("舍入", "rounding"),
    "label": Text("称号", "labels"),
    "applies_to": Text("适用范围", "scope"),
    "change": Text("与基期比", "changes"),
    "metric": Text("指标上下限", "bounds of metrics"),
    "units_alike": Text("可以相加的单位", "units added together"),
    "combine": Text("合成", "combination"),
    "transform": Text("变换", "transforms"),
    "weight": Text("权重", "weights"),
    "floor": Text("最低分", "least marks"),
    "ceiling": Text("最高分", "most marks"),
    "coefficient": Text("难度系数", "difficulty coefficients"),
    "coverage": Text("覆盖率", "coverage"),
    "gate": Text("否决与门槛", "gates"),
    "quota": Text("名额限制", "quotas"),
    "standing": Text("状态标签", "standings"),
    "effect": Text("后果", "effects of gates"),
    "when": Text("条件", "conditions of gates"),
    "answers": Text("答案折算", "worth of answers"),
    "options": Text("答案折算", "worth of answers"),
    "sample": Text("抽样数", "samples"),
    "counting": Text("采用口径", "stage that counts"),
    "panels": Text("评分表", "score sheets"),
    "tasks": Text("报送期限", "reports due"),
    "grades": Text("等次", "grades"),
    "minimum": Text("分项下限", "minimum of parts"),
    "rank": Text("排名", "ranking"),
    "ties": Text("并列", "ties"),
    "digits": Text("排名位数", "digits ranked"),
    "assessed": Text("参加测评的地区", "who is assessed"),
    "periods": Text("期次", "periods"),
    "uses": Text("引用的其他规则", "other rubrics read"),
}


@dataclass(frozen=True)
class Reason:
    """A reason as the file gives it: for the whole rubric where `of` is empty, else for the part of that name."""

    of: str
    topic: str
    text: Text


@dataclass(frozen=True)
class Stated:
    """A number of the rubric. `reason` is the nearest one that covers it; None where its clause gives it."""

    of: str
    topic: str
    number: Fraction
    reason: Text | None


@dataclass(frozen=True)
class Bearer:
    """A part with `assumed`: where it stands in the file, and the name `Reason.of` gives it."""

    where: Where
    of: str
    part: Frozen
    assumed: Assumptions


def topic_words(topic: str) -> Text:
    """What an `assumed` entry speaks for, in words; its own key where it is not one of the common ones."""
    return TOPIC_WORDS.get(topic, Text(topic, topic))


def reasons(rubric: Rubric) -> Iterator[Reason]:
    """Every reason given, those for everything first, then in the file's order."""
    for bearer in bearers(rubric):
        yield from (Reason(bearer.of, topic, text) for topic, text in bearer.assumed.items())


def bearers(rubric: Rubric) -> Iterator[Bearer]:
    """Every part that may give reasons, found by its `assumed`: the whole first, then in the file's order."""
    return _bearers(rubric, (), "")


def stated(rubric: Rubric, parse: Parse) -> Iterator[Stated]:
    """Every number that bears on a mark, with what covers it.

    Args:
        rubric: a loaded rubric.
        parse: the formula parser; numbers inside formulas and conditions count too.
    """
    general = rubric.assumed
    yield from _of("settings", ("settings", "round", "policy"), numbers(rubric.settings), (general,))
    yield from _declared(rubric, general, parse)
    yield from _tree(rubric.tree, (general,), parse)
    for gate in rubric.gates:
        yield from _gate(gate, general, parse)
    for quota in rubric.quotas:
        limits = (*numbers(quota.at_most), *_constants(quota.when, parse))
        yield from _of(quota.quota, ("quota", "at_most"), limits, (quota.assumed, general))
    for standing in rubric.standings:
        for text in standing.conditions().values():
            yield from _of(standing.standing, ("standing",), _constants(text, parse), (standing.assumed, general))
    if rubric.grades:
        yield from _of("", ("grades", "minimum"), numbers(rubric.grades.scale), (rubric.grades.assumed, general))
    ranked = (rubric.rank.assumed, general)
    yield from _of("", ("digits", "rank"), numbers(rubric.rank.digits), ranked)
    for breaker in rubric.rank.breakers:
        yield from _of("", ("ties", "rank"), _constants(breaker.formula, parse), ranked)


def numbers(part: object) -> Iterator[Fraction]:
    """Every number in a part of the model, however deep; dates, texts and yes-or-no are none.

    >>> list(numbers({"a": (Fraction(1, 2), "x"), "b": 3}))
    [Fraction(1, 2), Fraction(3, 1)]
    """
    if isinstance(part, Fraction | int) and not isinstance(part, bool):
        yield Fraction(part)
    elif isinstance(part, Frozen):
        for name in type(part).model_fields:
            yield from numbers(getattr(part, name))
    elif isinstance(part, Mapping):
        for value in part.values():
            yield from numbers(value)
    elif isinstance(part, tuple | list):
        for value in part:
            yield from numbers(value)


def covering(topics: tuple[str, ...], scopes: tuple[Assumptions, ...]) -> Text | None:
    """The nearest reason given for any of the topics; None where there is none."""
    return next((scope[topic] for scope in scopes for topic in topics if topic in scope), None)


def _of(
    of: str, topics: tuple[str, ...], found: Iterator[Fraction] | tuple[Fraction, ...], scopes: tuple[Assumptions, ...]
) -> Iterator[Stated]:
    reason = covering(topics, scopes)
    yield from (Stated(of, topics[0], number, reason) for number in found)


def _declared(rubric: Rubric, general: Assumptions, parse: Parse) -> Iterator[Stated]:
    for condition in (rubric.population.assessed, rubric.population.statistics):
        yield from _of("", ("assessed",), _constants(condition, parse), (general,))
    for name, metric in rubric.metrics.items():
        bounds = (metric.minimum, metric.maximum, Fraction(metric.decimals))
        yield from _of(name, ("metric", "maximum", "minimum"), bounds, (metric.assumed, general))
    for name, answers in rubric.answers.items():
        yield from _of(name, ("options", "answers"), numbers(answers.options), (answers.assumed, general))
    for name, site in rubric.sites.items():
        yield from _of(name, ("sample",), numbers(site.sample), (site.assumed, general))
    for name, panel in rubric.panels.items():
        yield from _of(name, ("panels",), numbers(panel.items), (panel.assumed, general))
    for name, task in rubric.tasks.items():
        yield from _of(name, ("tasks",), numbers(task.by), (task.assumed, general))


def _tree(item: Leaf | Node, above: tuple[Assumptions, ...], parse: Parse) -> Iterator[Stated]:
    scopes = (item.assumed, *above)
    for topics, found in _parts(item, parse):
        yield from _of(item.code, topics, found, scopes)
    if isinstance(item, Node):
        for child in item.children:
            yield from _tree(child, scopes, parse)


def _parts(item: Leaf | Node, parse: Parse) -> Iterator[tuple[tuple[str, ...], Iterator[Fraction]]]:
    yield ("points",), numbers(item.points)
    yield ("weight", "points"), numbers(item.weight)
    yield ("floor", "points"), numbers(item.floor)
    yield ("ceiling", "points"), numbers(item.ceiling)
    yield ("round",), numbers(item.round)
    for one in of_item(item):
        yield _topics(item, str(one.path[0])), _constants(one.text, parse)
    if item.label:
        yield ("label", "minimum"), numbers([line.minimum for line in item.label.lines(item.code)])
    if isinstance(item, Leaf):
        yield _topics(item, item.evidence.key), numbers(item.evidence)
        yield ("change",), numbers(item.change)
        yield _topics(item, "transform"), numbers(item.transforms)
        yield _topics(item, item.scale.key), numbers(item.scale)
    else:
        yield ("settings", "round", "policy"), numbers(item.settings)
        yield ("coverage",), numbers(item.coverage)
        yield ("combine",), numbers(item.combine)
        yield ("coefficient",), numbers(item.coefficient)


def _topics(item: Leaf | Node, key: str) -> tuple[str, ...]:
    """The topics that may speak for what stands under a key of an item."""
    if isinstance(item, Leaf):
        told = {"transform": ("transform", "scale"), item.evidence.key: ("evidence", item.evidence.key)}
        return {**told, item.scale.key: ("scale", item.scale.key)}.get(key, (key,))
    return (key,)


def _gate(gate: Gate, general: Assumptions, parse: Parse) -> Iterator[Stated]:
    yield from _of(gate.gate, ("effect", "gate"), numbers(gate.effect), (gate.assumed, general))
    # A clause names the condition; a reason given for all gates then speaks of their effects.
    scopes = (gate.assumed,) if gate.clause else (gate.assumed, general)
    yield from _of(gate.gate, ("when", "gate"), _constants(gate.when, parse), scopes)


def _constants(formula: str, parse: Parse) -> Iterator[Fraction]:
    if formula:
        for part in parse(formula).walk():
            if isinstance(part, Constant):
                yield part.value
            elif isinstance(part, Among) and part.argument is not None:
                yield part.argument
            elif isinstance(part, History) and part.periods:
                yield Fraction(part.periods)
            elif isinstance(part, Earlier) and part.back > 1:
                yield Fraction(part.back)


def _bearers(part: object, where: Where, of: str) -> Iterator[Bearer]:
    if isinstance(part, Frozen):
        of = _called(part) or of
        assumed = getattr(part, "assumed", None)
        if assumed is not None:
            yield Bearer(where, of, part, assumed)
        for name, kind in type(part).model_fields.items():
            if not kind.exclude:
                yield from _bearers(getattr(part, name), (*where, kind.alias or name), of)
    elif isinstance(part, Mapping):
        for name, value in part.items():
            yield from _bearers(value, (*where, name), str(name))
    elif isinstance(part, tuple):
        for n, value in enumerate(part):
            yield from _bearers(value, (*where, n), of)


def _called(part: Frozen) -> str:
    """The code of a part that has one."""
    match part:
        case Item():
            return part.code
        case Gate():
            return part.gate
        case Quota():
            return part.quota
        case Standing():
            return part.standing
        case _:
            return ""
