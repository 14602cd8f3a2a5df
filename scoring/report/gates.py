"""Sheet 否决与调整 / Gates: what bit or could not be told, bonuses, penalties, and what was lost to a quota."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from scoring.report.indicators import CLAUSE, ITEM
from scoring.report.ranking import CODE, JURISDICTION, RANK
from scoring.report.sheet import View
from scoring.report.styles import BLUE, CENTRE, GREEN, RED, WHOLE, YELLOW, Look, marks
from scoring.report.table import Book, Cell, Column, Value, shade_words, width
from scoring.rubric.outcome_words import quota_words
from scoring.words import Text

NAME = Text("否决与调整", "Gates")
KIND = Text("类型", "Kind")
TITLE = Text("规则", "Rule")
EFFECT = Text("效果", "Effect")
STATUS = Text("结果", "Outcome")
NODE = Text("作用于", "Acts on")
BEFORE = Text("调整前", "Before")
AFTER = Text("调整后", "After")
AMOUNT = Text("加减分", "Marks")

_KINDS = {
    "ineligible": Text("一票否决", "veto"),
    "unranked": Text("不排名", "unranked"),
    "zero": Text("清零", "zeroed"),
    "cap": Text("封顶", "capped"),
    "lower_grade": Text("降等", "lowered"),
    "grade_at_most": Text("限等", "held down"),
    "flag": Text("标注", "flag"),
}
_QUOTA = Text("名额", "quota")
_BONUS = Text("加分", "bonus")
_PENALTY = Text("扣分", "penalty")
_BITES = Text("已触发", "in effect")
_UNKNOWN = Text("资料不全，未能判定", "cannot be told")
_COUNTED = Text("已计入", "counted")
_ADJUSTMENTS = {"bonus": _BONUS, "penalty": _PENALTY}
_NOTE = Text(
    "调整前后为所作用项目的得分；一票否决和标注不改得分",
    "Before and after are marks of the item acted on; vetoes and flags move none",
)


def gates(book: Book, view: View) -> None:
    """Write the sheet: vetoes first, then what else limits, flags, penalties and bonuses, each by rank."""
    say = view.language
    columns = [
        Column(RANK.say(say), 7, WHOLE),
        Column(CODE.say(say), 11),
        Column(JURISDICTION.say(say), width(view.names.values(), 12, 30)),
        Column(KIND.say(say), 11, CENTRE),
        Column(ITEM.say(say), 14),
        Column(TITLE.say(say), 44),
        Column(EFFECT.say(say), 24),
        Column(STATUS.say(say), 20, CENTRE),
        Column(NODE.say(say), 14),
        Column(BEFORE.say(say), 10, marks(4)),
        Column(AFTER.say(say), 10, marks(4)),
        Column(AMOUNT.say(say), 10, Look("+0.00##;-0.00##;0", align="right")),
        Column(CLAUSE.say(say), 12),
    ]
    order = {row["jurisdiction"]: n for n, row in enumerate(view.ranked)}
    kinds = [words.say(say) for words in (*_KINDS.values(), _QUOTA, _PENALTY, _BONUS)]
    known = [_BITES.say(say), _COUNTED.say(say), _UNKNOWN.say(say)]
    rows = sorted(
        (*_bitten(view), *_over(view), *_adjusted(view)),
        key=lambda row: (kinds.index(str(row[3])), known.index(str(row[7])), order[str(row[1])]),
    )
    colours = {
        _KINDS["ineligible"]: RED,
        _KINDS["cap"]: YELLOW,
        _KINDS["zero"]: YELLOW,
        _QUOTA: YELLOW,
        _BONUS: GREEN,
        _PENALTY: RED,
    }
    words = {text.say(say): pair for text, pair in (*colours.items(), (_KINDS["flag"], BLUE))}
    book.table(
        NAME,
        columns,
        rows,
        lines=[_NOTE.say(say)],
        frozen=3,
        finish=lambda table: shade_words(table, KIND.say(say), book.styles, words),
    )


def _bitten(view: View) -> Iterator[list[Value | Cell]]:
    say = view.language
    declared = {gate.gate: gate for gate in view.result.rubric.gates}
    ranks = {row["jurisdiction"]: row["rank"] for row in view.ranked}
    for row in view.result.gates.iter_rows(named=True):
        effect = declared[row["gate"]].effect
        kind = next(words for key, words in _KINDS.items() if getattr(effect, key) is not None)
        moved = row["after"] - row["before"] if row["bites"] and row["before"] is not None else None
        yield [
            ranks[row["jurisdiction"]],
            row["jurisdiction"],
            view.names[row["jurisdiction"]],
            kind.say(say),
            row["gate"],
            row["title"],
            row["effect"],
            (_BITES if row["bites"] else _UNKNOWN).say(say),
            row["node"] or None,
            row["before"] if row["bites"] else None,
            row["after"] if row["bites"] else None,
            moved,
            row["clause"] or None,
        ]


def _over(view: View) -> Iterator[list[Value | Cell]]:
    say = view.language
    declared = {quota.quota: quota for quota in view.result.rubric.quotas}
    ranks = {row["jurisdiction"]: row["rank"] for row in view.ranked}
    for row in view.result.quotas.iter_rows(named=True):
        yield [
            ranks[row["jurisdiction"]],
            row["jurisdiction"],
            view.names[row["jurisdiction"]],
            _QUOTA.say(say),
            row["quota"],
            row["title"],
            quota_words(declared[row["quota"]], view.result.rubric).say(say),
            _BITES.say(say),
            row["node"] or None,
            row["before"] if row["node"] else view.grades[row["grade_before"]],
            row["after"] if row["node"] else view.grades[row["grade_after"]],
            row["after"] - row["before"] if row["node"] else None,
            row["clause"] or None,
        ]


def _adjusted(view: View) -> Iterator[list[Value | Cell]]:
    say = view.language
    ranks = {row["jurisdiction"]: row["rank"] for row in view.ranked}
    for entry in view.entries:
        if entry.item.role not in _ADJUSTMENTS or not entry.due or entry.parent is None:
            continue
        rows = view.result.details.filter((pl.col("node") == entry.item.code) & (pl.col("score") != 0))
        scale = getattr(entry.item, "scale", None)
        for row in rows.iter_rows(named=True):
            yield [
                ranks[row["jurisdiction"]],
                row["jurisdiction"],
                view.names[row["jurisdiction"]],
                _ADJUSTMENTS[entry.item.role].say(say),
                entry.item.code,
                entry.item.title.say(say),
                scale.sentence(view.result.rubric).say(say) if scale else None,
                _COUNTED.say(say),
                view.entries[entry.parent].item.code,
                None,
                None,
                row["score"],
                entry.clause or None,
            ]
