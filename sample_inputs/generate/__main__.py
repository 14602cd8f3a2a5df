"""Write the sample inputs of the Urad programme: `python -m sample_inputs.generate [--out FOLDER] [--seed N]`."""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path

from sample_inputs.generate.faults import Planted, plant, with_odd_name
from sample_inputs.generate.inputs import make_tables
from sample_inputs.generate.places import make_places
from sample_inputs.generate.plan import read_plan
from sample_inputs.generate.readme import readme
from sample_inputs.generate.sheets import write_csv, write_workbook

ROOT = Path(__file__).parents[2]
RUBRIC = "wulateqianqi-2023"
SEED = 20230901


def generate(out: Path, seed: int = SEED) -> list[Planted]:
    """Write every input file into a folder, and say what difficulties they hold.

    Args:
        out: the folder, made where it does not exist; files of the same names are replaced.
        seed: the same seed gives the same files.
    """
    plan = read_plan(ROOT / "rubrics" / f"{RUBRIC}.yaml")
    places = with_odd_name(make_places(seed))
    tables = make_tables(plan, places)
    planted = plant(places, tables)
    out.mkdir(parents=True, exist_ok=True)
    write_workbook(out / tables.roster.file, [tables.roster])
    write_workbook(out / tables.metrics["2022"].file, list(tables.metrics.values()))
    write_workbook(out / tables.desk.file, [tables.desk])
    write_workbook(out / tables.events.file, [tables.events])
    write_csv(out / tables.visits.file, tables.visits, "gb18030")
    write_csv(out / tables.survey.file, tables.survey, "utf-8-sig")
    listed = json.dumps([dataclasses.asdict(one) for one in planted], ensure_ascii=False, indent=1)
    (out / "planted.json").write_text(listed + "\n", encoding="utf-8")
    (out / "README.md").write_text(readme(tables, planted), encoding="utf-8")
    return planted


def main() -> None:
    """Read the arguments and write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "sample_inputs" / RUBRIC)
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args()
    planted = generate(chosen.out, chosen.seed)
    size = sum(path.stat().st_size for path in chosen.out.iterdir())
    print(f"{chosen.out}: {len(planted)} planted cases, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
