"""The plan of a rubric, read from its file as text, so that columns, items and questions stay in step with it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from sample_inputs.generate.periods import Period, Timeline
from sample_inputs.generate.plan import (
    Answers,
    Asked,
    Item,
    Metric,
    Plan,
    Question,
    Rated,
    Sample,
    Survey,
    Task,
    Visit,
)

Written = dict[str, Any]

_WORD = re.compile(r"\w+")
_PROSE = frozenset(("title", "clause", "note", "assumed", "lead", "units"))
_BACK = frozenset(("previous", "year_before", "every", "ever", "mean_before", "max_before", "min_before", "sum_before"))
"""Words by which a rubric looks at earlier periods."""


@dataclass(frozen=True)
class Leaf:
    """A leaf with the periods it is assessed in, and the conditions of it and of all above it."""

    written: Written
    due: frozenset[str]
    conditions: tuple[str, ...]


def read_plan(rubric: Path, periods: Sequence[str] = ()) -> Plan:
    """The plan of a rubric file, for some of its periods (by id) or for all."""
    # Scalars stay text: these loaders turn none into a number or a date. The one in C is the faster by far.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    content = yaml.load(rubric.read_text(encoding="utf-8"), loader)  # noqa: S506 - builds texts only
    every = [_period(one) for one in content["periods"]]
    timeline = Timeline(tuple(one for one in every if not periods or one.id in periods))
    population = content.get("population", {})
    leaves = list(_leaves(content["tree"], timeline, frozenset(one.id for one in timeline.periods), ()))
    surveys = {code: _survey(code, one) for code, one in content.get("surveys", {}).items()}
    asked = _Asking(timeline, leaves)
    return Plan(
        title=words(content["rubric"]["title"]),
        timeline=timeline,
        levels=tuple(population.get("levels", ())),
        groups=tuple(population.get("groups", ())),
        attributes={code: words(one["title"]) for code, one in population.get("attributes", {}).items()},
        metrics={code: _metric(code, metric) for code, metric in content.get("metrics", {}).items()},
        answers={code: _answers(one["options"]) for code, one in content.get("answers", {}).items()},
        items=tuple(asked.items()),
        visits=tuple(asked.visits()),
        samples={name: _sample(site.get("sample")) for name, site in content.get("sites", {}).items()},
        surveys=surveys,
        questions=tuple(asked.questions(content.get("surveys", {}), surveys)),
        rated=tuple(asked.rated(content.get("panels", {}))),
        tasks=tuple(asked.tasks(content.get("tasks", {}))),
        events={code: tuple(one.get("severities", ())) for code, one in content.get("events", {}).items()},
        stages=_stages(content.get("counting")),
        measured=frozenset(code for leaf in leaves for code in leaf.due),
        compared=_compared(content, leaves),
    )


def words(written: str | Written) -> str:
    """A title in Chinese, or in the one language it is given in."""
    return written if isinstance(written, str) else str(written.get("zh") or written["en"])


def number(written: str) -> Fraction:
    """A number as rubrics write it.

    >>> number("10%"), number("1:20")
    (Fraction(1, 10), Fraction(1, 20))
    """
    if written.endswith("%"):
        return Fraction(written[:-1]) / 100
    return Fraction(written.replace(":", "/"))


def _listed(written: Any) -> tuple[str, ...]:
    return (written,) if isinstance(written, str) else tuple(written or ())


def _period(written: Written) -> Period:
    starts, ends = (dt.date.fromisoformat(written[key]) for key in ("starts", "ends"))
    return Period(written["id"], written["kind"], starts, ends)


def _leaves(item: Written, timeline: Timeline, due: frozenset[str], conditions: tuple[str, ...]) -> Iterator[Leaf]:
    wanted = _listed(item.get("due"))
    if wanted:
        due &= {one.id for one in timeline.periods if one.kind in wanted or one.id in wanted}
    conditions += _listed(item.get("applies_to"))
    if "leaf" in item:
        yield Leaf(item, due, conditions)
    for child in item.get("children", ()):
        yield from _leaves(child, timeline, due, conditions)


def _metric(code: str, written: Written) -> Metric:
    return Metric(
        code=code,
        title=words(written["title"]),
        unit=written["unit"],
        decimals=int(written.get("decimals", "0")),
        minimum=number(written.get("minimum", "0")),
        maximum=number(written["maximum"]),
        every=written.get("every", "year"),
        over=written.get("over", "sum"),
        part_of=written.get("part_of", ""),
        may_not_apply=written.get("may_not_apply", "true") not in ("false", "no"),
        reported_by=written.get("reported_by", "self"),
    )


def _answers(options: dict[str, str]) -> Answers:
    def given(state: str) -> tuple[str, ...]:
        return tuple(answer for answer, worth in options.items() if worth == state)

    states = ("not_applicable", "not_assessed", "excluded")
    worth = {answer: number(share) for answer, share in options.items() if share not in states}
    best_first = sorted(worth, key=lambda answer: -worth[answer])
    return Answers(
        counting=tuple(best_first),
        worthless=frozenset(answer for answer, share in worth.items() if share == min(worth.values())),
        not_applicable=given("not_applicable"),
        not_assessed=given("not_assessed"),
        excluded=given("excluded"),
    )


def _sample(written: Written | None) -> Sample | None:
    if written is None:
        return None
    return Sample(number(written["share"]), written["of"], int(written.get("at_least", "1")))


def _survey(code: str, written: Written) -> Survey:
    return Survey(code, words(written["title"]), _listed(written.get("classes")))


def _compared(content: Written, leaves: Sequence[Leaf]) -> frozenset[str]:
    """Words of all that may look at earlier periods, the metrics it reads among them."""
    parts: list[Any] = [leaf.written for leaf in leaves]
    for section in ("gates", "quotas", "standings"):
        parts += content.get(section, ())
    found: set[str] = set()
    for part in parts:
        said = set(_said(part))
        if said & _BACK or "change" in part:
            found |= said
    return frozenset(found)


def _said(part: Any) -> Iterator[str]:
    """The words of formulas and parameters, without those of prose."""
    if isinstance(part, str):
        yield from _WORD.findall(part)
    elif isinstance(part, dict):
        yield from (word for key, value in part.items() if key not in _PROSE for word in _said(value))
    else:
        yield from (word for value in part for word in _said(value))


def _stages(counting: Written | None) -> tuple[str, ...]:
    """The stages values are submitted in, one after the other, but the one that counts last."""
    if counting is None:
        return ()
    others = _listed(counting.get("else"))
    return (*(stage for stage in ("self", "reviewed", "final") if stage in others), counting["stage"])


class _Asking:
    """Goes through the leaves and gathers what each kind of evidence asks for, and when."""

    def __init__(self, timeline: Timeline, leaves: Sequence[Leaf]) -> None:
        self.timeline, self.leaves = timeline, leaves

    def items(self) -> Iterator[Item]:
        found: dict[str, Item] = {}
        for leaf in self.leaves:
            written: Written = leaf.written.get("desk_review") or leaf.written.get("checklist") or {}
            for code, title in written.get("items", {}).items():
                reviewers = _listed(written.get("reviewers"))
                item = found.setdefault(code, Item(code, words(title), written["answers"], reviewers, Asked()))
                self._add(leaf, item.asked)
        yield from found.values()

    def visits(self) -> Iterator[Visit]:
        for leaf in self.leaves:
            written = leaf.written.get("site_visits")
            if written:
                asked = self._add(leaf, Asked())
                reviewers = _listed(written.get("reviewers"))
                yield Visit(tuple(written["sites"]), tuple(written["items"]), written["answers"], reviewers, asked)

    def questions(self, written: dict[str, Written], surveys: dict[str, Survey]) -> Iterator[Question]:
        questions = {
            (survey, code): Question(code, survey, one["answers"], Asked())
            for survey, content in written.items()
            for code, one in content["questions"].items()
        }
        for leaf in self.leaves:
            asks = leaf.written.get("survey")
            if asks:
                survey = surveys[asks["survey"]]
                survey.minimum = max(survey.minimum, int(asks.get("minimum_sample", "0")))
                for who, least in (asks.get("quotas") or {}).items():
                    survey.quotas[who] = max(survey.quotas.get(who, 0), int(least))
                for code in asks["questions"]:
                    self._add(leaf, questions[survey.code, code].asked)
        yield from (question for question in questions.values() if question.asked.periods)

    def rated(self, panels: dict[str, Written]) -> Iterator[Rated]:
        asked: dict[str, Asked] = {}
        judged = set()
        for leaf in self.leaves:
            panel, judgement = leaf.written.get("panel"), leaf.written.get("judgement")
            if judgement:
                code = judgement if isinstance(judgement, str) else judgement["item"]
                judged.add(code)
                self._add(leaf, asked.setdefault(code, Asked()))
            for code in (panel or {}).get("items", ()):
                self._add(leaf, asked.setdefault(code, Asked()))
        for name, panel in panels.items():
            for code, item in panel["items"].items():
                if code in asked:
                    yield Rated(
                        code=code,
                        title=words(item["title"]),
                        panel=name,
                        minimum=number(item.get("minimum", "0")),
                        maximum=number(item["maximum"]),
                        needs_reason=item.get("reason") == "required",
                        judges=_listed(panel.get("judges")),
                        judged=code in judged,
                        asked=asked[code],
                    )

    def tasks(self, written: dict[str, Written]) -> Iterator[Task]:
        asked: dict[str, Asked] = {}
        for leaf in self.leaves:
            for code in (leaf.written.get("schedule") or {}).get("tasks", ()):
                self._add(leaf, asked.setdefault(code, Asked()))
        for code, task in written.items():
            if code in asked:
                by = task["by"]
                after = int(by.get("months_after", "0"))
                since = dt.date.fromisoformat(task["since"]) if "since" in task else None
                yield Task(code, words(task["title"]), task["every"], int(by["day"]), after, since, asked[code])

    def _add(self, leaf: Leaf, asked: Asked) -> Asked:
        asked.periods |= leaf.due
        change = leaf.written.get("change")
        if change:
            asked.periods |= self.timeline.looked_back([self.timeline.named(code) for code in leaf.due], change)
        asked.conditions.add(leaf.conditions)
        return asked
