"""Difficulties of whole rows and tables: what real submissions hold, for the rubric of any programme."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from sample_inputs.generate.places import MARK, Place
from sample_inputs.generate.planter import Planter, Wanted, lowest
from sample_inputs.generate.sheets import Row, Sheet
from sample_inputs.generate.tables import CODE

STRANGER = "SL9901"
"""A jurisdiction code no roster holds."""

EXTRA_COLUMN = "禁毒公众号关注人数（人）"
"""A column no rubric asks for."""

_PERIOD, _DAY, _WINDOW = "测评期", "日期", "所属期"


def with_odd_name(places: list[Place]) -> list[Place]:
    """The places, the last one's name made to begin with an equals sign."""
    *others, last = places
    return [*others, dataclasses.replace(last, name=f"={last.name}")]


def odd_name(planter: Planter) -> None:
    """Note the name that begins with an equals sign."""
    sheet, place = planter.tables.roster, planter.places[-1]
    cell = sheet.cell(sheet.row(地区代码=place.code), "地区名称")
    planter.note("name_like_formula", sheet, cell, place.code, place.name, "名称以等号开头，应始终是文本")


def tie(planter: Planter, wanted: Wanted = lowest) -> None:
    """Make two places of one level and group submit the very same."""
    first = planter.take(lambda place: wanted(place) and has_twin(planter, place))
    one = planter.place(first)
    second = planter.take(lambda place: _alike(one, place))
    tables = planter.tables
    for sheet in tables.metrics.values():
        mine = planter.rows_of(sheet, 地区代码=first)
        for to, row in zip(planter.rows_of(sheet, 地区代码=second), mine, strict=True):
            sheet.rows[to][2:] = sheet.rows[row][2:]
    for sheet in (*tables.records.values(), *([tables.upper] if tables.upper else [])):
        _repeat_for(sheet, first, second)
    roster = tables.roster
    rows = {code: roster.row(地区代码=code) for code in (first, second)}
    for code, title in planter.plan.attributes.items():
        roster.put(rows[second], title, one.attributes.get(code))
    for code, other in ((first, second), (second, first)):
        cell = roster.cell(rows[code], CODE)
        planter.note("tie", roster, cell, code, other, "与同组另一地区的全部数据相同，应并列")


def has_twin(planter: Planter, place: Place) -> bool:
    """Whether another place without a difficulty is like it in all that the roster says in words."""
    return any(_alike(place, other) for other in planter.free())


def _alike(one: Place, other: Place) -> bool:
    """Whether two places are of one level and group and alike in all that the roster says in words."""
    words = {code for code, fact in one.facts.items() if isinstance(fact, str)}
    return one is not other and all(one.facts[code] == other.facts[code] for code in words)


def _repeat_for(sheet: Sheet, first: str, second: str) -> None:
    at = sheet.at(CODE)
    kept = [row for row in sheet.rows if row[at] != second]
    sheet.rows = [
        copy for row in kept for copy in ([row, [*row[:at], second, *row[at + 1 :]]] if row[at] == first else [row])
    ]


def nothing_submitted(planter: Planter, periods: Sequence[str], called: str, wanted: Wanted = lowest) -> None:
    """Take everything one place submitted for some periods, and all records of it of that time."""
    code = planter.take(wanted)
    forget(planter, code, periods)
    sheet = next(planter.tables.metrics[one] for one in reversed(periods) if one in planter.tables.metrics)
    planter.note("nothing_submitted", sheet, "", code, None, f"{called}没有任何数据和记录")


def without_history(planter: Planter, periods: Sequence[str], meaning: str, wanted: Wanted = lowest) -> str:
    """Let a place have come into being only after some periods: nothing of them is there. Say which it is."""
    code, roster = planter.take(wanted), planter.tables.roster
    forget(planter, code, periods)
    planter.note("without_history", roster, roster.cell(roster.row(地区代码=code), CODE), code, code, meaning)
    return code


def forget(planter: Planter, code: str, periods: Sequence[str]) -> None:
    """Remove the numbers and records of a place of some periods."""
    spans = [planter.period(one) for one in periods]
    years = tuple(f"{span.year}年" for span in spans)

    def kept(row: dict[str, object]) -> bool:
        if row[CODE] != code:
            return True
        if _PERIOD in row:
            return row[_PERIOD] not in periods
        if _DAY in row:
            return not any(span.starts.isoformat() <= str(row[_DAY]) <= span.ends.isoformat() for span in spans)
        return not str(row[_WINDOW]).startswith(years)

    tables = planter.tables
    for one in periods:
        if one in tables.metrics:
            planter.keep_rows(tables.metrics[one], lambda row: row[CODE] != code)
    for sheet in (*tables.records.values(), *([tables.upper] if tables.upper else [])):
        planter.keep_rows(sheet, kept)


def small_survey(planter: Planter, period: str, people: int, meaning: str, survey: str = "") -> None:
    """Leave so few respondents in one place that its survey cannot count."""
    code, sheet = planter.take(), planter.records("survey")
    survey = survey or next(iter(planter.plan.surveys))

    def kept(row: dict[str, object]) -> bool:
        here = row[_PERIOD] == period and row[CODE] == code and row["问卷"] == survey
        return not here or str(row["受访者编号"]) <= f"{people:03}"

    planter.keep_rows(sheet, kept)
    planter.note("small_survey", sheet, "", code, people, meaning)


def short_sample(planter: Planter, period: str, kind: str, meaning: str, wanted: Wanted = lowest) -> None:
    """Leave out the last site of a type in one place, so that too few were visited."""
    sheet = planter.records("visits")

    def several(place: Place) -> bool:
        rows = planter.rows_of(sheet, 测评期=period, 地区代码=place.code, 点位类型=kind)
        return wanted(place) and len({sheet.rows[row][sheet.at("点位")] for row in rows}) > 1

    code = planter.take(several)
    rows = planter.rows_of(sheet, 测评期=period, 地区代码=code, 点位类型=kind)
    last = max(str(sheet.rows[row][sheet.at("点位")]) for row in rows)
    planter.keep_rows(sheet, lambda row: (row[_PERIOD], row[CODE], row["点位"]) != (period, code, last))
    planter.note("short_sample", sheet, "", code, last, meaning)


def title_rows(planter: Planter, period: str, title: str) -> None:
    """Put two merged rows of titles above a header."""
    sheet = planter.tables.metrics[period]
    sheet.titles = (title, f"填报期：{period}")
    planter.note("title_rows", sheet, "A1", "", title, "表头上方有两行合并的标题")


def trailing_blanks(planter: Planter, period: str) -> None:
    """Let rows of blanks follow the table, and blanks the text of its first header."""
    sheet = planter.tables.metrics[period]
    sheet.blank_rows = 6
    planter.note("trailing_blanks", sheet, sheet.cell(len(sheet.rows), CODE), "", None, "表尾有6行只含空格的空行")
    sheet.header[0] += "  \n"
    cell = f"A{len(sheet.titles) + 1}"
    planter.note("trailing_blanks", sheet, cell, "", sheet.header[0], "表头带尾部空格和换行")


def blank_code(planter: Planter, period: str) -> None:
    """Let blanks follow a jurisdiction's code."""
    code, sheet = planter.take(), planter.tables.metrics[period]
    planter.mark("trailing_blanks", sheet, planter.tables.row(period, code), CODE, f"{code}  ", "代码带尾部空格")


def odd_record(planter: Planter, kind: str, table: str, period: str, header: str, value: str, meaning: str) -> None:
    """Write something odd into the first record of one place: a verdict that is none, an item that is not there."""
    sheet = planter.records(table)
    when, who = sheet.at(_PERIOD), sheet.at(CODE)
    first: dict[object, int] = {}
    for n, row in enumerate(sheet.rows):
        if row[when] == period:
            first.setdefault(row[who], n)
    having = [place for place in planter.free() if place.code in first]
    below = any(place.lowest for place in having)
    code = planter.take(lambda place: place.code in first and (place.lowest or not below))
    planter.mark(kind, sheet, first[code], header, value, meaning)


def happened(planter: Planter, kind: str, day: str, type_: str, severity: str, meaning: str, note: str = "") -> str:
    """Add an event to a place that has no difficulty yet, and say which."""
    code, sheet = planter.take(), planter.records("events")
    row: Row = [day, code, type_, severity, 1, f"事9{len(sheet.rows):03}", note or meaning]
    planter.add(kind, sheet, row, meaning, "事件类型")
    return code


def bad_date(planter: Planter, day: str, type_: str, severity: str = "") -> None:
    """Add an event on a day there is not."""
    sheet = planter.records("events")
    planter.add("bad_date", sheet, [day, planter.take(), type_, severity, 1, "事9999", "日期写错"], "没有这一天", _DAY)


def duplicates(planter: Planter, period: str, metric: str, other: Callable[[int], int], meaning: str) -> str:
    """Submit one place's row twice alike, another's with one number changed; say whose is changed."""
    sheet, tables = planter.tables.metrics[period], planter.tables
    again, changed = planter.take(), planter.reporting(period, metric)
    planter.add("duplicate_agreeing", sheet, list(sheet.rows[tables.row(period, again)]), "重复填报，内容一致")
    row = list(sheet.rows[tables.row(period, changed)])
    at = sheet.at(tables.headers[metric])
    row[at] = other(int(str(row[at])))
    planter.add("duplicate_conflicting", sheet, row, meaning)
    return changed


def stranger(planter: Planter, period: str) -> None:
    """Submit numbers of a jurisdiction that no roster holds."""
    sheet = planter.tables.metrics[period]
    row = [STRANGER, f"{MARK}不在名录镇", *sheet.rows[0][2:]]
    planter.add("unknown_jurisdiction", sheet, row, "名录中没有这一代码")


def strange_answers(planter: Planter, period: str) -> None:
    """Hand in an answer from a jurisdiction that no roster holds."""
    sheet = planter.records("survey")
    row = [period, STRANGER, *sheet.rows[0][2:]]
    planter.add("unknown_jurisdiction", sheet, row, "名录外地区的问卷")


def conflicting_answer(planter: Planter, period: str, code: str, question: str) -> None:
    """Let a respondent of a place answer the same question twice, in two ways."""
    sheet = planter.records("survey")
    row = list(sheet.rows[planter.rows_of(sheet, 测评期=period, 地区代码=code, 题号=question)[0]])
    answers = next(one.answers for one in planter.plan.questions if one.code == question)
    best, next_best, *_ = planter.plan.answers[answers].counting
    at = sheet.at("答案")
    row[at] = next_best if row[at] == best else best
    planter.add("duplicate_conflicting", sheet, row, "同一受访者同一题两个答案")


def extra_column(planter: Planter, period: str) -> None:
    """Add a column no rubric asks for."""
    sheet = planter.tables.metrics[period]
    sheet.header.append(EXTRA_COLUMN)
    for row in sheet.rows:
        row.append(100)
    cell = f"{sheet.cell(0, EXTRA_COLUMN).rstrip('0123456789')}{len(sheet.titles) + 1}"
    planter.note("unknown_metric", sheet, cell, "", EXTRA_COLUMN, "规则中没有这一指标")
