"""What Spark may not compute alike is refused before anything is sent to it: which item, which method, and why.

Numbers of more than 38 digits are refused earlier still and for every engine (`scoring.sql.width`). Here it is about
functions and types, which a method may use of DuckDB's and Spark does not have, or has with another meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.engine.plans import Plan
from scoring.engine.transpiled import Foreign, foreign
from scoring.errors import Unportable
from scoring.evidence.draft import Draft
from scoring.rubric.entries import Entry
from scoring.rubric.model import Leaf
from scoring.sql.steps import Step
from scoring.words import Text

_OF_ENTRY = re.compile(r"(?:[iy]\d+ |rate )(\d+)(?: .*)?|[a-z](\d+)[nd]?(?: .*)?|[a-z]\w* (\d+)@.*")
"""Columns named after an entry: `i0 7 told`, `b7`, `x7n of1`, `desk_sum 7@2024`; see `scoring.evidence.draft`."""
_ITEM = Text("“{title}”（{code}，计分方法 {methods}）", "'{title}' ({code}, method {methods})")
_STEP = Text("计算步骤“{name}”", "step '{name}'")
_REFUSED = Text(
    "Spark 上不能计算{where}：其中用到 {what}，Spark 没有它，或结果未必与 DuckDB 逐位相同。"
    "请改用 --engine duckdb，或换一种计分方法",
    "Spark cannot compute {where}: it uses {what}, which Spark does not have, or may give other digits by than DuckDB. "
    "Use --engine duckdb, or another method",
)


def look_over(plan: Plan) -> None:
    """See to it that Spark can run a plan and all it rests on.

    Raises:
        Unportable: it cannot; the first thing it could not is named.
    """
    for one in _all(plan):
        for step in one.draft.steps:
            for found in foreign(step.sql):
                raise Unportable(_REFUSED.with_(where=_where(one.draft, step, found), what=found.what))


def _all(plan: Plan) -> Iterator[Plan]:
    for link in plan.links:
        if link.plan:
            yield from _all(link.plan)
    yield plan


def _where(draft: Draft, step: Step, found: Foreign) -> Text:
    named = _OF_ENTRY.fullmatch(found.column)
    index = int(next(filter(None, named.groups()))) if named else None
    entry = next((one for one in draft.outline.entries if one.index == index), None)
    if entry is None:
        return _STEP.with_(name=step.name)
    return _ITEM.with_(title=entry.item.title, code=entry.item.code, methods=_methods(entry))


def _methods(entry: Entry) -> Text:
    item = entry.item
    used = [item.evidence, *item.transforms, item.scale] if isinstance(item, Leaf) else [item.combine]
    return Text(*(comma.join(one.key for one in used) for comma in ("、", ", ")))
