"""What a rubric rules beside its tree, in words: the same lines for the command and for workbooks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scoring.rubric.declared_words import (
    Line,
    answers,
    attributes,
    events,
    metrics,
    panels,
    sites,
    surveys,
    tasks,
    uses,
)
from scoring.rubric.item_words import settings_rules
from scoring.rubric.model import Node, Rubric
from scoring.rubric.outcome_words import formula_words, grade_words, joined, quota_words, rank_words, standing_words
from scoring.rubric.prose import PERIOD_KINDS
from scoring.rubric.terms import STAGE_WORDS, effect_words, period_words
from scoring.sql.states import STATE_WORDS
from scoring.words import Text

_SOURCE = Text("依据：{told}", "from: {told}")
_ALIKE = Text("视为同一单位：{units}", "taken for one unit: {units}")
_UNREASONED = Text("填“不适用”而不写理由的为{state}", "marked N/A without a reason: {state}")
_DATES = Text("{kind}，{starts} 至 {ends}", "{kind}, {starts} to {ends}")
_LEVELS = Text("层级：{names}", "levels: {names}")
_GROUPS = Text("分组：{names}", "groups: {names}")
_ASSESSED = Text("参加测评：{condition}", "assessed: {condition}")
_STATISTICS = Text("计入分组统计：{condition}", "counted in statistics of groups: {condition}")
_STAGE = Text("以{stage}值为准", "the {stage} value")
_WITHOUT = Text("{first}；没有时依次采用{names}值", "{first}; without one: {names}")
_COMBINED = Text("合成：{said}", "combined: {said}")
_GATE = Text("{when} 时：{effect}{unknown}", "where {when}: {effect}{unknown}")
_UNKNOWN = Text("；资料不全时视同触发", "; in effect too where data are missing")


@dataclass(frozen=True)
class Section:
    """Some lines under a title."""

    title: Text
    lines: tuple[Line, ...]


Lines = Callable[[Rubric], Iterator[Line]]


def before(rubric: Rubric) -> Iterator[Section]:
    """What a reader needs before the tree: where it comes from, when, for whom, what holds unless said otherwise."""
    yield from _sections(
        rubric,
        {
            Text("总则", "General"): _general,
            Text("期次", "Periods"): _periods,
            Text("被测评地区", "Jurisdictions"): _population,
            Text("默认处理", "Defaults"): _defaults,
        },
    )


def after(rubric: Rubric) -> Iterator[Section]:
    """What is made of the marks, then what they are made from."""
    yield from _sections(
        rubric,
        {
            Text("否决与门槛", "Gates"): _gates,
            Text("等次", "Grades"): _grades,
            Text("名额限制", "Quotas"): _quotas,
            Text("排名", "Rank"): _rank,
            Text("状态标签", "Standings"): _standings,
            Text("答案与结论折算", "Answers and verdicts"): answers,
            Text("问卷", "Questionnaires"): surveys,
            Text("评分表", "Score sheets"): panels,
            Text("实地检查抽样", "Samples of sites"): sites,
            Text("案事件", "Events"): events,
            Text("报送任务", "Reports due"): tasks,
            Text("填报指标", "Metrics"): metrics,
            Text("名册列", "Columns of the roster"): attributes,
            Text("引用的其他规则", "Other rubrics read"): uses,
        },
    )


def _sections(rubric: Rubric, parts: dict[Text, Lines]) -> Iterator[Section]:
    found = (Section(title, tuple(lines(rubric))) for title, lines in parts.items())
    yield from (section for section in found if section.lines)


def _general(rubric: Rubric) -> Iterator[Line]:
    source = rubric.rubric.source
    parts = [source.title, source.issuer, Text(str(source.issued), str(source.issued)) if source.issued else None]
    yield Line(_SOURCE.with_(told=joined((part for part in parts if part), Text("，", ", "))))
    counting = rubric.counting
    if counting:
        said = _STAGE.with_(stage=STAGE_WORDS[counting.stage])
        if counting.otherwise:
            said = _WITHOUT.with_(first=said, names=joined(STAGE_WORDS[stage] for stage in counting.otherwise))
        yield Line(said, clause=counting.clause, assumed=counting.assumed, topics=("counting",))
    for units in rubric.units_alike:
        yield Line(_ALIKE.with_(units=joined(Text(unit, unit) for unit in units)), topics=("units_alike",))
    yield Line(_UNREASONED.with_(state=STATE_WORDS[rubric.unreasoned_not_applicable]))


def _periods(rubric: Rubric) -> Iterator[Line]:
    for period in rubric.periods:
        said = _DATES.with_(kind=PERIOD_KINDS[period.kind], starts=period.starts, ends=period.ends)
        yield Line(said, period.id, period.title)


def _population(rubric: Rubric) -> Iterator[Line]:
    population = rubric.population
    if population.levels:
        yield Line(_LEVELS.with_(names=joined(population.levels.values())))
    if population.groups:
        yield Line(_GROUPS.with_(names=joined(Text(name, name) for name in population.groups)))
    for condition, words in ((population.assessed, _ASSESSED), (population.statistics, _STATISTICS)):
        if condition:
            yield Line(words.with_(condition=formula_words(condition, rubric)), topics=("assessed",))


def _defaults(rubric: Rubric) -> Iterator[Line]:
    usual = [item for item in rubric.items.values() if isinstance(item, Node) and not item.combine_is_given]
    if usual:
        yield Line(_COMBINED.with_(said=usual[0].combine.sentence(rubric)))
    yield from (Line(rule.said, topics=rule.topics) for rule in settings_rules(rubric.settings))


def _gates(rubric: Rubric) -> Iterator[Line]:
    for gate in rubric.gates:
        said = _GATE.with_(
            when=formula_words(gate.when, rubric),
            effect=effect_words(gate, rubric),
            unknown=_UNKNOWN if gate.unknown == "bites" else "",
        )
        yield Line(said, gate.gate, gate.title, gate.due, gate.clause, gate.assumed, ("effect", "gate", "when"))


def _grades(rubric: Rubric) -> Iterator[Line]:
    grades = rubric.grades
    if grades is None:
        return
    for grade, said in grade_words(rubric):
        name = grade.grade if grade else grades.otherwise
        title = grade.title if grade and grade.title else Text(name, name)
        topics = ("grades",) if grade else ()
        yield Line(said, name, title, clause=grades.clause, assumed=grades.assumed, topics=topics)


def _quotas(rubric: Rubric) -> Iterator[Line]:
    for quota in rubric.quotas:
        said, topics = quota_words(quota, rubric), ("quota", "at_most")
        yield Line(said, quota.quota, quota.title, quota.due, quota.clause, quota.assumed, topics)


def _rank(rubric: Rubric) -> Iterator[Line]:
    rank = rubric.rank
    for n, said in enumerate(rank_words(rubric)):
        topics = () if n else ("rank", "ties", "digits")
        yield Line(said, clause="" if n else rank.clause, assumed={} if n else rank.assumed, topics=topics)


def _standings(rubric: Rubric) -> Iterator[Line]:
    for standing in rubric.standings:
        said, title = standing_words(standing, rubric), standing.title
        yield Line(said, standing.standing, title, standing.due, standing.clause, standing.assumed, ("standing",))


def due_words(due: tuple[str, ...], rubric: Rubric) -> Text:
    """Kinds of periods, and periods by their titles."""
    names = period_words(rubric)
    return joined(names[name] for name in due)
