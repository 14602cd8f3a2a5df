"""Sheet 分布 / Distribution: how many jurisdictions have which score and grade, by level, with a chart of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from scoring.report.sheet import View
from scoring.report.styles import CENTRE, HEADER, HEADING, LINE, TITLE, WHOLE, Colours, spread
from scoring.report.table import Book, Cell
from scoring.words import Text

NAME = Text("分布", "Distribution")
BIN = 5
LEVEL_COLOURS = ("#2F5597", "#9DC3E6", "#F4B183", "#A9D18E", "#FFD966")

_SCORES = Text("得分分布（每{n}分一段）", "Scores in steps of {n}")
_GRADES = Text("等次分布", "Grades")
_NOTE = Text("统计有得分的地区；已取消资格的计入得分，不计入等次", "Jurisdictions with a score; ineligible ones have no grade")
_RANGE = Text("分数段", "Score")
_GRADE = Text("等次", "Grade")
_TOTAL = Text("合计", "Total")
_COUNT = Text("地区数", "Jurisdictions")


def distribution(book: Book, view: View) -> None:
    """Write the two tables one below the other, and their charts to the right of them."""
    sheet = book.sheet(NAME.say(view.language))
    book.put(sheet, 0, 0, Cell(f"{book.title} · {book.period} · {NAME.say(view.language)}", TITLE))
    book.put(sheet, 1, 0, Cell(_NOTE.say(view.language), LINE))
    sheet.set_row(0, 26)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 8, 12)
    levels = [level for level in view.result.rubric.population.levels if _of_level(view, level)]
    scored = [row for row in view.ranked if row["score"] is not None]
    bins = _bins(view, scored)
    first = _table(book, view, sheet, 4, _RANGE, _SCORES.with_(n=BIN), bins, levels)
    labels = _grades(view, scored)
    colours = spread(len(labels))
    second = _table(book, view, sheet, first[1] + 3, _GRADE, _GRADES, labels, levels, colours)
    _chart(book, view, sheet, first, _SCORES.with_(n=BIN), levels, at=(3, len(levels) + 3))
    if labels:
        _chart(book, view, sheet, second, _GRADES, levels, at=(25, len(levels) + 3))
    sheet.freeze_panes(2, 0)
    sheet.fit_to_pages(1, 0)


Bins = list[tuple[str, Counter[str]]]


def _of_level(view: View, level: str) -> bool:
    return any(row["level"] == level for row in view.ranked)


def _bins(view: View, scored: Sequence[dict[str, Any]]) -> Bins:
    """Steps from the lowest score to full marks; the last holds full marks too."""
    top = max(int(-(-view.root.points // BIN)) * BIN, BIN)
    counted: dict[int, Counter[str]] = {}
    for row in scored:
        start = min(int(row["score"] // BIN) * BIN, top - BIN)
        counted.setdefault(start, Counter())[row["level"]] += 1
    start = min(counted, default=top - BIN)
    steps = range(start, top, BIN)
    return [
        (f"[{at}, {at + BIN}{']' if at + BIN == top else ')'}", counted.get(at, Counter())) for at in steps
    ]


def _grades(view: View, scored: Sequence[dict[str, Any]]) -> Bins:
    grades = view.result.rubric.grades
    if not grades:
        return []
    names = [grade.grade for grade in grades.scale] + [grades.otherwise]
    return [(name, Counter(row["level"] for row in scored if row["grade"] == name)) for name in names]


def _table(
    book: Book,
    view: View,
    sheet: Any,
    at: int,
    label: Text,
    title: Text,
    bins: Bins,
    levels: Sequence[str],
    colours: Sequence[Colours] = (),
) -> tuple[int, int]:
    """Write one table of counts; the rows it stands in."""
    if not bins:
        return at, at
    titles = [view.result.rubric.population.levels[level].say(view.language) for level in levels]
    book.put(sheet, at - 1, 0, Cell(title.say(view.language), LINE.but(bold=True)))
    for n, text in enumerate([label.say(view.language), *titles, _TOTAL.say(view.language)]):
        book.put(sheet, at, n, Cell(text, HEADING))
    for n, (name, counts) in enumerate(bins, at + 1):
        fill = colours[n - at - 1] if colours else None
        look = CENTRE.but(fill=fill[0], colour=fill[1]) if fill else CENTRE
        book.put(sheet, n, 0, Cell(name, look))
        for m, level in enumerate(levels, 1):
            book.put(sheet, n, m, Cell(counts[level], WHOLE))
        book.put(sheet, n, len(levels) + 1, Cell(counts.total(), WHOLE.but(bold=True)))
    return at + 1, at + len(bins)


def _chart(
    book: Book, view: View, sheet: Any, rows: tuple[int, int], title: Text, levels: Sequence[str], at: tuple[int, int]
) -> None:
    chart = book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    name = sheet.get_name()
    for n, _ in enumerate(levels):
        chart.add_series(
            {
                "name": [name, rows[0] - 1, n + 1],
                "categories": [name, rows[0], 0, rows[1], 0],
                "values": [name, rows[0], n + 1, rows[1], n + 1],
                "fill": {"color": LEVEL_COLOURS[n % len(LEVEL_COLOURS)]},
                "gap": 40,
            }
        )
    chart.set_title({"name": title.say(view.language), "name_font": {"size": 12, "color": HEADER}, "overlay": False})
    chart.set_y_axis({"name": _COUNT.say(view.language), "major_gridlines": {"visible": True, "line": {"color": "#E5E7EB"}}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 680, "height": 400})
    sheet.insert_chart(at[0], at[1], chart, {"x_offset": 20, "description": title.say(view.language)})
