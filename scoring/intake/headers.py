"""Column headers: what each may mean, in Chinese and English, and which kind of table they make together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scoring.rubric.model import Rubric
from scoring.rubric.titles import alike, metric_titles, reason_titles
from scoring.words import Text

# What a column is for, and the headers it goes by; one header may serve several (类型), the kind of table decides.
ROLES: dict[str, str] = {
    "jurisdiction": "地区代码 行政区划代码 区划代码 行政区代码 地区编码 地区编号 被测评地区 被测评地区代码 测评地区"
    " 单位代码 代码 编码 地区 jurisdiction jurisdiction_code code region_code"
    " ucode unit_code iso3 iso_code iso3_code country_code countrycode",
    "name": "地区名称 行政区划名称 被测评地区名称 单位名称 地区名 名称 name jurisdiction_name"
    " uname unit_name country country_name region_name",
    "level": "层级 级别 地区层级 行政层级 行政级别 level",
    "parent": "上级代码 上级地区 上级地区代码 上级编码 上级行政区划代码 所属地区代码 parent parent_code",
    "group": "分组 组别 规模 类别 分类 规模等级 地区分组 group size_class",
    "period": "期次 测评期 测评期次 周期 填报期 期间 报告期 年度 period",
    "stage": "阶段 数据阶段 评价阶段 口径 数据口径 stage",
    "metric": "指标 填报指标 指标名称 指标代码 数据项 metric metric_code indicator",
    "value": "数值 指标值 填报值 值 填报数 value",
    "item": "项目 检查项 检查项目 审查项 审查项目 检查内容 项目编号 项目代码 条目 评分项 评分项目 评审项目"
    " item item_code",
    "verdict": "结论 评定 评定结论 审查结论 检查结论 检查结果 判定 结果 verdict result",
    "reviewer": "评审员 评审员代码 审查员 审查员代码 检查员 检查员代码 检查人代码 reviewer inspector reviewer_code",
    "evidence": "佐证编号 证据编号 佐证材料编号 材料编号 文号 佐证 evidence evidence_number evidence_no",
    "reason": "理由 原因 说明 扣分原因 扣分理由 情况说明 原因说明 reason note comment",
    "site_type": "点位类型 场所类型 检查点类型 点位类别 类型 site_type type",
    "site": "点位 点位名称 点位编号 点位代码 检查点 检查点位 检查点名称 场所 场所名称 site site_name site_code",
    "survey": "问卷 问卷名称 问卷类型 调查 survey",
    "respondent": "受访者 受访者编号 受访者代码 问卷编号 样本编号 答卷编号 respondent respondent_id",
    "question": "题号 问题 题目 题目编号 问题编号 question question_code",
    "class": "受访者类别 受访者类型 受访群体 人群类别 类别 class respondent_class",
    "answer": "答案 选项 回答 作答 answer option",
    "judge": "评委 评委代码 评委编号 评审员 评审员代码 专家 专家代码 选票编号 judge judge_code ballot",
    "mark": "评分 得分 分数 打分 mark score marks",
    "void": "作废 废票 是否作废 是否废票 无效票 void",
    "task": "报送事项 报送任务 报送材料 事项 任务 报表 报表名称 材料名称 task report",
    "window": "所属期 所属时期 所属月份 所属季度 所属年度 报送期 报告期 月份 季度 window for_period",
    "sent": "报送日期 报送时间 送达日期 送达时间 上报日期 上报时间 提交日期 提交时间 sent date_sent sent_on",
    "date": "日期 发生日期 发生时间 事件日期 时间 通报日期 date",
    "type": "事件类型 事项类型 案件类型 案事件类型 类型 type event event_type",
    "severity": "等级 严重程度 事件等级 性质 severity",
    "quantity": "数量 次数 起数 件数 quantity count",
    "unit": "unit",
    "time": "年份 time year",
}
_IDLE = "序号 编号 备注 填报人 填报单位 审核人 负责人 联系人 联系电话 填报日期 填报时间 no no. # remark remarks"
IDLE = frozenset(map(alike, _IDLE.split()))


@dataclass(frozen=True)
class Kind:
    """A kind of table: the columns it must have (each any of several), and those it may; long and wide are family."""

    name: str
    family: str
    title: Text
    needs: tuple[frozenset[str], ...]
    takes: frozenset[str]


def _kind(name: str, zh: str, en: str, needs: str, takes: str) -> Kind:
    # A jurisdiction is told by its code, by its name, or for want of both by a column of units.
    needs = needs.replace("jurisdiction|name", "jurisdiction|name|unit")
    takes = takes.replace("period", "period time")
    wanted = tuple(frozenset(one.split("|")) for one in needs.split())
    return Kind(
        name,
        name.removesuffix("_wide").removesuffix("_long"),
        Text(zh, en),
        wanted,
        frozenset(takes.split()).union(*wanted),
    )


_FACTS = "level group parent attribute:"
# The first whose needs are all met is taken, so the more telling kinds come first.
KINDS: tuple[Kind, ...] = (
    _kind(
        "survey", "问卷答案", "survey answers", "jurisdiction|name respondent question answer", "period survey class"
    ),
    _kind("survey_wide", "问卷答案", "survey answers", "jurisdiction|name respondent question:", "period survey class"),
    _kind(
        "site_visits",
        "实地检查",
        "site visits",
        "jurisdiction|name site_type site item verdict",
        "period reviewer reason evidence",
    ),
    _kind(
        "desk_review",
        "台账审查",
        "desk review",
        "jurisdiction|name item verdict",
        "period reviewer evidence reason",
    ),
    _kind("marks", "评委打分", "judges' marks", "jurisdiction|name item mark", "period judge void reason evidence"),
    _kind("marks_wide", "评委打分", "judges' marks", "jurisdiction|name judge rated:", "period void reason evidence"),
    _kind("reports", "报送记录", "reports sent in", "jurisdiction|name task window sent", "reason evidence"),
    _kind("metrics_long", "填报指标", "metrics", "jurisdiction|name metric value", "period stage reason"),
    _kind("events", "案事件", "events", "jurisdiction|name type date", "severity quantity evidence reason"),
    _kind("metrics", "填报指标", "metrics", "jurisdiction|name metric:", f"period stage reason: {_FACTS}"),
    _kind("roster", "地区名册", "roster", "jurisdiction|unit level|group|parent|name|attribute:", "attribute:"),
)

TABLE_WORDS = {kind.family: kind.title for kind in KINDS}
"""What a table was taken for, in words."""


class Vocabulary:
    """Every header a rubric's tables may bear, and what it may mean: `jurisdiction`, `metric:met`, `question:S1`."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        meanings: defaultdict[str, list[str]] = defaultdict(list)
        for meaning, names in _names(rubric):
            if meaning not in meanings[alike(names)]:
                meanings[alike(names)].append(meaning)
        self.meanings: Mapping[str, Sequence[str]] = dict(meanings)

    def of(self, header: str | None) -> Sequence[str]:
        """What a header may mean; nothing where it is not known."""
        return self.meanings.get(alike(header), ()) if header else ()

    def kind(self, headers: Iterable[str | None]) -> Kind | None:
        """The kind of table these headers make."""
        families = [{_family(meaning) for meaning in self.of(header)} for header in headers]
        found = set().union(*families)
        if found & {"level", "group", "parent"}:
            # A roster's attribute may bear the name of a metric (人口数): beside such columns it is the attribute.
            found = set().union(*(some - {"metric:"} if "attribute:" in some else some for some in families))
        return next((kind for kind in KINDS if all(found & need for need in kind.needs)), None)

    def meaning(self, header: str | None, kind: Kind) -> str:
        """What a header means in a table of that kind; nothing where it means nothing there."""
        taken = (meaning for meaning in self.of(header) if _family(meaning) in kind.takes | {"name"})
        return next(taken, "")


def _family(meaning: str) -> str:
    return meaning[: meaning.index(":") + 1] if ":" in meaning else meaning


def _names(rubric: Rubric) -> Iterable[tuple[str, str]]:
    for code, metric in rubric.metrics.items():
        yield from ((f"metric:{code}", title) for title in metric_titles(code, metric))
        yield from ((f"reason:{code}", title) for title in reason_titles(code, metric))
    for identifier, attribute in rubric.population.attributes.items():
        for title in (identifier, attribute.title.zh, attribute.title.en):
            yield f"attribute:{identifier}", title
    for survey in rubric.surveys.values():
        for code, question in survey.questions.items():
            for title in (code, question.title.zh, question.title.en, code + question.title.zh):
                yield f"question:{code}", title
    for panel in rubric.panels.values():
        for code, item in panel.items.items():
            for title in (code, item.title.zh, item.title.en, code + item.title.zh):
                yield f"rated:{code}", title
    for role, names in ROLES.items():
        for name in names.split():
            yield role, name
