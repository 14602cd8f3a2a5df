"""The fictional jurisdictions: as many on each level as a programme says, and how well each is run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count
from random import Random

MARK = "示例·"
"""Stands before every name: none is a place that exists."""

_FIRST = "云松青沙白月星晴碧金银翠晨晚长静明远清朝"
_SECOND = "杉涛禾原桦川河岭泉滩柳坪湾谷溪岗苇枫潭榆"
_YES_NO = ("否", "是")

Fact = str | int
Attribute = Callable[[Random, str, int], Fact]
"""An attribute of the roster: drawn for a place of a level, the so many-th (from 0) of those it stands among."""


@dataclass(frozen=True)
class Level:
    """One level of jurisdictions.

    Attributes:
        name: as the rubric calls it.
        count: how many there are on it in all; they are shared out among those of the level above.
        ends: what names end in; the one written twice is drawn twice as often. With `after_parent`, in turn.
        inhabitants: of the lowest level, the mean and the spread of their logarithm; of one with levels below, the
            least and the most that live there beside those below.
        groups: the least inhabitants of each group and its name, the largest group first; or the group of each end of
            a name; none: no groups.
        under: the level above, where that is not the one before; "" for one that stands under none.
        after_parent: whether it has no name of its own but its parent's with an end (示例·云杉县公安局); there are then
            as many under each, and none has two with the same end.
    """

    name: str
    count: int
    ends: tuple[str, ...]
    inhabitants: tuple[float, float] = (9.9, 0.55)
    groups: tuple[tuple[int, str], ...] | Mapping[str, str] = ()
    under: str | None = None
    after_parent: bool = False


@dataclass(frozen=True)
class Place:
    """A jurisdiction. `quality` (0 to 1) is hidden from the inputs; it makes good places good at most things.

    Attributes:
        seed: of the programme.
        code, name, level, parent, group: as the roster has them.
        attributes: its further columns.
        inhabitants: how many people live there.
        quality: how well it is run in the year `of`.
        lowest: whether no level lies below.
    """

    seed: int
    code: str
    name: str
    level: str
    parent: str
    group: str
    attributes: Mapping[str, Fact]
    inhabitants: int
    quality: float
    of: int
    lowest: bool

    @property
    def facts(self) -> dict[str, Fact]:
        """What conditions of a rubric may ask of it."""
        return {"level": self.level, "group": self.group, **self.attributes}

    def random(self, *what: object) -> Random:
        """Numbers that depend on the place and on what they are for, and on nothing drawn before."""
        return Random("/".join(map(str, (self.seed, self.code, *what))))

    def quality_in(self, year: int) -> float:
        """How well it is run in a year; most places do a little better every year."""
        if year == self.of:
            return self.quality
        gained = self.random("gain").uniform(-0.04, 0.05) + 0.08 * self.quality
        return min(max(self.quality - gained * (self.of - year), 0.0), 1.0)


def group_names(level: Level) -> set[str]:
    """The groups a level's places fall into."""
    groups = level.groups
    return set(groups.values()) if isinstance(groups, Mapping) else {name for _, name in groups}


def yes_no(chances: Mapping[str, float], otherwise: float = 0.0) -> Attribute:
    """是 or 否: the chance of 是 on each level."""

    def drawn(random: Random, level: str, _: int) -> Fact:
        chance = chances.get(level, otherwise)
        # A certainty draws nothing, so that what is drawn after it does not depend on it.
        return _YES_NO[chance == 1 if chance in (0, 1) else random.random() < chance]

    return drawn


def one_of(choices: Mapping[str, Sequence[str]]) -> Attribute:
    """One of a level's values, each as likely; write one twice to have it twice as often. Levels not named: blank."""
    return lambda random, level, _: random.choice(choices[level]) if choices.get(level) else ""


def in_turn(choices: Mapping[str, Sequence[str]]) -> Attribute:
    """A level's values one after the other, so that each has its places. Levels not named: blank."""
    return lambda _, level, n: choices[level][n % len(choices[level])] if choices.get(level) else ""


def whole_number(bounds: Mapping[str, tuple[int, int]]) -> Attribute:
    """A whole number between a level's bounds. Levels not named: blank."""
    return lambda random, level, _: random.randint(*bounds[level]) if level in bounds else ""


@dataclass
class _Maker:
    """Makes the places of one programme, those of a higher level after the ones below it, listed before them."""

    seed: int
    levels: Sequence[Level]
    attributes: Mapping[str, Attribute]
    year: int
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(f"{self.seed}/places")
        self.names = [first + second for first in _FIRST for second in _SECOND]
        self.random.shuffle(self.names)
        counts = {level.name: level.count for level in self.levels}
        self.above: dict[str, str] = {}
        self.shares: dict[str, list[int]] = {}
        for before, level in zip((None, *self.levels), self.levels, strict=False):
            self.above[level.name] = (before.name if before else "") if level.under is None else level.under
            if self.above[level.name]:
                self.shares[level.name] = self._shared(counts[self.above[level.name]], level)

    def all(self) -> list[Place]:
        roots = [level for level in self.levels if not self.above[level.name]]
        digits = len(str(max(99, sum(level.count for level in roots))))
        numbers = count(1)
        return [
            one
            for level in roots
            for n in range(level.count)
            for one in self._family(level, f"SL{next(numbers):0{digits}}", "", n)
        ]

    def _family(self, level: Level, code: str, parent: str, n: int) -> list[Place]:
        below = [one for one in self.levels if self.above[one.name] == level.name]
        if not below:
            return [self._lowest(level, code, parent, n)]
        numbers = count(1)
        families = [
            self._family(one, f"{code}{next(numbers):02}", code, m)
            for one in below
            for m in range(self.shares[one.name].pop(0))
        ]
        children = [family[0] for family in families]
        whole = self._above(level, code, parent, n, children)
        named = {one.name: one for one in below if one.after_parent}
        for family in families:
            if family[0].level in named:
                family[0] = replace(family[0], name=whole.name + family[0].name.removeprefix(MARK))
        return [whole, *chain.from_iterable(families)]

    def _lowest(self, level: Level, code: str, parent: str, n: int) -> Place:
        name = "" if level.after_parent else self.names.pop()
        inhabitants = round(self.random.lognormvariate(*level.inhabitants))
        end = level.ends[n % len(level.ends)] if level.after_parent else self.random.choice(level.ends)
        attributes = self._attributes(level, n)
        return self._place(level, (code, f"{MARK}{name}{end}", parent), inhabitants, attributes, _quality(self.random))

    def _above(self, level: Level, code: str, parent: str, n: int, below: Sequence[Place]) -> Place:
        name = self.names.pop()
        least, most = (int(end) for end in level.inhabitants)
        inhabitants = sum(one.inhabitants for one in below) + self.random.randint(least, most)
        quality = _quality(self.random)
        if below:
            quality = (quality + sum(one.quality for one in below) / len(below)) / 2
        title = f"{MARK}{name}{self.random.choice(level.ends)}"
        return self._place(level, (code, title, parent), inhabitants, self._attributes(level, n), quality)

    def _attributes(self, level: Level, n: int) -> dict[str, Fact]:
        return {code: drawn(self.random, level.name, n) for code, drawn in self.attributes.items()}

    def _place(
        self, level: Level, called: tuple[str, str, str], inhabitants: int, attributes: dict[str, Fact], quality: float
    ) -> Place:
        code, title, parent = called
        if isinstance(level.groups, Mapping):
            group = next((name for end, name in level.groups.items() if title.endswith(end)), "")
        else:
            group = next((name for least, name in level.groups if inhabitants >= least), "")
        lowest = level.name not in self.above.values()
        return Place(
            self.seed, code, title, level.name, parent, group, attributes, inhabitants, quality, self.year, lowest
        )

    def _shared(self, parents: int, level: Level) -> list[int]:
        """How many of a level stand under each of the one above: few under some, many under others."""
        children = level.count
        if level.after_parent:
            if children > parents * len(level.ends):
                raise ValueError(f"{children} of {level.name}, but {parents} above with {len(level.ends)} ends each")
            return [children // parents + (n < children % parents) for n in range(parents)]
        least = max(1, children // parents // 2)
        spread = int(2 * (children / parents - least)) + 1
        sizes = [least + n % max(spread, 1) for n in range(parents)]
        lacking = children - sum(sizes)
        for n in range(abs(lacking)):
            sizes[n % parents] += 1 if lacking > 0 else -1
        self.random.shuffle(sizes)
        return sizes


def make_places(seed: int, levels: Sequence[Level], attributes: Mapping[str, Attribute], year: int) -> list[Place]:
    """All jurisdictions, each followed by those below it.

    Args:
        seed: the same seed gives the same places.
        levels: from the top; those that stand side by side name the level they are `under`.
        attributes: the further columns of the roster.
        year: the year their quality is drawn for.
    """
    return _Maker(seed, levels, attributes, year).all()


def _quality(random: Random) -> float:
    return random.triangular(0.0, 1.0, 0.6)
