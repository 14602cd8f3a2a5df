"""Sheet 分布 / Distribution: how many jurisdictions have which score and grade, by level, with a chart of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from scoring.report.sheet import View
from scoring.report.styles import CENTRE, HEADER, HEADING, LINE, TITLE, WHOLE, Colours, spread
from scoring.report.table import Book, Cell
from scoring.words import Text

NAME = Text("分布", "Distribution")
BIN = 5
LEVEL_COLOURS = ("#2F5597", "#9DC3E6", "#F4B183", "#A9D18E", "#FFD966")

_SCORES = Text("得分分布（每{n}分一段）", "Scores in steps of {n}")
_GRADES = Text("等次分布", "Grades")
_NOTE = Text(
    "统计有得分的地区；已取消资格的计入得分，不计入等次", "Jurisdictions with a score; ineligible ones have no grade"
)
_RANGE = Text("分数段", "Score")
_GRADE = Text("等次", "Grade")
_TOTAL = Text("合计", "Total")
_NO_LEVEL = Text("未注明层级", "no level")
_COUNT = Text("地区数", "Jurisdictions")


@dataclass(frozen=True)
class Counts:
    """A table of counts: one row a bin, one column a level."""

    title: Text
    label: Text
    bins: Sequence[tuple[str, Counter[str | None]]]
    colours: Sequence[Colours] = ()


def distribution(book: Book, view: View) -> None:
    """Write the two tables one below the other, and their charts to the right of them."""
    sheet = book.sheet(NAME.say(view.language))
    book.put(sheet, 0, 0, Cell(f"{book.title} · {book.period} · {NAME.say(view.language)}", TITLE))
    book.put(sheet, 1, 0, Cell(_NOTE.say(view.language), LINE))
    sheet.set_row(0, 26)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 8, 12)
    levels = _levels(view)
    scored = [row for row in view.ranked if row["score"] is not None]
    row, chart_row = 4, 3
    for counts in (_scores(view, scored), _grades(view, scored)):
        if counts.bins:
            last = _table(book, sheet, row, counts, levels)
            chart = _chart(book, sheet, (row, last), counts, len(levels))
            sheet.insert_chart(chart_row, len(levels) + 3, chart, {"description": counts.title.say(view.language)})
            row, chart_row = last + 4, chart_row + 22
    sheet.freeze_panes(2, 0)
    sheet.fit_to_pages(1, 0)


def _levels(view: View) -> Mapping[str | None, str]:
    """The levels there are, in the rubric's order, with their titles."""
    known = view.result.rubric.population.levels
    found = {row["level"] for row in view.ranked}
    levels: dict[str | None, str] = {name: title.say(view.language) for name, title in known.items() if name in found}
    if found - levels.keys():
        levels[None] = _NO_LEVEL.say(view.language)
    return levels


def _scores(view: View, scored: Sequence[dict[str, Any]]) -> Counts:
    """Steps from the lowest score to full marks; the last holds full marks too."""
    top = max(int(-(-view.root.points // BIN)) * BIN, BIN)
    counted: dict[int, Counter[str | None]] = {}
    for row in scored:
        start = min(int(row["score"] // BIN) * BIN, top - BIN)
        counted.setdefault(start, Counter())[row["level"]] += 1
    steps = range(min(counted, default=top - BIN), top, BIN)
    bins = [(f"[{at}, {at + BIN}{']' if at + BIN == top else ')'}", counted.get(at, Counter())) for at in steps]
    return Counts(_SCORES.with_(n=BIN), _RANGE, bins)


def _grades(view: View, scored: Sequence[dict[str, Any]]) -> Counts:
    bins = [
        (title, Counter(row["level"] for row in scored if row["grade"] == name)) for name, title in view.grades.items()
    ]
    return Counts(_GRADES, _GRADE, bins, spread(len(bins)))


def _table(book: Book, sheet: Worksheet, at: int, counts: Counts, levels: Mapping[str | None, str]) -> int:
    """Write one table with its header at a row; the row of its last bin."""
    book.put(sheet, at - 1, 0, Cell(counts.title.say(book.language), LINE.but(bold=True)))
    for n, text in enumerate([counts.label.say(book.language), *levels.values(), _TOTAL.say(book.language)]):
        book.put(sheet, at, n, Cell(text, HEADING))
    for n, (name, counted) in enumerate(counts.bins):
        look = CENTRE
        if counts.colours:
            look = look.but(fill=counts.colours[n][0], colour=counts.colours[n][1])
        numbers = [counted[level] for level in levels if level is not None]
        if None in levels:
            numbers.append(counted.total() - sum(numbers))
        book.put(sheet, at + 1 + n, 0, Cell(name, look))
        for m, number in enumerate(numbers, 1):
            book.put(sheet, at + 1 + n, m, Cell(number, WHOLE))
        book.put(sheet, at + 1 + n, len(numbers) + 1, Cell(counted.total(), WHOLE.but(bold=True)))
    return at + len(counts.bins)


def _chart(book: Book, sheet: Worksheet, rows: tuple[int, int], counts: Counts, levels: int) -> Any:
    """A column chart of one table, levels stacked."""
    chart = book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    name, (header, last) = sheet.get_name(), rows
    for n in range(1, levels + 1):
        chart.add_series(
            {
                "name": [name, header, n],
                "categories": [name, header + 1, 0, last, 0],
                "values": [name, header + 1, n, last, n],
                "fill": {"color": LEVEL_COLOURS[(n - 1) % len(LEVEL_COLOURS)]},
                "gap": 40,
            }
        )
    title = counts.title.say(book.language)
    chart.set_title({"name": title, "name_font": {"size": 12, "color": HEADER}, "overlay": False})
    grid = {"visible": True, "line": {"color": "#E5E7EB"}}
    # Upright: Chinese turned on its side runs into itself.
    count = {"name": _COUNT.say(book.language), "name_font": {"rotation": 0}}
    chart.set_y_axis({**count, "major_gridlines": grid})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 680, "height": 400})
    return chart
