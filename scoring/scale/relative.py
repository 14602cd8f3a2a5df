"""What scales that compare a jurisdiction with its group have in common: the group, and one without differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Final, Literal, get_args

from pydantic import BeforeValidator, WithJsonSchema

from scoring.reference.measures import on_grid
from scoring.rubric.expression import CHILDREN
from scoring.rubric.method import Complaint, Formulated
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, cases
from scoring.rubric.terms import ROSTER_WORDS
from scoring.rubric.values import State
from scoring.scale.award import AWARD_SCHEMA, FULL, NOTHING, Award
from scoring.scale.gives import Outcome, instead_said, read_instead
from scoring.scale.method import Scale, Scaled
from scoring.sql.exact import Int, Ratio
from scoring.sql.states import CONSTANT_GROUP, NO_GROUP
from scoring.words import Text

Best = Literal["high", "low"]
ByRule = Literal["by_rule"]

RELATIVE: Final[Mapping[str, Text]] = {
    "among": Text(
        "与谁相比：all（全部地区）或名册中的一列，如 level（同层级）、group（同组）",
        "whom it is compared with: `all`, or those alike in a column of the roster, such as `level` or `group`",
    ),
    "constant_group": Text(
        "全组数值相同时（只有一个地区也算）：一种状态，或得分",
        "where the whole group has one and the same value, as a group of one has: a state, or an award",
    ),
}
BEST: Final = Text("high 越高越好，low 越低越好", "`high`: high is good; `low`: low is good")
RESCORED: Final = Text(
    "得分取决于全组：任一地区更正数据，各地得分都会重算",
    "marks depend on the whole group: one jurisdiction's correction re-scores all of it",
)
DIVIDED: Final[Mapping[str, Text]] = {
    **RELATIVE,
    "constant_group": Text(
        "全组数值相同时（只有一个地区也算）：by_rule 照常计算，或一种状态，或得分",
        "where the whole group has one and the same value, as a group of one has: `by_rule` as otherwise, or a state, "
        "or an award",
    ),
}
"""What the parameters they share say; of those whose rule works in a group without differences too."""

Same = Annotated[
    State | Award | ByRule,
    BeforeValidator(lambda written: written if written == "by_rule" else read_instead(written)),
    WithJsonSchema({"anyOf": [{"enum": ["by_rule", *get_args(State)]}, *AWARD_SCHEMA["anyOf"]]}),
]
"""What becomes of a group without differences, where the rule itself has an answer too: `by_rule`."""


class Relative(Scale):
    """A scale against the statistics of a group.

    A value is compared as it enters the group's statistics: exactly where it is a decimal, else rounded half-up to
    twelve decimals, so that the best of a group is no further than its own best. A group of which nothing is known, or
    to which the jurisdiction does not belong, leaves it not assessed.
    """

    among: str
    constant_group: Same

    @property
    def limits(self) -> tuple[Award | None, Award | None]:
        """The least and the most it gives."""
        return NOTHING, FULL

    def statistics(self) -> Iterator[str]:
        """The formulas it goes by, beside the least and the greatest value of the group."""
        return iter(())

    def written(self) -> Iterator[Formulated]:
        for text in (self.of_group("min"), self.of_group("max"), *self.statistics()):
            yield Formulated(("among",), text, "target")
        yield from super().written()

    def of_group(self, function: str, of: str = "value") -> str:
        """A statistic of the group as a formula."""
        return f"{function}({of} among {self.among})"

    def own(self, scaled: Scaled) -> Ratio:
        """The jurisdiction's own value as it enters the statistics."""
        units, places = on_grid(scaled.value)
        return Ratio(units, Int.of(10**places))

    def ends(self, scaled: Scaled) -> tuple[Ratio, Ratio]:
        """The least and the greatest value of the group."""
        return scaled.work_out(self.of_group("min")), scaled.work_out(self.of_group("max"))

    def instead(self, scaled: Scaled) -> Sequence[Outcome]:
        low, high = self.ends(scaled)
        found = [Outcome(f"NOT ({low.known})", "not_assessed", NO_GROUP)]
        if self.constant_group != "by_rule":
            found.append(Outcome(self.constant(scaled, low, high), self.constant_group, CONSTANT_GROUP))
        return (*found, *super().instead(scaled))

    def constant(self, scaled: Scaled, low: Ratio, high: Ratio) -> str:
        """The condition that nothing in the group can be told apart."""
        del scaled
        return low.compare("=", high)

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        if self.among == CHILDREN:
            # Any other group that there is not is told of where the formulas over it are read.
            expected = Text("all 或名册中的一列", "all, or a column of the roster")
            hint = Text("与同级相比写 parent 或 level", "to compare it with its like write parent or level")
            yield Complaint(("among",), "unknown_group", self.among, expected, hint)
        yield from self.award_faults("constant_group", leaf, rubric)
        yield from super().complaints(leaf, rubric)

    def award_faults(self, name: str, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        """What is wrong with a parameter that is an award, if it is one: it lies between the limits."""
        award, (least, most) = getattr(self, name), self.limits
        if isinstance(award, Award):
            yield from award.faults((name,), leaf, rubric, least=least, most=most)

    def rule_sheet(self, sheet: Sheet) -> str:
        """The rule as a spreadsheet formula, for a group with differences."""
        raise NotImplementedError

    def spreadsheet(self, sheet: Sheet) -> str:
        rule = self.rule_sheet(sheet)
        if self.constant_group == "by_rule":
            return rule
        same = self.constant_group.spreadsheet(sheet) if isinstance(self.constant_group, Award) else "NA()"
        return cases([(self.constant_sheet(sheet), same)], rule)

    def constant_sheet(self, sheet: Sheet) -> str:
        """The condition that nothing in the group can be told apart."""
        return f"{sheet.among('min', self.among)}={sheet.among('max', self.among)}"

    def sentence(self) -> Text:
        return self.told(None)

    def spelled_out(self, rubric: Rubric) -> Text:
        return self.told(rubric)

    def told(self, rubric: Rubric | None) -> Text:
        """The group, the rule, what becomes of a group without differences, and whom a correction re-scores."""
        return _TOLD.with_(
            group=group_said(self.among, rubric), rule=self.rule(rubric), same=self._same(), rescored=RESCORED
        )

    def rule(self, rubric: Rubric | None) -> Text:
        """How the marks are made."""
        raise NotImplementedError

    def _same(self) -> Text:
        if self.constant_group == "by_rule":
            return Text("全组数值相同的也照此计算", "the same where the whole group has one and the same value")
        return Text("全组数值相同的{what}", "where the whole group has one and the same value, {what}").with_(
            what=instead_said(self.constant_group)
        )


_TOLD = Text("与{group}相比：{rule}；{same}；{rescored}", "compared with {group}: {rule}; {same}; {rescored}")


def group_said(among: str, rubric: Rubric | None = None) -> Text:
    """A group in words; an attribute by its title where the rubric is given."""
    if among == "all":
        return Text("全部地区", "all jurisdictions")
    column: Text = ROSTER_WORDS.get(among, Text(among))
    if rubric is not None and among in rubric.population.attributes:
        column = rubric.population.attributes[among].title
    return Text("同{column}的地区", "those of the same {column}").with_(column=column)
