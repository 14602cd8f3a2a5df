"""What a rubric declares beside its tree, in words: what is submitted and asked, and what each answer is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from scoring.rubric.declarations import Attribute, Metric, Sample, Share, Task
from scoring.rubric.model import Rubric
from scoring.rubric.outcome_words import joined
from scoring.rubric.prose import PERIOD_KINDS
from scoring.rubric.values import Assumptions, write_number, write_share
from scoring.sql.states import STATE_WORDS
from scoring.words import Text

_SEMICOLON = Text("；", "; ")
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
    "same": Text("{every}，当月{day}以前为按时", "{every}, on time by {day} of the month itself"),
    "after": Text("{every}，其后第{n}个月{day}以前为按时", "{every}, on time by {day} of month {n} after"),
    "before": Text("{every}，提前{n}个月于{day}以前为按时", "{every}, on time by {day}, {n} months ahead"),
}
_ON_TIME_OF_YEAR = {
    -2: Text("{every}，前年{month}月{day}以前为按时", "{every}, on time by {day} of month {month} two years before"),
    -1: Text("{every}，上年{month}月{day}以前为按时", "{every}, on time by {day} of month {month} of the year before"),
    0: Text("{every}，当年{month}月{day}以前为按时", "{every}, on time by {day} of month {month} of the year"),
    1: Text("{every}，次年{month}月{day}以前为按时", "{every}, on time by {day} of month {month} of the next year"),
    2: Text("{every}，后年{month}月{day}以前为按时", "{every}, on time by {day} of month {month} two years after"),
}
_DAY = Text("{n}日", "day {n}")
_LAST_DAY = Text("最后一天", "the last day")
_SINCE = Text("{said}；{day}以前开始的不报", "{said}; none for what began before {day}")
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
_NUMBER = Text("数，{low}至{high}{unit}", "a number, {low} to {high}{unit}")
_ONE_OF, _TEXT = Text("文字：{names}", "a text: {names}"), Text("文字", "a text")
_SEVERITIES = Text("等级：{names}", "severities: {names}")
_USED = Text("取自 {file}，{period}", "from {file}, {period}")
_SAME, _PERIOD = Text("同一期次", "the same period"), Text("期次 {id}", "its period {id}")


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


def answers(rubric: Rubric) -> Iterator[Line]:
    """What each answer or verdict is worth."""
    for name, answers in rubric.answers.items():
        worth = [_WORTH.with_(option=option, worth=_answer(value)) for option, value in answers.options.items()]
        said = joined(worth, _SEMICOLON)
        yield Line(said, name, Text(name, name), (), answers.clause, answers.assumed, ("options", "answers"))


def _answer(value: Share | str) -> Text:
    if isinstance(value, Share):
        share = write_share(value.share)
        return Text(share, share)
    return _EXCLUDED if value == "excluded" else STATE_WORDS[value]


def surveys(rubric: Rubric) -> Iterator[Line]:
    """Questionnaires, their questions and classes."""
    for name, survey in rubric.surveys.items():
        said = [
            _QUESTION.with_(code=code, title=question.title, answers=question.answers)
            for code, question in survey.questions.items()
        ]
        if survey.classes:
            said.append(_CLASSES.with_(names=joined(Text(one, one) for one in survey.classes)))
        yield Line(joined(said, _SEMICOLON), name, survey.title)


def panels(rubric: Rubric) -> Iterator[Line]:
    """Score sheets: what judges give marks for."""
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


def sites(rubric: Rubric) -> Iterator[Line]:
    """Samples of sites."""
    for name, site in rubric.sites.items():
        said = _sample(site.sample, rubric) if site.sample else Text("", "")
        topics = ("sample",) if site.sample else ()
        yield Line(said, name, site.title, (), site.clause, site.assumed, topics)


def _sample(sample: Sample, rubric: Rubric) -> Text:
    return _SAMPLE.with_(share=write_share(sample.share), n=sample.at_least, of=rubric.metrics[sample.of].title)


def tasks(rubric: Rubric) -> Iterator[Line]:
    """What is to be reported, and when it is on time."""
    for name, task in rubric.tasks.items():
        yield Line(_task(task), name, task.title, (), task.clause, task.assumed, ("tasks",))


def _task(task: Task) -> Text:
    months = task.by.months_after
    day = _LAST_DAY if task.by.day == 31 else _DAY.with_(n=task.by.day)
    if task.every == "year":
        # Of a year's report the month is what a reader looks for.
        year, month = divmod(11 + months, 12)
        said = _ON_TIME_OF_YEAR[year].with_(every=_TASK[task.every], month=month + 1, day=day)
    else:
        words = _ON_TIME["same" if months == 0 else "after" if months > 0 else "before"]
        said = words.with_(every=_TASK[task.every], n=abs(months), day=day)
    return _SINCE.with_(said=said, day=task.since) if task.since else said


def metrics(rubric: Rubric) -> Iterator[Line]:
    """What is submitted: unit, range, how longer periods join it."""
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
        every=PERIOD_KINDS[metric.every],
        more=joined(more, Text("", "")),
    )


def attributes(rubric: Rubric) -> Iterator[Line]:
    """Further columns of the roster."""
    for name, attribute in rubric.population.attributes.items():
        yield Line(_attribute(attribute), name, attribute.title)


def _attribute(attribute: Attribute) -> Text:
    if attribute.type == "number":
        high = write_number(attribute.maximum) if attribute.maximum is not None else ""
        return _NUMBER.with_(low=write_number(attribute.minimum), high=high, unit=attribute.unit)
    names = joined(Text(one, one) for one in attribute.values)
    return _ONE_OF.with_(names=names) if attribute.values else _TEXT


def events(rubric: Rubric) -> Iterator[Line]:
    """Kinds of events."""
    for name, event in rubric.events.items():
        names = joined(Text(one, one) for one in event.severities)
        yield Line(_SEVERITIES.with_(names=names) if event.severities else Text("", ""), name, event.title)


def uses(rubric: Rubric) -> Iterator[Line]:
    """Other rubrics whose results this one reads."""
    for name, use in rubric.uses.items():
        period = _SAME if use.period == "same" else _PERIOD.with_(id=use.period)
        said = _USED.with_(file=use.file, period=period)
        yield Line(said, name, clause=use.clause, assumed=use.assumed, topics=("uses", "file", "period"))
