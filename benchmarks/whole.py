"""The main job, files to ranked workbook, against reading and writing the same cells and nothing else.

python -m benchmarks.whole [--runs 5]
"""

from __future__ import annotations

import argparse
import csv
import pickle
import sys
import tempfile
from pathlib import Path

import openpyxl
import xlsxwriter

import scoring
from benchmarks.turns import in_turns, ratios

RUBRIC = Path("rubrics/wulateqianqi-2023.yaml")
INPUTS = Path("sample_inputs/wulateqianqi-2023")


def keep_cells(model: Path, kept: Path) -> None:
    """Keep a finished workbook's cells where the floor can have them without reading a workbook."""
    sheets = {s.title: list(s.iter_rows(values_only=True)) for s in openpyxl.load_workbook(model, read_only=True)}
    kept.write_bytes(pickle.dumps(sheets))


def bare(out: Path, kept: Path) -> None:
    """The floor: every input cell read, every cell of a finished workbook written again, unformatted."""
    for path in sorted(INPUTS.iterdir()):
        if path.suffix == ".xlsx":
            for sheet in openpyxl.load_workbook(path, read_only=True):
                for row in sheet.iter_rows(values_only=True):
                    tuple(row)
        elif path.suffix == ".csv":
            encoding = "utf-8-sig" if path.read_bytes().startswith(b"\xef\xbb\xbf") else "gb18030"
            with path.open(encoding=encoding, newline="") as stream:
                for line in csv.reader(stream):
                    tuple(line)
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        for title, rows in pickle.loads(kept.read_bytes()).items():  # noqa: S301 - written by this program
            copy = book.add_worksheet(title)
            for number, row in enumerate(rows):
                copy.write_row(number, 0, row)


def whole(out: Path) -> None:
    """Ours: read, check, score two periods, write the ranked workbook."""
    scoring.run(scoring.load_rubric(RUBRIC), [INPUTS]).write_workbook(out)


def main() -> None:
    """Print both figures and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--one", choices=("whole", "bare"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one == "whole":
        whole(given.folder / "whole.xlsx")
    elif given.one == "bare":
        bare(given.folder / "bare.xlsx", given.folder / "cells")
    else:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "benchmarks.whole", "--folder", folder, "--one"]
            whole(Path(folder) / "whole.xlsx")
            keep_cells(Path(folder) / "whole.xlsx", Path(folder) / "cells")
            figures = in_turns({"whole": [*command, "whole"], "bare": [*command, "bare"]}, given.runs)
            middle, low, high = ratios(figures["whole"], figures["bare"])
            print(f"scoring, files to workbook      {figures['whole'].words()}")
            print(f"reading and writing those cells {figures['bare'].words()}")
            print(f"ratio                           {middle:.2f} ({low:.2f}–{high:.2f})")


if __name__ == "__main__":
    main()
