"""Sheet 维度与项目得分 / Scores: the mark of every branch of the tree, labels earned and standings held."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.report.ranking import CODE, JURISDICTION, LEVEL, RANK
from scoring.report.sheet import View, points
from scoring.report.styles import CENTRE, GREEN, LINE, RED, WHOLE, marks
from scoring.report.table import Book, Cell, Column, Table, Value, shade_words, width
from scoring.rubric.model import Node
from scoring.rubric.outcome_words import label_lines, label_title
from scoring.rubric.outline import Entry
from scoring.rubric.standings import Standing
from scoring.words import Text

NAME = Text("维度与项目得分", "Scores")
_NOTE = Text("空格为本期不测评或未计分；括号内为分值", "empty where not due or without a score; points in brackets")
_CHANGES = {
    "entered": Text("（新列入）", " (entered)"),
    "raised": Text("（升级）", " (raised)"),
    "kept": Text("", ""),
    "left": Text("退出", "left"),
}
_FILLS = ("#BDD7EE", "#DDEBF7")


def scores(book: Book, view: View) -> None:
    """Write the sheet: a row for each jurisdiction in the ranking's order, columns for nodes, labels and standings."""
    nodes = [entry for entry in view.entries if isinstance(entry.item, Node) and entry.due]
    labelled = [entry for entry in view.entries if entry.item.label and entry.due]
    standings = view.result.draft.outline.standings
    say = view.language
    columns = [
        Column(RANK.say(say), 7, WHOLE),
        Column(CODE.say(say), 11),
        Column(JURISDICTION.say(say), width(view.names.values(), 12, 30)),
        Column(LEVEL.say(say), 9, CENTRE),
        *(Column(_heading(entry, view), 13, marks(entry.places).but(**_depth(entry))) for entry in nodes),
        *(Column(_label(entry, view), 13, CENTRE) for entry in labelled),
        *(Column(_standing(standing, view), 13, CENTRE) for standing in standings),
    ]
    given = {(row[0], row[1]): row[3] for row in view.result.labels.iter_rows()}
    held = {(row[0], row[1]): _held(row[3], row[5], view) for row in view.result.standings.iter_rows()}
    levels = view.result.rubric.population.levels
    rows: list[list[Value | Cell]] = []
    for row in view.ranked:
        who = row["jurisdiction"]
        level = levels[row["level"]].say(say) if row["level"] in levels else row["level"]
        made = [view.scores[entry.item.code].get(who) for entry in nodes]
        named = [given.get((who, entry.item.code)) for entry in labelled]
        stand = [held.get((who, standing.standing)) for standing in standings]
        rows.append([row["rank"], who, row["name"], level, *made, *named, *stand])
    book.table(
        NAME,
        columns,
        rows,
        lines=[Cell(_NOTE.say(say), LINE)],
        frozen=3,
        finish=lambda table: _finish(table, book, view, labelled),
    )


def _depth(entry: Entry) -> dict[str, object]:
    if entry.depth == 0:
        return {"bold": True, "fill": _FILLS[0]}
    return {"bold": True, "fill": _FILLS[1]} if entry.depth == 1 else {}


def _heading(entry: Entry, view: View) -> str:
    title = entry.item.title.say(view.language)
    code = "" if title == entry.item.code else f"{entry.item.code}\n"
    return f"{code}{title}\n({points(entry.points)})"


def _label(entry: Entry, view: View) -> str:
    return f"{entry.item.code}\n{label_title(entry.item).say(view.language)}"


def _standing(standing: Standing, view: View) -> str:
    return f"{standing.standing}\n{standing.title.say(view.language)}"


def _held(level: str | None, change: str | None, view: View) -> str | None:
    """What is held, with what changed where anything did; what was left says so."""
    if change is None:
        return None
    words = _CHANGES[change].say(view.language)
    return f"{level or ''}{words}" or None


def _finish(table: Table, book: Book, view: View, labelled: list[Entry]) -> None:
    for entry in labelled:
        words = dict(_verdicts(entry, view))
        shade_words(table, _label(entry, view), book.styles, words)


def _verdicts(entry: Entry, view: View) -> Iterator[tuple[str, tuple[str, str]]]:
    """A label's names with their colours: the one of its last, unconditional case is the one not earned."""
    cases = label_lines(entry.item)
    rest = cases[-1].gives.say(view.language) if not cases[-1].when else None
    for case in cases:
        said = case.gives.say(view.language)
        yield said, RED if said == rest else GREEN
