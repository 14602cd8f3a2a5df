"""Facts of jurisdictions that stand in tables of records: who appears, and what a roster lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from scoring.intake.findings import Finding, Place
from scoring.intake.inputs import ROSTER
from scoring.intake.parents import meant
from scoring.intake.reader import Reader
from scoring.intake.recognise import Table
from scoring.intake.roster import attributes_of, drop_what_is_nobody, facts_read, match_facts, of_the_only_level
from scoring.intake.rows import Checker, as_text, spoken_place, tidied
from scoring.intake.who import Register
from scoring.intake.wording import clip
from scoring.rubric.model import Rubric
from scoring.words import Text

_PLAIN = ("level", "group", "parent")
_OWN = ("jurisdiction", "name", *_PLAIN)


def facts_beside(tables: Sequence[Table]) -> set[str]:
    """The columns of these tables that tell something of a jurisdiction itself."""
    return {name for table in tables for name in table.at if name in _PLAIN or name.startswith("attribute:")}


def roster_of_appearances(tables: Sequence[Table], rubric: Rubric, notes: list[Finding]) -> pl.DataFrame:
    """The jurisdictions that appear in tables where there is no roster, in order of appearance.

    What their own columns tell of name, level, group, parent and attributes is taken from the first row that tells it.
    """
    told = _Told(tables, rubric, notes)
    rows = told.rows(None)
    if rows["parent"].null_count() < rows.height:
        rows = rows.with_columns(meant(rows["parent"], _register(rows)).alias("parent"))
    notes.extend(told.conflicts(rows))
    facts = ("name", *_PLAIN, *attributes_of(rubric))
    roster = rows.select("jurisdiction", *facts)
    if rows["jurisdiction"].is_duplicated().any():
        first = [pl.col(name).drop_nulls().first() for name in facts]
        roster = roster.group_by("jurisdiction", maintain_order=True).agg(first)
    notes.append(
        Finding(
            "notice",
            "no_roster",
            Place(),
            Text(
                "没有地区名册，取各表中出现的{n}个地区",
                "there is no roster: the {n} jurisdictions that appear are taken",
            ).with_(n=roster.height),
        )
    )
    roster = of_the_only_level(roster.with_columns(pl.coalesce("name", "jurisdiction").alias("name")), rubric)
    # A level nobody writes is no fault where there is no list to write it in, unless some table does.
    notes.extend(_blanks(roster, rubric, facts_beside(tables) | set(told.sources.values()) - {"level"}))
    return roster.select(*ROSTER, *attributes_of(rubric))


def with_facts_beside(
    roster: pl.DataFrame, lists: Sequence[Table], tables: Sequence[Table], reader: Reader
) -> pl.DataFrame:
    """The roster, with the facts that only tables of records give; where both do, the roster's count.

    Args:
        roster: as `read_roster` gives it.
        lists: the roster's tables.
        tables: the tables of records.
        reader: of that roster; takes the findings.
    """
    rubric, notes = reader.rubric, reader.notes
    beside, given = facts_beside(tables), facts_beside(lists)
    if not beside:
        return roster
    told = _Told([table for table in tables if facts_beside([table])], rubric, notes)
    rows = told.rows(reader.register)
    rows = rows.with_columns(meant(rows["parent"], reader.register).alias("parent"))
    taken = [name for name, source in told.sources.items() if source in beside - given]
    first = rows.group_by("jurisdiction").agg(pl.col(name).drop_nulls().first().alias(f"{name}?") for name in taken)
    notes.extend(told.conflicts(rows.select("jurisdiction", *taken, "table", "row")))
    notes.extend(told.differences(rows, roster, [n for n, source in told.sources.items() if source in beside & given]))
    joined = roster.join(first, on="jurisdiction", how="left", maintain_order="left")
    filled = joined.with_columns(pl.coalesce(name, f"{name}?").alias(name) for name in taken).select(roster.columns)
    notes.extend(_blanks(filled, rubric, beside - given))
    return filled


def _register(rows: pl.DataFrame) -> Register:
    """Who appears, by the first name that is written for each."""
    named = rows.group_by("jurisdiction", maintain_order=True).agg(pl.col("name").drop_nulls().first())
    return Register(named["jurisdiction"], named["name"])


@dataclass(frozen=True)
class _Told:
    """What tables of records tell of jurisdictions."""

    tables: Sequence[Table]
    rubric: Rubric
    notes: list[Finding]

    @property
    def sources(self) -> dict[str, str]:
        """Each fact and the column that tells it."""
        names = self.rubric.population.attributes
        return {**{name: name for name in _PLAIN}, **{name: f"attribute:{name}" for name in names}}

    def rows(self, register: Register | None) -> pl.DataFrame:
        """A row of the facts for each row of the tables, with the number of its `table` and its `row`."""
        kinds: dict[str, type[pl.DataType]] = {**ROSTER, **attributes_of(self.rubric)}
        kinds |= {"table": pl.Int64, "row": pl.Int64}
        parts = [pl.DataFrame(schema=kinds)]
        for number, table in enumerate(self.tables):
            # What is wrong with a row itself is told when its records are read.
            facts = [name for name in table.at if name in _OWN or name.startswith("attribute:")]
            check = Checker(table, table.data.select("row", *facts), [])
            drop_what_is_nobody(check)
            written = as_text(check.rows, "jurisdiction")
            check.add("jurisdiction", register.all_meant(written) if register else tidied(written))
            check.rows = check.rows.filter(check.rows["jurisdiction"].is_not_null())
            if not facts_beside([table]) and "name" not in table.at:
                # Answers and the like, by the million, tell no more of anybody than that they appear.
                check.rows = check.rows.unique("jurisdiction", keep="first", maintain_order=True)
            check.notes = self.notes
            for name in ("name", "parent"):
                check.add(name, tidied(as_text(check.rows, name)))
            match_facts(check, self.rubric)
            check.add("table", pl.Series([number], dtype=pl.Int64).new_from_index(0, check.rows.height))
            parts.append(check.rows.select(pl.col(name).cast(kind) for name, kind in kinds.items()))
        return pl.concat(parts)

    def conflicts(self, rows: pl.DataFrame) -> Iterator[Finding]:
        """An error for each row that tells a fact otherwise than the first one that tells it."""
        for name, source in self.sources.items():
            if name not in rows.columns:
                continue
            known = rows.drop_nulls(name)
            firsts = known.group_by("jurisdiction", maintain_order=True).agg(
                pl.col(name, "table", "row").first().name.prefix("first_")
            )
            strange = known.join(firsts, on="jurisdiction", maintain_order="left").filter(
                pl.col(name) != pl.col(f"first_{name}")
            )
            for row in strange.iter_rows(named=True):
                table = self.tables[row["table"]]
                there = self.tables[row["first_table"]].place(row["first_row"], source)
                yield self._otherwise(table.place(row["row"], source), row, name, _CONFLICT, there)

    def differences(self, rows: pl.DataFrame, roster: pl.DataFrame, names: Sequence[str]) -> Iterator[Finding]:
        """A warning for each row that tells a fact otherwise than the roster does."""
        for name in names:
            listed = roster.select("jurisdiction", pl.col(name).alias(f"first_{name}")).drop_nulls()
            strange = rows.drop_nulls(name).join(listed, on="jurisdiction", maintain_order="left")
            for row in strange.filter(pl.col(name) != pl.col(f"first_{name}")).iter_rows(named=True):
                place = self.tables[row["table"]].place(row["row"], self.sources[name])
                yield self._otherwise(place, row, name, _DIFFERS, None)

    def _otherwise(
        self, place: Place, row: dict[str, object], name: str, message: Text, there: Place | None
    ) -> Finding:
        attribute = self.rubric.population.attributes.get(name)
        return Finding(
            "error" if there else "warning",
            "conflict" if there else "fact_differs",
            place,
            message.with_(
                fact=attribute.title if attribute else _TITLES[name],
                first=row[f"first_{name}"],
                cell=spoken_place(there, place.file, place.sheet) if there else "",
            ),
            found=clip(str(row[name])),
            expected=Text(str(row[f"first_{name}"])),
            jurisdiction=str(row["jurisdiction"]),
        )


def _blanks(roster: pl.DataFrame, rubric: Rubric, sources: set[str]) -> Iterator[Finding]:
    """A warning for each fact these columns should give, and do not give of everybody, though the rubric uses it."""
    for name, (source, title) in facts_read(rubric).items():
        lacking = roster.filter(pl.col(name).is_null())["jurisdiction"]
        if source in sources and len(lacking):
            yield Finding(
                "warning",
                "blank_fact",
                Place(),
                _BLANK.with_(n=len(lacking), title=title, first=lacking[0]),
                expected=title,
                jurisdiction=lacking[0] if len(lacking) == 1 else "",
            )


_TITLES = {"level": Text("层级", "level"), "group": Text("分组", "group"), "parent": Text("上级", "parent")}
_CONFLICT = Text(
    "同一地区的“{fact}”前后不一：{cell}为“{first}”，以那里为准",
    "this jurisdiction has another “{fact}” in {cell}, “{first}”: that one counts",
)
_DIFFERS = Text(
    "“{fact}”与名册不一致，以名册的“{first}”为准", "the roster has another “{fact}”, “{first}”: that one counts"
)
_BLANK = Text(
    "有{n}个地区没有写“{title}”（如{first}），而评分规则要用",
    "{n} jurisdictions ({first} for one) are without “{title}”, though the rubric uses it",
)
