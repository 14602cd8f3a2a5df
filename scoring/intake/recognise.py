"""From a sheet to a table: find its header row, say what kind of table it is, name its columns by what they hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from scoring.intake.findings import Finding, Place
from scoring.intake.headers import IDLE, KINDS, Kind, Vocabulary
from scoring.intake.near import lacks_column, nearest_kind
from scoring.intake.parquet import as_cells
from scoring.intake.sheets import FIRST_ROW, Merge, Sheet, Unread
from scoring.intake.strays import without_headers, without_rows, without_shifted
from scoring.intake.when import Calendar
from scoring.intake.wording import clip, did_you_mean, one_of
from scoring.rubric.declarations import Survey
from scoring.rubric.titles import alike
from scoring.words import Text

_LOOKED_AT = 10
_VALUES = ("metric:", "reason:", "question:", "rated:", "value", "answer", "verdict", "mark", "sent", "quantity")
_NUMBERS = ("metric:", "value")


@dataclass(frozen=True)
class Table:
    """A sheet whose columns are known.

    Attributes:
        file, sheet: where it stands.
        kind: one of `KINDS`.
        data: a column a known header (`jurisdiction`, `metric:met`, a second one `metric:met#2` …) and `row`, its
            sheet row; rows that are blank throughout left out.
        at: the sheet column of each.
        titles: texts above the header, nearest first, which may tell the period.
        formats_known: whether percent formats could be seen.
        formulas: the row and column of each formula cell.
        floats: the sheet columns whose numbers came as floats, as those of a workbook do.
        texts: row and column of each cell of those that is a long text instead.
        unread: the file that columns are left in, of which `data` has only blanks.
        apart: those columns, and what the file calls them.
        rows: of a table that was laid wide, the row of its file that each of its rows begins with.
        submitted: of such a table, how many rows its file has.
    """

    file: str
    sheet: str
    kind: Kind
    data: pl.DataFrame
    at: dict[str, int]
    titles: tuple[str, ...] = ()
    formats_known: bool = True
    formulas: frozenset[tuple[int, int]] = frozenset()
    floats: frozenset[int] = frozenset()
    texts: frozenset[tuple[int, int]] = frozenset()
    unread: Unread | None = None
    apart: Mapping[str, str] = field(default_factory=dict)
    rows: pl.Series | None = None
    submitted: int | None = None

    @property
    def height(self) -> int:
        """How many rows were submitted."""
        return self.data.height if self.submitted is None else self.submitted

    def place(self, row: int = 0, column: str = "") -> Place:
        """Where a row of a named column stands."""
        if self.rows is not None and row:
            row = self.rows[row - FIRST_ROW]
        return Place(self.file, self.sheet, row, self.at.get(column, 0))

    def is_float(self, row: int, column: int) -> bool:
        """Whether a cell's number came as a float."""
        return column in self.floats and (row, column) not in self.texts


def recognise(sheet: Sheet, vocabulary: Vocabulary, calendar: Calendar, notes: list[Finding]) -> Table | None:
    """The table a sheet holds, or None (with a finding) where its headers are not those of any.

    Args:
        sheet: the cells.
        vocabulary: the headers the rubric knows.
        calendar: the periods it knows, which sheets may be called by.
        notes: takes what is noticed: unknown columns, formulas, repeated headers, merged data cells.
    """
    if sheet.cells.is_empty() and not sheet.headers:
        # A workbook's spare sheets are blank; a file that is nothing but a table ought to hold one.
        notes.extend([without_rows(sheet)] if sheet.is_text else [])
        return None
    top = _top(sheet)
    row, kind = _header(top, vocabulary, sheet.merges)
    near = nearest_kind(top, vocabulary, kind)
    if near is not None:
        notes.append(lacks_column(sheet, near))
        return None
    if kind is None:
        kind = _misspelt_metrics(top[0], sheet, vocabulary, calendar)
    if kind is None:
        notes.append(_unknown_sheet(sheet))
        return None
    at = _columns(sheet, top[row], row + 1, kind, vocabulary, notes)
    apart = _apart(sheet, at)
    data = _data(sheet, 0 if sheet.headers else row + 1, at, apart)
    data = without_shifted(without_headers(data, sheet, top[row], at, notes), sheet, top[row], notes)
    if data.is_empty():
        notes.append(without_rows(sheet, may_be_empty=kind.name == "events"))
    notes.extend(_merged_data(sheet, set(data["row"]), at))
    titles = tuple(text for line in reversed(top[:row]) for text in dict.fromkeys(line) if text)
    told = titles, sheet.formats_known, sheet.formulas, sheet.floats, sheet.texts
    return Table(sheet.file, sheet.sheet, kind, data, at, *told, sheet.unread if apart else None, apart)


def _top(sheet: Sheet) -> list[list[str | None]]:
    if sheet.headers:
        return [list(sheet.headers)]
    lines = [list(line) for line in sheet.cells.head(_LOOKED_AT).rows()]
    for first, left, last, right in sheet.merges:
        if first > len(lines) or left > len(lines[0]):
            continue
        for line in lines[first - 1 : last]:
            line[left - 1 : right] = [lines[first - 1][left - 1]] * len(line[left - 1 : right])
    return lines


def _header(top: list[list[str | None]], vocabulary: Vocabulary, merges: Sequence[Merge]) -> tuple[int, Kind | None]:
    best, taken, chosen = 0, 0, None
    for at, line in enumerate(top):
        kind = vocabulary.kind(line)
        known = len({text for text in line if vocabulary.of(text)})
        # A header merged over two rows reads the same in both: the lower one is the last of it. One that stands
        # further down again is a page's, and the rows above it are data.
        is_merged = any(first - 1 <= taken and at < last for first, _, last, _ in merges)
        if kind is not None and (known > best or (known == best and line == top[taken] and is_merged)):
            best, taken, chosen = known, at, kind
    return taken, chosen


def _misspelt_metrics(
    line: Sequence[str | None], sheet: Sheet, vocabulary: Vocabulary, calendar: Calendar
) -> Kind | None:
    # Called by a period, with jurisdictions but no metric the rubric knows: misspelt throughout, not another kind.
    has_jurisdiction = any("jurisdiction" in vocabulary.of(text) for text in line)
    if has_jurisdiction and calendar.spoken(sheet.sheet):
        return next(kind for kind in KINDS if kind.name == "metrics")
    return None


def _unknown_sheet(sheet: Sheet) -> Finding:
    headers = sheet.headers or sheet.cells.row(0)
    return Finding(
        "notice",
        "unknown_sheet",
        Place(sheet.file, sheet.sheet),
        Text("表头不是任何已知的表，未读取", "its headers are not those of any known table: not read"),
        found=clip("、".join(text for text in headers if text)),
        expected=one_of(dict.fromkeys(kind.title for kind in KINDS)),
    )


def _columns(
    sheet: Sheet, line: Sequence[str | None], row: int, kind: Kind, vocabulary: Vocabulary, notes: list[Finding]
) -> dict[str, int]:
    at: dict[str, int] = {}
    for column, header in enumerate(line, 1):
        meaning = vocabulary.meaning(header, kind)
        if not header or (not meaning and alike(header) in IDLE):
            continue
        place = Place(sheet.file, sheet.sheet, row, column)
        if not meaning:
            notes.append(_unknown_column(place, header, kind, vocabulary))
            continue
        again = sum(name.split("#")[0] == meaning for name in at)
        if again and not meaning.startswith("metric:"):
            notes.append(_repeated_column(place, header))
            continue
        at[f"{meaning}#{again + 1}" if again else meaning] = column
    for called in ("unit", "name"):
        if "jurisdiction" not in at and called in at:
            at["jurisdiction"] = at.pop(called)
    at.pop("unit", None)
    return at


def _unknown_column(place: Place, header: str, kind: Kind, vocabulary: Vocabulary) -> Finding:
    rubric = vocabulary.rubric
    if kind.name == "metrics":
        titles = [name for code, metric in rubric.metrics.items() for name in (metric.title.zh, metric.title.en, code)]
        return Finding(
            "warning",
            "unknown_metric",
            place,
            Text(
                "评分规则没有这个指标，整列未读取。{hint}", "no such metric in the rubric: column not read.{hint}"
            ).with_(hint=did_you_mean(header, [title for title in titles if title])),
            found=clip(header),
            expected=one_of(metric.title for metric in rubric.metrics.values()),
            metric=clip(header),
        )
    if kind.name in _NO_COLUMN:
        code, message = _NO_COLUMN[kind.name]
        parts = rubric.surveys.values() if kind.name == "survey_wide" else rubric.panels.values()
        known = [name for part in parts for name in (part.questions if isinstance(part, Survey) else part.items)]
        told = message.with_(hint=did_you_mean(header, known))
        return Finding("warning", code, place, told, found=clip(header), expected=one_of(known))
    return Finding(
        "notice", "unknown_column", place, Text("未用到的列", "a column that is not used"), found=clip(header)
    )


_NO_COLUMN = {
    "survey_wide": (
        "unknown_question",
        Text("问卷没有这道题，整列未读取。{hint}", "no survey has this question: column not read.{hint}"),
    ),
    "marks_wide": (
        "unknown_item",
        Text("评分表没有这一项，整列未读取。{hint}", "no score sheet has this item: column not read.{hint}"),
    ),
}


def _repeated_column(place: Place, header: str) -> Finding:
    return Finding(
        "notice",
        "repeated_column",
        place,
        Text("同类列已有一列，此列未用", "a column of this kind was met before: this one is not used"),
        found=clip(header),
    )


def _apart(sheet: Sheet, at: Mapping[str, int]) -> dict[str, str]:
    """The columns that may stay in their file: those of metrics."""
    if sheet.unread is None:
        return {}
    named = {name: sheet.headers[column - 1] for name, column in at.items() if name.startswith("metric:")}
    return {name: header for name, header in named.items() if header in sheet.unread.kinds}


def _data(sheet: Sheet, skip: int, at: dict[str, int], apart: Collection[str]) -> pl.DataFrame:
    if sheet.unread is not None:
        sheet = _with_the_unread(sheet, [column for name, column in at.items() if name not in apart])
    rows = pl.int_range(sheet.first_row, sheet.first_row + pl.len(), dtype=pl.Int64).alias("row")
    keys = {name: column for name, column in at.items() if not name.startswith(_VALUES)}
    data = _filled(sheet, keys.values()).select(rows, *(pl.col(str(column)).alias(name) for name, column in at.items()))
    # Whole numbers of Parquet are kept for what is computed with; a key or an answer is a text in every kind of file.
    words = [name for name in at if not name.startswith(_NUMBERS)]
    data = data[skip:].with_columns(pl.col(words).cast(pl.String))
    if apart:
        # Whether a row is blank throughout cannot be told here: one that names nobody is dropped, and told, later.
        return data
    return data.filter(pl.any_horizontal(pl.exclude("row").is_not_null())) if at else data.clear()


def _with_the_unread(sheet: Sheet, columns: Collection[int]) -> Sheet:
    """The sheet with some of what was left in its file."""
    unread = sheet.unread
    names = {sheet.headers[n - 1]: str(n) for n in columns if unread and sheet.headers[n - 1] in unread.kinds}
    if unread is None or not names:
        return sheet
    read = unread.read(list(names))
    return replace(sheet, cells=sheet.cells.with_columns(as_cells(read[name]).alias(n) for name, n in names.items()))


def _filled(sheet: Sheet, columns: Iterable[int]) -> pl.DataFrame:
    # A key merged down over its records (one site, its items) holds for each of them; a value never does.
    cells = sheet.cells
    for column in columns:
        ranges = [merge for merge in sheet.merges if merge[1] == column and merge[0] < min(merge[2], cells.height)]
        if ranges:
            texts = cells[str(column)].to_list()
            for first, _, last, _ in ranges:
                texts[first - 1 : last] = [texts[first - 1]] * len(texts[first - 1 : last])
            cells = cells.with_columns(pl.Series(str(column), texts, dtype=pl.String))
    return cells


def _merged_data(sheet: Sheet, rows: Collection[int], at: dict[str, int]) -> Iterator[Finding]:
    values = {column for name, column in at.items() if name.startswith(_VALUES)}
    for first, left, last, right in sheet.merges:
        if first in rows and left in values:
            place = Place(sheet.file, sheet.sheet, first, left)
            yield Finding(
                "error",
                "merged_values",
                place,
                Text(
                    "数据单元格被合并至{last}，只计入左上角一格，其余视为空白；请取消合并、逐格填写",
                    "value cells are merged up to {last}: only the top left one counts, the others are blank;"
                    " unmerge them and fill in each",
                ).with_(last=Place(row=last, column=right).cell),
                found=sheet.cells[first - 1, left - 1] or "",
            )
