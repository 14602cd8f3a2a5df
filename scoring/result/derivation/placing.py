"""The end of a derivation: the total, the grade, the rank and who stands next to it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import polars as pl

from scoring.result.derivation.known import Known
from scoring.result.derivation.steps import Placing, Rival
from scoring.rubric.outcome_words import grade_words, group_words
from scoring.words import Text

_BIT = Text("“{title}”：{effect}", "“{title}”: {effect}")
_OPEN = Text("“{title}”：资料不全，未能判定", "“{title}”: cannot be told, data are missing")
_LABEL = Text("{title}：{given}", "{title}: {given}")
_UNTOLD = Text("资料不足，未能判定", "cannot be told")
_OVER = Text("超出名额“{title}”：{before} → {after}", "over the edge of “{title}”: {before} → {after}")


def placing(known: Known) -> Placing:
    """Where one jurisdiction came to stand."""
    rubric, ranking = known.result.rubric, known.result.ranking
    row = ranking.filter(pl.col("jurisdiction") == known.who).row(0, named=True)
    ranked = ranking.filter(pl.col("rank").is_not_null()).sort("rank")
    group = ranked.filter(pl.col("group") == row["group"]) if row["group"] else ranked.clear()
    own = row["rank"]
    asked = (
        list(dict.fromkeys(code for grade in rubric.grades.scale for code in grade.minimum)) if rubric.grades else []
    )
    return Placing(
        score=None if row["score"] is None else Fraction(row["score"]),
        rank=own,
        of=ranked.height,
        equal=0 if own is None else ranked.filter(pl.col("rank") == own).height - 1,
        above=None if own is None else _rival(ranked.filter(pl.col("rank") < own).tail(1)),
        below=None if own is None else _rival(ranked.filter(pl.col("rank") > own).head(1)),
        group=row["group"] or "",
        group_rank=row["group_rank"],
        group_of=group.filter(pl.col("group_rank").is_not_null()).height,
        further=list(_further(known)),
        grade=row["grade"] or "",
        grades=[
            (grade.grade if grade else rubric.grades.otherwise if rubric.grades else "", words.say(known.language))
            for grade, words in grade_words(rubric)
        ],
        rates=[
            (rubric.items[code].title.say(known.language), Fraction(known.rows[code]["rate"]))
            for code in asked
            if known.rows[code]["rate"] is not None
        ],
        note=row["note"],
        told=list(_told(known)),
    )


def _rival(rows: pl.DataFrame) -> Rival | None:
    if rows.is_empty():
        return None
    row = rows.row(0, named=True)
    return Rival(row["rank"], row["name"], Fraction(row["score"]))


def _further(known: Known) -> Iterator[tuple[str, str, int | None]]:
    own = known.result.ranks.filter(pl.col("jurisdiction") == known.who)
    for row in own.iter_rows(named=True):
        words = group_words(tuple(row["within"].split(", ")), known.result.rubric)
        yield words.say(known.language), row["group"], row["rank"]


def _told(known: Known) -> Iterator[str]:
    """Gates on the whole, quotas on grades, labels and standings."""
    result, mine = known.result, pl.col("jurisdiction") == known.who
    for row in result.gates.filter(mine).iter_rows(named=True):
        words = _BIT if row["bites"] else _OPEN
        yield words.say(known.language).format(title=row["title"], effect=row["effect"])
    for row in result.quotas.filter(mine & (pl.col("node") == "")).iter_rows(named=True):
        names = {"title": row["title"], "before": row["grade_before"], "after": row["grade_after"]}
        yield _OVER.say(known.language).format(**names)
    for row in result.labels.filter(mine).iter_rows(named=True):
        given = _UNTOLD.say(known.language) if row["given"] is None else row["given"]
        yield _LABEL.say(known.language).format(title=row["label"], given=given)
    for row in result.standings.filter(mine & pl.col("held").is_not_null()).iter_rows(named=True):
        yield _LABEL.say(known.language).format(title=row["title"], given=row["held"])
