"""Site visits: a checklist for each site visited, as many sites as the rubric's sampling rule draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from sample_inputs.generate.numbers import Numbers
from sample_inputs.generate.periods import Period
from sample_inputs.generate.places import Place
from sample_inputs.generate.plan import Plan, Sample, Visit
from sample_inputs.generate.records.tendency import Tendency
from sample_inputs.generate.sheets import Row

HEADER = ["测评期", "地区代码", "点位类型", "点位", "检查项", "结论", "检查员", "理由"]

_VISITING = Tendency(0.5, 0.49, 0.6)
_FAULTY = ("台账与现场不符", "设施损坏", "内容未更新", "责任人不清楚职责")


def site_visits(plan: Plan, places: Sequence[Place], numbers: Mapping[str, Numbers], unsampled: int) -> list[Row]:
    """The records of all visits.

    Args:
        plan: what is checked where, and how many sites are drawn.
        places: the jurisdictions.
        numbers: what they submit: how many sites there are.
        unsampled: how many sites are visited of a type for which the rubric has no sample.
    """
    rows: list[Row] = []
    for period in plan.timeline.periods:
        due = [visit for visit in plan.visits if period.id in visit.asked.periods]
        for place in places if due else ():
            random = place.random("visits", period.id)
            for visit in due:
                if visit.asked.of(place, period):
                    for kind in visit.types:
                        sample = plan.samples[kind]
                        count = _sampled(sample, numbers[place.code], period) if sample else unsampled
                        rows += _visits(plan, period, place, visit, kind, count, random)
    return rows


def _sampled(sample: Sample, numbers: Numbers, period: Period) -> int:
    value = numbers.value(sample.of, period)
    there_are = int(value) if isinstance(value, int | float) else 0
    share = -(-there_are * sample.share.numerator // sample.share.denominator)
    return min(there_are, max(share, sample.at_least))


def _visits(
    plan: Plan, period: Period, place: Place, visit: Visit, kind: str, count: int, random: Random
) -> Iterator[Row]:
    verdicts, quality = plan.answers[visit.answers].counting, place.quality_in(period.year)
    for number in range(1, count + 1):
        for item in visit.items:
            verdict = _VISITING.draw(verdicts, quality, random)
            reason = "" if verdict == verdicts[0] else random.choice(_FAULTY)
            inspector = random.choice(visit.reviewers) if visit.reviewers else f"V{random.randint(1, 9)}"
            yield [period.id, place.code, kind, f"{kind}{number:02}", item, verdict, inspector, reason]
