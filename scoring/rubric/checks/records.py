"""What records are read by: answer sets, surveys, sites, events, and the leaves that name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from scoring.errors import Problem
from scoring.rubric.checks.whole import Placed, Whole
from scoring.rubric.declarations import Share
from scoring.rubric.document import Where
from scoring.rubric.model import Leaf
from scoring.rubric.nearest import did_you_mean, listed
from scoring.rubric.reads import RATED, rated_by
from scoring.rubric.values import write_number
from scoring.words import Text

_EXPECTED = {
    "unknown_answers": Text("answers 中的一套答案", "an answer set of the rubric"),
    "unknown_survey": Text("surveys 中的一份问卷", "a survey of the rubric"),
    "unknown_question": Text("该问卷的一道题", "a question of that survey"),
    "unknown_site": Text("sites 中的一类点位", "a type of site of the rubric"),
    "unknown_event": Text("events 中的一类事件", "a type of event of the rubric"),
    "unknown_severity": Text("该类事件的一种程度", "a severity of those events"),
    "unknown_rated": Text("panels 中的一个评分项", "an item of a score sheet of the rubric"),
    "unknown_task": Text("tasks 中的一项报送事项", "a task of the rubric"),
    "unknown_class": Text("该问卷的一类受访者", "a class of the survey's respondents"),
    "unknown_metric": Text("已定义的指标", "a declared metric"),
}


def leaves_name_what_exists(whole: Whole) -> Iterator[Problem]:
    """What a kind of evidence names must be declared; kinds are told by the words their parameters use."""
    rubric = whole.rubric
    for placed, leaf in whole.leaves:
        evidence: Any = leaf.evidence
        given = set(type(evidence).model_fields)
        if "answers" in given:
            yield from _named(whole, placed, leaf, "answers", [evidence.answers], rubric.answers)
        if "sites" in given:
            yield from _named(whole, placed, leaf, "sites", evidence.sites, rubric.sites)
        if "survey" in given:
            yield from _named(whole, placed, leaf, "survey", [evidence.survey], rubric.surveys)
        if "classes" in given and getattr(evidence, "survey", None) in rubric.surveys:
            classes = rubric.surveys[evidence.survey].classes
            yield from _named(whole, placed, leaf, "classes", evidence.classes, classes)
        if "tasks" in given:
            yield from _named(whole, placed, leaf, "tasks", evidence.tasks, rubric.tasks)
        if evidence.key in RATED:
            key = RATED[evidence.key]
            rated = [code for panel in rubric.panels.values() for code in panel.items]
            yield from _named(whole, placed, leaf, key, rated_by(evidence), rated)
        if "questions" in given and getattr(evidence, "survey", None) in rubric.surveys:
            questions = rubric.surveys[evidence.survey].questions
            yield from _named(whole, placed, leaf, "questions", evidence.questions, questions)
        if "types" in given:
            yield from _named(whole, placed, leaf, "types", evidence.types, rubric.events)
            types = [rubric.events[name] for name in evidence.types if name in rubric.events]
            severities = [severity for one in types for severity in one.severities]
            yield from _named(whole, placed, leaf, "severities", getattr(evidence, "severities", ()), severities)


_CODES = {
    "answers": "unknown_answers",
    "sites": "unknown_site",
    "survey": "unknown_survey",
    "questions": "unknown_question",
    "types": "unknown_event",
    "severities": "unknown_severity",
    "classes": "unknown_class",
    "tasks": "unknown_task",
    "items": "unknown_rated",
    "item": "unknown_rated",
}


def _named(
    whole: Whole, placed: Placed, leaf: Leaf, key: str, names: Iterable[str], known: Iterable[str]
) -> Iterator[Problem]:
    known = list(known)
    where: Where = (*placed.where, leaf.evidence.key, key)
    for name in names:
        if name not in known:
            yield _unknown(whole, (*where, name), _CODES[key], name, known)


def _unknown(whole: Whole, where: Where, code: str, name: str, known: Iterable[str]) -> Problem:
    return whole.problem(where, code, name, _EXPECTED[code], did_you_mean(name, known))


def answer_shares(whole: Whole) -> Iterator[Problem]:
    """An answer is worth between nothing and full marks, and some answer is worth something."""
    for name, answers in whole.rubric.answers.items():
        shares = {text: one.share for text, one in answers.options.items() if isinstance(one, Share)}
        for text, share in shares.items():
            if not 0 <= share <= 1:
                yield whole.problem(
                    ("answers", name, "options", text),
                    "answer_share",
                    write_number(share),
                    Text("0 到 1 之间的得分比例", "a share between 0 and 1"),
                    Text("写百分比，如 60%", "write a percentage such as 60%"),
                )
        if not shares:
            yield whole.problem(
                ("answers", name, "options"),
                "no_answer_counts",
                listed(answers.options).zh,
                Text("至少一个计分的答案", "at least one answer that counts"),
                Text("如 符合: 100%", "for instance 符合: 100%"),
            )


def questions_have_answers(whole: Whole) -> Iterator[Problem]:
    """Each survey question is answered from a declared set."""
    for name, survey in whole.rubric.surveys.items():
        for code, question in survey.questions.items():
            if question.answers not in whole.rubric.answers:
                where = ("surveys", name, "questions", code, "answers")
                yield _unknown(whole, where, "unknown_answers", question.answers, whole.rubric.answers)


def samples(whole: Whole) -> Iterator[Problem]:
    """A sample is a share of a metric that counts the sites."""
    for name, site in whole.rubric.sites.items():
        sample = site.sample
        if sample is None:
            continue
        if sample.of not in whole.rubric.metrics:
            yield _unknown(whole, ("sites", name, "sample", "of"), "unknown_metric", sample.of, whole.rubric.metrics)
        if not 0 <= sample.share <= 1 or sample.at_least < 0:
            yield whole.problem(
                ("sites", name, "sample", "share" if sample.at_least >= 0 else "at_least"),
                "sample_size",
                write_number(sample.share) if sample.at_least >= 0 else str(sample.at_least),
                Text("0 到 1 之间的比例，和不小于 0 的处数", "a share between 0 and 1, and at least 0 sites"),
                Text("如 share: 10%, at_least: 4", "for instance share: 10%, at_least: 4"),
            )


CHECKS = (leaves_name_what_exists, answer_shares, questions_have_answers, samples)
