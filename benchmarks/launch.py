"""Run one command and print, as JSON, what it took.

python -I -S benchmarks/launch.py MEBIBYTES SECONDS COMMAND…

A process of its own, and a small one: a command begins with the memory of whoever starts it counted as its own peak.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path


def main(mebibytes: float, seconds: float, command: list[str]) -> dict[str, object]:
    """What it took, how it ended and the last it said."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    watch = Watch(process.pid, mebibytes, seconds)
    said = ""
    if process.stderr:
        with process.stderr:
            said = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    watch.over.set()
    watch.join()
    return {
        "seconds": took,
        "mebibytes": usage.ru_maxrss / 1024,
        "status": process.returncode,
        "ended": watch.ended,
        "said": (said.strip().splitlines() or [""])[-1],
    }


class Watch(threading.Thread):
    """Ends a process that goes beyond what is allowed; `ended` then says why."""

    def __init__(self, pid: int, mebibytes: float, seconds: float) -> None:
        super().__init__(daemon=True)
        self.pid, self.mebibytes, self.seconds = pid, mebibytes, seconds
        self.until = time.perf_counter() + seconds
        self.over = threading.Event()
        self.ended = ""
        self.start()

    def run(self) -> None:
        while not self.over.wait(0.1):
            if _resident(self.pid) > self.mebibytes:
                self.ended = f"needs more than {self.mebibytes:,.0f} MiB of memory"
            elif time.perf_counter() > self.until:
                self.ended = f"takes more than {self.seconds:g} s"
            if self.ended:
                os.kill(self.pid, signal.SIGKILL)
                return


def _resident(pid: int) -> float:
    # Where there is no /proc, the clock alone ends what does not end by itself.
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    print(json.dumps(main(float(sys.argv[1]), float(sys.argv[2]), sys.argv[3:])))
