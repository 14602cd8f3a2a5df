"""Surveys, panels and judgements in short, and their values as formulas over the answers and marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from scoring.evidence.judgement import Judgement
from scoring.evidence.kernels.marks import MICRO, rated
from scoring.evidence.panel import Judges
from scoring.evidence.survey import SurveyAnswers
from scoring.result.derivation.seen import COUNT, OF, Recorded, Row, Seen, counts, mean_of, weighted
from scoring.rubric.spreadsheet import literal
from scoring.rubric.values import write_number
from scoring.words import Text

_DROPPED = Text("{title}：{kept}（去掉 {dropped}）", "{title}: {kept} (dropped: {dropped})")


def survey(method: SurveyAnswers, seen: Seen) -> Recorded:
    """How many gave each answer; the mean of each question."""
    rubric = seen.known.result.rubric
    questions = rubric.surveys[method.survey].questions
    rows = seen.rows("survey", survey=[method.survey], question=method.questions)
    lines = []
    tallies: dict[str, Mapping[str, Fraction]] = {}
    for name in method.questions:
        shares = seen.shares(questions[name].answers)
        tallies[name] = {one: Fraction(one in method.counts) for one in shares} if method.counts else shares
        said = counts((row["answer"] for row in rows if row["question"] == name), seen, list(shares))
        lines.append(seen.say(OF).format(title=f"{name} {seen.say(questions[name].title)}", said=said))

    def rate(of: Sequence[Row]) -> str:
        means = []
        for name, weight in method.questions.items():
            answers = Counter(row["answer"] for row in of if row["question"] == name)
            counted = _merged(answers, tallies[name])
            if counted:
                means.append((f"ROUND({mean_of(counted)},9)", weight))
        return weighted(means)

    if not method.classes:
        return Recorded(rate(rows), lines)
    classes, left = [], []
    for name, weight in method.classes.items():
        of = [row for row in rows if row["class"] == name]
        people = {row["respondent"] for row in of if row["answer"] in tallies[row["question"]]}
        left.append(seen.say(COUNT).format(said=name, n=len(people)))
        if people and not (method.below_quota == "left_out" and len(people) < method.quotas.get(name, 0)):
            classes.append((f"ROUND({rate(of)},9)", weight))
    return Recorded(weighted(classes), [*lines, seen.joined(left)])


def panel(method: Judges, seen: Seen) -> Recorded:
    """The marks of each item, and which are dropped; their means."""
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
        words = _DROPPED if dropped else OF
        lines.append(
            seen.say(words).format(
                title=seen.say(known[name].title),
                said=seen.joined(kept),
                kept=seen.joined(kept),
                dropped=seen.joined([write_number(m) for m in dropped]),
            )
        )
    return Recorded("" if method.rank_marks else weighted(means), lines)


def judgement(method: Judgement, seen: Seen) -> Recorded:
    """The one mark, out of the highest."""
    one = rated(seen.known.result.rubric)[method.item]
    rows = [row for row in seen.rows("marks", item=[method.item]) if row["mark"] is not None and not row["void"]]
    if len(rows) != 1:
        return Recorded("", ())
    mark = Fraction(rows[0]["mark"], MICRO)
    said = seen.say(OF).format(title=seen.say(one.title), said=write_number(mark))
    return Recorded(f"{literal(mark)}/{literal(one.maximum)}", [said])


def _merged(answers: Counter[str], shares: Mapping[str, Fraction]) -> Counter[Fraction]:
    """How many answers there are of each worth."""
    counted: Counter[Fraction] = Counter()
    for name, share in shares.items():
        if answers[name]:
            counted[share] += answers[name]
    return counted
