"""The fictional jurisdictions: forty counties, two hundred and sixty townships, and how well each is run."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from sample_inputs.generate.plan import COUNTY, TOWN

COUNTIES, TOWNS = 40, 260
MARK = "示例·"
"""Stands before every name: none is a place that exists."""

_FIRST = "云松青沙白月星晴碧金银翠晨晚长静明远清朝"
_SECOND = "杉涛禾原桦川河岭泉滩柳坪湾谷溪岗苇枫潭榆"
_COUNTY_ENDS = ("旗", "旗", "县", "区")
_TOWN_ENDS = ("镇", "镇", "苏木", "街道")


@dataclass(frozen=True)
class Place:
    """A jurisdiction. `quality` (0 to 1) is hidden from the inputs; it makes good places good at most things."""

    seed: int
    code: str
    name: str
    level: str
    parent: str
    group: str
    severe: bool
    key: bool
    inhabitants: int
    quality: float

    @property
    def is_county(self) -> bool:
        """Whether it is of the upper of the two levels."""
        return self.level == COUNTY

    def random(self, *what: object) -> Random:
        """Numbers that depend on the place and on what they are for, and on nothing drawn before."""
        return Random("/".join(map(str, (self.seed, self.code, *what))))

    def quality_in(self, year: int) -> float:
        """How well it is run in a year; most places do a little better in the second."""
        gained = self.random("gain").uniform(-0.04, 0.05) + 0.08 * self.quality
        return self.quality if year == 2023 else min(max(self.quality - gained, 0.0), 1.0)


def make_places(seed: int) -> list[Place]:
    """All jurisdictions, each county followed by its townships."""
    random = Random(f"{seed}/places")
    names = [first + second for first in _FIRST for second in _SECOND]
    random.shuffle(names)
    sizes = [3 + n % 8 for n in range(COUNTIES)]
    sizes = [size + (n < TOWNS - sum(sizes)) for n, size in enumerate(sizes)]
    random.shuffle(sizes)
    places: list[Place] = []
    for n, size in enumerate(sizes, 1):
        towns = [_town(seed, f"SL{n:02}{m:02}", f"SL{n:02}", names.pop(), random) for m in range(1, size + 1)]
        places += [_county(seed, f"SL{n:02}", names.pop(), towns, random), *towns]
    return places


def _county(seed: int, code: str, name: str, towns: list[Place], random: Random) -> Place:
    inhabitants = sum(town.inhabitants for town in towns) + random.randint(20_000, 90_000)
    group = "旗县一类" if inhabitants >= 250_000 else "旗县二类"
    quality = (_quality(random) + sum(town.quality for town in towns) / len(towns)) / 2
    title = f"{MARK}{name}{random.choice(_COUNTY_ENDS)}"
    return Place(seed, code, title, COUNTY, "", group, random.random() < 0.25, True, inhabitants, quality)


def _town(seed: int, code: str, parent: str, name: str, random: Random) -> Place:
    inhabitants = round(random.lognormvariate(9.9, 0.55))
    group = "苏木镇一类" if inhabitants >= 28_000 else "苏木镇二类" if inhabitants >= 14_000 else "苏木镇三类"
    title = f"{MARK}{name}{random.choice(_TOWN_ENDS)}"
    key = random.random() < 0.3
    return Place(seed, code, title, TOWN, parent, group, random.random() < 0.1, key, inhabitants, _quality(random))


def _quality(random: Random) -> float:
    return random.triangular(0.0, 1.0, 0.6)
