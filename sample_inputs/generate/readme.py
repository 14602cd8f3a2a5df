"""The page beside the sample inputs: what the files are, and where every difficulty stands."""

from __future__ import annotations

from collections.abc import Sequence

from sample_inputs.generate.faults import Planted
from sample_inputs.generate.inputs import Tables

_HEAD = """# 示例数据 · Sample inputs

本文件夹内的地区、数字、问卷和案事件**全部虚构**，由带种子的程序生成；地区名称都以“示例·”开头，与任何真实地区无关。
Everything here is **fictional** and made by a seeded program; every place name
begins with “示例·” and names no real place.

重新生成 · to make it again: `python -m sample_inputs.generate`

| 文件 file | 内容 content | 行 rows |
|---|---|---|
"""

_CASES = """
## 有意放入的难例 · Planted difficulties

下表也写在 `planted.json` 中，供测试使用。The same list is in `planted.json`, for the tests.

| 类别 kind | 位置 place | 地区 | 指标 metric | 内容 found | 含义 meaning |
|---|---|---|---|---|---|
"""


def readme(tables: Tables, planted: Sequence[Planted]) -> str:
    """The page as Markdown."""
    metrics = list(tables.metrics.values())
    submitted = sum(len(sheet.rows) for sheet in metrics)
    contents = (
        (tables.roster.file, "名录：40个旗县区、260个苏木镇 · roster", len(tables.roster.rows)),
        (metrics[0].file, "填报指标，一期一表 · submitted metrics, a sheet a period", submitted),
        (tables.desk.file, "台账审查 · desk review", len(tables.desk.rows)),
        (tables.visits.file, "实地检查（GB18030）· site visits", len(tables.visits.rows)),
        (tables.survey.file, "群众问卷（UTF-8）· survey answers", len(tables.survey.rows)),
        (tables.events.file, "案事件 · events", len(tables.events.rows)),
    )
    files = "".join(f"| {file} | {what} | {rows:,} |\n" for file, what, rows in contents)
    cases = "".join(
        f"| {one.kind} | {_place(one)} | {one.jurisdiction} | {one.metric} | {_plain(one.found)} | {one.meaning} |\n"
        for one in planted
    )
    return _HEAD + files + _CASES + cases


def _place(one: Planted) -> str:
    return " ".join(part for part in (one.file, one.sheet, one.cell) if part)


def _plain(found: str) -> str:
    return f"`{' '.join(found.split())}`" if found.strip() else ""
