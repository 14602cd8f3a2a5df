"""The roster: who stands on it, at which level, in which group, with which attributes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from scoring.intake.due import words_in
from scoring.intake.findings import Finding
from scoring.intake.inputs import ROSTER
from scoring.intake.parents import meant
from scoring.intake.reader import gather, placed
from scoring.intake.recognise import Table
from scoring.intake.rows import (
    ITSELF,
    Checker,
    Fault,
    as_text,
    choices,
    likened,
    place_of,
    spoken_place,
    tidied,
    translate,
)
from scoring.intake.who import REMARK, TOTAL, Register, is_remark, is_total
from scoring.intake.wording import marked, one_of, tidy
from scoring.rubric.declarations import Attribute
from scoring.rubric.model import Rubric
from scoring.words import Text

_NO_CODE = Fault("blank_key", Text("没有写地区代码，整行未采用", "no code is given: row not used"))
_LEVEL = Fault(
    "unknown_level", Text("评分规则没有这个层级，视为未写。{hint}", "the rubric has no such level: left blank.{hint}")
)
_GROUP = Fault(
    "unknown_group", Text("评分规则没有这个分组，视为未写。{hint}", "the rubric has no such group: left blank.{hint}")
)
_ATTRIBUTE = Fault(
    "unknown_attribute", Text("不是该属性可取的值，视为未写。{hint}", "no value of this attribute: left blank.{hint}")
)
_BLANK = Fault(
    "blank_fact",
    Text(
        "没有写，而评分规则要用：按它区分的目标、适用范围和否决条件将无法判断",
        "left blank, though the rubric uses it: targets, scopes and gates that depend on it cannot be told",
    ),
    "warning",
)
_WHOLE = re.compile(r"[-+]?(?:[0-9]{1,15}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4})")
_PLACE = ("file", "sheet", "row", "column")


def read_roster(
    tables: Sequence[Table], rubric: Rubric, notes: list[Finding], elsewhere: Collection[str] = ()
) -> pl.DataFrame:
    """The roster of all roster tables, in the order read.

    Args:
        tables: tables of that kind.
        rubric: levels, groups and attributes it allows.
        notes: takes the findings.
        elsewhere: facts that other tables give, by their columns' names (`level`, `attribute:severe`).

    Returns:
        One row a jurisdiction: `ROSTER`, then the rubric's attributes (text, or Int64). What the rubric does not
        know of a level, group or attribute is null. Of two rows with one code the first counts.
    """
    schema = {**ROSTER, **attributes_of(rubric), **dict.fromkeys(_PLACE[:2], pl.String), "row": pl.Int64}
    rows = _first_of_each(gather([_one(table, rubric, notes, elsewhere) for table in tables], schema), notes)
    rows = rows.with_columns(meant(rows["parent"], register_of(rows)).alias("parent"))
    return of_the_only_level(rows.drop(_PLACE), rubric)


def attributes_of(rubric: Rubric) -> dict[str, type[pl.DataType]]:
    """The columns of the rubric's attributes."""
    attributes = rubric.population.attributes
    return {name: pl.Int64 if one.type == "number" else pl.String for name, one in attributes.items()}


def of_the_only_level(roster: pl.DataFrame, rubric: Rubric) -> pl.DataFrame:
    """The roster, everybody on the one level there is where the rubric has only one."""
    levels = list(rubric.population.levels)
    return roster.with_columns(pl.col("level").fill_null(levels[0])) if len(levels) == 1 else roster


def _one(table: Table, rubric: Rubric, notes: list[Finding], elsewhere: Collection[str]) -> pl.DataFrame:
    check = Checker(table, table.data, notes)
    drop_what_is_nobody(check)
    check.keep(check.rows["jurisdiction"].is_not_null(), "jurisdiction", _NO_CODE)
    for column in ("jurisdiction", "name", "parent"):
        check.add(column, tidied(as_text(check.rows, column)))
    check.add("name", pl.select(pl.coalesce(check.rows["name"], check.rows["jurisdiction"])).to_series())
    _tell_blanks(check, rubric, elsewhere)
    match_facts(check, rubric)
    return placed(check, "jurisdiction")


def match_facts(check: Checker, rubric: Rubric) -> None:
    """Level, group and attributes as the rubric calls them, each in a column of its name; null where it has none."""
    population = rubric.population
    _match(check, "level", [(code, (title.zh, title.en)) for code, title in population.levels.items()], _LEVEL)
    _match(check, "group", [(group, ()) for group in population.groups], _GROUP)
    for name, attribute in population.attributes.items():
        source = f"attribute:{name}"
        if attribute.type == "number":
            _match_number(check, source, name, attribute)
        else:
            _match(check, source, [(value, ()) for value in attribute.values], _ATTRIBUTE, name)


def drop_what_is_nobody(check: Checker) -> None:
    """Drop rows of totals and remarks, each with its finding."""
    for column in ("jurisdiction", "name"):
        texts = as_text(check.rows, column)
        check.keep(~translate(texts, is_total, pl.Boolean, plainly=False).fill_null(value=False), column, TOTAL)
    remark = translate(as_text(check.rows, "jurisdiction"), is_remark, pl.Boolean, plainly=False).fill_null(value=False)
    check.keep(~remark, "jurisdiction", REMARK)


def facts_read(rubric: Rubric) -> dict[str, tuple[str, Text]]:
    """The facts the rubric uses, with their columns' names and titles: group and attributes where anything reads them.

    The level is always one of them, unless there is only one.
    """
    read = {*words_in(rubric.tree.model_dump()), *words_in(rubric.population.assessed)}
    read.update(word for gate in rubric.gates for word in words_in(gate.when))
    facts = {"level": ("level", Text("层级", "level"))} if len(rubric.population.levels) > 1 else {}
    if "group" in read:
        facts["group"] = ("group", Text("分组", "group"))
    attributes = rubric.population.attributes.items()
    return facts | {name: (f"attribute:{name}", one.title) for name, one in attributes if name in read}


def _tell_blanks(check: Checker, rubric: Rubric, elsewhere: Collection[str]) -> None:
    for source, title in facts_read(rubric).values():
        blank = as_text(check.rows, source).is_null()
        if source in check.table.at or not blank.any():
            check.tell(blank, source, _BLANK)
        elif source not in elsewhere:
            message = Text(
                "名册没有“{title}”一列，而评分规则要用", "the roster has no column “{title}”, though the rubric uses it"
            )
            check.notes.append(
                Finding("warning", "blank_fact", check.table.place(), message.with_(title=title), expected=title)
            )


def _match(check: Checker, source: str, names: list[tuple[str, Sequence[str]]], fault: Fault, into: str = "") -> None:
    texts = as_text(check.rows, source)
    meant = choices(names) if names else tidy
    values = translate(texts, meant, pl.String, plainly=None if names else ITSELF)
    known = tuple(name for name, _ in names)
    check.add("written", texts)
    strange = texts.is_not_null() & values.is_null()
    if strange.any():
        check.tell(strange, source, replace(fault, expected=one_of(known), known=known), "written")
    check.add(into or source, values)


def _match_number(check: Checker, source: str, name: str, attribute: Attribute) -> None:
    texts = as_text(check.rows, source)
    least, most = attribute.minimum, attribute.maximum or 0

    def whole(text: str) -> int | None:
        plain = tidy(text)
        number = int(plain.replace(",", "")) if _WHOLE.fullmatch(plain) and not marked(text) else None
        return number if number is not None and least <= number <= most else None

    numbers = translate(texts, whole, pl.Int64)
    expected = Text("{least}至{most}的整数", "a whole number from {least} to {most}").with_(least=least, most=most)
    check.add("written", texts)
    strange = texts.is_not_null() & numbers.is_null()
    if strange.any():
        check.tell(strange, source, replace(_ATTRIBUTE, expected=expected), "written")
    check.add(name, numbers)


def _first_of_each(rows: pl.DataFrame, notes: list[Finding]) -> pl.DataFrame:
    key = likened(rows["jurisdiction"])
    if not key.is_duplicated().any():
        return rows
    facts = [column for column in rows.columns if column not in _PLACE]
    first: dict[str, dict[str, Any]] = {}
    for code, row in zip(key, rows.iter_rows(named=True), strict=True):
        kept = first.setdefault(code, row)
        if kept is row:
            continue
        agrees = all(kept[fact] == row[fact] for fact in facts)
        words = {"cell": spoken_place(place_of(kept), row["file"], row["sheet"])}
        same = Text("地区代码重复，与{cell}一致，只计一次", "this code stands in {cell} too, alike: counted once")
        clash = Text(
            "地区代码重复而内容不一致，以{cell}为准，本行未采用",
            "this code stands in {cell} with other content: that row counts, this one is not used",
        )
        notes.append(
            Finding(
                "warning" if agrees else "error",
                "duplicate" if agrees else "conflict",
                place_of(row),
                (same if agrees else clash).with_(**words),
                found=row["jurisdiction"],
                jurisdiction=kept["jurisdiction"],
            )
        )
    return rows.filter(key.is_first_distinct())


def tell_the_silent(tables: Sequence[Table], roster: pl.DataFrame, present: pl.Series, notes: list[Finding]) -> None:
    """A warning for each on the roster whom no other table names, where it names others of the same level.

    Args:
        tables: the roster's tables.
        roster: the roster as read.
        present: codes with a row in any other table.
        notes: takes the findings.
    """
    if not tables:
        return
    there = pl.col("jurisdiction").is_in(present.implode())
    missing = roster.filter(~there)
    levels = set(roster.filter(there)["level"].unique()) if len(missing) else set()
    # A level nobody of which appears is one the programme keeps on the roster without assessing it.
    silent = {row["jurisdiction"] for row in missing.iter_rows(named=True) if row["level"] in levels}
    for table in tables:
        for text, row in zip(as_text(table.data, "jurisdiction"), table.data["row"], strict=True):
            code = tidy(text or "")
            if code in silent:
                silent.remove(code)
                message = Text("名册中的这个地区在其他各表中都没有出现", "on the roster, but in no other table")
                place = table.place(row, "jurisdiction")
                notes.append(Finding("warning", "silent_member", place, message, found=code, jurisdiction=code))


def register_of(roster: pl.DataFrame) -> Register:
    """The register of a roster."""
    return Register(roster["jurisdiction"], roster["name"])
