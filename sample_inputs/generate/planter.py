"""Plants difficulties one by one, each with a jurisdiction to itself, and notes where each stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from sample_inputs.generate.periods import Period
from sample_inputs.generate.places import Place
from sample_inputs.generate.plan import Plan
from sample_inputs.generate.sheets import Formula, Percent, Sheet
from sample_inputs.generate.tables import CODE, UPPER_HEADER, Tables

Wanted = Callable[[Place], bool]


@dataclass(frozen=True)
class Planted:
    """One difficulty: what kind, where it stands, what is written there, and what it means."""

    kind: str
    file: str
    sheet: str
    cell: str
    jurisdiction: str
    metric: str
    found: str
    meaning: str


def lowest(place: Place) -> bool:
    """Whether no level lies below: whom most difficulties are given to."""
    return place.lowest


@dataclass
class Planter:
    """What a programme plants its difficulties with.

    Rows are removed first and added last, so that cells noted in between stay where they are.

    Attributes:
        plan: what the rubric asks for.
        places: the jurisdictions.
        tables: the tables that are changed.
        planted: what was planted so far.
        used: codes of jurisdictions that have a difficulty.
    """

    plan: Plan
    places: list[Place]
    tables: Tables
    planted: list[Planted] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.order = list(self.places)
        Random(f"{self.places[0].seed}/faults").shuffle(self.order)

    def free(self) -> list[Place]:
        """The jurisdictions that have no difficulty yet."""
        return [place for place in self.order if place.code not in self.used]

    def take(self, wanted: Wanted = lowest) -> str:
        """The code of a jurisdiction that has no difficulty yet.

        Raises:
            ValueError: none is left.
        """
        place = next(filter(wanted, self.free()), None)
        if place is None:
            raise ValueError("every jurisdiction of that sort has a difficulty already: plant fewer, or make more")
        self.used.add(place.code)
        return place.code

    def reporting(self, period: str, metric: str, also: Wanted = lowest) -> str:
        """The code of a jurisdiction without a difficulty that reports a number of a metric, and more than none."""

        def wanted(place: Place) -> bool:
            value = self.value(period, place.code, metric)
            return also(place) and isinstance(value, int | float) and value > 0

        return self.take(wanted)

    def place(self, code: str) -> Place:
        """The jurisdiction of a code."""
        return next(place for place in self.places if place.code == code)

    def period(self, code: str) -> Period:
        """The period of an id."""
        return self.plan.timeline.named(code)

    def value(self, period: str, code: str, metric: str) -> object:
        """What a metrics sheet holds; None where the place reports nothing of it."""
        sheet = self.tables.metrics.get(period)
        if sheet is None or not self._shows(sheet, metric):
            rows = self.rows_of(self._upper(period, metric), **self._named(period, code, metric))
            return self._upper(period, metric).rows[rows[0]][UPPER_HEADER.index("数值")] if rows else None
        sheet, row, header = self._cell(period, code, metric)
        return sheet.rows[row][sheet.at(header)]

    def held(self, period: str, code: str, metric: str) -> int:
        """The whole number a metrics sheet holds."""
        return int(str(self.value(period, code, metric)))

    def put(self, kind: str, period: str, code: str, metric: str, value: object, meaning: str) -> None:
        """Write a cell of a metrics sheet (in the row of the stage that counts) and note it."""
        sheet, row, header = self._cell(period, code, metric)
        sheet.put(row, header, value)
        match value:
            case None:
                found = ""
            case Percent(number):
                found = f"{number:.0%}"
            case Formula(formula, result):
                found = f"{formula} → {result}"
            case _:
                found = str(value)
        cell = sheet.cell(row, header)
        self.planted.append(Planted(kind, sheet.file, sheet.name, cell, code, metric, found, meaning))

    def blank(self, period: str, code: str, metric: str) -> None:
        """Blank a metric of a place in every stage, so that none stands in for another."""
        sheet, _, header = self._cell(period, code, metric)
        if sheet is not self.tables.upper:
            for row in self.rows_of(sheet, 地区代码=code):
                sheet.put(row, header, None)

    def set(self, period: str, code: str, metric: str, value: object) -> None:
        """Write a cell that makes a difficulty possible without being one."""
        sheet, row, header = self._cell(period, code, metric)
        sheet.put(row, header, value)

    def fact(self, code: str, attribute: str, value: str | int) -> None:
        """Write an attribute of a place into the roster."""
        self.tables.roster.put(self.tables.roster.row(地区代码=code), self.plan.attributes[attribute], value)

    def note(self, kind: str, sheet: Sheet, cell: str, jurisdiction: str, found: object, meaning: str) -> None:
        """Note a difficulty that is not one metric's."""
        shown = "" if found is None else str(found)
        self.planted.append(Planted(kind, sheet.file, sheet.name, cell, jurisdiction, "", shown, meaning))

    def mark(self, kind: str, sheet: Sheet, row: int, header: str, value: object, meaning: str) -> None:
        """Write a cell of any table and note it, with the jurisdiction of its row."""
        sheet.put(row, header, value)
        self.note(kind, sheet, sheet.cell(row, header), str(sheet.rows[row][sheet.at(CODE)]).strip(), value, meaning)

    def add(self, kind: str, sheet: Sheet, row: list[object], meaning: str, header: str = CODE) -> None:
        """Add a row at the end and note it by one of its cells."""
        sheet.rows.append(row)
        found = row[sheet.at(header)]
        cell = sheet.cell(len(sheet.rows) - 1, header)
        self.note(kind, sheet, cell, str(row[sheet.at(CODE)]), found, meaning)

    def keep_rows(self, sheet: Sheet, wanted: Callable[[dict[str, object]], bool]) -> None:
        """Keep the rows of a table for which the condition (over header → cell) holds."""
        header = [name.strip() for name in sheet.header]
        sheet.rows = [row for row in sheet.rows if wanted(dict(zip(header, row, strict=True)))]

    def rows_of(self, sheet: Sheet, **wanted: str) -> Sequence[int]:
        """The rows that hold these texts under these headers."""
        columns = {sheet.at(header): text for header, text in wanted.items()}
        return [n for n, row in enumerate(sheet.rows) if all(row[at] == text for at, text in columns.items())]

    def records(self, kind: str) -> Sheet:
        """The table of a kind of records (desk, visits, survey, events, marks, reports)."""
        return self.tables.records[kind]

    def _cell(self, period: str, code: str, metric: str) -> tuple[Sheet, int, str]:
        sheet = self.tables.metrics.get(period)
        if sheet is not None and self._shows(sheet, metric):
            return sheet, self.tables.row(period, code), self.tables.headers[metric]
        upper = self._upper(period, metric)
        return upper, upper.row(**self._named(period, code, metric)), "数值"

    def _shows(self, sheet: Sheet, metric: str) -> bool:
        return self.tables.headers[metric] in (name.strip() for name in sheet.header)

    def _upper(self, period: str, metric: str) -> Sheet:
        if self.tables.upper is None:
            raise ValueError(f"{metric} is not reported in {period}")
        return self.tables.upper

    def _named(self, period: str, code: str, metric: str) -> dict[str, str]:
        return {"测评期": period, CODE: code, "指标": self.plan.metrics[metric].title}
