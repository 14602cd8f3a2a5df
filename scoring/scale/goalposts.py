"""`goalposts: {worst: 99, best: 40}` — 目标值区间: in proportion to where the value lies between two posts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar

from pydantic import Field

from scoring.rubric.example import Example
from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet
from scoring.rubric.values import write_as_read
from scoring.scale.award import FULL, NOTHING, Marks, leaf_limits
from scoring.scale.between import between, between_said, between_sheet
from scoring.scale.gives import Instead, Outcome, instead_said
from scoring.scale.method import Scale, Scaled
from scoring.scale.target import Target, Targets, pairs
from scoring.scale.worth import Worth
from scoring.sql.exact import Int
from scoring.sql.states import EQUAL_POSTS
from scoring.words import Text

_SENTENCE = Text(
    "{worst}得{from_}，{best}得{to}，其间按比例{ends}{equal}",
    "{from_} at {worst}, {to} at {best}, in proportion between{ends}{equal}",
)
_EQUAL = Text("；两端相同的{what}", "; where both are the same, {what}")


class Goalposts(Scale):
    """On the straight line from `from` at `worst` to `to` at `best`; beyond the posts level, or with `clamp: no` on.

    Which of the two is the greater says whether high or low is good. `equal_posts` says what becomes of two that come
    to the same, where a formula makes one. Source: HDI, INFORM and other indices; 目标值区间 rules.
    """

    key: ClassVar[str] = "goalposts"
    title: ClassVar[Text] = Text("目标值区间", "goalposts")
    summary: ClassVar[Text] = Text("在最差值与最优值之间按比例得分", "in proportion between a worst and a best value")
    details: ClassVar[Text] = Text(
        "worst 大于 best 即越低越好。同组最大、最小值作两端时，用 min_max。",
        "`worst` above `best` means that low is good. For posts at the least and greatest of a group, use min_max.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "worst": Text("得 from 的值", "the value that earns `from`"),
        "best": Text("得 to 的值", "the value that earns `to`"),
        "from": Text("最差值的得分，默认0分", "the award at `worst`, none if not given"),
        "to": Text("最优值的得分，默认满分", "the award at `best`, full marks if not given"),
        "clamp": Text(
            "超出两端的是否止于两端的得分，默认 yes", "whether marks stay level beyond the posts, yes if not given"
        ),
        "equal_posts": Text(
            "两端由算式得出时必须写：相同的怎么办", "needed where a formula makes a post: what if both are the same"
        ),
    }
    source: ClassVar[Text] = Text(
        "人类发展指数、INFORM 等指数的阈值法", "goalposts of the HDI, INFORM and other indices"
    )

    examples: ClassVar[tuple[Example, ...]] = (
        Example.of_values(
            "goalposts: {worst: 20, best: 85}", {"20": "0", "52.5": "5", "85": "10", "90": "10", "10": "0"}
        ),
        Example.of_values(
            "goalposts: {worst: 99, best: 40, from: 1, clamp: no}",
            {"99": "1", "40": "10", "69.5": "5.5", "-19": "19", "158": "-8"},
            title=Text("越低越好，两端以外照线延伸", "Low is good, on beyond the posts"),
        ),
    )

    worst: Targets
    best: Targets
    from_: Marks = Field(NOTHING, alias="from")
    to: Marks = FULL
    clamp: bool = True
    equal_posts: Instead | None = None

    def sentence(self, rubric: Rubric) -> Text:
        equal = _EQUAL.with_(what=instead_said(self.equal_posts)) if self.equal_posts is not None else Text("", "")
        return _SENTENCE.with_(
            worst=self.worst.sentence(rubric),
            best=self.best.sentence(rubric),
            from_=self.from_.sentence(),
            to=self.to.sentence(),
            ends=between_said(clamp=self.clamp),
            equal=equal,
        )

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from self.worst.complaints(("worst",), rubric)
        yield from self.best.complaints(("best",), rubric)
        least, most = leaf_limits(leaf)
        for name, field, award in (("from", "from_", self.from_), ("to", "to", self.to)):
            if field in self.model_fields_set:
                yield from award.faults((name,), leaf, rubric, least=least, most=most)
        if same := self._meeting(rubric):
            yield Complaint(
                ("best",),
                "equal_posts",
                "、".join(map(write_as_read, same)),
                Text("与 worst 不同的值", "a value other than `worst`"),
                Text("只有一个界限的用 threshold", "with one bound alone use threshold"),
            )
        if (self.worst.formula or self.best.formula) and self.equal_posts is None:
            yield Complaint(
                ("equal_posts",),
                "equal_posts",
                self.worst.formula or self.best.formula,
                Text("写明 equal_posts：两端相同时怎么办", "equal_posts: what happens where both come to the same"),
                Text("如 equal_posts: not_assessed", "as in equal_posts: not_assessed"),
            )

    def _meeting(self, rubric: Rubric) -> list[Fraction]:
        """The numbers that both posts are for one and the same jurisdiction and period."""
        if self.worst.by and self.best.by and self.worst.by != self.best.by:
            # Who has which of the two cannot be told from the rubric: any pair may meet.
            return sorted(set(self.worst.numbers) & set(self.best.numbers))
        return sorted({worst for worst, best in pairs(self.worst, self.best, rubric) if worst == best})

    def instead(self, scaled: Scaled) -> Sequence[Outcome]:
        found = list(super().instead(scaled))
        if self.equal_posts is not None and (self.worst.formula or self.best.formula):
            same = self.worst.number(scaled).compare("=", self.best.number(scaled))
            found.append(Outcome(same, self.equal_posts, EQUAL_POSTS))
        return found

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        posts = self.worst.number(scaled), self.best.number(scaled)
        return between(scaled.value, *posts, (self.from_, self.to), worth, clamp=self.clamp)

    def spreadsheet(self, sheet: Sheet) -> str:
        posts = sheet.of(self.worst), sheet.of(self.best)
        return between_sheet(sheet, *posts, (self.from_, self.to), clamp=self.clamp)

    @property
    def targets(self) -> Mapping[str, Target]:
        worst, best = self.worst.constant, self.best.constant
        if worst is None or best is None or self.to != FULL:
            return {}
        return {"≥" if best > worst else "≤": self.best}
