"""The records one leaf rests on, told in short, and its value as a formula over how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import polars as pl

from scoring.evidence.checklist import Checklist
from scoring.evidence.desk_review import DeskReview
from scoring.evidence.events import Events
from scoring.evidence.judgement import Judgement
from scoring.evidence.kernels.marks import MICRO, rated
from scoring.evidence.method import Evidence
from scoring.evidence.panel import Judges
from scoring.evidence.schedule import Schedule
from scoring.evidence.site_visits import SiteVisits
from scoring.evidence.survey import SurveyAnswers
from scoring.result.derivation.known import Known
from scoring.rubric.declarations import AnswerSet, Period, Share
from scoring.rubric.spreadsheet import literal
from scoring.rubric.values import Percent, write_number
from scoring.words import Text

Row = Mapping[str, Any]
MOST_NAMED = 6
"""How many records of one kind are named before they are only counted."""

_AND, _LIST = Text("；", "; "), Text("、", ", ")
_COUNT = Text("{said} {n}", "{said} {n}")
_NAMED = Text("{said} {n}（{names}）", "{said} {n} ({names})")
_OF = Text("{title}：{said}", "{title}: {said}")
_SITES = Text("{title}{n}处：{said}", "{title}, {n} site(s): {said}")
_NOTHING = Text("没有记录", "no record")
_MET = Text("计为落实 {met} 项，适用 {there} 项", "{met} met of {there} that apply")
_DROPPED = Text("{title}：{kept}（去掉 {dropped}）", "{title}: {kept} (dropped: {dropped})")
_SENT = Text(
    "应报 {n} 次：按时 {on_time}、迟报 {late}、未报 {unsent}",
    "{n} due: {on_time} on time, {late} late, {unsent} never sent",
)
_EVENT = Text("{date} {what} {n}起", "{date} {what} ({n})")


@dataclass(frozen=True)
class Recorded:
    """A value made of records: as a formula, empty where nothing short shows it; what there is, a line each."""

    formula: str
    lines: Sequence[str]


@dataclass(frozen=True)
class _Seen:
    """One jurisdiction's records in one period."""

    known: Known
    node: str
    period: Period

    def say(self, words: Text) -> str:
        return words.say(self.known.language)

    def joined(self, parts: Collection[str], by: Text = _LIST) -> str:
        return self.say(by).join(parts)

    def rows(self, table: str, **among: Collection[Any]) -> list[Row]:
        """The records of a table in the period, of those that are among what is given."""
        frame: pl.DataFrame = getattr(self.known.result.inputs, table)
        kept = frame.filter(pl.col("jurisdiction") == self.known.who)
        if "period" in frame.columns:
            kept = kept.filter(pl.col("period") == self.period.id)
        for column, wanted in among.items():
            if wanted:
                kept = kept.filter(pl.col(column).is_in(list(wanted)))
        return list(kept.iter_rows(named=True))

    def shares(self, answers: str) -> Mapping[str, Fraction]:
        """What each answer that counts is worth."""
        return worths(self.known.result.rubric.answers[answers])


def recorded(evidence: Evidence, known: Known, node: str, period: Period) -> Recorded:
    """What a leaf's records say, and its value as a formula over them.

    Args:
        evidence: the evidence method of the leaf.
        known: the jurisdiction.
        node: the leaf's code.
        period: the period they are of.
    """
    for kind, told in _TOLD.items():
        if isinstance(evidence, kind):
            return told(evidence, _Seen(known, node, period))
    return Recorded("", ())


def worths(answers: AnswerSet) -> Mapping[str, Fraction]:
    """What each answer of a set that counts is worth."""
    return {name: option.share for name, option in answers.options.items() if isinstance(option, Share)}


def _desk_review(method: DeskReview, seen: _Seen) -> Recorded:
    rows = seen.rows("desk_review", item=method.items, reviewer=method.reviewers)
    worth = _proved(rows, seen.shares(method.answers), method.without_evidence)
    lines = _verdicts(rows, seen)
    kept = [(row, worth[n]) for n, row in enumerate(rows) if worth[n] is not None]
    if not method.weights:
        return Recorded(_mean_of(Counter(share for _, share in kept)), lines)
    weighed = [(share, method.weights.get(row["item"], Fraction(1))) for row, share in kept]
    top = "+".join(f"{literal(weight)}*{_share(share)}" for share, weight in weighed if share is not None)
    return Recorded(f"({top})/({'+'.join(literal(weight) for _, weight in weighed)})", lines)


def _checklist(method: Checklist, seen: _Seen) -> Recorded:
    rows = seen.rows("desk_review", item=method.items, reviewer=method.reviewers)
    shares = seen.shares(method.answers)
    worth = _proved(
        rows, {name: Fraction(share >= method.met) for name, share in shares.items()}, method.without_evidence
    )
    met = sum(1 for share in worth if share)
    absent = {
        name
        for name, option in seen.known.result.rubric.answers[method.answers].options.items()
        if option == "not_applicable"
    }
    there = len(method.items) - sum(row["verdict"] in absent for row in rows)
    if method.unreviewed == "left_out":
        there = sum(1 for share in worth if share is not None)
    lines = [*_verdicts(rows, seen), seen.say(_MET.with_(met=met, there=there))]
    if method.need is not None:
        wanted = {"any": 1, "all": there}.get(str(method.need)) or min(int(method.need), there)
        return Recorded(f"IF({met}>={wanted},1,0)", lines)
    most = method.at_most
    counted = f"MIN({met},{most})" if most else str(met)
    if method.give == "number":
        return Recorded(counted, lines)
    return Recorded(f"{counted}/{min(there, most) if most else there}", lines)


def _site_visits(method: SiteVisits, seen: _Seen) -> Recorded:
    rows = seen.rows("site_visits", item=method.items, reviewer=method.reviewers)
    shares = seen.shares(method.answers)
    means: list[tuple[str, Fraction]] = []
    lines = []
    for kind, weight in method.sites.items():
        here = [row for row in rows if row["site_type"] == kind]
        sites = {
            name: [row for row in here if row["site"] == name] for name in dict.fromkeys(row["site"] for row in here)
        }
        counted = {
            name: Counter(shares[row["verdict"]] for row in of if row["verdict"] in shares)
            for name, of in sites.items()
        }
        counted = {name: of for name, of in counted.items() if of}
        if not counted:
            continue
        means.append((f"ROUND(AVERAGE({','.join(_rounded_mean(of) for of in counted.values())}),9)", weight))
        said = [f"{name} {_counts((row['verdict'] for row in sites[name]), seen)}" for name in counted]
        title = seen.known.result.rubric.sites[kind].title
        lines.append(seen.say(_SITES).format(title=seen.say(title), n=len(counted), said=seen.joined(said, _AND)))
    return Recorded(_weighted(means), lines)


def _survey(method: SurveyAnswers, seen: _Seen) -> Recorded:
    rubric = seen.known.result.rubric
    questions = rubric.surveys[method.survey].questions
    rows = seen.rows("survey", survey=[method.survey], question=method.questions)
    lines = []
    tallies: dict[str, Mapping[str, Fraction]] = {}
    for name in method.questions:
        shares = seen.shares(questions[name].answers)
        tallies[name] = {one: Fraction(one in method.counts) for one in shares} if method.counts else shares
        said = _counts((row["answer"] for row in rows if row["question"] == name), seen, list(shares))
        lines.append(seen.say(_OF).format(title=f"{name} {seen.say(questions[name].title)}", said=said))

    def rate(of: Sequence[Row]) -> str:
        means = []
        for name, weight in method.questions.items():
            answers = Counter(row["answer"] for row in of if row["question"] == name)
            counted = _merged(answers, tallies[name])
            if counted:
                means.append((f"ROUND({_mean_of(counted)},9)", weight))
        return _weighted(means)

    if not method.classes:
        return Recorded(rate(rows), lines)
    classes, left = [], []
    for name, weight in method.classes.items():
        of = [row for row in rows if row["class"] == name]
        people = {row["respondent"] for row in of if row["answer"] in tallies[row["question"]]}
        left.append(seen.say(_COUNT).format(said=name, n=len(people)))
        if people and not (method.below_quota == "left_out" and len(people) < method.quotas.get(name, 0)):
            classes.append((f"ROUND({rate(of)},9)", weight))
    return Recorded(_weighted(classes), [*lines, seen.joined(left)])


def _panel(method: Judges, seen: _Seen) -> Recorded:
    known = rated(seen.known.result.rubric)
    rows = seen.rows("marks", item=list(method.items), judge=method.judges)
    means, lines = [], []
    for name in method.items:
        marks = sorted(
            Fraction(row["mark"], MICRO)
            for row in rows
            if row["item"] == name and row["mark"] is not None and not row["void"]
        )
        dropped: list[Fraction] = []
        if method.drop and len(marks) > method.drop.when_more_than:
            low, high = method.drop.lowest, len(marks) - method.drop.highest
            dropped, marks = [*marks[:low], *marks[high:]], marks[low:high]
        if not marks:
            continue
        weight = method.items[name] if isinstance(method.items, Mapping) else known[name].maximum
        kept = [write_number(mark) for mark in marks]
        means.append((f"ROUND(AVERAGE({','.join(map(literal, marks))})/{literal(known[name].maximum)},9)", weight))
        words = _DROPPED if dropped else _OF
        lines.append(
            seen.say(words).format(
                title=seen.say(known[name].title),
                said=seen.joined(kept),
                kept=seen.joined(kept),
                dropped=seen.joined([write_number(m) for m in dropped]),
            )
        )
    return Recorded("" if method.rank_marks else _weighted(means), lines)


def _judgement(method: Judgement, seen: _Seen) -> Recorded:
    one = rated(seen.known.result.rubric)[method.item]
    rows = [row for row in seen.rows("marks", item=[method.item]) if row["mark"] is not None and not row["void"]]
    if len(rows) != 1:
        return Recorded("", ())
    mark = Fraction(rows[0]["mark"], MICRO)
    said = seen.say(_OF).format(title=seen.say(one.title), said=write_number(mark))
    return Recorded(f"{literal(mark)}/{literal(one.maximum)}", [said])


def _schedule(method: Schedule, seen: _Seen) -> Recorded:
    counts = seen.known.result.samples.filter(
        (pl.col("jurisdiction") == seen.known.who) & (pl.col("node") == seen.node)
    )
    if seen.period != seen.known.result.period or counts.is_empty():
        return Recorded("", ())
    row = counts.row(0, named=True)
    told = [seen.say(_SENT).format(**{name: row[name] for name in ("n", "on_time", "late", "unsent")})]
    if isinstance(method.tasks, Mapping) and len(set(method.tasks.values())) > 1:
        return Recorded("", told)
    late = f"+{row['late']}*{literal(method.late.counts)}" if method.late.counts else ""
    return Recorded(f"({row['on_time']}{late})/{row['n']}", told)


def _events(method: Events, seen: _Seen) -> Recorded:
    first = method.within.first_day(seen.period) if method.within else seen.period.starts
    rows = [
        row
        for row in seen.rows("events", type=method.types, severity=method.severities or tuple(method.worth))
        if first <= row["date"] <= seen.period.ends
        and row["quantity"] > 0
        and (row["evidence"] or not method.without_evidence)
    ]
    rows.sort(key=lambda row: (row["date"], row["type"]))
    lines = [
        seen.say(_EVENT).format(
            date=row["date"], n=row["quantity"], what=" ".join(filter(None, (row["type"], row["severity"])))
        )
        for row in rows
    ]
    amount = "" if method.escalating else _amount(method, rows)
    if method.per and amount:
        metric = seen.known.result.rubric.metrics[method.per.of]
        said = seen.known.submitted(method.per.of, seen.period)
        lines.append(seen.say(_OF).format(title=seen.say(metric.title), said=said))
        number = said.split("（")[0].split(" (")[0].removesuffix(metric.unit)
        amount = f"({amount})*{literal(method.per.units)}/{number}" if number.strip("0.") else ""
    return Recorded(amount, _short(lines, seen) or [seen.say(_NOTHING)])


def _amount(method: Events, rows: Sequence[Row]) -> str:
    """How much happened."""
    if method.counted == "days":
        return str(len({row["date"] for row in rows}))
    if not method.worth:
        counted = [row["quantity"] if method.counted == "quantity" else 1 for row in rows]
        return "+".join(map(str, counted)) or "0"
    if method.highest_only is None:
        each = [(row["quantity"] if method.counted == "quantity" else 1, method.worth[row["severity"]]) for row in rows]
        return "+".join(f"{n}*{literal(worth)}" for n, worth in each) or "0"
    matters: dict[object, list[Fraction]] = {}
    for n, row in enumerate(rows):
        key = {"overall": "", "type": row["type"]}.get(method.highest_only, row["evidence"] or n)
        matters.setdefault(key, []).append(method.worth[row["severity"]])
    return "+".join(f"MAX({','.join(map(literal, of))})" for of in matters.values()) or "0"


def _short(lines: list[str], seen: _Seen) -> list[str]:
    if len(lines) <= MOST_NAMED:
        return lines
    more = Text("……等{n}条", "… {n} in all").with_(n=len(lines))
    return [*lines[:MOST_NAMED], seen.say(more)]


def _proved(rows: Sequence[Row], shares: Mapping[str, Fraction], undocumented: str | None) -> list[Fraction | None]:
    """What each record is worth, None where it does not count."""
    lowest = min(shares.values(), default=Fraction(0))
    found: list[Fraction | None] = []
    for row in rows:
        share = shares.get(row["verdict"])
        if undocumented and share is not None and share > lowest and not row["evidence"]:
            share = lowest if undocumented == "lowest" else None
        found.append(share)
    return found


def _verdicts(rows: Sequence[Row], seen: _Seen) -> list[str]:
    """How many items got each verdict, and which."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["verdict"], []).append(row["item"])
    parts = [
        seen.say(_NAMED if len(names) <= MOST_NAMED else _COUNT).format(
            said=verdict, n=len(names), names=seen.joined(names)
        )
        for verdict, names in found.items()
    ]
    return [seen.joined(parts, _AND)] if parts else []


def _counts(answers: Iterator[str], seen: _Seen, order: Sequence[str] = ()) -> str:
    """How many there are of each answer, in the order of the answers."""
    counted = Counter(answers)
    names = [*(name for name in order if name in counted), *(name for name in counted if name not in order)]
    return seen.joined([seen.say(_COUNT).format(said=name, n=counted[name]) for name in names])


def _merged(answers: Counter[str], shares: Mapping[str, Fraction]) -> Counter[Fraction]:
    counted: Counter[Fraction] = Counter()
    for name, share in shares.items():
        if answers[name]:
            counted[share] += answers[name]
    return counted


def _mean_of(counted: Mapping[Any, int]) -> str:
    """So many worth this much, over how many there are."""
    if not counted:
        return ""
    top = "+".join(f"{n}*{_share(share)}" for share, n in sorted(counted.items(), key=lambda one: -one[0]))
    return f"({top})/{sum(counted.values())}"


def _rounded_mean(counted: Mapping[Fraction, int]) -> str:
    """The same to nine decimals; as a number where that is short."""
    mean = sum((share * n for share, n in counted.items()), Fraction(0)) / sum(counted.values())
    if (mean * 10**4).denominator == 1:
        return _share(mean)
    return f"ROUND({_mean_of(counted)},9)"


def _weighted(means: Sequence[tuple[str, Fraction]]) -> str:
    """The mean of several by weight."""
    if len(means) < 2:
        return means[0][0] if means else ""
    if len({weight for _, weight in means}) == 1:
        return f"AVERAGE({','.join(mean for mean, _ in means)})"
    top = "+".join(f"{mean}*{literal(weight)}" for mean, weight in means)
    return f"({top})/({'+'.join(literal(weight) for _, weight in means)})"


def _share(share: Fraction) -> str:
    return literal(Percent(share)) if (share * 10**6).denominator == 1 else literal(share)


_TOLD: Mapping[type[Evidence], Callable[[Any, _Seen], Recorded]] = {
    DeskReview: _desk_review,
    Checklist: _checklist,
    SiteVisits: _site_visits,
    SurveyAnswers: _survey,
    Judges: _panel,
    Judgement: _judgement,
    Schedule: _schedule,
    Events: _events,
}
