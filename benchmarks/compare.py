"""What changed between two runs of the benchmarks, and whether by more than they spread.

python -m benchmarks.compare BEFORE.json AFTER.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.job import OURS


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """A line for each contestant of each job that both runs measured.

    Seconds are compared; where a job has a peer, so are the ratios to it, which a slower machine leaves alone. A change
    is marked where the two ranges do not touch.

    Example:
        >>> def run(low, high):
        ...     figures = {"median": low, "low": low, "high": high, "mebibytes": 100}
        ...     return {"jobs": [{"job": "help", "contestants": {"ours": figures}}]}
        >>> for line in changes(run(2, 2.2), run(1, 1.1)):
        ...     print(line)
        help      ours               2.00 s → 1.00 s   -50 %    100 → 100 MiB   << faster
        >>> for line in changes(run(2, 2.2), run(2.1, 2.5)):
        ...     print(line)
        help      ours               2.00 s → 2.10 s    +5 %    100 → 100 MiB
    """
    earlier = {job["job"]: job["contestants"] for job in before["jobs"]}
    for job in after["jobs"]:
        for who, now in job["contestants"].items():
            then = earlier.get(job["job"], {}).get(who)
            if then is None:
                continue
            name = f"{job['job']:<14}{who:<16}"
            if "failed" in now or "failed" in then:
                words = [one.get("failed", "came to an end") for one in (then, now)]
                yield f"{name}  {words[0]} → {words[1]}"
                continue
            yield _line(name, then, now, "s") + f"   {then['mebibytes']} → {now['mebibytes']} MiB" + _moved(then, now)
            if "ours_to_this" in now and "ours_to_this" in then:
                ratios = then["ours_to_this"], now["ours_to_this"]
                yield _line(f"{'':<14}{OURS + ' ÷ this':<16}", *ratios, " ") + _moved(*ratios)


def _line(name: str, then: Mapping[str, Any], now: Mapping[str, Any], unit: str) -> str:
    change = (now["median"] / then["median"] - 1) * 100
    return f"{name}{then['median']:>8.2f} {unit} → {now['median']:.2f} {unit}{change:>+8.0f} %"


def _moved(then: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    if now["high"] < then["low"]:
        return "   << faster"
    return "   >> SLOWER" if now["low"] > then["high"] else ""


def main() -> None:
    """Print the changes."""
    before, after = (json.loads(Path(path).read_text(encoding="utf-8")) for path in sys.argv[1:])
    print("\n".join(changes(before, after)))


if __name__ == "__main__":
    main()
