"""What a rubric asks for: read from its file as text, so that columns, items and questions stay in step with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

COUNTY, TOWN = "旗县区", "苏木镇"


@dataclass(frozen=True)
class Metric:
    """A column to fill in: its header names the unit, as collection sheets do."""

    code: str
    title: str
    unit: str
    decimals: int
    quarterly: bool
    last: bool

    @property
    def header(self) -> str:
        """The column's header."""
        return f"{self.title}（{self.unit}）"


@dataclass(frozen=True)
class Visit:
    """The checklist of one leaf, and the site types it is filled in at."""

    types: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True)
class Sample:
    """How many sites of a type are visited: a share of a metric, at least so many."""

    share: Fraction
    of: str
    at_least: int


@dataclass(frozen=True)
class Plan:
    """Everything the sample inputs must hold."""

    metrics: tuple[Metric, ...]
    desk_items: dict[str, str]
    county_items: frozenset[str]
    visits: tuple[Visit, ...]
    samples: dict[str, Sample]
    survey: str
    questions: dict[str, str]


def read_plan(rubric: Path) -> Plan:
    """The plan of a rubric file. Scalars stay text: `BaseLoader` turns none into a number or a date."""
    content = yaml.load(rubric.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - builds texts only
    leaves = list(_leaves(content["tree"], county=False))
    desk = [(leaf["desk_review"]["items"], county) for leaf, county in leaves if "desk_review" in leaf]
    visits = [leaf["site_visits"] for leaf, _ in leaves if "site_visits" in leaf]
    (survey,) = content["surveys"]
    return Plan(
        metrics=tuple(_metric(code, metric) for code, metric in content["metrics"].items()),
        desk_items={code: title["zh"] for items, _ in desk for code, title in items.items()},
        county_items=frozenset(code for items, county in desk if county for code in items),
        visits=tuple(Visit(tuple(visit["sites"]), tuple(visit["items"])) for visit in visits),
        samples={name: _sample(site["sample"]) for name, site in content["sites"].items()},
        survey=survey,
        questions={code: question["answers"] for code, question in content["surveys"][survey]["questions"].items()},
    )


def _leaves(item: dict[str, Any], *, county: bool) -> Iterator[tuple[dict[str, Any], bool]]:
    county = county or f"level = '{COUNTY}'" in item.get("applies_to", "")
    if "leaf" in item:
        yield item, county
    for child in item.get("children", ()):
        yield from _leaves(child, county=county)


def _metric(code: str, written: dict[str, Any]) -> Metric:
    return Metric(
        code=code,
        title=written["title"]["zh"],
        unit=written["unit"],
        decimals=int(written.get("decimals", "0")),
        quarterly=written.get("every") == "quarter",
        last=written.get("over") == "last",
    )


def _sample(written: dict[str, str]) -> Sample:
    return Sample(Fraction(written["share"].rstrip("%")) / 100, written["of"], int(written["at_least"]))
