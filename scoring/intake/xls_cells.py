"""Run as a script of its own: the cells of an old .xls as JSON. Nothing of this package is imported here."""

from __future__ import annotations

import datetime as dt
import json
import sys
from io import BytesIO
from pathlib import Path

import python_calamine as calamine


def main(path: str) -> int:
    """Write the sheets of one file to standard output; 3 where it has a password, 1 where it is damaged."""
    try:
        # By content: the file may bear another kind's suffix.
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(Path(path).read_bytes()))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        found = [
            {
                "name": sheet.name,
                "rows": sheet.to_python(skip_empty_area=False),
                "merges": [[top + 1, left + 1, low + 1, right + 1] for (top, left), (low, right) in _merged(sheet)],
            }
            for sheet in sheets
        ]
    except calamine.PasswordError:
        return 3
    except calamine.CalamineError:
        return 1
    json.dump(found, sys.stdout, default=_iso)
    return 0


def _merged(sheet: calamine.CalamineSheet) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return list(sheet.merged_cell_ranges or ())


def _iso(value: object) -> str:
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return value.isoformat(" ", "seconds") if isinstance(value, dt.datetime) else str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
