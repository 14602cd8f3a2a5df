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
from scoring.scale.held import Held
from scoring.scale.method import Scale, Scaled
from scoring.sql.exact import Int, Ratio
from scoring.sql.states import CONSTANT_GROUP, GROUP_ZERO, NO_GROUP
from scoring.words import Text

Best = Literal["high", "low"]
ORDER: Final[Mapping[Best, Text]] = {
    "high": Text("由高到低", "the highest down"),
    "low": Text("由低到高", "the lowest up"),
}
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

    @property
    def divisor(self) -> tuple[str, str] | None:
        """A statistic that values are divided by, or divide; and the parameter for one that is not above zero."""
        return None

    def statistics(self) -> Iterator[str]:
        """The formulas it goes by."""
        yield from (self.of_group("min"), self.of_group("max"))
        if self.divisor is not None:
            yield self.of_group(self.divisor[0])

    def written(self) -> Iterator[Formulated]:
        for text in dict.fromkeys(self.statistics()):
            yield Formulated(("among",), text, "compared")
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
        if self.divisor is not None:
            function, name = self.divisor
            too_low = scaled.work_out(self.of_group(function)).against_zero("<=")
            found.append(Outcome(too_low, getattr(self, name), GROUP_ZERO))
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
        least, most = self.limits
        for name in ("constant_group", *([self.divisor[1]] if self.divisor else [])):
            award = getattr(self, name)
            if isinstance(award, Award):
                yield from award.faults((name,), leaf, rubric, least=least, most=most)
        yield from super().complaints(leaf, rubric)

    def rule_sheet(self, sheet: Sheet) -> str:
        """The rule as a spreadsheet formula, for a group with differences."""
        return super().spreadsheet(sheet)

    def spreadsheet(self, sheet: Sheet) -> str:
        arms = []
        if self.constant_group != "by_rule":
            arms.append((self.constant_sheet(sheet), _award_sheet(self.constant_group, sheet)))
        if self.divisor is not None:
            function, name = self.divisor
            arms.append((f"{sheet.among(function, self.among)}<=0", _award_sheet(getattr(self, name), sheet)))
        return cases(arms, self.rule_sheet(sheet))

    def constant_sheet(self, sheet: Sheet) -> str:
        """The condition that nothing in the group can be told apart."""
        return f"{sheet.among('min', self.among)}={sheet.among('max', self.among)}"

    def sentence(self, rubric: Rubric) -> Text:
        """The group, the rule, what becomes of a group without differences, and whom a correction re-scores."""
        return _TOLD.with_(
            group=group_said(self.among, rubric), rule=self.rule(rubric), same=self._same(), rescored=RESCORED
        )

    def rule(self, rubric: Rubric) -> Text:
        """How the marks are made."""
        raise NotImplementedError

    def _same(self) -> Text:
        if self.constant_group == "by_rule":
            return Text("全组数值相同的也照此计算", "the same where the whole group has one and the same value")
        return Text("全组数值相同的{what}", "where the whole group has one and the same value, {what}").with_(
            what=instead_said(self.constant_group)
        )


class HeldRelative(Relative, Held):
    """The same, held between `least` and `most`."""

    @property
    def limits(self) -> tuple[Award | None, Award | None]:
        return self.least, self.most


_TOLD = Text("与{group}相比：{rule}；{same}；{rescored}", "compared with {group}: {rule}; {same}; {rescored}")


def _award_sheet(given: State | Award, sheet: Sheet) -> str:
    return given.spreadsheet(sheet) if isinstance(given, Award) else "NA()"


def group_said(among: str, rubric: Rubric) -> Text:
    """A group in words; an attribute by its title."""
    if among == "all":
        return Text("全部地区", "all jurisdictions")
    column: Text = ROSTER_WORDS.get(among, Text(among))
    if among in rubric.population.attributes:
        column = rubric.population.attributes[among].title
    return Text("同{column}的地区", "those of the same {column}").with_(column=column)


def placed(best: Best) -> str:
    """What is ranked, so that the greatest comes first."""
    return "value" if best == "high" else "-value"


def placed_sheet(sheet: Sheet, among: str, best: Best) -> str:
    """The place in the group as a spreadsheet formula."""
    return sheet.among("rank" if best == "high" else "rank_low", among)
