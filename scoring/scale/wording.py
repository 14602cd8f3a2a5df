"""Words that several scales say alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from scoring.rubric.method import Complaint
from scoring.rubric.spreadsheet import Sheet
from scoring.rubric.values import State, write_as_read
from scoring.scale.award import FULL, NOTHING, Award
from scoring.scale.gives import instead_said
from scoring.words import Text

STEPS_SAID: Final[Mapping[str, Text]] = {
    "continuous": Text("", ""),
    "truncate": Text("，不足一步的不计", ", part of a step not counted"),
    "floor": Text("，步数向下取整", ", the number of steps rounded down"),
}
STEPS: Final = Text(
    "不足一步的：continuous（默认）按比例计，truncate 不计，floor 步数向下取整（低于基准的不足一步按一步）",
    "a part of a step: `continuous` (default) counts in proportion, `truncate` not at all, `floor` rounds the number "
    "of steps down (below the start a part counts as a whole one)",
)
PER_STEP: Final = Text("一步是多少，如 1%；默认1", "how much one step is, such as 1%; 1 if not given")

LEAST: Final = Text("最低得分，默认0分；none 为不限", "the least it gives, 0 if not given; `none`: no limit")
MOST: Final = Text("最高得分，默认满分；none 为不限", "the most it gives, full marks if not given; `none`: no limit")
ZERO_TARGET: Final = Text(
    "目标值由算式得出时必须写：目标值不大于0的怎么办",
    "needed where a formula makes the target: what becomes of one not above 0",
)


def joined(parts: Iterable[Text], zh: str = "；", en: str = "; ") -> Text:
    """Several texts in a row."""
    known = list(parts)
    return Text(zh.join(part.say("zh") for part in known), en.join(part.say("en") for part in known))


def at_zero(zero: State | Award | None) -> Text:
    """What becomes of a target of zero, as a further part of a sentence."""
    return _AT_ZERO.with_(what=instead_said(zero)) if zero is not None else Text("", "")


_AT_ZERO = Text("；目标值为0的{what}", "; where the target is 0, {what}")


def per_step(rate: Award, step: Fraction, side: str) -> Text:
    """What a step does, as a further part of a sentence; nothing where it does nothing."""
    if rate.is_nothing:
        return Text("", "")
    less = (rate.share if rate.share is not None else rate.marks or 0) < 0
    size = -rate if less else rate
    said = _PER_STEP[side, less]
    return said.with_(step=write_as_read(step), rate=size.sentence())


_PER_STEP = {
    ("above", False): Text("，每高{step}加{rate}", ", {rate} more for each {step} above"),
    ("above", True): Text("，每高{step}扣{rate}", ", {rate} off for each {step} above"),
    ("below", False): Text("，每低{step}加{rate}", ", {rate} more for each {step} below"),
    ("below", True): Text("，每低{step}扣{rate}", ", {rate} off for each {step} below"),
}


def step_above_zero(step: Fraction, path: str = "step") -> Iterator[Complaint]:
    """A complaint where steps have no size."""
    if step <= 0:
        expected = Text("{name} 大于0", "`{name}` above 0").with_(name=path)
        hint = Text("写明每多少算一步，如 1 或 1%", "say how much makes one step, such as 1 or 1%")
        yield Complaint((path,), "step", write_as_read(step), expected, hint)


def held_said(least: Award | None, most: Award | None) -> Text:
    """The limits of a scale, as the end of its sentence; nothing is said of none and full marks."""
    parts = []
    if least != NOTHING:
        parts.append(
            Text("最低{award}", "at least {award}").with_(award=least.sentence())
            if least is not None
            else Text("向下不限", "without a lower limit")
        )
    if most != FULL:
        parts.append(
            Text("最高{award}", "at most {award}").with_(award=most.sentence())
            if most is not None
            else Text("向上不限", "without an upper limit")
        )
    said = joined(parts, "，", ", ") if parts else Text("在0分与满分之间", "between none and full marks")
    return Text("，{said}", ", {said}").with_(said=said)


def held_sheet(formula: str, sheet: Sheet, least: Award | None, most: Award | None) -> str:
    """A spreadsheet formula held between limits."""
    if most is not None:
        formula = f"MIN({most.spreadsheet(sheet)},{formula})"
    return f"MAX({least.spreadsheet(sheet)},{formula})" if least is not None else formula
