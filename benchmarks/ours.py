"""Our side, as a program of its own.

python -m benchmarks.ours RUBRIC INPUT… OUTPUT

OUTPUT is a folder for all marks, or a workbook.
"""

from __future__ import annotations

import sys
from pathlib import Path

import scoring

if __name__ == "__main__":
    rubric, *inputs, output = sys.argv[1:]
    if Path(output).suffix == ".xlsx":
        scoring.run(scoring.load_rubric(rubric), inputs).write_workbook(output)
    else:
        scoring.run(scoring.load_rubric(rubric), inputs, out=output)
