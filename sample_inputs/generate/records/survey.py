"""Survey answers: every respondent's answer to every question that is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from sample_inputs.generate.periods import Period
from sample_inputs.generate.places import Place
from sample_inputs.generate.plan import Answers, Plan, Survey
from sample_inputs.generate.programme import Programme
from sample_inputs.generate.sheets import Row

HEADER = ["测评期", "地区代码", "问卷", "受访者编号", "题号", "答案"]
CLASS = "受访者类别"

_LEANING = (0.6, 0.35)
_RESPONDENTS = (24, 28)


def survey_header(plan: Plan) -> list[str]:
    """The header; with a column for classes where some survey has any."""
    classes = any(survey.classes for survey in plan.surveys.values())
    return [*HEADER[:4], CLASS, *HEADER[4:]] if classes else HEADER


def survey_answers(plan: Plan, places: Sequence[Place], programme: Programme) -> list[Row]:
    """All answers, as many people as the programme says and never fewer than some leaf needs."""
    with_class = CLASS in survey_header(plan)
    rows: list[Row] = []
    for period in plan.timeline.periods:
        for survey in plan.surveys.values():
            for place in places:
                rows += _answers(plan, survey, period, place, programme, with_class=with_class)
    return rows


def _answers(
    plan: Plan, survey: Survey, period: Period, place: Place, programme: Programme, *, with_class: bool
) -> Iterator[Row]:
    asked = [one for one in plan.questions if one.survey == survey.code and one.asked.of(place, period)]
    if not asked:
        return
    first = next(iter(plan.surveys))
    random = place.random("survey", period.id, *([] if survey.code == first else [survey.code]))
    quality = place.quality_in(period.year)
    classes = _classes(survey, _people(survey, place, programme.respondents, random))
    for person, who in enumerate(classes, 1):
        for question in asked:
            leaning = programme.leaning.get(question.answers, _LEANING)
            answer = _answer(plan.answers[question.answers], quality, leaning, random)
            start: Row = [period.id, place.code, survey.code, f"{person:03}"]
            yield [*start, *([who] if with_class else []), question.code, answer]


def _people(survey: Survey, place: Place, respondents: Mapping[str, tuple[int, int]], random: Random) -> int:
    # A few answer with none of the options that count, so a few more are asked than must be.
    needed = max(survey.minimum, sum(survey.quotas.values())) * 11 // 10
    return max(random.randint(*respondents.get(place.level, _RESPONDENTS)), needed)


def _classes(survey: Survey, people: int) -> list[str]:
    """The class of each respondent: each class its quota first and a tenth more, the rest in turn."""
    if not survey.classes:
        return [""] * people
    listed = [who for who in survey.classes for _ in range(survey.quotas.get(who, 0) * 11 // 10)]
    return [*listed, *(survey.classes[n % len(survey.classes)] for n in range(max(people - len(listed), 0)))]


def _answer(answers: Answers, quality: float, leaning: tuple[float, float], random: Random) -> str:
    scale = answers.counting
    if len(scale) == 2:
        likely = leaning[0] + leaning[1] * quality
        if answers.excluded and random.random() < 0.01:
            return answers.excluded[-1]
        return scale[random.random() >= likely]
    if answers.excluded and random.random() < 0.02:
        return answers.excluded[-1]
    # A worse run place moves its answers down the scale, a step at a time.
    return scale[sum(random.random() < 0.46 * (1.08 - quality) for _ in range(len(scale) - 1))]
