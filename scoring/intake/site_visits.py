"""Site-visit records: a site of some type, an item checked there, a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from scoring.intake.answers import Options
from scoring.intake.asked import visit_items
from scoring.intake.due import not_due_records
from scoring.intake.inputs import SITE_VISITS
from scoring.intake.reader import Reader, gather, placed
from scoring.intake.recognise import Table
from scoring.intake.rows import Checker, Fault, choices, settle, translate
from scoring.intake.wording import one_of, tidy
from scoring.rubric.model import Rubric
from scoring.words import Text

_UNKNOWN_TYPE = Fault(
    "unknown_site_type",
    Text("评分规则没有这类点位，未采用。{hint}", "the rubric has no such type of site: not used.{hint}"),
)
_UNKNOWN_ITEM = Fault(
    "unknown_item", Text("实地检查没有这一项，未采用。{hint}", "the site visits have no such item: not used.{hint}")
)
_NOT_THERE = Fault("unknown_item", Text("这类点位不检查这一项，未采用", "not an item of this type of site: not used"))
_NO_SITE = Fault("blank_key", Text("没有写点位，未采用", "no site is named: not used"))
_KEY = ("period", "jurisdiction", "site_type", "site", "item")


def read_site_visits(tables: Sequence[Table], reader: Reader) -> pl.DataFrame:
    """The records of all site-visit tables, one a period, jurisdiction, site type, site and item.

    Args:
        tables: tables of that kind.
        reader: what they are held against; takes the findings.

    Returns:
        One row a record, `SITE_VISITS`, verdicts as the rubric words them.
    """
    asked = visit_items(reader.rubric)
    options = Options(reader.rubric)
    parts = []
    for table in tables:
        check = reader.checked(table)
        check.keep(check.rows["site"].is_not_null(), "site", _NO_SITE)
        check.add("site", translate(check.rows["site"].cast(pl.String), tidy, pl.String))
        _match_types(check, reader.rubric)
        titles = {code: (item.title.zh, item.title.en) for (_, code), item in asked.items()}
        _match(check, "item", list(titles.items()), _UNKNOWN_ITEM)
        places = check.rows.select("site_type", "item").unique()
        sets = [asked[place].answers if place in asked else None for place in places.iter_rows()]
        places = places.with_columns(pl.Series("answers", sets, dtype=pl.String))
        check.rows = check.rows.join(places, on=["site_type", "item"], how="left", maintain_order="left")
        check.keep(check.rows["answers"].is_not_null(), "item", _NOT_THERE)
        options.match_verdicts(check)
        parts.append(placed(check, "verdict"))
    rows = gather(parts, SITE_VISITS)
    kept = settle(rows, _KEY, "verdict", Text("检查记录", "site-visit record"), reader.notes)
    reader.notes.extend(not_due_records(kept, "site_visits", ["site_type"], reader.rubric))
    return kept.select(*SITE_VISITS)


def _match_types(check: Checker, rubric: Rubric) -> None:
    _match(
        check,
        "site_type",
        [(code, (site.title.zh, site.title.en)) for code, site in rubric.sites.items()],
        _UNKNOWN_TYPE,
    )


def _match(check: Checker, column: str, names: list[tuple[str, tuple[str, str]]], fault: Fault) -> None:
    check.add("written", check.rows[column])
    check.add(column, translate(check.rows["written"].fill_null(""), choices(names), pl.String))
    known = [code for code, _ in names]
    told = replace(fault, expected=one_of(known), known=tuple(known))
    check.keep(check.rows[column].is_not_null(), column, told, "written")
