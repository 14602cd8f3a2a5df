"""`panel: {items: [A1, A2], drop: {highest: 1, lowest: 1, when_more_than: 5}}` — the marks of several judges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Annotated, ClassVar

from pydantic import Field

from scoring.evidence.kernels.ballots import Ballots, Drop, JudgeRanks, assessed
from scoring.evidence.kernels.marks import MICRO, SAID, VOID, judges_of, rated, valid
from scoring.evidence.kernels.mean import MOST_RECORDS, PLACES, Type, mean, over_types
from scoring.evidence.kernels.state import first_of
from scoring.evidence.method import Evidence, Grouped, Reading, Records, Seen
from scoring.evidence.weights import no_maximum, not_positive, whole
from scoring.evidence.wording import NOTHING, named
from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.nearest import did_you_mean, listed
from scoring.rubric.spreadsheet import Sheet, literal, weighted_mean
from scoring.rubric.values import Code, Names, Number, State, write_number
from scoring.sql.exact import Int, quote, text, total
from scoring.sql.states import BELOW_SAMPLE, NO_RECORD, NOT_ASSESSED, STATE_WORDS, STATES, code
from scoring.sql.states import VOID as ALL_VOID
from scoring.words import Text

_DECLARED = """
    panels:
      year:
        title: {zh: 年终述职, en: annual report}
        items: {P1: {title: {zh: 内容, en: content}, maximum: 60}, P2: {title: {zh: 表达, en: delivery}, maximum: 40}}
    """


class Judges(Evidence):
    """A panel (评委打分): the mean over the judges of each item's marks, then over the items by weight.

    A mark counts as a share of the most its item allows; an item's mean is rounded half-up to nine decimals before
    items are averaged. Items listed without weights weigh as much as their maximum: the value is then what was given
    over what could be. Void ballots do not count. `drop` leaves the highest and lowest marks of an item out where
    there are more than `when_more_than` of them. With `rank_marks` each judge's marks for an item become ranks among
    the jurisdictions that judge marked (those marked alike share the better rank), worth a share of `first`; whoever is
    not assessed ranks nobody lower.

    Fewer than `minimum_judges` valid marks for any of the items give the leaf the state `below_minimum`; with no valid
    mark at all it is not assessed. `judges`: only the marks of these count.
    """

    key: ClassVar[str] = "panel"
    table: ClassVar[str] = "marks"
    title: ClassVar[Text] = Text("评委打分", "panel of judges")
    summary: ClassVar[Text] = Text(
        "各评委打分的平均，可去掉最高分和最低分，按评分项权重合成",
        "the mean of the judges' marks, highest and lowest dropped where it is said, over items by weight",
    )
    details: ClassVar[Text] = Text(
        "取评分 ÷ 该项最高分；每项的平均值四舍五入到九位小数。评分项不写权重的，按各自的最高分加权。废票不计；"
        "没有有效评分的为未测评。",
        "A mark counts as a share of its item's maximum; an item's mean is rounded half-up to nine decimals. Items "
        "without weights weigh as much as their maximum. Void ballots do not count; without any valid mark the leaf "
        "is not assessed.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "items": Text(
            "评分项，可带权重，见 panels", "what is marked, with weights or without, declared under `panels`"
        ),
        "judges": Text("只计这些评委；不写则都计", "only these judges' marks; all, where not given"),
        "drop": Text(
            "评分多于 when_more_than 个时，去掉 highest 个最高分和 lowest 个最低分",
            "with more than `when_more_than` marks, `highest` of the highest and `lowest` of the lowest are dropped",
        ),
        "rank_marks": Text(
            "每名评委（within: judge）的评分改为名次分：第一名 first，每后一名加 per_place（负数），不低于 least；"
            "不参加测评的地区不占名次",
            "each judge's marks (`within: judge`) become rank marks: `first`, then `per_place` (negative) a place, "
            "down to `least`; whoever is not assessed ranks nobody lower",
        ),
        "minimum_judges": Text("每项至少要有的有效评分", "how many valid marks each item must have"),
        "below_minimum": Text("不足时的状态", "the state where it has fewer"),
    }
    source: ClassVar[Text] = Text("“评委打分”“去掉一个最高分和一个最低分”类规则", "rules that have judges give marks")
    is_share: ClassVar[bool] = True

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_records(
            "panel: {items: [P1, P2], drop: {highest: 1, lowest: 1, when_more_than: 3}}",
            "marks",
            """
            code,judge,P1,P2
            A,1,60,30
            A,2,48,30
            A,3,54,36
            A,4,30,28
            B,1,30,40
            B,2,45,20
            """,
            # A: P1 (48 + 54) / 2 of 60, P2 30 of 40; B: no mark is dropped of two
            {"A": ("0.81", "8.1"), "B": ("0.675", "6.75"), "C": "not_assessed"},
            declarations=_DECLARED,
        ),
        Example.of_records(
            "panel: {items: {P1: 1}, rank_marks: {within: judge, first: 10, per_place: -0.2}}",
            "marks",
            """
            code,judge,item,mark
            A,1,P1,50
            B,1,P1,40
            C,1,P1,50
            A,2,P1,30
            B,2,P1,31
            """,
            # Judge 1: A and C first, B third. Judge 2: B first, A second.
            {"A": ("0.99", "9.9"), "B": ("0.98", "9.8"), "C": ("1", "10")},
            title=Text("按评委各自的名次计分", "by each judge's ranks"),
            cells={"A": {"P1": "0.99"}, "B": {"P1": "0.98"}, "C": {"P1": "1"}},
            declarations=_DECLARED,
        ),
        Example.of_records(
            "panel: {items: {P1: 1}, minimum_judges: 2, below_minimum: missing}",
            "marks",
            """
            code,judge,item,mark,void
            A,1,P1,45,
            A,2,P1,60,yes
            A,3,P1,60,
            B,1,P1,60,
            B,2,P1,60,yes
            """,
            {"A": ("0.875", "8.75"), "B": "missing"},
            title=Text("废票不计，评委不足的按规定处理", "void ballots; too few judges"),
            cells={"A": {"P1": "0.875"}},
            declarations=_DECLARED,
        ),
    )

    items: Annotated[dict[Code, Number], Field(min_length=1)] | Annotated[Names, Field(min_length=1)]
    judges: Names = ()
    drop: Drop | None = None
    rank_marks: JudgeRanks | None = None
    minimum_judges: Annotated[int, Field(ge=1, le=10**6)] | None = None
    below_minimum: State | None = None

    def sentence(self, rubric: Rubric) -> Text:
        known = rated(rubric)
        return self._said({name: known[name].title for name in self.items})

    def _said(self, titled: Mapping[str, Text]) -> Text:
        weights = self.items if isinstance(self.items, Mapping) else {}
        return Text(
            "评委打分{items}：{ranked}{drop}各项取有效评分占满分比例的平均（四舍五入到{places}位小数），{how}；"
            "每项有效评分不少于{n}个，不足时按{state}处理{judges}",
            "judges' marks for {items}: {ranked}{drop}the mean share of valid marks an item (rounded half-up to "
            "{places} decimals), {how}; at least {n} valid mark(s) an item, below that {state}{judges}",
        ).with_(
            items=named(titled, weights),
            ranked=self._ranked_said(),
            drop=self._drop_said(),
            places=PLACES,
            how=Text("按权重合成", "then items by weight")
            if isinstance(self.items, Mapping)
            else Text("按各项最高分加权合成", "then items by their maxima"),
            n=self.minimum_judges or 1,
            state=STATE_WORDS[self.below_minimum or "not_assessed"],
            judges=Text("；只计{who}", "; only marks of {who} count").with_(who=listed(self.judges))
            if self.judges
            else NOTHING,
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        if isinstance(self.items, Mapping):
            yield from not_positive("items", self.items)
        known = rated(rubric)
        for name in self.items:
            if name in known and known[name].maximum <= 0:
                yield no_maximum(("items", name), name, known[name].maximum)
        may = judges_of(rubric, self.items)
        for name in self.judges:
            if may and name not in may:
                expected = Text("这些评分项的一名评委", "a judge of these items")
                yield Complaint(("judges",), "unknown_judge", name, expected, did_you_mean(name, may))
        if self.drop and not 0 < self.drop.highest + self.drop.lowest <= self.drop.when_more_than:
            found = write_number(Fraction(self.drop.highest + self.drop.lowest))
            yield Complaint(("drop",), "nothing_left", found, _LEAVES_ONE, _LEAVES_ONE_HINT)
        if (self.minimum_judges is None) != (self.below_minimum is None):
            key = "below_minimum" if self.minimum_judges is None else "minimum_judges"
            yield Complaint((key,), "sample_without_outcome", key, _BOTH, _BOTH_HINT)
        ranked = self.rank_marks
        if ranked and not (ranked.first > 0 and ranked.per_place <= 0 and ranked.least <= ranked.first):
            found = f"first {write_number(ranked.first)}, per_place {write_number(ranked.per_place)}"
            yield Complaint(("rank_marks",), "rank_marks", found, _FALLING, _FALLING_HINT)

    def read(self, reading: Reading) -> Seen:
        chosen = {name: f"item = {text(name)}" for name in self.items}
        ballots = Ballots(reading.name, valid(self.judges), self.drop, self.rank_marks, assessed(reading))
        counts, columns, means = {}, {}, {}
        known = rated(reading.rubric)
        for n, (name, where) in enumerate(chosen.items()):
            count = reading.name(f"panel_valid_{n}")
            columns[count] = f"count(*) FILTER (WHERE {where} AND {valid(self.judges)})"
            counts[name] = Int(f"coalesce({quote(count)}, 0)", 0, MOST_RECORDS, nullable=False)
            measure = ballots.measure(known[name])
            means[name] = mean(reading.name, f"panel_{n}", measure, f"{where} AND {ballots.kept}")
            columns |= means[name].columns
        void = reading.name("panel_void")
        columns[void] = f"count(*) FILTER (WHERE ({' OR '.join(chosen.values())}) AND {VOID})"
        weights = whole(self._weights(reading.rubric))
        value = over_types([Type(one.rounded, one.there, weights[name]) for name, one in means.items()])
        nobody = f"{total(list(counts.values())).sql} = 0"
        fewest = f"least({', '.join(count.sql for count in counts.values())})"
        least = self.minimum_judges or 1
        below = code(STATES.index(self.below_minimum or "not_assessed"), BELOW_SAMPLE)
        outcomes = [
            (f"{nobody} AND coalesce({quote(void)}, 0) > 0", code(NOT_ASSESSED, ALL_VOID)),
            (nobody, code(NOT_ASSESSED, NO_RECORD)),
            (f"{fewest} < {least}", below),
        ]
        grouped = Grouped(self.table, f"period = {text(reading.period.id)}", columns, beside=ballots.beside)
        shown = {"n": fewest, "minimum": str(least), "void": f"coalesce({quote(void)}, 0)"}
        return Seen(value, first_of(outcomes), grouped=(grouped,), shown=shown)

    def spreadsheet(self, sheet: Sheet) -> str:
        # The mean of each item's marks as a share of its maximum, by weight.
        if not isinstance(self.items, Mapping):
            return ""
        return weighted_mean({sheet.name(name): literal(weight) for name, weight in self.items.items()})

    def records(self, reading: Reading) -> Records:
        known = rated(reading.rubric)
        # A rank may cost marks where the mark itself is the highest there is.
        parts = [
            f"item = {text(name)}" + ("" if self.rank_marks else f" AND mark < {int(known[name].maximum * MICRO)}")
            for name in self.items
        ]
        lessened = " OR ".join(f"({part})" for part in parts)
        where = f"period = {text(reading.period.id)} AND {valid(self.judges)} AND ({lessened})"
        # Who judged is not told to those who were judged.
        return Records(self.table, where, f"item || ' ' || {SAID}", mendable=False)

    def _weights(self, rubric: Rubric) -> Mapping[str, Fraction]:
        if isinstance(self.items, Mapping):
            return self.items
        known = rated(rubric)
        return {name: known[name].maximum for name in self.items}

    def _ranked_said(self) -> Text:
        if not self.rank_marks:
            return NOTHING
        return Text(
            "每名评委的评分改为名次分（第一名{first}，每后一名{step}，不低于{least}）；",
            "each judge's marks become rank marks ({first} for the first, {step} a place after, {least} at least); ",
        ).with_(
            first=write_number(self.rank_marks.first),
            step=write_number(self.rank_marks.per_place),
            least=write_number(self.rank_marks.least),
        )

    def _drop_said(self) -> Text:
        if not self.drop:
            return NOTHING
        return Text(
            "评分多于{n}个时去掉{high}个最高分、{low}个最低分；",
            "with more than {n} marks the {high} highest and {low} lowest are dropped; ",
        ).with_(n=self.drop.when_more_than, high=self.drop.highest, low=self.drop.lowest)


_LEAVES_ONE = Text("至少去掉一个，且不多于 when_more_than 个", "to drop at least one, and no more than when_more_than")
_LEAVES_ONE_HINT = Text("去掉之后须还有评分", "a mark must be left")
_BOTH = Text("minimum_judges 与 below_minimum 同时写", "minimum_judges and below_minimum together")
_BOTH_HINT = Text("要说明评委不足时怎样处理", "say what becomes of a panel too small")
_FALLING = Text(
    "first 大于 0，per_place 不大于 0，least 不大于 first", "first above 0, per_place at most 0, least at most first"
)
_FALLING_HINT = Text("如 first: 10, per_place: -0.2", "such as first: 10, per_place: -0.2")
