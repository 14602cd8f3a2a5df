"""What a rubric rules beside its tree, in words: the same lines for the command and for workbooks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from scoring.rubric.declarations import Metric, Sample, Share, Task
from scoring.rubric.item_words import settings_rules
from scoring.rubric.model import Node, Rubric
from scoring.rubric.outcome_words import formula_words, grade_words, joined, quota_words, rank_words
from scoring.rubric.terms import KIND_WORDS, STAGE_WORDS, effect_words, period_words
from scoring.rubric.values import Assumptions, write_number, write_share
from scoring.sql.states import STATE_WORDS
from scoring.words import Text

_SEMICOLON = Text("；", "; ")
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
_EXCLUDED = Text("不计入", "left out")
_WORTH = Text("{option} {worth}", "{option} {worth}")
_SAMPLE = Text("抽查不少于{share}，至少{n}处（总数取“{of}”）", "at least {share}, no fewer than {n} (of “{of}”)")
_QUESTION = Text("{code} {title}（{answers}）", "{code} {title} ({answers})")
_CLASSES = Text("受访者类别：{names}", "classes of respondents: {names}")
_RATED = Text("{code} {title}（{low}至{high}分{reason}）", "{code} {title} ({low} to {high}{reason})")
_REASON = Text("，须写理由", ", with a reason")
_JUDGES = Text("评委：{names}", "judges: {names}")
_TASK = {
    "month": Text("每月报送", "sent every month"),
    "quarter": Text("每季度报送", "sent every quarter"),
    "half": Text("每半年报送", "sent every half-year"),
    "year": Text("每年报送", "sent every year"),
}
_ON_TIME = {
    "same": Text("{every}，当月{day}日前为按时", "{every}, on time by day {day} of the month itself"),
    "after": Text("{every}，其后第{n}个月{day}日前为按时", "{every}, on time by day {day} of month {n} after"),
    "before": Text("{every}，提前{n}个月于{day}日前为按时", "{every}, on time by day {day}, {n} months ahead"),
}
_METRIC = Text(
    "单位{unit}，{decimals}位小数，{low}至{high}，按{every}填报{more}",
    "in {unit}, {decimals} decimals, {low} to {high}, every {every}{more}",
)
_OVER = {
    "sum": Text("；较长期次取合计", "; summed over longer periods"),
    "last": Text("；较长期次取期末数", "; the last stands for longer periods"),
    "mean": Text("；较长期次取平均", "; averaged over longer periods"),
    "max": Text("；较长期次取最大", "; the largest stands for longer periods"),
    "min": Text("；较长期次取最小", "; the smallest stands for longer periods"),
}
_PART = Text("；不大于“{whole}”", "; no more than “{whole}”")
_CALLED = Text("；又称{names}", "; also called {names}")
_ALWAYS = Text("；不得填不适用", "; N/A is not accepted")
_BY = {
    "self": Text("", ""),
    "upper": Text("；由上级填报", "; reported by the office above"),
    "third_party": Text("；由第三方提供", "; from a third party"),
}


@dataclass(frozen=True)
class Line:
    """One rule: what it is called, what it says, when it holds, its clause or the reasons given with it.

    `topics` are the keys of `assumed` of which any may give its reason; none where nothing was chosen.
    """

    said: Text
    code: str = ""
    title: Text = field(default_factory=lambda: Text("", ""))
    due: tuple[str, ...] = ()
    clause: str = ""
    assumed: Assumptions = field(default_factory=dict)
    topics: tuple[str, ...] = ()


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
            Text("答案与结论折算", "Answers and verdicts"): _answers,
            Text("问卷", "Questionnaires"): _surveys,
            Text("评分表", "Score sheets"): _panels,
            Text("实地检查抽样", "Samples of sites"): _sites,
            Text("报送任务", "Reports due"): _tasks,
            Text("填报指标", "Metrics"): _metrics,
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
        said = _DATES.with_(kind=KIND_WORDS[period.kind], starts=period.starts, ends=period.ends)
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
        yield Line(_COMBINED.with_(said=usual[0].combine.spelled_out(rubric)))
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


def _answers(rubric: Rubric) -> Iterator[Line]:
    for name, answers in rubric.answers.items():
        worth = [_WORTH.with_(option=option, worth=_answer(value)) for option, value in answers.options.items()]
        said = joined(worth, _SEMICOLON)
        yield Line(said, name, Text(name, name), (), answers.clause, answers.assumed, ("options", "answers"))


def _answer(value: Share | str) -> Text:
    if isinstance(value, Share):
        share = write_share(value.share)
        return Text(share, share)
    return _EXCLUDED if value == "excluded" else STATE_WORDS[value]


def _surveys(rubric: Rubric) -> Iterator[Line]:
    for name, survey in rubric.surveys.items():
        said = [
            _QUESTION.with_(code=code, title=question.title, answers=question.answers)
            for code, question in survey.questions.items()
        ]
        if survey.classes:
            said.append(_CLASSES.with_(names=joined(Text(one, one) for one in survey.classes)))
        yield Line(joined(said, _SEMICOLON), name, survey.title)


def _panels(rubric: Rubric) -> Iterator[Line]:
    for name, panel in rubric.panels.items():
        said = [
            _RATED.with_(
                code=code,
                title=rated.title,
                low=write_number(rated.minimum),
                high=write_number(rated.maximum),
                reason=_REASON if rated.reason == "required" else "",
            )
            for code, rated in panel.items.items()
        ]
        if panel.judges:
            said.append(_JUDGES.with_(names=joined(Text(one, one) for one in panel.judges)))
        yield Line(joined(said, _SEMICOLON), name, panel.title, (), panel.clause, panel.assumed, ("panels",))


def _sites(rubric: Rubric) -> Iterator[Line]:
    for name, site in rubric.sites.items():
        said = _sample(site.sample, rubric) if site.sample else Text("", "")
        topics = ("sample",) if site.sample else ()
        yield Line(said, name, site.title, (), site.clause, site.assumed, topics)


def _sample(sample: Sample, rubric: Rubric) -> Text:
    return _SAMPLE.with_(share=write_share(sample.share), n=sample.at_least, of=rubric.metrics[sample.of].title)


def _tasks(rubric: Rubric) -> Iterator[Line]:
    for name, task in rubric.tasks.items():
        yield Line(_task(task), name, task.title, (), task.clause, task.assumed, ("tasks",))


def _task(task: Task) -> Text:
    months = task.by.months_after
    words = _ON_TIME["same" if months == 0 else "after" if months > 0 else "before"]
    return words.with_(every=_TASK[task.every], day=task.by.day, n=abs(months))


def _metrics(rubric: Rubric) -> Iterator[Line]:
    for name, metric in rubric.metrics.items():
        yield Line(
            _metric(metric, rubric), name, metric.title, assumed=metric.assumed, topics=("metric", "maximum", "minimum")
        )


def _metric(metric: Metric, rubric: Rubric) -> Text:
    more = [_OVER[metric.over]] if metric.every != "year" else []
    more += [_PART.with_(whole=rubric.metrics[metric.part_of].title)] if metric.part_of else []
    also = joined(Text(name, name) for name in metric.also_called)
    more += [_CALLED.with_(names=also)] if metric.also_called else []
    more += [] if metric.may_not_apply else [_ALWAYS]
    more.append(_BY[metric.reported_by])
    return _METRIC.with_(
        unit=metric.unit,
        decimals=metric.decimals,
        low=write_number(metric.minimum),
        high=write_number(metric.maximum),
        every=KIND_WORDS[metric.every],
        more=joined(more, Text("", "")),
    )


def due_words(due: tuple[str, ...], rubric: Rubric) -> Text:
    """Kinds of periods, and periods by their titles."""
    names = period_words(rubric)
    return joined(names[name] for name in due)
