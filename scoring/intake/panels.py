"""Judges' marks, a row a mark or a row a ballot with a column an item: bounded, void ones told apart, with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from scoring.intake.cells import shown
from scoring.intake.due import not_due_records
from scoring.intake.findings import Finding, Severity
from scoring.intake.inputs import MARKS
from scoring.intake.number import Reading, is_reason, read_value, wanted
from scoring.intake.reader import Reader, gather, placed
from scoring.intake.recognise import Table
from scoring.intake.rows import Checker, Fault, as_text, choices, place_of, settle, translate
from scoring.intake.wording import clip, one_of, tidy
from scoring.rubric.declarations import Metric, Panel, Rated
from scoring.rubric.model import Rubric
from scoring.rubric.reads import rated_by
from scoring.rubric.titles import alike
from scoring.words import Text

PLACES = 6
"""Marks are handed over in 10^-6 of a mark; one written finer is refused."""

_UNKNOWN_ITEM = Fault(
    "unknown_item", Text("评分表没有这一项，未采用。{hint}", "no score sheet has this item: not used.{hint}")
)
_UNKNOWN_JUDGE = Fault(
    "unknown_judge", Text("评分表没有这位评委，未采用。{hint}", "the score sheet has no such judge: not used.{hint}")
)
_NO_JUDGE = Fault("blank_key", Text("没有写评委代码，未采用", "no judge's code is given: not used"))
_NOT_TOLD_APART = Fault(
    "blank_key",
    Text(
        "有几票没有写评委，分不清是几位评委还是重复登记，均不采用；不记名时请给每张票编号",
        "several ballots name no judge, so judges and repeated entries cannot be told apart: none is used;"
        " number the ballots where they are secret",
    ),
)
_NOT_YES_OR_NO = Fault(
    "not_yes_or_no",
    Text("看不出是否作废，未采用", "void or not? not used"),
    expected=Text("是、否，或留空", "yes, no, or nothing"),
)
_NO_REASON = Fault("no_reason", Text("这一项评分必须写明理由，未采用", "this mark must give its reason: not used"))
_KEY = ("period", "jurisdiction", "item", "judge")
_YES = frozenset(map(alike, ["是", "作废", "废票", "无效", "无效票", "√", "✓", "1", "yes", "y", "true", "void"]))
_NO = frozenset(map(alike, ["否", "有效", "不作废", "0", "no", "n", "false", "valid"]))
_VOID = frozenset(map(alike, ["作废", "废票", "无效票", "无效", "void"]))


def read_marks(tables: Sequence[Table], reader: Reader) -> pl.DataFrame:
    """The marks of all tables of them, one a period, jurisdiction, item and judge.

    Args:
        tables: tables of that kind, long or wide.
        reader: what they are held against; takes the findings.

    Returns:
        One row a mark, `MARKS`; every mark lies within its item's bounds.
    """
    items = {code: (panel, item) for panel in reader.rubric.panels.values() for code, item in panel.items.items()}
    parts = []
    for table in tables:
        check = reader.checked(table)
        if table.kind.name == "marks_wide":
            check.one_row_a_cell("rated:", "item", "mark")
        _match_items(check, items)
        _match_judges(check, items)
        _read_void(check)
        _read_marks(check, items)
        _need_reasons(check, items)
        parts.append(placed(check, "mark"))
    rows = _told_apart(gather(parts, MARKS), reader)
    kept = settle(rows.with_columns(_said(rows)), _KEY, "said", Text("评分", "mark"), reader.notes)
    reader.notes.extend(not_due_records(kept, "marks", ["item"], reader.rubric))
    return kept.select(*MARKS)


def _match_items(check: Checker, items: Mapping[str, tuple[Panel, Rated]]) -> None:
    titles = [(code, (item.title.zh, item.title.en, code + item.title.zh)) for code, (_, item) in items.items()]
    check.add("written", as_text(check.rows, "item"))
    check.add("item", translate(check.rows["written"].fill_null(""), choices(titles), pl.String))
    unknown = replace(_UNKNOWN_ITEM, expected=one_of(items), known=tuple(items))
    check.keep(check.rows["item"].is_not_null(), "item", unknown, "written")


def _match_judges(check: Checker, items: Mapping[str, tuple[Panel, Rated]]) -> None:
    check.add("written", translate(as_text(check.rows, "judge"), tidy, pl.String))
    check.add("judge", check.rows["written"].fill_null(""))
    for panel in {id(panel): panel for panel, _ in items.values() if panel.judges}.values():
        here = check.rows["item"].is_in(list(panel.items))
        check.keep(~here | (check.rows["judge"] != ""), "judge", _NO_JUDGE)
        here = check.rows["item"].is_in(list(panel.items))
        meant = translate(check.rows["judge"], choices([(judge, ()) for judge in panel.judges]), pl.String)
        check.add("judge", pl.select(pl.when(here).then(meant).otherwise(check.rows["judge"])).to_series())
        unknown = replace(_UNKNOWN_JUDGE, expected=one_of(panel.judges), known=panel.judges)
        check.keep(check.rows["judge"].is_not_null(), "judge", unknown, "written")


def _read_void(check: Checker) -> None:
    check.add("written", as_text(check.rows, "void"))
    marked = translate(as_text(check.rows, "mark"), lambda text: alike(text) in _VOID, pl.Boolean)
    check.add("said_void", marked.fill_null(value=False))
    check.add("void", translate(check.rows["written"].fill_null("否"), _yes_or_no, pl.Boolean))
    check.keep(check.rows["void"].is_not_null(), "void", _NOT_YES_OR_NO, "written")
    check.add("void", check.rows["void"] | check.rows["said_void"])


def _yes_or_no(text: str) -> bool | None:
    plain = alike(text)
    return True if plain in _YES else False if plain in _NO else None


def _read_marks(check: Checker, items: Mapping[str, tuple[Panel, Rated]]) -> None:
    """Marks as numbers; refused ones are dropped, each with its finding, those of void ballots become null."""
    check.add("written", as_text(check.rows, "mark"))
    metrics = {code: _as_metric(item) for code, (_, item) in items.items()}
    own = check.rows["column"] if "column" in check.rows.columns else [check.table.at["mark"]] * check.rows.height
    floats = [check.table.is_float(row, column) for row, column in zip(check.rows["row"], own, strict=True)]
    check.add("float", pl.Series(floats, dtype=pl.Boolean))
    pairs = check.rows.select("item", "written", "float").unique()
    readings = {
        (code, text, is_float): read_value(
            text or "", metrics[code], formats_known=check.table.formats_known, floats=is_float
        )
        for code, text, is_float in pairs.iter_rows()
    }
    good = [reading.value if not reading.code else None for reading in map(readings.__getitem__, pairs.iter_rows())]
    pairs = pairs.with_columns(pl.Series("mark", good, dtype=pl.Int64))
    rows = check.rows.drop("mark")
    check.rows = rows.join(pairs, on=["item", "written", "float"], how="left", nulls_equal=True, maintain_order="left")
    used = check.rows["mark"].is_not_null() | check.rows["void"]
    check.notes.extend(_refused(check, check.rows.filter(~used), readings, metrics))
    check.rows = check.rows.filter(used)


def _as_metric(item: Rated) -> Metric:
    return Metric(
        title=item.title, unit="分", decimals=PLACES, minimum=item.minimum, maximum=item.maximum, may_not_apply=False
    )


def _refused(
    check: Checker,
    bad: pl.DataFrame,
    readings: Mapping[tuple[str, str | None, bool], Reading],
    metrics: Mapping[str, Metric],
) -> Iterator[Finding]:
    own = bad["column"] if "column" in bad.columns else [check.table.at["mark"]] * bad.height
    facts = bad.select("row", "jurisdiction", "item", "written", "float").iter_rows()
    for (row, jurisdiction, code, text, is_float), column in zip(facts, own, strict=True):
        severity, kind, message = _fault(readings[code, text, is_float])
        place = replace(check.table.place(row), column=column)
        yield Finding(severity, kind, place, message, clip(text or ""), wanted(metrics[code]), jurisdiction)


def _fault(reading: Reading) -> tuple[Severity, str, Text]:
    if not reading.code or reading.code in ("may_not_apply", "unreasoned"):
        return "warning", "blank_mark", Text("没有评分，未采用", "no mark is given: not used")
    if reading.code == "rounded":
        words = Text("评分至多{n}位小数，未采用", "a mark has at most {n} decimals: not used").with_(n=PLACES)
        return "error", "too_fine", words
    unused = Text("{why}；未采用", "{why}: not used").with_(why=reading.message)
    return "error", reading.code, unused


def _need_reasons(check: Checker, items: Mapping[str, tuple[Panel, Rated]]) -> None:
    needing = [code for code, (_, item) in items.items() if item.reason == "required"]
    told = translate(as_text(check.rows, "reason"), is_reason, pl.Boolean).fill_null(value=False)
    lacking = check.rows["item"].is_in(needing) & ~check.rows["void"] & ~told
    check.keep(~lacking, "reason" if "reason" in check.table.at else "mark", _NO_REASON)


def _told_apart(rows: pl.DataFrame, reader: Reader) -> pl.DataFrame:
    """The rows without those of nameless judges that a panel would have to count: one judgement needs no name."""
    nameless = rows.filter(pl.col("judge") == "")
    panels = _items_of_panels(reader.rubric)
    again = nameless.filter(pl.col("item").is_in(panels) & nameless.select(_KEY).is_duplicated())
    for row in again.iter_rows(named=True):
        reader.notes.append(
            Finding(
                "error",
                _NOT_TOLD_APART.code,
                place_of(row),
                _NOT_TOLD_APART.message,
                jurisdiction=row["jurisdiction"],
            )
        )
    if again.is_empty():
        return rows
    here = ["file", "sheet", "row", "column"]
    return rows.join(again.select(here), on=here, how="anti", maintain_order="left")


def _said(rows: pl.DataFrame) -> pl.Series:
    """Each ballot as a reader writes it: a void one says nothing else."""
    marks = translate(rows["mark"].cast(pl.String), lambda units: shown(int(units), PLACES), pl.String)
    return pl.select(pl.when(rows["void"]).then(pl.lit("作废")).otherwise(marks).alias("said")).to_series()


def _items_of_panels(rubric: Rubric) -> list[str]:
    evidence = (leaf.evidence for leaf in rubric.leaves.values())
    return [item for one in evidence if one.key == "panel" for item in rated_by(one)]
