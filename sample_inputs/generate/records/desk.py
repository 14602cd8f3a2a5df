"""Desk reviews and checklists: a verdict on each item of each place, in each period it is due in."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from sample_inputs.generate.periods import Period
from sample_inputs.generate.places import Place
from sample_inputs.generate.plan import Answers, Item, Plan
from sample_inputs.generate.records.tendency import Tendency
from sample_inputs.generate.sheets import Row

HEADER = ["测评期", "地区代码", "项目", "结论", "审查员", "佐证编号", "理由"]

_REVIEWING = Tendency(0.42, 0.57, 0.65)
_WEAK = ("材料不全", "有制度无落实记录", "记录不连续", "未见本期材料")
_ABSENT = "辖区无此项业务"
_UNSEEN = "审查期内未提供台账"


def desk_reviews(plan: Plan, places: Sequence[Place]) -> list[Row]:
    """A verdict on each item of each place; what is worth anything has the number of its evidence."""
    rows: list[Row] = []
    for period in plan.timeline.periods:
        due = [item for item in plan.items if period.id in item.asked.periods]
        for place in places if due else ():
            random = place.random("desk", period.id)
            rows += [_row(plan, period, place, item, random) for item in due if item.asked.of(place, period)]
    worthless = {item.code: plan.answers[item.answers].worthless for item in plan.items}
    without = {item.code: _no_verdict(plan.answers[item.answers]) for item in plan.items}
    for number, row in enumerate(rows, 1):
        item, verdict = str(row[2]), row[3]
        row[5] = "" if verdict in worthless[item] or verdict in without[item] else f"证{number:05}"
    return rows


def _no_verdict(answers: Answers) -> tuple[str, ...]:
    return answers.not_applicable + answers.not_assessed


def _row(plan: Plan, period: Period, place: Place, item: Item, random: Random) -> Row:
    answers = plan.answers[item.answers]
    verdict = _REVIEWING.draw(answers.counting, place.quality_in(period.year), random)
    if _no_verdict(answers) and random.random() < 0.006:
        verdict = random.choice(_no_verdict(answers))
    if verdict in answers.not_applicable:
        reason = _ABSENT
    elif verdict in answers.not_assessed:
        reason = _UNSEEN
    else:
        reason = "" if verdict == answers.counting[0] else random.choice(_WEAK)
    reviewer = random.choice(item.reviewers) if item.reviewers else f"R{random.randint(1, 12):02}"
    return [period.id, place.code, item.code, verdict, reviewer, "", reason]
