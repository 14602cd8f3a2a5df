"""Records in rows: desk reviews, site visits, survey answers, events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from sample_inputs.generate.places import Place
from sample_inputs.generate.plan import Plan, Sample
from sample_inputs.generate.scene import Values

Row = list[object]

DESK_HEADER = ["测评期", "地区代码", "项目", "结论", "审查员", "佐证编号", "理由"]
VISIT_HEADER = ["测评期", "地区代码", "点位类型", "点位", "检查项", "结论", "检查员", "理由"]
SURVEY_HEADER = ["测评期", "地区代码", "问卷", "受访者编号", "题号", "答案"]
EVENT_HEADER = ["日期", "地区代码", "事件类型", "严重程度", "数量", "佐证编号", "说明"]

DESK_PERIODS = (("2022", 2022), ("2023H1", 2023), ("2023H2", 2023), ("2023", 2023))
YEARS = (2022, 2023)

_WEAK = ("材料不全", "有制度无落实记录", "记录不连续", "未见本期材料")
_ABSENT = "辖区无此项业务"
_FAULTY = ("台账与现场不符", "设施损坏", "内容未更新", "责任人不清楚职责")

_SCALES = {
    "satisfaction": ("非常满意", "满意", "一般", "不满意", "非常不满意", "不了解"),
    "safety": ("很安全", "比较安全", "一般", "不太安全", "很不安全", "说不清"),
}
_YES_NO = {"knows": ("知晓", "不知晓", "拒答"), "participation": ("参加过", "没有参加过", "记不清")}


def desk_reviews(plan: Plan, places: Sequence[Place]) -> list[Row]:
    """A verdict on each item of each place, in each period that has a desk review."""
    rows: list[Row] = []
    for period, year in DESK_PERIODS:
        for place in places:
            random = place.random("desk", period)
            quality = place.quality_in(year)
            due = (item for item in plan.desk_items if place.is_county or item not in plan.county_items)
            rows += [_desk_row(period, place, item, quality, random) for item in due]
    for number, row in enumerate(rows, 1):
        row[5] = f"证{number:05}" if row[3] in ("符合", "基本符合") else ""
    return rows


def _desk_row(period: str, place: Place, item: str, quality: float, random: Random) -> Row:
    drawn = random.random()
    good = 0.42 + 0.57 * quality
    verdict = "符合" if drawn < good else "基本符合" if drawn < good + 0.65 * (1 - good) else "不符合"
    if random.random() < 0.006:
        verdict = random.choice(("不适用", "未查"))
    reason = {"符合": "", "不适用": _ABSENT, "未查": "审查期内未提供台账"}.get(verdict) or (
        random.choice(_WEAK) if verdict != "符合" else ""
    )
    return [period, place.code, item, verdict, f"R{random.randint(1, 12):02}", "", reason]


def site_visits(plan: Plan, places: Sequence[Place], numbers: dict[str, dict[str, Values]]) -> list[Row]:
    """A checklist for each site visited; the sites are drawn by the rubric's sampling rule."""
    rows: list[Row] = []
    for year in YEARS:
        for place in places:
            known = numbers[place.code]
            # What a stock came to at the end of the year: the sheet of the year, else of its last quarter.
            held = {**known["2023Q4"], **known["2023"]} if year == 2023 else known["2022"]
            random = place.random("visits", year)
            for visit in plan.visits:
                for kind in visit.types:
                    count = _sampled(plan.samples[kind], held)
                    rows += _visits(year, place, kind, count, visit.items, random)
    return rows


def _sampled(sample: Sample, held: Values) -> int:
    there_are = int(held.get(sample.of) or 0)
    share = -(-there_are * sample.share.numerator // sample.share.denominator)
    return min(there_are, max(share, sample.at_least))


def _visits(year: int, place: Place, kind: str, count: int, items: tuple[str, ...], random: Random) -> Iterator[Row]:
    good = 0.5 + 0.49 * place.quality_in(year)
    for number in range(1, count + 1):
        for item in items:
            drawn = random.random()
            verdict = "合格" if drawn < good else "部分合格" if drawn < good + 0.6 * (1 - good) else "不合格"
            reason = "" if verdict == "合格" else random.choice(_FAULTY)
            yield [str(year), place.code, kind, f"{kind}{number:02}", item, verdict, f"V{random.randint(1, 9)}", reason]


def survey_answers(plan: Plan, places: Sequence[Place]) -> list[Row]:
    """Every respondent's answer to every question: two dozen people a township, some thirty a county."""
    rows: list[Row] = []
    for year in YEARS:
        for place in places:
            random = place.random("survey", year)
            people = random.randint(28, 34) if place.is_county else random.randint(23, 26)
            quality = place.quality_in(year)
            for person in range(1, people + 1):
                for question, answers in plan.questions.items():
                    answer = _answer(answers, quality, random)
                    rows.append([str(year), place.code, plan.survey, f"{person:03}", question, answer])
    return rows


def _answer(answers: str, quality: float, random: Random) -> str:
    if answers in _YES_NO:
        yes, no, neither = _YES_NO[answers]
        likely = 0.72 + 0.27 * quality if answers == "knows" else 0.3 + 0.4 * quality
        return neither if random.random() < 0.01 else yes if random.random() < likely else no
    scale = _SCALES[answers]
    if random.random() < 0.02:
        return scale[-1]
    # A worse run place moves its answers down the scale, a step at a time.
    step = sum(random.random() < 0.46 * (1.08 - quality) for _ in range(4))
    return scale[step]


def events(places: Sequence[Place], numbers: dict[str, dict[str, Values]]) -> list[Row]:
    """What the submitted numbers report as having happened, and the late and false reports of both years."""
    rows: list[Row] = []
    for year in YEARS:
        for place in places:
            rows += _reported(place, year, numbers[place.code])
            random = place.random("events", year)
            for kind, chance in (("迟报漏报", 0.22), ("虚报瞒报", 0.04), ("形式主义", 0.06)):
                if random.random() < chance * (1.1 - place.quality_in(year)):
                    rows.append([_day(random, year), place.code, kind, "", random.choice((1, 1, 2)), "", "督导通报"])
    rows.sort(key=lambda row: (str(row[0]), str(row[1]), str(row[2])))
    for number, row in enumerate(rows, 1):
        row[5] = f"事{number:04}"
    return rows


def _reported(place: Place, year: int, known: dict[str, Values]) -> Iterator[Row]:
    random = place.random("reported", year)
    sheets = ("2022",) if year == 2022 else tuple(f"2023Q{n}" for n in range(1, 5))
    for sheet in sheets:
        quarter = int(sheet[-1]) if "Q" in sheet else 0
        for metric, kind, severity in (("user_incidents", "肇事肇祸", "一般"), ("plants", "种植案件", "零星")):
            if known[sheet].get(metric):
                yield [_day(random, year, quarter), place.code, kind, severity, 1, "", "按填报数登记"]


def _day(random: Random, year: int, quarter: int = 0) -> str:
    month = random.randint(3 * quarter - 2, 3 * quarter) if quarter else random.randint(1, 12)
    return f"{year}-{month:02}-{random.randint(1, 28):02}"
