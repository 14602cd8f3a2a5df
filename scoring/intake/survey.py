"""Survey answers, a row an answer or a row a respondent with a column a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import polars as pl

from scoring.intake.answers import Options
from scoring.intake.due import not_due_records
from scoring.intake.inputs import SURVEY
from scoring.intake.reader import Reader, gather, placed
from scoring.intake.recognise import Table
from scoring.intake.rows import Checker, Fault, as_text, choices, settle, translate
from scoring.intake.wording import one_of
from scoring.rubric.model import Rubric
from scoring.rubric.titles import alike
from scoring.words import Text

_NO_RESPONDENT = Fault("blank_key", Text("没有写受访者，未采用", "no respondent is given: not used"))
_NO_ANSWER = Fault("blank_answer", Text("没有作答，不计入有效样本", "no answer: not a valid one"), "notice")
_UNKNOWN_QUESTION = Fault(
    "unknown_question", Text("问卷没有这道题，未采用。{hint}", "the survey has no such question: not used.{hint}")
)
_UNKNOWN_SURVEY = Fault(
    "unknown_survey", Text("看不出是哪份问卷，未采用。{hint}", "which survey is it? not used.{hint}")
)
_UNKNOWN_CLASS = Fault(
    "unknown_class",
    Text("问卷没有这类受访者，视为未写。{hint}", "the survey has no such class of respondents: left blank.{hint}"),
)
_NO_CLASS = Fault(
    "blank_class",
    Text("没有写受访者类别，不计入任何一类", "no class of respondent is given: counted in none"),
    "warning",
)
_KEY = ("survey", "period", "jurisdiction", "respondent", "question")


def read_survey(tables: Sequence[Table], reader: Reader) -> pl.DataFrame:
    """The answers of all survey tables, one a survey, period, jurisdiction, respondent and question.

    Args:
        tables: tables of that kind, long or wide.
        reader: what they are held against; takes the findings.

    Returns:
        One row an answer, `SURVEY`, answers as the rubric words them.
    """
    options = Options(reader.rubric)
    parts = []
    for table in tables:
        check = reader.checked(table)
        check.keep(check.rows["respondent"].is_not_null(), "respondent", _NO_RESPONDENT)
        if table.kind.name == "survey_wide":
            check.one_row_a_cell("question:", "question", "answer")
        else:
            check.keep(check.rows["answer"].is_not_null(), "answer", _NO_ANSWER)
        _match_questions(check, reader.rubric)
        _match_classes(check, reader.rubric)
        options.match(check, "answer")
        check.add("respondent", check.rows["respondent"].cast(pl.String))
        parts.append(placed(check, "answer"))
    rows = gather(parts, SURVEY)
    kept = settle(rows, _KEY, "answer", Text("答案", "answer"), reader.notes)
    reader.notes.extend(not_due_records(kept, "survey", ["survey", "question"], reader.rubric))
    return kept.select(*SURVEY)


def _match_questions(check: Checker, rubric: Rubric) -> None:
    titles: defaultdict[str, list[str]] = defaultdict(list)
    homes: defaultdict[str, list[str]] = defaultdict(list)
    sets = {}
    for survey, one in rubric.surveys.items():
        for code, question in one.questions.items():
            titles[code] += (question.title.zh, question.title.en, code + question.title.zh)
            homes[code].append(survey)
            sets[survey, code] = question.answers
    unknown = replace(_UNKNOWN_QUESTION, expected=one_of(titles), known=tuple(titles))
    check.add("written", as_text(check.rows, "question"))
    check.add("question", translate(check.rows["written"].fill_null(""), choices(list(titles.items())), pl.String))
    check.keep(check.rows["question"].is_not_null(), "question", unknown, "written")
    _match_survey(check, rubric, {code: one[0] for code, one in homes.items() if len(one) == 1})
    asked = check.rows.select("survey", "question").unique()
    asked = asked.with_columns(pl.Series("answers", [sets.get(key) for key in asked.iter_rows()], dtype=pl.String))
    check.rows = check.rows.join(asked, on=["survey", "question"], how="left", maintain_order="left")
    check.keep(check.rows["answers"].is_not_null(), "question", unknown)


def _match_survey(check: Checker, rubric: Rubric, homes: dict[str, str]) -> None:
    meant = choices([(code, (survey.title.zh, survey.title.en)) for code, survey in rubric.surveys.items()])
    written = as_text(check.rows, "survey")
    told = _told(check.table, rubric)
    default = pl.Series([told] * check.rows.height, dtype=pl.String)
    by_question = translate(check.rows["question"], homes.get, pl.String)
    check.add("survey_written", written)
    named = translate(written, meant, pl.String)
    guessed = pl.select(pl.coalesce(default, by_question)).to_series()
    check.add("survey", pl.select(pl.when(written.is_null()).then(guessed).otherwise(named)).to_series())
    fault = replace(_UNKNOWN_SURVEY, expected=one_of(rubric.surveys), known=tuple(rubric.surveys))
    check.keep(check.rows["survey"].is_not_null(), "survey", fault, "survey_written")


def _match_classes(check: Checker, rubric: Rubric) -> None:
    written = as_text(check.rows, "class")
    check.add("written", written)
    found = pl.Series([None] * check.rows.height, dtype=pl.String)
    # A respondent's row is one thing to say, not one for each of its answers.
    first = check.rows["row"].is_first_distinct()
    for code, survey in rubric.surveys.items():
        if not survey.classes:
            continue
        here = check.rows["survey"] == code
        meant = translate(written, choices([(name, ()) for name in survey.classes]), pl.String)
        found = pl.select(pl.when(here).then(meant).otherwise(found)).to_series()
        unknown = replace(_UNKNOWN_CLASS, expected=one_of(survey.classes), known=survey.classes)
        check.tell(here & first & written.is_not_null() & meant.is_null(), "class", unknown, "written")
        blank = here & first & written.is_null()
        if "class" not in check.table.at:
            # Without the column it is one thing to say of the whole table.
            blank &= blank.cum_sum() == 1
        check.tell(blank, "class", replace(_NO_CLASS, expected=one_of(survey.classes)), "written")
    check.add("class", found)


def _told(table: Table, rubric: Rubric) -> str | None:
    if len(rubric.surveys) == 1:
        return next(iter(rubric.surveys))
    texts = [alike(text) for text in (table.sheet, *table.titles, PurePosixPath(table.file).stem)]
    spoken = {
        code
        for code, survey in rubric.surveys.items()
        if any(alike(name) in text for name in (code, survey.title.zh, survey.title.en) if name for text in texts)
    }
    return spoken.pop() if len(spoken) == 1 else None
