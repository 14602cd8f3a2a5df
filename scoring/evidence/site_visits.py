"""`site_visits: {answers: 现场, sites: {学校: 1}, items: {…}}` — checklists filled in at the sites visited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field

from scoring.evidence.kernels.answers import Tally, any_of, chosen, tally
from scoring.evidence.kernels.mean import PLACES, Mean, Measure, Type, mean, over_types
from scoring.evidence.kernels.state import first_of
from scoring.evidence.method import Evidence, Grouped, Reading, Records, Seen
from scoring.evidence.weights import not_positive, whole
from scoring.evidence.wording import REVIEWERS, reviewed_by, titles, weighing
from scoring.rubric.declarations import Sample
from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, literal, weighted_mean
from scoring.rubric.values import Code, Names, Number, Words
from scoring.sql.exact import Int, Ratio, choose, text, total
from scoring.sql.states import BELOW_SAMPLE, NO_RECORD, NOT_ASSESSED, code
from scoring.words import Text


class SiteVisits(Evidence):
    """Site visits (实地检查): the mean over each site's checklist, then over sites of a type, then over types.

    A site's share and a type's mean are each rounded half-up to nine decimals before they are averaged on. Types are
    weighted by `sites`; a type nobody visited drops out. `short` says what a sample smaller than the
    type's own rule does: `flag` counts it and shows it, `not_assessed` refuses the whole leaf. `reviewers`: only the
    records of these count.
    """

    key: ClassVar[str] = "site_visits"
    table: ClassVar[str] = "site_visits"
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
        "reviewers": REVIEWERS,
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
        Example(
            Text("抽查10%但不少于4所，不足的按未测评处理", "10 % of the schools but at least 4, or it is not assessed"),
            """
            - leaf: x
              title: {zh: 指标, en: Indicator}
              points: 10
              site_visits: {answers: verdict, sites: {school: 1}, items: {a: a poster}, short: not_assessed}
            """,
            {
                "metrics": "code,period,schools\nA,2024,20\nB,2024,50\nC,2024,3",
                "site_visits": """
                    code,site_type,site,item,verdict
                    A,school,No. 1,a,met
                    A,school,No. 2,a,met
                    A,school,No. 3,a,unmet
                    A,school,No. 4,a,met
                    B,school,No. 1,a,met
                    B,school,No. 2,a,met
                    B,school,No. 3,a,met
                    B,school,No. 4,a,met
                    C,school,No. 1,a,met
                    C,school,No. 2,a,unmet
                    C,school,No. 3,a,met
                    """,
            },
            {"A": {"x": "7.5"}, "B": {"x": "not_assessed"}, "C": {"x": "6.66666667"}},
            declarations="""
                answers: {verdict: {options: {met: 100%, unmet: 0%}}}
                metrics: {schools: {title: schools, unit: 所, maximum: 1000}}
                sites: {school: {title: school, sample: {share: 10%, of: schools, at_least: 4}}}
                """,
        ),
    )

    answers: str
    sites: dict[str, Number] = Field(min_length=1)
    items: dict[Code, Words] = Field(min_length=1)
    short: Literal["flag", "not_assessed"] = "flag"
    reviewers: Names = ()

    def sentence(self, rubric: Rubric) -> Text:
        return Text(
            "实地检查{types}，每点位{n}项（{items}，按“{answers}”折算）；点位内平均，"
            "再按类型平均（各四舍五入到{places}位小数）后加权；"
            "抽查数不足时{short}{who}",
            "site visits to {types}, {n} item(s) a site ({items}; worth as “{answers}” says); mean a site, then a "
            "type (each rounded half-up to {places} "
            "decimals), then types by weight; a short sample is {short}{who}",
        ).with_(
            types=weighing(self.sites),
            n=len(self.items),
            items=titles(self.items),
            answers=self.answers,
            places=PLACES,
            short=Text("标注并照计", "flagged and counted")
            if self.short == "flag"
            else Text("按未测评处理", "not assessed"),
            who=reviewed_by(self.reviewers),
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from not_positive("sites", self.sites)

    def read(self, reading: Reading) -> Seen:
        verdicts = self._tally(reading).measure
        share = reading.name("site")
        inside = mean(reading.name, "site", verdicts, self._chosen, most=len(self.items))
        worth = Int(inside.columns[reading.name("site_sum")], 0, len(self.items) * verdicts.over)
        answered = Int(f"nullif({inside.columns[reading.name('site_n')]}, 0)", 1, len(self.items))
        means = self._means(reading, share)
        grouped = Grouped(
            self.table,
            f"period = {text(reading.period.id)}",
            {column: sql for one in means for column, sql in one.columns.items()},
            inner=("site_type", "site"),
            inner_columns={share: Ratio(worth, answered * Int.of(verdicts.over)).rounded(PLACES).stored()},
        )
        weights = whole(self.sites)
        types = [Type(one.rounded, one.there, weights[name]) for name, one in zip(self.sites, means, strict=True)]
        visited = total([one.count for one in means])
        needed, metrics = self._needed(reading)
        outcomes = [(f"{visited.sql} = 0", code(NOT_ASSESSED, NO_RECORD))]
        if self.short == "not_assessed":
            outcomes += [
                (f"{means[n].count.sql} < {least}", code(NOT_ASSESSED, BELOW_SAMPLE)) for n, least in needed.items()
            ]
        shown = {"n": visited.sql, "minimum": " + ".join(needed.values()) or "NULL"}
        return Seen(over_types(types), first_of(outcomes), metrics=metrics, grouped=(grouped,), shown=shown)

    def spreadsheet(self, sheet: Sheet) -> str:
        # The mean of each type's sites, by the weights of the types that were visited.
        return weighted_mean({sheet.name(name): literal(weight) for name, weight in self.sites.items()})

    def records(self, reading: Reading) -> Records:
        chosen = f"{any_of('site_type', list(self.sites))} AND {self._chosen}"
        where = f"period = {text(reading.period.id)} AND {chosen} AND {self._tally(reading).lessened}"
        return Records(self.table, where, "site || ' ' || item || ' ' || verdict")

    def _tally(self, reading: Reading) -> Tally:
        return tally(reading.rubric.answers[self.answers], "verdict")

    @property
    def _chosen(self) -> str:
        return chosen(self.items, self.reviewers)

    def _means(self, reading: Reading, share: str) -> list[Mean]:
        site = Measure.of_column(share)
        return [
            mean(reading.name, f"visit_{n}", site, f"site_type = {text(name)}") for n, name in enumerate(self.sites)
        ]

    def _needed(self, reading: Reading) -> tuple[dict[int, str], tuple[str, ...]]:
        """For each type with a sample rule: how many visits it needs, as SQL, and the metrics that says so."""
        needed: dict[int, str] = {}
        metrics: list[str] = []
        for n, name in enumerate(self.sites):
            sample = reading.rubric.sites[name].sample
            if sample:
                needed[n] = required(sample, reading.metric(sample.of).value)
                metrics.append(sample.of)
        return needed, tuple(dict.fromkeys(metrics))


def required(sample: Sample, there_are: Ratio) -> str:
    """How many sites must be visited: the share rounded up, at least the minimum, at most as many as there are."""
    least = Int.of(sample.at_least)
    wanted = (there_are * Ratio.of(sample.share)).rounded_up().at_least(least).at_most(there_are.rounded_up())
    return choose([(f"NOT ({there_are.known})", least)], wanted).sql
