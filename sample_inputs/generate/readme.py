"""The page beside the sample inputs: what the files are, and where every difficulty stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sample_inputs.generate.places import Place
from sample_inputs.generate.plan import Plan
from sample_inputs.generate.planter import Planted
from sample_inputs.generate.programme import Programme
from sample_inputs.generate.tables import Tables

_HEAD = """# 示例数据 · Sample inputs

测评体系 · rubric: [{slug}](../../rubrics/{slug}.yaml)，{title}

本文件夹内的地区、数字、问卷和案事件**全部虚构**，由带种子的程序生成；地区名称都以“示例·”开头，与任何真实地区无关。
Everything here is **fictional** and made by a seeded program; every place name
begins with “示例·” and names no real place.

期次 · periods: {periods}

重新生成 · to make it again: `python -m sample_inputs.generate {slug}`（种子 · seed {seed}）

| 文件 file | 内容 content | 格式 format | 行 rows |
|---|---|---|---|
"""

_CASES = """
## 有意放入的难例 · Planted difficulties

下表也写在 `planted.json` 中，供测试使用。The same list is in `planted.json`, for the tests.

| 类别 kind | 位置 place | 地区 | 指标 metric | 内容 found | 含义 meaning |
|---|---|---|---|---|---|
"""

_CONTENTS = {
    "roster": "名录：{levels} · roster",
    "metrics": "填报指标，一期一表 · submitted metrics, a sheet a period",
    "upper": "上级和第三方提供的指标，一行一个数 · metrics reported by others, a row a number",
    "desk": "台账审查 · desk review",
    "visits": "实地检查 · site visits",
    "survey": "群众问卷 · survey answers",
    "events": "案事件 · events",
    "marks": "评委打分 · judges’ marks",
    "reports": "报送记录 · reports sent in",
}
_FORMATS = {"xlsx": "xlsx", "gb18030": "CSV，GB18030", "utf-8-sig": "CSV，UTF-8", "parquet": "Parquet"}


def readme(
    programme: Programme, plan: Plan, places: Sequence[Place], tables: Tables, planted: Sequence[Planted]
) -> str:
    """The page as Markdown."""
    levels = "、".join(f"{count}个{level}" for level, count in Counter(place.level for place in places).items())
    rows: Counter[tuple[str, str]] = Counter()
    for kind, sheet in tables.all():
        rows[kind, sheet.file] += len(sheet.rows)
    files = "".join(
        f"| {file} | {_CONTENTS[kind].format(levels=levels)} | {_FORMATS[programme.format(kind)]} | {count:,} |\n"
        for (kind, file), count in rows.items()
    )
    head = _HEAD.format(
        slug=programme.slug,
        title=plan.title,
        periods="、".join(period.id for period in plan.timeline.periods),
        seed=programme.seed,
    )
    cases = "".join(
        f"| {one.kind} | {_place(one)} | {one.jurisdiction} | {one.metric} | {_plain(one.found)} | {one.meaning} |\n"
        for one in planted
    )
    return head + files + _CASES + cases


def _place(one: Planted) -> str:
    return " ".join(part for part in (one.file, one.sheet, one.cell) if part)


def _plain(found: str) -> str:
    return f"`{' '.join(found.split())}`" if found.strip() else ""
