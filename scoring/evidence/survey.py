"""`survey: {survey: 群众, questions: {S1: 1}, minimum_sample: 20, below_minimum: not_assessed}` — a questionnaire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from scoring.evidence.answers import any_of, tally
from scoring.evidence.method import Evidence, Grouped, Reading, Records, Seen
from scoring.evidence.weights import whole
from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, literal, weighted_mean
from scoring.rubric.values import Number, State, write_number
from scoring.sql.exact import Int, Ratio, choose, quote, text, total
from scoring.sql.states import BELOW_SAMPLE, NO_RECORD, NOT_ASSESSED, STATE_WORDS, STATES, code
from scoring.words import Text

PLACES = 9
"""A question's mean is rounded half-up to this many places before questions are averaged."""

MOST_ANSWERS = 10**9
"""More records than memory holds: what the proof of bounds rests on."""


class SurveyAnswers(Evidence):
    """Satisfaction survey (群众满意度调查): the mean share of valid answers a question, then over questions by weight.

    A question's mean is rounded half-up to nine decimals before questions are averaged. Answers marked `excluded`
    (不了解) are not valid. The sample is the number of respondents with a valid answer to any
    of the questions; below `minimum_sample` the leaf takes the state `below_minimum`, with none at all it is not
    assessed. Source: 问卷调查, 群众满意度测评 rules.
    """

    key: ClassVar[str] = "survey"
    title: ClassVar[Text] = Text("问卷调查", "survey")
    summary: ClassVar[Text] = Text(
        "有效答卷的平均得分率，按题目权重合成", "the mean share of valid answers, over questions by weight"
    )
    details: ClassVar[Text] = Text(
        "每题平均值四舍五入到九位小数。样本数是对其中任一题作了有效回答的人数；“不了解”等标为 excluded 的不算有效。",
        "A question's mean is rounded half-up to nine decimals. The sample is the number of respondents with a "
        "valid answer to any of the questions; answers marked `excluded` are not valid.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "survey": Text("问卷，见 surveys", "the questionnaire, declared under `surveys`"),
        "questions": Text("题目及其权重", "questions and their weights"),
        "minimum_sample": Text("至少要有的有效样本", "how many respondents there must be"),
        "below_minimum": Text("样本不足时的状态", "the state where there are fewer"),
    }
    source: ClassVar[Text] = Text("“问卷调查”“群众满意度测评”类规则", "rules that have people surveyed")
    is_share: ClassVar[bool] = True

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_records(
            "survey: {survey: public, questions: {S1: 2, S2: 1}, minimum_sample: 2, below_minimum: not_assessed}",
            "survey",
            """
            code,respondent,question,answer
            A,1,S1,good
            A,1,S2,fair
            A,2,S1,fair
            A,2,S2,unsure
            B,1,S1,good
            """,
            {"A": ("0.733333333", "7.333333333"), "B": "not_assessed"},
            cells={"A": {"S1": "0.8", "S2": "0.6"}},
            declarations="""
                answers: {opinion: {options: {good: 100%, fair: 60%, poor: 0%, unsure: excluded}}}
                surveys:
                  public:
                    title: public
                    questions: {S1: {title: S1, answers: opinion}, S2: {title: S2, answers: opinion}}
                """,
        ),
    )

    survey: str
    questions: dict[str, Number] = Field(min_length=1)
    minimum_sample: Annotated[int, Field(ge=1, le=10**6)]
    below_minimum: State

    def sentence(self) -> Text:
        questions = [f"{name}×{write_number(weight)}" for name, weight in self.questions.items()]
        return Text(
            "问卷{questions}，各题取有效答卷的平均得分率（四舍五入到{places}位小数）后加权；有效样本不少于{n}份，"
            "不足时按{state}处理",
            "survey {questions}: mean share of valid answers a question (rounded half-up to {places} decimals), then "
            "questions by weight; at least {n} respondents, below that {state}",
        ).with_(
            questions=Text("、".join(questions), ", ".join(questions)),
            places=PLACES,
            n=self.minimum_sample,
            state=STATE_WORDS[self.below_minimum],
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        for name, weight in self.questions.items():
            if weight <= 0:
                yield Complaint(
                    ("questions", name),
                    "weight",
                    write_number(weight),
                    Text("大于0的权重", "a weight above 0"),
                    Text("写一个正数，或删去这道题", "write a positive number or leave the question out"),
                )

    def read(self, reading: Reading) -> Seen:
        survey = reading.rubric.surveys[self.survey]
        weights = whole(self.questions)
        columns, tops, bottoms, valid = {}, [], [], []
        for n, question in enumerate(self.questions):
            answers = tally(reading.rubric.answers[survey.questions[question].answers], "answer")
            counted = f"{any_of('question', [question])} AND {answers.counted}"
            valid.append(f"({counted})")
            sum_, count = reading.name(f"survey_sum_{n}_"), reading.name(f"survey_n_{n}_")
            columns[sum_] = f"sum({answers.worth}) FILTER (WHERE {counted})"
            columns[count] = f"count(*) FILTER (WHERE {counted})"
            mean = Ratio(
                Int.column(sum_, 0, MOST_ANSWERS * answers.over),
                Int(f"nullif({quote(count)}, 0)", 1, MOST_ANSWERS) * Int.of(answers.over),
            ).rounded(PLACES)
            mean = Int(mean.sql, 0, 10**PLACES, mean.nullable, mean.wide)
            there = f"coalesce({quote(count)}, 0) > 0"
            tops.append(choose([(there, mean * Int.of(weights[question]))], Int.of(0)))
            bottoms.append(choose([(there, Int.of(weights[question]))], Int.of(0)))
        sample = reading.name("survey_sample")
        columns[sample] = f"count(DISTINCT respondent) FILTER (WHERE {' OR '.join(valid)})"
        where = f"period = {text(reading.period.id)} AND survey = {text(self.survey)}"
        bottom = total(bottoms)
        bottom = Int(bottom.sql, 1, bottom.high, nullable=True, wide=bottom.wide)
        state = (
            f"CASE WHEN coalesce({quote(sample)}, 0) = 0 THEN {code(NOT_ASSESSED, NO_RECORD)} "
            f"WHEN {quote(sample)} < {self.minimum_sample} "
            f"THEN {code(STATES.index(self.below_minimum), BELOW_SAMPLE)} ELSE 0 END"
        )
        return Seen(
            Ratio(total(tops), bottom * Int.of(10**PLACES)),
            state,
            grouped=(Grouped("survey", where, columns),),
            shown={"n": quote(sample), "minimum": str(self.minimum_sample)},
        )

    def spreadsheet(self, sheet: Sheet) -> str:
        # The mean of each question's valid answers, by the weights of the questions that have any.
        return weighted_mean({sheet.name(name): literal(weight) for name, weight in self.questions.items()})

    def records(self, reading: Reading) -> Records:
        chosen = f"survey = {text(self.survey)} AND {any_of('question', list(self.questions))}"
        return Records("survey", f"period = {text(reading.period.id)} AND {chosen}")
