"""What a programme's module says of its sample inputs: whom it assesses, one rule a metric, and what happens there."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sample_inputs.generate.places import Attribute, Level, Place
from sample_inputs.generate.scene import Rule

if TYPE_CHECKING:
    from sample_inputs.generate.planter import Planter

FOLDER = Path(__file__).parent / "programmes"

XLSX, GB18030, UTF8, PARQUET = "xlsx", "gb18030", "utf-8-sig", "parquet"
"""How a table may be written: a workbook, comma-separated text in either encoding, or Parquet."""

FORMATS = {
    "roster": XLSX,
    "metrics": XLSX,
    "upper": UTF8,
    "desk": XLSX,
    "visits": GB18030,
    "survey": UTF8,
    "events": XLSX,
    "marks": XLSX,
    "reports": GB18030,
}


@dataclass(frozen=True)
class Happening:
    """A type of event that happens now and then.

    Attributes:
        type: as the rubric calls it.
        chance: of one in a year where a place is run neither well nor badly; better places have fewer.
        severities: how likely each is, by weight; none: no severity is written.
        quantity: one of these is drawn.
        note: what the record says.
        where: which places it may happen in; everywhere by default.
        welcome: whether it is a good thing, and better places have more.
    """

    type: str
    chance: float
    severities: Mapping[str, float] = field(default_factory=dict)
    quantity: tuple[int, ...] = (1,)
    note: str = "督导通报"
    where: Callable[[Place], bool] = lambda _: True
    welcome: bool = False


@dataclass(frozen=True)
class Counted:
    """A type of event recorded wherever a metric reports that it happened, so that the two agree.

    Attributes:
        metric: the number submitted.
        type, severity: of the event.
        each: whether there is a record for each, or one in all.
        note: what the record says.
    """

    metric: str
    type: str
    severity: str = ""
    each: bool = False
    note: str = "按填报数登记"


@dataclass(frozen=True)
class Programme:
    """The sample inputs of a programme.

    Attributes:
        slug: the rubric's file and the folder of the inputs.
        seed: the same seed gives the same inputs.
        levels: whom it assesses, from the top.
        rules: one for each metric of the rubric.
        plant: plants the difficulties.
        attributes: the further columns of the roster.
        happenings, counted: the events.
        respondents: the least and the most people asked on each level; more are asked where a leaf needs more.
        leaning: of sets of two answers, how likely the better one is at the worst place, and how much more at the best.
        judges: how many mark a score sheet that does not list them.
        sites: how many sites are visited of a type for which the rubric has no sample.
        formats: of tables that are written otherwise than by default.
        upper: whether what upper offices and third parties report comes in a table of its own, a row a number.
        periods: ids of the periods there are inputs for; all by default.
        quality_of: the year the places' quality is drawn for, the last by default.
    """

    slug: str
    seed: int
    levels: tuple[Level, ...]
    rules: Mapping[str, Rule]
    plant: Callable[[Planter], None]
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    happenings: tuple[Happening, ...] = ()
    counted: tuple[Counted, ...] = ()
    respondents: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    leaning: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    judges: int = 5
    sites: int = 2
    formats: Mapping[str, str] = field(default_factory=dict)
    upper: bool = True
    periods: tuple[str, ...] = ()
    quality_of: int | None = None

    def format(self, table: str) -> str:
        """How a table is written."""
        return self.formats.get(table, FORMATS[table])


def programmes() -> dict[str, Programme]:
    """Every programme that has a module, by its slug; a module without a `PROGRAMME` is part of another one."""
    names = sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))
    modules = (importlib.import_module(f"sample_inputs.generate.programmes.{name}") for name in names)
    found = [module.PROGRAMME for module in modules if hasattr(module, "PROGRAMME")]
    return {programme.slug: programme for programme in found}
