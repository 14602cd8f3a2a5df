"""Rows of a table held against what is known: vectorised on the good path, one finding for each row that fails."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import polars as pl

from scoring.intake.findings import NOTHING, Finding, Place, Severity
from scoring.intake.recognise import Table
from scoring.intake.wording import clip, did_you_mean, tidy
from scoring.rubric.titles import alike
from scoring.words import Text

ITSELF: Final = object()
"""What a plain text means to what only tidies."""

# Codes of letters and digits, and names in Chinese, such as lists hold by the hundred thousand.
_CODE = r"^[0-9A-Za-z]([0-9A-Za-z_.-]*[0-9])?$"
_NAME = r"^[\x{3400}-\x{4DBF}\x{4E00}-\x{9FFF}·]+$"
_DOUBTFUL = r"^[填制说备注]|计$"


def plain(texts: pl.Series) -> pl.Series:
    """Which texts are tidy as they stand and head neither totals nor remarks: of these nothing need be asked.

    >>> plain(pl.Series(["150824", "甲旗", " 甲旗", "合计", "Total", None])).to_list()
    [True, True, False, False, False, False]
    """
    text = pl.col(texts.name)
    name = text.str.contains(_NAME) & ~text.str.contains(_DOUBTFUL)
    return texts.to_frame().select((text.str.contains(_CODE) | name).fill_null(value=False)).to_series()


def translate(
    texts: pl.Series, meaning: Callable[[str], Any], kind: pl.DataType | type[pl.DataType], plainly: Any = None
) -> pl.Series:
    """Each text's meaning, worked out once for each different text; null where it has none.

    `plainly` is what `plain` texts mean, of which then none is asked.

    >>> translate(pl.Series(["a", "b", "a"]), {"a": 1}.get, pl.Int64).to_list()
    [1, None, 1]
    """
    if plainly is not None:
        is_plain = plain(texts)
        rest = translate(texts.filter(~is_plain), meaning, kind)
        told = texts.clone().cast(kind) if plainly is ITSELF else pl.Series(texts.name, [plainly], dtype=kind)
        told = told if len(told) == len(texts) else told.new_from_index(0, len(texts))
        return told.scatter((~is_plain).arg_true(), rest) if len(rest) else told
    different = texts.drop_nulls().unique()
    meanings = pl.Series(list(map(meaning, different)), dtype=kind)
    if different.is_empty():
        return pl.Series(texts.name, [None], dtype=kind).new_from_index(0, len(texts))
    return texts.replace_strict(different, meanings, default=None, return_dtype=kind)


def tidied(texts: pl.Series) -> pl.Series:
    """The texts, each `tidy`."""
    return translate(texts, tidy, pl.String, plainly=ITSELF)


def likened(texts: pl.Series) -> pl.Series:
    """The texts, each in the form in which it is `alike` others."""
    is_plain = plain(texts)
    return texts.str.to_lowercase().scatter(
        (~is_plain).arg_true(), translate(texts.filter(~is_plain), alike, pl.String)
    )


def as_text(table: pl.DataFrame, column: str) -> pl.Series:
    """A column as text; all null where the table has none."""
    if column not in table.columns:
        return pl.Series(column, [None], dtype=pl.String).new_from_index(0, table.height)
    return table[column].cast(pl.String)


def choices(names: Sequence[tuple[str, Iterable[str]]]) -> Callable[[str], str | None]:
    """What a written name stands for, compared as readers do; a name that stands for two things stands for none.

    >>> choices([("met", ["Met", "符合"]), ("unmet", ["不符合"])])(" 符合 ")
    'met'
    """
    known: dict[str, str | None] = {}
    for code, spoken in names:
        for name in filter(None, (code, *spoken)):
            known[alike(name)] = code if known.get(alike(name), code) == code else None
    for code, _ in names:
        known[alike(code)] = code
    return lambda text: known.get(alike(text))


@dataclass(frozen=True)
class Fault:
    """What may be wrong with a row: `{hint}` in the message is filled with what was nearly meant, out of `known`."""

    code: str
    message: Text
    severity: Severity = "error"
    expected: Text = NOTHING
    known: Collection[str] = ()


class Checker:
    """Drops the rows of one table that cannot be used, and says of each why, and in which cell.

    Attributes:
        table: where the rows come from.
        rows: the rows still good, with `row` (the sheet's) and the columns added so far; where each row is a cell of
            its own, `column` says which.
    """

    def __init__(self, table: Table, rows: pl.DataFrame, notes: list[Finding]) -> None:
        self.table, self.rows, self.notes = table, rows, notes

    def add(self, column: str, values: pl.Series) -> None:
        """Add a column, or put new values in its place."""
        self.rows = self.rows.with_columns(values.alias(column))

    def keep(self, good: pl.Series, column: str, fault: Fault, written: str = "") -> None:
        """Keep the good rows; the others become findings at `column`, showing the text of `written`."""
        if not good.all():
            self.tell(~good, column, fault, written)
            self.rows = self.rows.filter(good)

    def one_row_a_cell(self, prefix: str, name: str, value: str) -> None:
        """Of a wide table's rows make one for each cell that is not blank, and keep in `column` where it stands.

        Args:
            prefix: what the table calls the columns of these cells by (`question:`), before what each is of.
            name: the new column for what a cell is of.
            value: the new column for its text.
        """
        columns = [column for column in self.rows.columns if column.startswith(prefix)]
        numbers = {column: self.table.at[column] for column in columns}
        self.rows = (
            self.rows.with_columns(pl.col(columns).cast(pl.String))
            .unpivot(columns, index=[one for one in self.rows.columns if one not in columns], value_name=value)
            .filter(pl.col(value).is_not_null())
            .with_columns(
                pl.col("variable").str.strip_prefix(prefix).alias(name),
                pl.col("variable").replace_strict(numbers, return_dtype=pl.Int64).alias("column"),
            )
        )

    def tell(self, which: pl.Series, column: str, fault: Fault, written: str = "") -> None:
        """Say something of some rows, and keep them."""
        bad = self.rows.filter(which)
        found = as_text(bad, written or column).fill_null("")
        jurisdictions = as_text(bad, "jurisdiction").fill_null("")
        own = bad["column"] if "column" in bad.columns and column not in self.table.at else [0] * bad.height
        messages: dict[str, Text] = {}
        for row, text, jurisdiction, number in zip(bad["row"], found, jurisdictions, own, strict=True):
            if text not in messages:
                messages[text] = fault.message.with_(hint=did_you_mean(text, fault.known) if text else NOTHING)
            place = self.table.place(row, column)
            self.notes.append(
                Finding(
                    fault.severity,
                    fault.code,
                    replace(place, column=number) if number else place,
                    messages[text],
                    clip(text),
                    fault.expected,
                    jurisdiction,
                )
            )


def settle(
    rows: pl.DataFrame,
    key: Sequence[str],
    verdict: str,
    name: Text,
    notes: list[Finding],
    *,
    first_of_conflicting: bool = False,
    fate: Text | None = None,
) -> pl.DataFrame:
    """One row a key: repeated rows that agree are one, rows that contradict each other are none.

    Args:
        rows: records of one kind from all tables, with `file`, `sheet`, `row` and `column`.
        key: the columns that should tell every record from every other.
        verdict: the column that says what was found.
        name: what such a record is called.
        notes: takes a finding for every row beyond the first of its key, and for every contradicting one.
        first_of_conflicting: keep the first of contradicting rows, where dropping all would be to someone's profit.
        fate: what becomes of contradicting rows, where it is more than being dropped or the first kept.

    Returns:
        The rows left, in their order.
    """
    if rows.select(key).n_unique() == rows.height:
        return rows
    counted = rows.with_row_index("at").with_columns(
        pl.len().over(key).alias("times"),
        (pl.col(verdict).n_unique().over(key) == 1).alias("agrees"),
        pl.col("at").first().over(key).alias("first"),
    )
    groups: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in counted.filter(pl.col("times") > 1).iter_rows(named=True):
        groups[row["first"]].append(row)
    for group in groups.values():
        notes.extend(_repeated(group, verdict, name, fate or (_FIRST_USED if first_of_conflicting else _NONE_USED)))
    usable = pl.lit(value=True) if first_of_conflicting else pl.col("agrees")
    return counted.filter(usable & (pl.col("at") == pl.col("first"))).select(rows.columns)


def _repeated(group: list[dict[str, Any]], verdict: str, name: Text, fate: Text) -> Iterator[Finding]:
    agrees = group[0]["agrees"]
    for row in group[1:] if agrees else group:
        other = group[0] if agrees else next(one for one in group if one[verdict] != row[verdict])
        words = {"name": name, "cell": spoken_place(place_of(other), row["file"], row["sheet"])}
        clash = _CLASH.with_(**words, other=other[verdict], fate=fate)
        yield Finding(
            "warning" if agrees else "error",
            "duplicate" if agrees else "conflict",
            place_of(row),
            _SAME.with_(**words) if agrees else clash,
            found=clip(str(row[verdict])),
            jurisdiction=row["jurisdiction"],
        )


_FIRST_USED = Text("只采用最先的一条", "only the first is used")
_NONE_USED = Text("均不采用", "none is used")
_SAME = Text("{name}重复，与{cell}一致，只计一次", "the same {name} stands in {cell} too: counted once")
_CLASH = Text(
    "{name}重复且矛盾：{cell}为“{other}”，{fate}",
    "contradicting {name}s: {cell} says “{other}”; {fate}",
)


def place_of(row: Mapping[str, Any]) -> Place:
    """The place a row with `file, sheet, row, column` speaks of."""
    return Place(row["file"], row["sheet"], row["row"], row["column"])


def spoken_place(place: Place, file: str, sheet: str) -> str:
    """A cell as it is called from another one: its sheet and file only where they differ."""
    if place.file != file:
        return "!".join(filter(None, (place.file, place.sheet, place.cell)))
    return f"{place.sheet}!{place.cell}" if place.sheet != sheet else place.cell
