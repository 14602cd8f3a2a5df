"""`site_visits: {answers: 现场, sites: {学校: 1}, items: {…}}` — checklists filled in at the sites visited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field

from scoring.evidence.answers import any_of, tally
from scoring.evidence.method import Evidence, Grouped, Reading, Records, Seen
from scoring.evidence.weights import whole
from scoring.rubric.declarations import Sample
from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, literal, weighted_mean
from scoring.rubric.values import Code, Number, Words, write_number
from scoring.sql.exact import Int, Ratio, choose, quote, text
from scoring.sql.states import BELOW_SAMPLE, NO_RECORD, NOT_ASSESSED, code
from scoring.words import Text

PLACES = 9
"""A site's share and a type's mean are each rounded half-up to this many places before they are averaged on."""

MOST_SITES = 10**9
"""More records than memory holds: what the proof of bounds rests on."""


class SiteVisits(Evidence):
    """Site visits (实地检查): the mean over each site's checklist, then over sites of a type, then over types.

    A site's share and a type's mean are each rounded half-up to nine decimals before they are averaged on. Types are
    weighted by `sites`; a type nobody visited drops out. `short` says what a sample smaller than the
    type's own rule does: `flag` counts it and shows it, `not_assessed` refuses the whole leaf.
    Source: 实地核查, 随机抽查 rules.
    """

    key: ClassVar[str] = "site_visits"
    title: ClassVar[Text] = Text("实地检查", "site visits")
    summary: ClassVar[Text] = Text(
        "逐点位检查，先按点位平均，再按类型平均，最后按类型权重合成",
        "each site's checklist, averaged by site, then by type, then over types by weight",
    )
    details: ClassVar[Text] = Text(
        "每个点位的得分率和每类点位的平均值各四舍五入到九位小数；没有检查到的类型不计。",
        "A site's share and a type's mean are each rounded half-up to nine decimals; a type nobody visited drops out.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "answers": Text("检查结果及其折算，见 answers", "the verdicts and their worth, declared under `answers`"),
        "sites": Text("点位类型及其权重", "types of sites and their weights"),
        "items": Text("检查项：代码与名称", "what is looked at: codes and titles"),
        "short": Text(
            "抽查数不足时：标注并照计，或按未测评处理",
            "a sample too small is flagged and counted, or the leaf is not assessed",
        ),
    }
    source: ClassVar[Text] = Text("“实地核查”“随机抽查”类规则", "rules that have sites visited or drawn at random")
    is_share: ClassVar[bool] = True

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_records(
            "site_visits: {answers: verdict, sites: {school: 2, office: 1}, items: {a: a poster, b: a register}}",
            "site_visits",
            """
            code,site_type,site,item,verdict
            A,school,No. 1,a,met
            A,school,No. 1,b,partly
            A,school,No. 2,a,unmet
            A,school,No. 2,b,met
            A,office,East,a,met
            A,office,East,b,met
            """,
            {"A": ("0.766666667", "7.666666667"), "B": "not_assessed"},
            cells={"A": {"school": "0.65", "office": "1"}},
            declarations="""
                answers: {verdict: {options: {met: 100%, partly: 60%, unmet: 0%}}}
                sites: {school: {title: school}, office: {title: office}}
                """,
        ),
    )

    answers: str
    sites: dict[str, Number] = Field(min_length=1)
    items: dict[Code, Words] = Field(min_length=1)
    short: Literal["flag", "not_assessed"] = "flag"

    def sentence(self) -> Text:
        types = [f"{name}×{write_number(weight)}" for name, weight in self.sites.items()]
        return Text(
            "实地检查{types}，每点位{n}项；点位内平均，再按类型平均（各四舍五入到{places}位小数）后加权；"
            "抽查数不足时{short}",
            "site visits to {types}, {n} item(s) a site; mean a site, then a type (each rounded half-up to {places} "
            "decimals), then types by weight; a short sample is {short}",
        ).with_(
            types=Text("、".join(types), ", ".join(types)),
            n=len(self.items),
            places=PLACES,
            short=Text("标注并照计", "flagged and counted")
            if self.short == "flag"
            else Text("按未测评处理", "not assessed"),
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        for name, weight in self.sites.items():
            if weight <= 0:
                yield Complaint(
                    ("sites", name),
                    "weight",
                    write_number(weight),
                    Text("大于0的权重", "a weight above 0"),
                    Text("写一个正数，或删去这一类点位", "write a positive number or leave the type out"),
                )

    def read(self, reading: Reading) -> Seen:
        verdicts = tally(reading.rubric.answers[self.answers], "verdict")
        counted = f"{any_of('item', list(self.items))} AND {verdicts.counted}"
        share = reading.name("site")
        worth = Int(f"sum({verdicts.worth}) FILTER (WHERE {counted})", 0, len(self.items) * verdicts.over)
        answered = Int(f"nullif(count(*) FILTER (WHERE {counted}), 0)", 1, len(self.items))
        columns: dict[str, str] = {}
        for n, name in enumerate(self.sites):
            of_type = f"FILTER (WHERE site_type = {text(name)})"
            columns[reading.name(f"visit_sum_{n}_")] = f"sum({quote(share)}) {of_type}"
            columns[reading.name(f"visit_n_{n}_")] = f"count({quote(share)}) {of_type}"
        grouped = Grouped(
            "site_visits",
            f"period = {text(reading.period.id)}",
            columns,
            inner=("site_type", "site"),
            inner_columns={share: Ratio(worth, answered * Int.of(verdicts.over)).rounded(PLACES).stored()},
        )
        value, visited = self._mean(reading)
        state = f"CASE WHEN {visited} = 0 THEN {code(NOT_ASSESSED, NO_RECORD)} ELSE 0 END"
        needed, metrics = self._needed(reading)
        if self.short == "not_assessed" and needed:
            short = " OR ".join(f"coalesce({quote(reading.name(f'visit_n_{n}_'))}, 0) < {sql}" for n, sql in needed)
            state = (
                f"CASE WHEN {visited} = 0 THEN {code(NOT_ASSESSED, NO_RECORD)} "
                f"WHEN {short} THEN {code(NOT_ASSESSED, BELOW_SAMPLE)} ELSE 0 END"
            )
        shown = {"n": visited, "minimum": " + ".join(sql for _, sql in needed) or "NULL"}
        return Seen(value, state, metrics=metrics, grouped=(grouped,), shown=shown)

    def spreadsheet(self, sheet: Sheet) -> str:
        # The mean of each type's sites, by the weights of the types that were visited.
        return weighted_mean({sheet.name(name): literal(weight) for name, weight in self.sites.items()})

    def records(self, reading: Reading) -> Records:
        verdicts = tally(reading.rubric.answers[self.answers], "verdict")
        chosen = f"{any_of('site_type', list(self.sites))} AND {any_of('item', list(self.items))}"
        where = f"period = {text(reading.period.id)} AND {chosen} AND {verdicts.lessened}"
        return Records("site_visits", where, "site || ' ' || item || ' ' || verdict")

    def _mean(self, reading: Reading) -> tuple[Ratio, str]:
        unit = 10**PLACES
        weights = whole(self.sites)
        top, bottom, visited = Int.of(0), Int.of(0), []
        for n, name in enumerate(self.sites):
            count = Int.column(reading.name(f"visit_n_{n}_"), 1, MOST_SITES)
            there = f"coalesce({count.sql}, 0) > 0"
            visited.append(f"coalesce({count.sql}, 0)")
            sum_ = Int.column(reading.name(f"visit_sum_{n}_"), 0, MOST_SITES * unit)
            seen = Int(f"nullif({count.sql}, 0)", 1, MOST_SITES)
            mean = Ratio(sum_, seen * Int.of(unit)).rounded(PLACES)
            mean = Int(mean.sql, 0, unit, mean.nullable, mean.wide)
            weight = Int.of(weights[name])
            top = top + choose([(there, mean * weight)], Int.of(0))
            bottom = bottom + choose([(there, weight)], Int.of(0))
        bottom = Int(bottom.sql, 1, bottom.high, nullable=True, wide=bottom.wide)
        return Ratio(top, bottom * Int.of(unit)), f"({' + '.join(visited)})"

    def _needed(self, reading: Reading) -> tuple[list[tuple[int, str]], tuple[str, ...]]:
        """For each type with a sample rule: how many visits it needs, as SQL, and the metrics that says so."""
        needed: list[tuple[int, str]] = []
        metrics: list[str] = []
        for n, name in enumerate(self.sites):
            sample = reading.rubric.sites[name].sample
            if sample:
                needed.append((n, required(sample, reading.metric(sample.of).value)))
                metrics.append(sample.of)
        return needed, tuple(dict.fromkeys(metrics))


def required(sample: Sample, there_are: Ratio) -> str:
    """How many sites must be visited: the share rounded up, at least the minimum, at most as many as there are."""
    least = Int.of(sample.at_least)
    wanted = (there_are * Ratio.of(sample.share)).rounded_up().at_least(least).at_most(there_are.rounded_up())
    return choose([(f"NOT ({there_are.known})", least)], wanted).sql
