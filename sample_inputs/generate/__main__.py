"""Write the sample inputs of programmes: `python -m sample_inputs.generate [SLUG…] [--out FOLDER]`."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from sample_inputs.generate.folder import ROOT, generate
from sample_inputs.generate.programme import programmes


def main() -> None:
    """Read the arguments and write the files."""
    found = programmes()
    parser = argparse.ArgumentParser(prog="python -m sample_inputs.generate", description=__doc__)
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help=f"of {', '.join(found)}; all by default")
    parser.add_argument("--out", type=Path, default=ROOT / "sample_inputs", help="where their folders are written")
    chosen = parser.parse_args()
    for slug in chosen.slugs:
        if slug not in found:
            parser.error(f"no module in sample_inputs/generate/programmes is for {slug}: there are {', '.join(found)}")
    for slug in chosen.slugs or found:
        began, out = time.monotonic(), chosen.out / slug
        planted = generate(found[slug], out)
        size = sum(path.stat().st_size for path in out.iterdir())
        took = time.monotonic() - began
        print(f"{out}: {len(planted)} planted cases, {size / 1e6:.1f} MB, {took:.1f} s")


if __name__ == "__main__":
    main()
