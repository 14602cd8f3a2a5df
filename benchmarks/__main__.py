"""Measure ours and its peers in turns, print the table and write out/bench.json.

python -m benchmarks [JOB…] [--runs N] [--small] [--json FILE]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import record
from benchmarks.job import OURS, Figures, Job
from benchmarks.jobs import TINY, Sizes, jobs
from benchmarks.rubric import rubric
from benchmarks.table import table
from benchmarks.turns import Failed, Figure, in_turns, once
from benchmarks.works import WORKS

DATA = Path("out/bench/data")


def measured(job: Job, runs: int, data: Path, *, warm: bool) -> tuple[Figures, dict[str, str], int]:
    """What each program took, why others did not come to an end, and how many marks were found equal before.

    Args:
        job: the work and who does it.
        runs: how many of each are counted.
        data: where inputs are kept.
        warm: whether the first run of each, after which marks are compared, is left out.

    Raises:
        subprocess.CalledProcessError: marks differ; the item and the jurisdiction have been printed.
    """
    data.mkdir(parents=True, exist_ok=True)
    if job.data:
        subprocess.run([sys.executable, "-m", "benchmarks.data", str(data), *job.data], check=True)
    with tempfile.TemporaryDirectory(dir=data.parent) as name:
        folder = Path(name)
        if job.work:
            (folder / "rubric.yaml").write_text(rubric(WORKS[job.work]), encoding="utf-8")
        commands = {who: job.command(words, who, data, folder) for who, words in job.programs.items()}
        first: dict[str, Figure] = {}
        failed: dict[str, str] = {}
        for who, command in commands.items():
            try:
                seconds, mebibytes = once(command)
                first[who] = Figure((seconds,), (mebibytes,))
                if who == OURS and job.between:
                    subprocess.run(job.command(job.between, who, data, folder), check=True)
            except Failed as fault:
                failed[who] = str(fault)
        equal = 0
        others = [who for who in job.checked if who not in failed]
        if others and OURS not in failed:
            files = [str(folder / f"{who}.parquet") for who in others]
            check = [sys.executable, "-m", "benchmarks.marks", job.work, str(folder / OURS), *files]
            equal = int(subprocess.run(check, check=True, stdout=subprocess.PIPE, text=True).stdout)
        able = {who: command for who, command in commands.items() if who in first}
        figures = in_turns(able, runs if warm else runs - 1)
        return figures if warm else {who: first[who] + figures[who] for who in able}, failed, equal


def main(words: list[str] | None = None) -> None:
    """Measure the jobs asked for."""
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("jobs", nargs="*", metavar="JOB", help="all of them, where none is named")
    parser.add_argument("--runs", type=int, help="turns of each job; its own number where not given")
    parser.add_argument("--small", action="store_true", help="tiny inputs: shows that it works, not how fast")
    parser.add_argument("--json", type=Path, default=Path("out/bench.json"), help="where the figures go")
    parser.add_argument("--data", type=Path, default=DATA, help="where inputs are kept")
    given = parser.parse_args(words)
    known = {job.name: job for job in jobs(TINY if given.small else Sizes())}
    if unknown := [name for name in given.jobs if name not in known]:
        parser.error(f"there is no job {', '.join(unknown)}; there are {', '.join(known)}")
    done = []
    for name in given.jobs or known:
        job = known[name]
        runs = given.runs or (1 if given.small else job.runs)
        figures, failed, equal = measured(job, runs, given.data, warm=job.warm and not given.small)
        done.append(record.of(job, figures, failed, equal))
        print(table(done[-1]), flush=True)
        record.write(given.json, done, small=given.small)
    print(f"figures: {given.json}")


if __name__ == "__main__":
    main()
