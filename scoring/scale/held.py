"""What scales with limits of their own have in common; and those by the occurrence: adding up or taking off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from scoring.rubric.method import Complaint
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet
from scoring.scale.award import FULL, NOTHING, Award, Limit, limits
from scoring.scale.kernels.tally import held, tally
from scoring.scale.method import Scale, Scaled
from scoring.scale.wording import LEAST, MOST, held_said, held_sheet
from scoring.scale.worth import Worth
from scoring.sql.exact import Int, Ratio
from scoring.words import Text

HELD: Final[Mapping[str, Text]] = {"least": LEAST, "most": MOST}
FREE: Final[Mapping[str, Text]] = {
    "least": Text("最低得分，默认不限", "the least it gives, no limit if not given"),
    "most": Text("最高得分，默认不限", "the most it gives, no limit if not given"),
}
COUNTING: Final[Mapping[str, Text]] = {"deduct": Text("从满分起扣", "start from full marks and take off"), **HELD}
"""What the parameters they share say."""


class Held(Scale):
    """A scale held between `least` and `most`: none and full marks unless stated.

    A negative `least` takes marks off what other items earn, a `most` above full marks adds to it; `none` is no limit.
    """

    least: Limit = NOTHING
    most: Limit = FULL

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        yield from limits(self.least, self.most, leaf.points)

    def free(self, scaled: Scaled, worth: Worth) -> Int:
        """The marks before they are held."""
        raise NotImplementedError

    def free_sheet(self, sheet: Sheet) -> str:
        """The same as a spreadsheet formula."""
        raise NotImplementedError

    def marks(self, scaled: Scaled, worth: Worth) -> Int:
        return held(self.free(scaled, worth), worth, self.least, self.most)

    def spreadsheet(self, sheet: Sheet) -> str:
        return held_sheet(self.free_sheet(sheet), sheet, self.least, self.most)

    def end(self) -> Text:
        """How far it goes, as the end of a sentence."""
        return held_said(self.least, self.most)


class Counting(Held):
    """Marks by the occurrence: added up from none, or with `deduct` taken off full marks, as far as its limits."""

    deduct: bool = False

    def taken(self, scaled: Scaled, worth: Worth) -> Ratio:
        """The exact marks all occurrences come to, before any limit; below none where the value is."""
        raise NotImplementedError

    def taken_sheet(self, sheet: Sheet) -> str:
        """The same as a spreadsheet formula."""
        raise NotImplementedError

    def free(self, scaled: Scaled, worth: Worth) -> Int:
        return tally(self.taken(scaled, worth), worth, deduct=self.deduct)

    def free_sheet(self, sheet: Sheet) -> str:
        taken = self.taken_sheet(sheet)
        return f"{sheet.points}-{taken}" if self.deduct else taken

    def verb(self) -> Text:
        """What happens to the marks: `扣`, `计`."""
        return Text("扣", "takes off") if self.deduct else Text("计", "counts")

    def end(self) -> Text:
        if self.deduct and self.least == NOTHING and self.most == FULL:
            return Text("，扣完为止", ", until none are left")
        return super().end()


def rate_above_zero(rate: Award, name: str, code: str) -> Iterator[Complaint]:
    """A complaint where the marks for one occurrence are not above zero."""
    if (rate.share if rate.share is not None else rate.marks or 0) <= 0:
        yield Complaint(
            (name,),
            code,
            str(rate),
            Text("大于0的分数", "marks above 0"),
            Text("扣分项写 deduct: yes，或把角色设为 penalty", "to take marks off write deduct: yes or role: penalty"),
        )
