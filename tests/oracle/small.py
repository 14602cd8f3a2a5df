"""The smallest rubric around a few leaves, as the YAML file's own mapping with every scalar as text."""

from __future__ import annotations

from typing import Any

import yaml

BASE = """
rubric: {id: small, title: 小例, version: "1", source: {title: 小例}}
population: {levels: {县: 县, 镇: 镇}, groups: [一类, 二类]}
periods:
- {id: "2022", kind: year, title: 2022年, starts: 2022-01-01, ends: 2022-12-31}
- {id: "2023", kind: year, title: 2023年, starts: 2023-01-01, ends: 2023-12-31}
- {id: 2023Q1, kind: quarter, title: 一季度, starts: 2023-01-01, ends: 2023-03-31}
- {id: 2023Q2, kind: quarter, title: 二季度, starts: 2023-04-01, ends: 2023-06-30}
- {id: 2023Q3, kind: quarter, title: 三季度, starts: 2023-07-01, ends: 2023-09-30}
- {id: 2023Q4, kind: quarter, title: 四季度, starts: 2023-10-01, ends: 2023-12-31}
metrics:
  a: {title: 甲, unit: 个, maximum: 1000, every: quarter}
  b: {title: 乙, unit: 个, maximum: 1000, every: quarter}
  rate: {title: 率, unit: "%", decimals: 2, maximum: 100, every: quarter, over: last}
answers:
  verdict:
    options: {符合: 100%, 基本符合: 60%, 不符合: 0%, 不适用: not_applicable, 未查: not_assessed}
    assumed: {options: 小例}
  opinion:
    options: {满意: 100%, 一般: 60%, 不满意: 0%, 不了解: excluded}
    assumed: {options: 小例}
surveys:
  public: {title: 问卷, questions: {S1: {title: 一, answers: opinion}, S2: {title: 二, answers: opinion}}}
sites: {学校: {title: 学校}, 社区: {title: 社区}}
events: {通报: {title: 通报, severities: [一般, 重大]}, 案件: {title: 案件}}
settings:
  {missing: zero, not_applicable: rescale, not_assessed: rescale, round: 0.01, zero_by_zero: not_assessed,
   by_zero: not_assessed}
assumed:
  {points: 小例, settings: 小例, policy: 小例, role: 小例, round: 小例, scale: 小例, due: 小例, evidence: 小例,
   metric: 小例, applies_to: 小例, change: 小例, coverage: 小例}
rank: {of: total, digits: 2, assumed: {rank: 小例}}
"""


def small(children: str | list[Any], *, points: str = "10", more: str | dict[str, Any] | None = None) -> dict[str, Any]:
    """The rubric whose root `total` has these children, YAML or already read; `more` is laid over its top level."""
    rubric: dict[str, Any] = _read(BASE)
    tree = {"node": "total", "title": "总分", "points": points, "children": _read(children)}
    for key, value in (_read(more) or {}).items():
        rubric[key] = {**rubric.get(key, {}), **value} if isinstance(value, dict) else value
    root = rubric.pop("tree", {})
    return {**rubric, "tree": {**tree, **root}}


def _read(written: Any) -> Any:
    return yaml.load(written, yaml.BaseLoader) if isinstance(written, str) else written  # noqa: S506 - only plain data
