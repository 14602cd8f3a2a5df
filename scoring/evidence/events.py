"""`events: {types: [制毒案件]}` — what happened, counted or valued from dated event records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import Field

from scoring.evidence.kernels.answers import any_of
from scoring.evidence.kernels.happenings import (
    COUNTED_WORDS,
    HIGHEST_WORDS,
    Counted,
    Escalating,
    Happenings,
    Highest,
)
from scoring.evidence.kernels.lookback import Within
from scoring.evidence.kernels.rate import Per
from scoring.evidence.kernels.state import first_of
from scoring.evidence.method import Evidence, Grouped, Reading, Records, Seen
from scoring.evidence.severities import DEDUCT, NOT_NEGATIVE, worth_amiss
from scoring.evidence.wording import NOTHING, weighing
from scoring.rubric.declarations import Period
from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.outcome_words import joined
from scoring.rubric.values import Names, Number, write_number
from scoring.sql.exact import quote
from scoring.sql.states import NO_RECORD, NOT_ASSESSED, REFUSED, code
from scoring.words import Text

_TYPES = "events: {accident: {title: accident, severities: [minor, serious]}, blame: {title: blame}}"


class Events(Evidence):
    """Events (案事件): what happened inside the period, of the named `types` and `severities`.

    `counted` says what is counted: the quantities written, the records, or the days on which any happened. An event
    with a quantity of zero did not happen. With `worth` each severity is worth what is stated, times the quantity;
    `highest_only` then counts only the gravest, once: of all (`overall`), of each type, or of each matter (events with
    the same evidence number). With `escalating` the value is what the occurrences cost: one the `first`, the others
    `later`, or `repeated` where their type occurred before. `within` looks further back than the period's first day.
    `per` makes a rate of it. `without_evidence: left_out`: only events that name their evidence count.

    No record is zero events where an events table was given at all; where none was, nothing is known and the leaf is
    not assessed. Where severities matter, an event whose severity is not known may be one of them or not: if nothing
    was counted the leaf is not assessed, so that a veto cannot be escaped by leaving the severity out; what was counted
    stands.
    """

    key: ClassVar[str] = "events"
    table: ClassVar[str] = "events"
    title: ClassVar[Text] = Text("案事件", "events")
    summary: ClassVar[Text] = Text(
        "统计本期内发生的案事件：数量、按等级折算，或每若干单位的发生数",
        "events dated inside the period: counted, valued by severity, or per so many of something",
    )
    details: ClassVar[Text] = Text(
        "报送了事件表而没有记录，就是零起；没有事件表则未测评。限定等级或按等级折算时，等级不明的事件可能计入也可能不计："
        "一起也没数到的为未测评。数量为零的事件视为没有发生。",
        "No record is none where an events table was given; without one the leaf is not assessed. Where severities "
        "matter, an event whose severity is unknown may count or not: if nothing was counted the leaf is not assessed. "
        "An event with a quantity of zero did not happen.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "types": Text("计入的事件类型，见 events", "which events, declared under `events`"),
        "severities": Text("只计这些等级", "only these severities"),
        "counted": Text(
            "计什么：quantity 数量，records 条数，days 发生的天数", "what is counted: `quantity`, `records` or `days`"
        ),
        "worth": Text("各等级每起折算多少", "what an event of each severity is worth"),
        "highest_only": Text(
            "只计最重的一起：overall 全部之中，type 每类之中，matter 同一佐证编号之中",
            "only the gravest counts, once: `overall`, of each `type`, or of each `matter` (evidence number)",
        ),
        "escalating": Text(
            "首起 first，其余每起 later；同类先前已发生过的每起 repeated",
            "the `first` costs this, each other one `later`, or `repeated` where its type occurred before",
        ),
        "within": Text(
            "统计截至期末多长时间内的事件（years、months）；不写则为本期",
            "how far back from the period's end (`years`, `months`); the period itself, where not given",
        ),
        "per": Text(
            "折成每 units 个 of（指标）的发生数；zero 是该指标为零时的状态或数",
            "per `units` of a metric (`of`); `zero` is the state or number where that is zero",
        ),
        "without_evidence": Text(
            "没有佐证编号的事件：left_out 不计；不写则照计",
            "`left_out`: events without an evidence number do not count; they do, where not given",
        ),
    }
    source: ClassVar[Text] = Text(
        "案事件、通报批评及据此的一票否决、加分扣分类规则",
        "rules that count cases, circulars, commendations and what vetoes rest on",
    )

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_records(
            "events: {types: [accident], severities: [serious]}\nzero_occurrence: {}",
            "events",
            """
            code,type,date,severity,quantity
            A,accident,2024-03-01,minor,2
            B,accident,2024-05-20,serious,1
            B,accident,2023-12-31,serious,1
            """,
            {"A": "10", "B": "0", "C": "10"},
            declarations=_TYPES,
        ),
        Example.of_records(
            """
            events: {types: [accident], worth: {minor: 0.3, serious: 1}, highest_only: matter}
            tally: {each: 1, deduct: true}
            """,
            "events",
            """
            code,type,date,severity,quantity,evidence
            A,accident,2024-03-01,minor,1,No. 1
            A,accident,2024-03-02,serious,1,No. 1
            A,accident,2024-05-01,minor,2,No. 2
            B,accident,2024-05-20,minor,2,
            """,
            {"A": "8.7", "B": "9.7"},
            title=Text("同一事项只计最重的一起", "of one matter only the gravest counts"),
            declarations=_TYPES,
        ),
        Example.of_records(
            """
            events:
              types: [blame]
              escalating: {first: 0.3, later: 1, repeated: 2}
              within: {years: 2}
            tally: {each: 1, deduct: true}
            """,
            "events",
            """
            code,type,date,quantity
            A,blame,2023-02-01,1
            A,blame,2024-03-01,1
            B,blame,2022-12-31,1
            B,blame,2024-05-20,1
            """,
            {"A": "7.7", "B": "9.7"},
            title=Text("两年内再次发生的加重扣分", "a second time within two years costs more"),
            declarations=_TYPES,
        ),
        Example(
            Text("每万人发生数", "per ten thousand people"),
            """
            - leaf: x
              title: {zh: 指标, en: Indicator}
              points: 10
              events: {types: [accident], per: {of: people, units: 10000, zero: not_applicable}}
              threshold: {at_most: 0.5}
            """,
            {
                "metrics": "code,period,people\nA,2024,50000\nB,2024,30000\nC,2024,0",
                "events": "code,type,date,severity\nA,accident,2024-03-01,minor\nA,accident,2024-04-01,minor\n"
                "B,accident,2024-03-01,minor\nB,accident,2024-04-01,minor",
            },
            {"A": {"x": "10", "x:value": "0.4"}, "B": {"x": "0"}, "C": {"x": "not_applicable"}},
            declarations=f"{_TYPES}\nmetrics: {{people: {{title: people, unit: 人, maximum: 1000000}}}}",
        ),
    )

    types: Names
    severities: Names = ()
    counted: Counted = "quantity"
    worth: dict[str, Number] = Field(default_factory=dict)
    highest_only: Highest | None = None
    escalating: Escalating | None = None
    within: Within | None = None
    per: Per | None = None
    without_evidence: Literal["left_out"] | None = None

    @property
    def decimals(self) -> int:
        steps = [*self.worth.values()]
        if self.escalating:
            steps += [self.escalating.first, self.escalating.later, self.escalating.repeated or Fraction(0)]
        return 4 if self.per else max((_places(step) for step in steps), default=0)

    def sentence(self, rubric: Rubric) -> Text:
        types = joined(rubric.events[name].title for name in self.types)
        if self.severities:
            named = joined(Text(name, name) for name in self.severities)
            types = Text("{types}（{named}）", "{types} ({named})").with_(types=types, named=named)
        return Text(
            "统计{when}{types}的{what}{how}{per}{proof}", "{what} of events {when}: {types}{how}{per}{proof}"
        ).with_(
            when=self.within.sentence() if self.within else Text("本期内", "in the period"),
            types=types,
            what=COUNTED_WORDS[self.counted],
            how=self._how_said(),
            per=self.per.sentence() if self.per else NOTHING,
            proof=Text("；没有佐证编号的不计", "; those without an evidence number do not count")
            if self.without_evidence
            else NOTHING,
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from worth_amiss(self.types, self.severities, self.worth, rubric)
        ways = [key for key in ("worth", "escalating") if getattr(self, key)]
        ways += ["counted"] if self.counted == "days" else []
        if len(ways) > 1:
            hint = Text("只留一种", "keep one of them")
            yield Complaint((ways[-1],), "one_way_to_count", " + ".join(ways), _ONE_WAY, hint)
        if self.highest_only and not self.worth:
            hint = Text("如 worth: {一般: 0.3, 重大: 1}", "such as worth: {minor: 0.3, serious: 1}")
            expected = Text("worth：各等级折算多少，才知道哪一起最重", "worth, which says which is the gravest")
            yield Complaint(("highest_only",), "no_worth", self.highest_only, expected, hint)
        if self.escalating:
            for key, step in self.escalating:
                if step is not None and step < 0:
                    yield Complaint(("escalating", key), "negative_worth", write_number(step), NOT_NEGATIVE, DEDUCT)
        if self.within and self.within.length == 0:
            expected = Text("至少一个月", "at least a month")
            yield Complaint(("within",), "no_time", "0", expected, Text("如 years: 3", "such as years: 3"))
        if self.per:
            yield from self.per.complaints(rubric)

    def read(self, reading: Reading) -> Seen:
        happened = self._happenings(reading)
        unplaced = reading.name("unplaced")
        doubtful = [kind for kind in self.types if self._by_severity and reading.rubric.events[kind].severities]
        columns = dict(happened.columns)
        if doubtful:
            unknown = f"{any_of('type', doubtful)} AND severity IS NULL AND {self._proved}"
            columns[unplaced] = f"sum(quantity) FILTER (WHERE {unknown})"
        grouped = Grouped(self.table, self._dated(reading.period), columns, beside=happened.beside)
        value = happened.escalated(self.escalating) if self.escalating else happened.amount
        if not reading.draft.facts.has_events:
            return Seen(value, str(code(NOT_ASSESSED, NO_RECORD)), grouped=(grouped,))
        outcomes: list[tuple[str, int | str]] = []
        metrics: tuple[str, ...] = ()
        if doubtful:
            untold = f"NOT ({happened.any}) AND coalesce({quote(unplaced)}, 0) > 0"
            outcomes.append((untold, code(NOT_ASSESSED, REFUSED)))
        if self.per:
            rate = self.per.rated(value, reading)
            value, metrics = rate.value, (self.per.of,)
            outcomes = [*rate.outcomes[:1], *outcomes, *rate.outcomes[1:]]
        return Seen(value, first_of(outcomes), metrics=metrics, grouped=(grouped,))

    def records(self, reading: Reading) -> Records:
        where = f"{self._dated(reading.period)} AND {self._chosen}"
        return Records(self.table, where, "concat_ws(' ', date, type, severity)")

    def _happenings(self, reading: Reading) -> Happenings:
        return Happenings(reading.name, self._chosen, self.counted, self.worth or None, self.highest_only)

    def _dated(self, period: Period) -> str:
        first = self.within.first_day(period) if self.within else period.starts
        return f"date BETWEEN DATE '{first}' AND DATE '{period.ends}'"

    @property
    def _by_severity(self) -> bool:
        return bool(self.severities or self.worth)

    @property
    def _proved(self) -> str:
        return "coalesce(evidence, '') <> ''" if self.without_evidence else "TRUE"

    @property
    def _chosen(self) -> str:
        # An event of unknown severity is worth nothing that could be said.
        chosen = f"{any_of('type', self.types)} AND {any_of('severity', self.severities or tuple(self.worth))}"
        return f"{chosen} AND quantity > 0 AND {self._proved}"

    def _how_said(self) -> Text:
        if self.escalating:
            again = self.escalating.repeated
            return Text(
                "，首起{first}，其余每起{later}{again}", ", {first} for the first, {later} for each other{again}"
            ).with_(
                first=write_number(self.escalating.first),
                later=write_number(self.escalating.later),
                again=NOTHING
                if again is None
                else Text("，同类再次发生的每起{n}", ", {n} where its type occurred before").with_(
                    n=write_number(again)
                ),
            )
        if not self.worth:
            return NOTHING
        how = Text("，每起按{worth}折算{highest}", ", each worth {worth}{highest}")
        return how.with_(
            worth=weighing(self.worth), highest=HIGHEST_WORDS[self.highest_only] if self.highest_only else NOTHING
        )


def _places(number: Fraction) -> int:
    """The decimals of a number, four at most."""
    return next((places for places in range(4) if (number * 10**places).denominator == 1), 4)


_ONE_WAY = Text("worth、escalating、counted: days 至多一种", "at most one of worth, escalating and counted: days")
