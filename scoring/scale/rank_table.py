"""`rank_table: {among: level, best: high, top: {1: 60, 2: 57}, bottom: {5: 0}, else: 50, …}` — 名次表: by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar, Self

from pydantic import Field, model_validator

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint, refused
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, cases, literal, rounded
from scoring.rubric.terms import WAY_WORDS
from scoring.rubric.values import Percent, Way, write_as_read
from scoring.scale.award import FULL, NOTHING, Award, Limit, limits
from scoring.scale.bands import Rungs
from scoring.scale.gives import Gives, Outcome
from scoring.scale.kernels import bands as kernel
from scoring.scale.method import Scaled
from scoring.scale.nested import Given
from scoring.scale.relative import BEST, DIVIDED, ORDER, Best, Relative, placed, placed_sheet
from scoring.scale.tabled import Path, Tabled
from scoring.scale.wording import LEAST, MOST, joined
from scoring.sql.exact import Int, Ratio
from scoring.sql.states import NO_GROUP
from scoring.words import Text

_RULE = Text(
    "按{order}排名次（并列取同一名次，其后跳过）：{bands}；其余{rest}",
    "ranked from {order} (equals share the best place, those after skip): {bands}; otherwise {rest}",
)
_SIDES = {
    "top": Text("前{places}名{gives}", "the first {places}: {gives}"),
    "bottom": Text("末{places}名{gives}", "the last {places}: {gives}"),
}
_SHARE = Text("{share}（名次数{way}取整）", "{share} of the places (rounded {way})")
_HOW_MANY = "count(value = value among {group})"


_NO_PLACES = refused(
    "no_places",
    Text("top、bottom 至少写一个", "top, bottom or both"),
    Text("如 top: {5: 100%}", "as in top: {5: 100%}"),
)


class RankTable(Relative, Tabled):
    """The first bound reached gives its award: places counted from the best under `top`, from the worst under `bottom`.

    A bound is a number of places, or a share of all places in the group, rounded to whole ones as `round_places` says.
    `top` is tried first, so that in a small group nobody is among the last who is among the first. Awards lie between
    `least` and `most`. Source: 名次表 rules; 前五名加分、后五名扣分 rules.
    """

    key: ClassVar[str] = "rank_table"
    title: ClassVar[Text] = Text("名次表", "table of ranks")
    summary: ClassVar[Text] = Text("按名次对照得分，可只列前几名、末几名", "an award for each place, first or last")
    details: ClassVar[Text] = Text(
        "先看 top，再看 bottom：小组中同在前列和末尾的按前列计。名次只在参与统计、有数值的地区中排。",
        "`top` comes before `bottom`: in a small group whoever is among both counts as first. Places are among those "
        "who count in statistics and have a value.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        **DIVIDED,
        "best": BEST,
        "top": Text("前几名（数或占比）及其得分", "the first so many places, or a share of them, each with its award"),
        "bottom": Text(
            "末几名（数或占比）及其得分", "the last so many places, or a share of them, each with its award"
        ),
        "else": Text("其余名次的得分", "the award of all other places"),
        "round_places": Text(
            "按占比算出的名次数怎样取整：up、down 或 half_up",
            "how a share of the places becomes whole: up, down, half_up",
        ),
        "least": LEAST,
        "most": MOST,
    }
    source: ClassVar[Text] = Text(
        "“第一名60分、第二名57分”“前五名加分、后五名扣分”类规则",
        "rules of marks by place, of a bonus for the first five and a deduction for the last five",
    )

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "rank_table: {among: all, best: high, top: {1: 60, 2: 57, 3: 54}, else: 50, constant_group: by_rule}",
            {"9": "60", "8": "57", "8.0": "57", "7": "50", "": "missing"},
            points="60",
        ),
        Example.of_values(
            "rank_table: {among: all, best: low, top: {20%: 100%}, bottom: {20%: 0}, else: 6, round_places: up, "
            "constant_group: 0}",
            {"1": "10", "2": "10", "3": "6", "4": "6", "5": "0", "6": "0"},
            title=Text("前后各20%，名次数进一", "A fifth at each end, rounded up"),
        ),
    )

    best: Best
    top: Rungs | None = None
    bottom: Rungs | None = None
    otherwise: Given = Field(alias="else")
    round_places: Way | None = None
    least: Limit = NOTHING
    most: Limit = FULL

    @model_validator(mode="after")
    def _one(self) -> Self:
        if self.top is None and self.bottom is None:
            raise _NO_PLACES
        return self

    @property
    def limits(self) -> tuple[Award | None, Award | None]:
        return self.least, self.most

    def between(self, leaf: Leaf) -> tuple[Award | None, Award | None]:
        return self.limits

    @property
    def _rungs(self) -> Iterator[tuple[str, Fraction, Gives]]:
        """Each side, bound and what it gives, in the order they are tried."""
        yield from (("top", bound, gives) for bound, gives in self.top or ())
        yield from (("bottom", bound, gives) for bound, gives in self.bottom or ())

    def rule(self, rubric: Rubric) -> Text:
        bands = []
        for side, bound, gives in self._rungs:
            places: Text = Text(write_as_read(bound))
            if isinstance(bound, Percent) and self.round_places:
                places = _SHARE.with_(share=places, way=WAY_WORDS[self.round_places])
            bands.append(_SIDES[side].with_(places=places, gives=gives.said(rubric)))
        return _RULE.with_(order=ORDER[self.best], bands=joined(bands), rest=self.otherwise.said(rubric))

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from limits(self.least, self.most, leaf.points)
        yield from super().complaints(leaf, rubric)
        for side, bound, _ in self._rungs:
            path = (side, write_as_read(bound))
            if not (0 < bound <= 1 if isinstance(bound, Percent) else bound >= 1 and bound.denominator == 1):
                expected = Text("名次数，如 5，或占比，如 20%", "a number of places such as 5, or a share such as 20%")
                hint = Text("第一名写 1", "the first place is 1")
                yield Complaint(path, "rank_table", write_as_read(bound), expected, hint)
        for name in ("top", "bottom"):
            bounds = [bound for side, bound, _ in self._rungs if side == name]
            if len({isinstance(bound, Percent) for bound in bounds}) > 1 or bounds != sorted(set(bounds)):
                expected = Text("名次依次递增，只用数或只用占比", "places rising, all of them numbers or all shares")
                hint = Text("按顺序排列，且不重复", "put them in order, each once")
                yield Complaint((name,), "rank_table", "、".join(map(write_as_read, bounds)), expected, hint)
        if self._by_share and self.round_places is None:
            expected = Text(
                "写明 round_places：名次数怎样取整", "round_places: how a share of the places becomes whole"
            )
            hint = Text("up 进一，down 去尾，half_up 四舍五入", "up, down or half_up")
            yield Complaint((), "rank_table", "%", expected, hint)

    def statistics(self) -> Iterator[str]:
        yield from super().statistics()
        # The place from the best says, beside the marks, who has none.
        yield from (self.of_group("rank", placed(self._from(side))) for side in ("top", *self._sides))
        if self._by_share:
            yield _HOW_MANY.format(group=self.among)

    def given(self) -> Iterator[tuple[Path, Gives]]:
        for side, bound, gives in self._rungs:
            yield (side, write_as_read(bound)), gives
        yield ("else",), self.otherwise

    def instead(self, scaled: Scaled) -> Sequence[Outcome]:
        place = scaled.work_out(self.of_group("rank", placed(self.best)))
        return (Outcome(f"NOT ({place.known})", "not_assessed", NO_GROUP), *super().instead(scaled))

    def tried(self, scaled: Scaled) -> tuple[Sequence[kernel.Rung], Gives]:
        places = {side: scaled.work_out(self.of_group("rank", placed(self._from(side)))) for side in self._sides}
        rungs = []
        for side, bound, gives in self._rungs:
            last = Ratio.of(bound)
            if isinstance(bound, Percent):
                many = scaled.work_out(_HOW_MANY.format(group=self.among))
                last = Ratio((many * last).rounded(0, way=self.round_places or "up"), Int.of(1))
            rungs.append(kernel.Rung(places[side].compare("<=", last), gives))
        return rungs, self.otherwise

    @property
    def _sides(self) -> list[str]:
        """The ends that places are counted from."""
        return list(dict.fromkeys(side for side, _, _ in self._rungs))

    @property
    def _by_share(self) -> bool:
        """Whether some bound is a share of the places there are."""
        return any(isinstance(bound, Percent) for _, bound, _ in self._rungs)

    def _from(self, side: str) -> Best:
        """Which end places are counted from: the best, or the worst."""
        return "high" if (side == "top") == (self.best == "high") else "low"

    def rule_sheet(self, sheet: Sheet) -> str:
        arms = []
        for side, bound, gives in self._rungs:
            places = literal(bound)
            if isinstance(bound, Percent):
                count = f"{sheet.among('values', self.among)}*{places}"
                places = rounded(count, Fraction(1), self.round_places or "up")
            place = placed_sheet(sheet, self.among, self._from(side))
            arms.append((f"{place}<={places}", gives.spreadsheet(sheet)))
        return cases(arms, self.otherwise.spreadsheet(sheet))
