"""Tables on sheets: title lines, header, rows, and everything every sheet has alike (panes, filter, print set-up)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scoring.report.styles import HEADING, LINE, TEXT, TITLE, Look, Styles
from scoring.words import Language, Text

MOST_ROWS = 1_048_576
MOST_SHEETS = 4
MOST_CHARACTERS = 32_767
MOST_HEADER = 200
LINE_HEIGHT = 14
PAGE_WIDTH = 190
"""Characters that fit across a landscape A4 page at a size that can still be read."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@")
_CUT = Text("…（过长，已截断）", "… (cut: too long)")
_TOO_MANY = Text(
    "共{n}行，超过工作簿可容纳的行数，本表未写入；请用 out= 取得 Parquet 结果",
    "{n} rows are more than a workbook holds, so this table was left out: take the Parquet result with out=",
)

Value = str | int | Decimal | Fraction | None


@dataclass(frozen=True)
class Cell:
    """A value with a look of its own."""

    value: Value
    look: Look


@dataclass(frozen=True)
class Column:
    """A column: its header, its width in characters (a Chinese one counts two), how its cells look."""

    title: str
    width: float
    look: Look = TEXT


@dataclass(frozen=True)
class Table:
    """A table as written: where its rows stand."""

    sheet: Worksheet
    first: int
    last: int
    columns: Sequence[Column]

    def at(self, title: str) -> tuple[int, int, int, int]:
        """The range of a column's cells, for a conditional format."""
        column = next(n for n, column in enumerate(self.columns) if column.title == title)
        return self.first, column, max(self.last, self.first), column


@dataclass(frozen=True)
class _Pen:
    """The formats of a look: looked up once a column, as a workbook has a million cells."""

    styles: Styles
    look: Look

    @cached_property
    def plain(self) -> Format:
        """Of most cells."""
        return self.styles.of(self.look)

    @cached_property
    def as_typed(self) -> Format:
        """Of a text that might be taken for a formula."""
        return self.styles.of(self.look.but(as_typed=True))


@dataclass(frozen=True)
class Book:
    """The workbook being written, what it is called, and in which language."""

    workbook: Workbook
    styles: Styles
    language: Language
    title: str
    period: str
    most_rows: int = MOST_ROWS
    _pens: dict[tuple[Look, bool], _Pen] = field(default_factory=dict)

    def sheet(self, name: str) -> Worksheet:
        """A further sheet, set up for print."""
        name = name[:31]
        sheet: Worksheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        head = f"{self.title} {self.period}".replace("&", "&&")[:MOST_HEADER]
        sheet.set_header(f"&L&9{head}&R&9{name.replace('&', '&&')}")
        pages = Text("第 &P 页，共 &N 页", "page &P of &N").say(self.language)
        sheet.set_footer(f"&C&9{pages}")
        # Codes such as 1.10 are text on purpose.
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
        return sheet

    def table(
        self,
        name: Text,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Value | Cell]],
        *,
        lines: Iterable[str | Cell] = (),
        frozen: int = 0,
        finish: Callable[[Table], None] | None = None,
    ) -> None:
        """Write a table on a sheet of its own; on several where one cannot hold it.

        Args:
            name: the sheet's name.
            columns: its columns.
            rows: a value or cell a column.
            lines: what is said between the title and the header.
            frozen: how many columns stay in sight.
            finish: adds what only this table has (conditional formats), once for each sheet.
        """
        said = [Cell(line, LINE) if isinstance(line, str) else line for line in lines]
        room = self.most_rows - len(said) - 2
        if len(rows) > MOST_SHEETS * room:
            said.append(Cell(_TOO_MANY.with_(n=len(rows)).say(self.language), LINE.but(bold=True)))
            rows = rows[:0]
        for part, start in enumerate(range(0, max(len(rows), 1), room)):
            title = name.say(self.language) + (f" {part + 1}" if part else "")
            table = self._write(title, columns, rows[start : start + room], said, frozen)
            if finish:
                finish(table)

    def put(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        """Write one cell: text as text whatever it begins with, a number as a number, nothing as an empty cell."""
        self._put(sheet, row, column, cell.value, self._pen(cell.look))

    def _write(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Value | Cell]],
        lines: Sequence[Cell],
        frozen: int,
    ) -> Table:
        sheet = self.sheet(name)
        self.put(sheet, 0, 0, Cell(f"{self.title} · {self.period} · {name}", TITLE))
        sheet.set_row(0, 26)
        for n, line in enumerate(lines, 1):
            self.put(sheet, n, 0, line)
        header = len(lines) + 1
        for n, column in enumerate(columns):
            sheet.set_column(n, n, column.width)
            self.put(sheet, header, n, Cell(column.title, HEADING))
        sheet.set_row(header, 16 * (1 + max(_extra_lines(column) for column in columns)) + 6)
        self._write_rows(sheet, header + 1, columns, rows)
        last = header + max(len(rows), 1)
        sheet.freeze_panes(header + 1, frozen)
        sheet.autofilter(header, 0, last, len(columns) - 1)
        sheet.repeat_rows(header)
        if frozen:
            sheet.repeat_columns(0, frozen - 1)
        sheet.print_area(0, 0, last, len(columns) - 1)
        sheet.fit_to_pages(max(1, round(sum(column.width for column in columns) / PAGE_WIDTH)), 0)
        return Table(sheet, header + 1, last, columns)

    def _write_rows(
        self, sheet: Worksheet, first: int, columns: Sequence[Column], rows: Sequence[Sequence[Value | Cell]]
    ) -> None:
        pens = [self._pen(column.look, ruled=True) for column in columns]
        wrapped = [(n, column.width) for n, column in enumerate(columns) if column.look.wrap]
        for n, values in enumerate(rows, first):
            for m, (value, pen) in enumerate(zip(values, pens, strict=True)):
                if isinstance(value, Cell):
                    self._put(sheet, n, m, value.value, self._pen(value.look, ruled=True))
                else:
                    self._put(sheet, n, m, value, pen)
            high = max((_lines(values[m], wide) for m, wide in wrapped), default=1)
            if high > 1:
                sheet.set_row(n, LINE_HEIGHT * high + 2)

    def _pen(self, look: Look, *, ruled: bool = False) -> _Pen:
        if (look, ruled) not in self._pens:
            self._pens[look, ruled] = _Pen(self.styles, look.but(ruled=True) if ruled else look)
        return self._pens[look, ruled]

    def _put(self, sheet: Worksheet, row: int, column: int, value: Value, pen: _Pen) -> None:
        if value is None or value == "":
            sheet.write_blank(row, column, None, pen.plain)
        elif isinstance(value, str):
            # What a spreadsheet would take for a formula once somebody edits the cell is marked as typed text.
            ink = pen.as_typed if value.startswith(_FORMULA) else pen.plain
            sheet.write_string(row, column, clean(value, self.language), ink)
        else:
            sheet.write_number(row, column, float(value), pen.plain)


def tint_rows(table: Table, criteria: str, styles: Styles, colour: str) -> None:
    """Colour the text of whole rows for which a formula over their first cell holds."""
    rule = {"type": "formula", "criteria": criteria, "format": styles.ink(colour)}
    table.sheet.conditional_format(table.first, 0, max(table.last, table.first), len(table.columns) - 1, rule)


def shade_words(table: Table, title: str, styles: Styles, words: dict[str, tuple[str, str]]) -> None:
    """Colour the cells of a column that hold one of the given words."""
    for word, colours in words.items():
        quoted = word.replace('"', '""')
        rule: dict[str, Any] = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{quoted}"',
            "format": styles.shade(colours),
        }
        table.sheet.conditional_format(*table.at(title), rule)


def bars(table: Table, title: str, colour: str, most: float | None = None) -> None:
    """Data bars from zero in a column of numbers."""
    rule: dict[str, Any] = {
        "type": "data_bar",
        "bar_color": colour,
        "bar_solid": True,
        "min_type": "num",
        "min_value": 0,
    }
    if most is not None:
        rule |= {"max_type": "num", "max_value": most}
    table.sheet.conditional_format(*table.at(title), rule)


@lru_cache(maxsize=65_536)
def clean(text: str, language: Language) -> str:
    r"""A text as a cell can hold it: control characters made visible, cut with a word where it is too long.

    >>> clean("a\x00b", "zh")
    'a�b'
    """
    text = _CONTROL.sub("\ufffd", text)
    cut = _CUT.say(language)
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - len(cut)] + cut


def width(texts: Iterable[str | None], least: float = 6, most: float = 40) -> float:
    """The width of a column that holds these texts.

    >>> width(["某地", "ab"], least=2)
    6
    """
    longest = max((_wide(text) for text in texts if text), default=0)
    return min(max(longest + 2, least), most)


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _lines(value: Value | Cell, wide: float) -> int:
    """How many lines a text takes in a column of that width."""
    text = value.value if isinstance(value, Cell) else value
    if not isinstance(text, str) or (len(text) * 2 < wide and "\n" not in text):
        return 1
    return sum(max(1, -(-_wide(line) // max(int(wide) - 1, 1))) for line in text.split("\n"))


def _extra_lines(column: Column) -> int:
    return _lines(column.title, column.width) - 1
