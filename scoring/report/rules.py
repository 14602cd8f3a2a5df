"""What a rubric rules beside its tree: periods, grades, gates, ranking, answers, samples, metrics, assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.report.wording import Wording
from scoring.rubric.declarations import Metric, Share
from scoring.rubric.model import Rubric
from scoring.rubric.outcome_words import grade_words, rank_words
from scoring.rubric.terms import KIND_WORDS, effect_words
from scoring.rubric.values import write_number
from scoring.sql.states import STATE_WORDS
from scoring.words import Text

_ASSESSED = Text("参加测评的范围：{when}", "who is assessed: {when}")
_GATE = Text("{when}时，{effect}", "where {when}: {effect}")
_UNKNOWN = Text("；资料不全时视同触发", "; in effect too where data are missing")
_EXCLUDED = Text("不计入", "left out")
_SAMPLE = Text("抽查不少于{share}，至少{n}处（总数取“{of}”）", "at least {share}, no fewer than {n} (of “{of}”)")
_METRIC = Text(
    "单位{unit}，{decimals}位小数，{low}至{high}，按{every}填报",
    "in {unit}, {decimals} decimals, {low} to {high}, every {every}",
)
_PART = Text("；不大于“{whole}”", "; no more than “{whole}”")
_OVER = {
    "sum": Text("；较长期次取合计", "; summed over longer periods"),
    "last": Text("；较长期次取期末数", "; the last stands for longer periods"),
    "mean": Text("；较长期次取平均", "; averaged over longer periods"),
    "max": Text("；较长期次取最大", "; the largest stands for longer periods"),
    "min": Text("；较长期次取最小", "; the smallest stands for longer periods"),
}
_DATES = Text("{starts} 至 {ends}", "{starts} to {ends}")
_SOURCE = Text("《{title}》", "{title}")


@dataclass(frozen=True)
class Line:
    """One rule: what it is called, what it says, its clause or the reason it was assumed."""

    code: str
    title: str
    said: str
    points: str = ""
    scope: str = ""
    clause: str = ""
    assumed: str = ""


def rules(rubric: Rubric, wording: Wording) -> Iterator[tuple[Text, list[Line]]]:
    """The sections, each with its title and lines; those the rubric does not use are left out."""
    sections = {
        Text("总则", "General"): list(_general(rubric, wording)),
        Text("期次", "Periods"): list(_periods(rubric, wording)),
        Text("等次", "Grades"): list(_grades(rubric, wording)),
        Text("否决、封顶与标注", "Gates"): list(_gates(rubric, wording)),
        Text("排名", "Ranking"): list(_ranking(rubric, wording)),
        Text("答案与结论折算", "Answers and verdicts"): list(_answers(rubric, wording)),
        Text("实地检查抽样", "Samples of sites"): list(_sites(rubric, wording)),
        Text("填报指标", "Metrics"): list(_metrics(rubric, wording)),
    }
    yield from ((title, lines) for title, lines in sections.items() if lines)


def _general(rubric: Rubric, wording: Wording) -> Iterator[Line]:
    source = rubric.rubric.source
    said = [_SOURCE.with_(title=source.title).say(wording.language)]
    said += [part for part in (source.issuer and source.issuer.say(wording.language), str(source.issued or "")) if part]
    assumed = wording.assumptions(rubric.assumed)
    yield Line(rubric.id, rubric.rubric.title.say(wording.language), "；".join(said), assumed=assumed)
    if rubric.population.assessed:
        when = wording.condition(rubric.population.assessed)
        yield Line("", "", _ASSESSED.with_(when=when).say(wording.language))


def _periods(rubric: Rubric, wording: Wording) -> Iterator[Line]:
    for period in rubric.periods:
        dates = _DATES.with_(starts=period.starts, ends=period.ends).say(wording.language)
        kind = KIND_WORDS[period.kind].say(wording.language)
        yield Line(period.id, period.title.say(wording.language), dates, scope=kind)


def _grades(rubric: Rubric, wording: Wording) -> Iterator[Line]:
    grades = rubric.grades
    if not grades:
        return
    why = wording.assumptions(grades.assumed)
    for grade, said in grade_words(rubric):
        name = grade.grade if grade else grades.otherwise
        title = grade.title.say(wording.language) if grade and grade.title else name
        yield Line(name, title, said.say(wording.language), clause=grades.clause, assumed=why)
        why = ""


def _gates(rubric: Rubric, wording: Wording) -> Iterator[Line]:
    for gate in rubric.gates:
        effect = effect_words(gate, rubric).say(wording.language)
        said = _GATE.with_(when=wording.condition(gate.when), effect=effect).say(wording.language)
        said += _UNKNOWN.say(wording.language) if gate.unknown == "bites" else ""
        scope = "、".join(wording.period(name) for name in gate.due)
        why = wording.assumptions(gate.assumed)
        yield Line(gate.gate, gate.title.say(wording.language), said, scope=scope, clause=gate.clause, assumed=why)


def _ranking(rubric: Rubric, wording: Wording) -> Iterator[Line]:
    rank = rubric.rank
    said = "；".join(words.say(wording.language) for words in rank_words(rubric))
    yield Line("", "", said, clause=rank.clause, assumed=wording.assumptions(rank.assumed))


def _answers(rubric: Rubric, wording: Wording) -> Iterator[Line]:
    for name, answers in rubric.answers.items():
        worth = []
        for option, value in answers.options.items():
            if isinstance(value, Share):
                worth.append(f"{option} {wording.share(value.share)}")
            else:
                words = _EXCLUDED if value == "excluded" else STATE_WORDS[value]
                worth.append(f"{option} {words.say(wording.language)}")
        said = "；".join(worth)
        yield Line(name, name, said, clause=answers.clause, assumed=wording.assumptions(answers.assumed))


def _sites(rubric: Rubric, wording: Wording) -> Iterator[Line]:
    for name, site in rubric.sites.items():
        said = ""
        if site.sample:
            words = _SAMPLE.with_(
                share=wording.share(site.sample.share), n=site.sample.at_least, of=rubric.metrics[site.sample.of].title
            )
            said = words.say(wording.language)
        why = wording.assumptions(site.assumed)
        yield Line(name, site.title.say(wording.language), said, clause=site.clause, assumed=why)


def _metrics(rubric: Rubric, wording: Wording) -> Iterator[Line]:
    for name, metric in rubric.metrics.items():
        said = _metric(metric, wording)
        why = wording.assumptions(metric.assumed)
        scope = KIND_WORDS[metric.every].say(wording.language)
        yield Line(name, metric.title.say(wording.language), said, scope=scope, assumed=why)


def _metric(metric: Metric, wording: Wording) -> str:
    said = _METRIC.with_(
        unit=metric.unit,
        decimals=metric.decimals,
        low=write_number(metric.minimum),
        high=write_number(metric.maximum),
        every=KIND_WORDS[metric.every],
    ).say(wording.language)
    if metric.every != "year":
        said += _OVER[metric.over].say(wording.language)
    if metric.part_of:
        said += _PART.with_(whole=wording.rubric.metrics[metric.part_of].title).say(wording.language)
    return said
