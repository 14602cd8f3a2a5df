"""One programme's folder of inputs: made from its module and its rubric, with what is planted in it."""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from pathlib import Path

from sample_inputs.generate.faults import with_odd_name
from sample_inputs.generate.places import Place, make_places
from sample_inputs.generate.plan import Plan
from sample_inputs.generate.planter import Planted, Planter
from sample_inputs.generate.programme import Programme
from sample_inputs.generate.readme import readme
from sample_inputs.generate.rubric import read_plan
from sample_inputs.generate.sheets import Sheet, write_csv, write_parquet, write_workbook
from sample_inputs.generate.tables import Tables, make_tables

ROOT = Path(__file__).parents[2]


def plan_of(programme: Programme) -> Plan:
    """What its rubric asks for."""
    return read_plan(ROOT / "rubrics" / f"{programme.slug}.yaml", programme.periods)


def places_of(programme: Programme, plan: Plan, seed: int | None = None) -> list[Place]:
    """Its jurisdictions, the last with an odd name.

    Raises:
        ValueError: a level or an attribute is not one of the rubric's.
    """
    levels, attributes = {one.name for one in programme.levels}, set(programme.attributes)
    if plan.levels and not levels <= set(plan.levels):
        raise ValueError(f"{programme.slug}: the rubric has no level {', '.join(levels - set(plan.levels))}")
    if attributes != set(plan.attributes):
        different = ", ".join(sorted(attributes ^ set(plan.attributes)))
        raise ValueError(f"{programme.slug}: attributes of the module or of the rubric alone: {different}")
    year = programme.quality_of or plan.timeline.last_year
    made = make_places(programme.seed if seed is None else seed, programme.levels, programme.attributes, year)
    return with_odd_name(made)


def generate(programme: Programme, out: Path, plan: Plan | None = None) -> list[Planted]:
    """Write every input file of a programme into a folder, and say what difficulties they hold.

    Args:
        programme: whose.
        out: the folder, made where it does not exist; files of the same names are replaced.
        plan: what to generate for, where it is not the rubric of the programme's slug.
    """
    plan = plan or plan_of(programme)
    places = places_of(programme, plan)
    tables = make_tables(plan, programme, places)
    planter = Planter(plan, places, tables, used={places[-1].code})
    programme.plant(planter)
    out.mkdir(parents=True, exist_ok=True)
    _write(out, programme, tables)
    listed = json.dumps([dataclasses.asdict(one) for one in planter.planted], ensure_ascii=False, indent=1)
    (out / "planted.json").write_text(listed + "\n", encoding="utf-8")
    page = readme(programme, plan, places, tables, planter.planted)
    (out / "README.md").write_text(page, encoding="utf-8")
    return planter.planted


def _write(out: Path, programme: Programme, tables: Tables) -> None:
    books: defaultdict[str, list[Sheet]] = defaultdict(list)
    for kind, sheet in tables.all():
        match programme.format(kind):
            case "xlsx":
                books[sheet.file].append(sheet)
            case "parquet":
                write_parquet(out / sheet.file, sheet)
            case encoding:
                write_csv(out / sheet.file, sheet, encoding)
    for file, sheets in books.items():
        write_workbook(out / file, sheets)
