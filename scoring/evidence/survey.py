"""`survey: {survey: 群众, questions: {S1: 1}, minimum_sample: 20, below_minimum: not_assessed}` — a questionnaire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from scoring.evidence.kernels.answers import Tally, any_of, tally
from scoring.evidence.kernels.error import spread, standard_error
from scoring.evidence.kernels.mean import PLACES, Type, over_types
from scoring.evidence.kernels.respondents import Group, Respondents
from scoring.evidence.kernels.state import first_of
from scoring.evidence.method import Evidence, Grouped, Reading, Records, Seen
from scoring.evidence.weights import not_positive, whole
from scoring.evidence.wording import NOTHING, weighing
from scoring.rubric.declarations import Share
from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.nearest import did_you_mean, listed
from scoring.rubric.spreadsheet import Sheet, literal, weighted_mean
from scoring.rubric.values import Names, Number, State
from scoring.sql.exact import text, total
from scoring.sql.states import BELOW_SAMPLE, NO_RECORD, NOT_ASSESSED, STATE_WORDS, STATES, code
from scoring.words import Text


class SurveyAnswers(Evidence):
    """Satisfaction survey (群众满意度调查): the mean share of valid answers a question, then over questions by weight.

    A question's mean is rounded half-up to nine decimals before questions are averaged. Answers marked `excluded`
    (不了解) are not valid; with `counts` an answer is worth all where it is one of those named, else nothing. The
    sample is the number of respondents with a valid answer to any of the questions; below `minimum_sample` the leaf
    takes the state `below_minimum`, with none at all it is not assessed. With `classes` the same is done for each class
    of respondents, its rate rounded half-up to nine decimals, and the classes are averaged by weight; whoever is of
    none of them does not count. A class with fewer than its `quotas` gives the leaf the state `below_quota`, or is
    left out.

    Beside the value stands its standard error: s ÷ √n over the respondents' own rates (each by the weights of the
    questions answered, rounded half-up to nine decimals), classes joined as √Σ(weight² × square) ÷ Σ weight.
    """

    key: ClassVar[str] = "survey"
    table: ClassVar[str] = "survey"
    title: ClassVar[Text] = Text("问卷调查", "survey")
    summary: ClassVar[Text] = Text(
        "有效答卷的平均得分率，按题目权重合成", "the mean share of valid answers, over questions by weight"
    )
    details: ClassVar[Text] = Text(
        "每题平均值、每类受访者的得分率各四舍五入到九位小数。样本数是对其中任一题作了有效回答的人数；“不了解”等标为 "
        "excluded 的不算有效。值旁列出标准误：每名受访者按所答题目的权重得出自己的得分率，取其样本标准差 ÷ √人数；"
        "分类的按权重合成；不足两人的没有标准误。",
        "A question's mean and a class's rate are each rounded half-up to nine decimals. The sample is the number of "
        "respondents with a valid answer to any of the questions; answers marked `excluded` are not valid. Beside the "
        "value stands its standard error: the sample standard deviation of the respondents' own rates ÷ √n, classes "
        "joined by weight; there is none of fewer than two respondents.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "survey": Text("问卷，见 surveys", "the questionnaire, declared under `surveys`"),
        "questions": Text("题目及其权重", "questions and their weights"),
        "counts": Text(
            "计入的答案：取它们占有效答案的比例；不写则按各答案的折算",
            "the answers that count: their share of the valid ones; not given, each is worth what its set says",
        ),
        "classes": Text(
            "受访者类别及其权重；不写则不分类", "classes of respondents and their weights; all as one, where not given"
        ),
        "quotas": Text("各类至少要有的有效样本", "how many respondents of a class there must be"),
        "below_quota": Text(
            "某类不足时的状态，或 left_out：该类不计",
            "the state where a class has fewer; `left_out`: it does not count",
        ),
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
        Example.of_records(
            """
            survey:
              survey: public
              questions: {S1: 1}
              counts: [good, fair]
              classes: {resident: 3, firm: 1}
              quotas: {firm: 2}
              below_quota: left_out
              minimum_sample: 3
              below_minimum: not_assessed
            """,
            "survey",
            """
            code,respondent,class,question,answer
            A,1,resident,S1,good
            A,2,resident,S1,poor
            A,3,firm,S1,fair
            A,4,firm,S1,good
            B,1,resident,S1,fair
            B,2,resident,S1,good
            B,3,firm,S1,poor
            C,1,resident,S1,fair
            """,
            {"A": "6.25", "B": "10", "C": "not_assessed"},
            title=Text("满意和基本满意的比例，按类别加权", "the share satisfied, classes by weight"),
            declarations="""
                answers: {opinion: {options: {good: 100%, fair: 60%, poor: 0%, unsure: excluded}}}
                surveys:
                  public: {title: public, questions: {S1: {title: S1, answers: opinion}}, classes: [resident, firm]}
                """,
        ),
    )

    survey: str
    questions: dict[str, Number] = Field(min_length=1)
    counts: Names = ()
    classes: dict[str, Number] = Field(default_factory=dict)
    quotas: dict[str, Annotated[int, Field(ge=1, le=10**6)]] = Field(default_factory=dict)
    below_quota: State | Literal["left_out"] | None = None
    minimum_sample: Annotated[int, Field(ge=1, le=10**6)]
    below_minimum: State

    def sentence(self, rubric: Rubric) -> Text:
        share = Text("“{zh}”占有效答案的比例", "share of “{en}” among valid answers")
        return Text(
            "问卷“{survey}”{questions}，各题取有效答卷的{what}（四舍五入到{places}位小数）后加权；{classes}有效样本不少于{n}份，"
            "不足时按{state}处理{quotas}",
            "survey “{survey}” {questions}: {what} a question (rounded half-up to {places} decimals), then "
            "questions by weight; {classes}at least {n} respondents, below that {state}{quotas}",
        ).with_(
            survey=rubric.surveys[self.survey].title,
            questions=weighing(self.questions),
            what=share.with_(zh="、".join(self.counts), en=", ".join(self.counts))
            if self.counts
            else Text("平均得分率", "mean share of valid answers"),
            places=PLACES,
            classes=self._classes_said(),
            n=self.minimum_sample,
            state=STATE_WORDS[self.below_minimum],
            quotas=self._quotas_said(),
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from not_positive("questions", self.questions)
        yield from not_positive("classes", self.classes)
        yield from self._unknown_options(rubric)
        yield from self._quotas_amiss(rubric)

    def read(self, reading: Reading) -> Seen:
        tallies = {name: self._tally(reading.rubric, name) for name in self.questions}
        respondents = Respondents(reading.name, tallies, whole(self.questions))
        named = {**self.classes, **self.quotas}
        classes = {name: respondents.those(f"{n}", _of(name)) for n, name in enumerate(named)}
        everyone = respondents.those("all", "TRUE")
        groups = [*classes.values()] if self.classes else [*classes.values(), everyone]
        value, spreads = everyone.rate, [spread(everyone.square, everyone.there, 1)]
        counted = {name: self._counted(name, group) for name, group in classes.items()}
        if self.classes:
            weights = whole(self.classes)
            value = over_types([Type(classes[name].rounded, counted[name], weights[name]) for name in weights])
            spreads = [spread(classes[name].square, counted[name], weights[name]) for name in weights]
        sample = total([classes[name].count for name in self.classes]) if self.classes else everyone.count
        where = f"period = {text(reading.period.id)} AND survey = {text(self.survey)}"
        grouped = Grouped(
            self.table,
            where,
            {column: sql for group in groups for column, sql in group.columns.items()},
            inner=("class", "respondent") if named else ("respondent",),
            inner_columns=respondents.inner_columns,
        )
        outcomes = [
            (f"{sample.sql} = 0", code(NOT_ASSESSED, NO_RECORD)),
            (f"{sample.sql} < {self.minimum_sample}", code(STATES.index(self.below_minimum), BELOW_SAMPLE)),
        ]
        if self.below_quota == "left_out":
            nobody = " AND ".join(f"NOT ({condition})" for condition in counted.values())
            outcomes.append((nobody, code(NOT_ASSESSED, BELOW_SAMPLE)))
        elif self.below_quota:
            short = code(STATES.index(self.below_quota), BELOW_SAMPLE)
            outcomes += [(f"{classes[name].count.sql} < {least}", short) for name, least in self.quotas.items()]
        error = standard_error(spreads)
        shown = {"n": sample.sql, "minimum": str(self.minimum_sample), "se": error.sql}
        return Seen(value, first_of(outcomes), grouped=(grouped,), shown=shown)

    def spreadsheet(self, sheet: Sheet) -> str:
        if self.classes:
            # The mean of each class's rates, by the weights of the classes that count.
            return weighted_mean({sheet.name(name): literal(weight) for name, weight in self.classes.items()})
        # The mean of each question's valid answers, by the weights of the questions that have any.
        return weighted_mean({sheet.name(name): literal(weight) for name, weight in self.questions.items()})

    def records(self, reading: Reading) -> Records:
        chosen = f"survey = {text(self.survey)} AND {any_of('question', list(self.questions))}"
        return Records(self.table, f"period = {text(reading.period.id)} AND {chosen}")

    def _tally(self, rubric: Rubric, question: str) -> Tally:
        answers = tally(rubric.answers[rubric.surveys[self.survey].questions[question].answers], "answer")
        return answers.chosen(self.counts) if self.counts else answers

    def _counted(self, name: str, group: Group) -> str:
        """The condition that a class's rate joins the mean."""
        if self.below_quota == "left_out" and name in self.quotas:
            return f"{group.count.sql} >= {self.quotas[name]}"
        return group.there

    def _classes_said(self) -> Text:
        if not self.classes:
            return NOTHING
        words = Text(
            "各类受访者分别计算（四舍五入到{places}位小数）后按{classes}加权；",
            "each class apart (rounded half-up to {places} decimals), then classes by weight {classes}; ",
        )
        return words.with_(places=PLACES, classes=weighing(self.classes))

    def _quotas_said(self) -> Text:
        if not self.below_quota:
            return NOTHING
        outcome = Text("该类不计", "the class does not count")
        if self.below_quota != "left_out":
            outcome = Text("按{state}处理", "{state}").with_(state=STATE_WORDS[self.below_quota])
        parts = [f"{name}≥{least}" for name, least in self.quotas.items()]
        return Text(
            "；各类至少{parts}份，不足时{outcome}", "; of each class at least {parts}, below that {outcome}"
        ).with_(parts=listed(parts), outcome=outcome)

    def _unknown_options(self, rubric: Rubric) -> Iterator[Complaint]:
        """Each question must have one of the answers that count, and each of these must be one that is valid."""
        survey = rubric.surveys.get(self.survey)
        if not self.counts or survey is None:
            return
        valid: list[str] = []
        for name in self.questions:
            answers = rubric.answers.get(survey.questions[name].answers) if name in survey.questions else None
            if answers is None:
                continue
            options = [text_ for text_, option in answers.options.items() if isinstance(option, Share)]
            valid += options
            if not set(self.counts) & set(options):
                yield Complaint(
                    ("counts",),
                    "no_answer_counts",
                    f"{name}: {listed(options)}",
                    _ONE_OF_EACH,
                    did_you_mean(self.counts[0], options),
                )
                return
        for name in self.counts:
            if valid and name not in valid:
                yield Complaint(("counts",), "unknown_option", name, _VALID, did_you_mean(name, valid))

    def _quotas_amiss(self, rubric: Rubric) -> Iterator[Complaint]:
        if bool(self.quotas) != (self.below_quota is not None):
            key = "quotas" if self.quotas else "below_quota"
            yield Complaint((key,), "quota_without_outcome", key, _BOTH, _BOTH_HINT)
        if self.below_quota == "left_out" and not self.classes:
            yield Complaint(("below_quota",), "left_out_of_nothing", "left_out", _WITH_CLASSES, _WITH_CLASSES_HINT)
        survey = rubric.surveys.get(self.survey)
        known = tuple(self.classes) or (survey.classes if survey else ())
        for name in self.quotas:
            if name not in known:
                expected = Text("参与计分的一类受访者", "a class of respondents that counts")
                yield Complaint(("quotas", name), "unknown_class", name, expected, did_you_mean(name, known))


def _of(name: str) -> str:
    return f"class = {text(name)}"


_ONE_OF_EACH = Text("每道题至少有一个计入的答案", "each question to have one of the answers that count")
_VALID = Text("题目的一个有效答案", "a valid answer of the questions")
_BOTH = Text("quotas 与 below_quota 同时写", "quotas and below_quota together")
_BOTH_HINT = Text("配额要说明不足时怎样处理", "a quota says what becomes of a class below it")
_WITH_CLASSES = Text("classes 中写明各类权重", "weights of the classes under `classes`")
_WITH_CLASSES_HINT = Text("不分类计分时没有可以不计的类", "no class can be left out where none is weighed")
