"""The public functions: load a rubric, run it over inputs."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

import scoring
from scoring.engine.engines import Engine
from scoring.engine.passes import run as run_plan
from scoring.engine.plans import Planner
from scoring.engine.session import Session
from scoring.errors import InputError, Unprovable, speaking
from scoring.evidence.facts import Facts
from scoring.intake.inputs import Inputs
from scoring.intake.read import read_inputs
from scoring.methods import registry
from scoring.result.parquet import write_marks
from scoring.result.result import Result, now
from scoring.result.scores import explained
from scoring.rubric.declarations import Period
from scoring.rubric.formula import parse
from scoring.rubric.load import load_rubric as load
from scoring.rubric.load import written_in
from scoring.rubric.model import Rubric
from scoring.rubric.periods import period_back
from scoring.rubric.terms import no_such_period
from scoring.words import Language, Text

Progress = Callable[[str, int, int], None]
_HERE = Engine()


def load_rubric(path: str | Path) -> Rubric:
    """Load a rubric with every method there is, and those it uses.

    Args:
        path: a YAML file; files of rubrics it uses are looked for beside it.

    Returns:
        a frozen rubric.

    Raises:
        RubricError: all that is wrong with it, each problem with file, line, path, found, expected and hint.
    """
    with speaking(None, written_in(Path(path))):
        return load(path, registry(), unprovable)


def unprovable(rubric: Rubric) -> Iterator[Unprovable]:
    """What keeps a rubric's marks, or what is told of them, from being compiled: one fault a period at most."""
    # One planner for all of them: a period that others rest on is compiled once.
    planner = Planner({one.id: Facts.everything(one) for one in rubric.family}, parse)
    for period in rubric.periods:
        try:
            explained(planner.plan(rubric, period).draft)
        except Unprovable as fault:
            yield fault


def run(
    rubric: Rubric,
    inputs: Sequence[str | Path] | str | Path,
    *,
    period: str | None = None,
    engine: str = "duckdb",
    master: str | None = None,
    out: str | Path | None = None,
    language: Language | None = None,
    threads: int | None = None,
    strict: bool = False,
    progress: Progress | None = None,
) -> Result:
    """Score a period from input files.

    Args:
        rubric: from `load_rubric`.
        inputs: folders or files: roster, metrics, desk reviews, site visits, survey answers, events.
        period: one of the rubric's periods; the latest one the inputs speak of where not given.
        engine: what runs the compiled steps; `duckdb` is in-process and needs nothing, `spark` is a cluster.
        master: the cluster's address, for Spark, such as `spark://host:7077`.
        out: a folder for everybody's marks as Parquet, written while they are computed so that memory stays flat;
            `.scores` is then lazy.
        language: of notes, findings and errors; the rubric's own where not given.
        threads: how many DuckDB uses; all where not given. The digits do not depend on it.
        strict: refuse to score where any finding is an error.
        progress: called with what is being read, how much is done and how much there is.

    Returns:
        the result; what could not be used is in its `findings`, and everything else is scored.

    Raises:
        InputError: nothing to score, an unknown period or engine, or `strict` and an error among the findings.
        ClusterError: for Spark: it or Java is not installed, or the cluster is not there, has no room or was lost.
        Unportable: for Spark: something in the rubric that only DuckDB can compute.
        EngineFault: a compiled step failed, which is a fault of this program.
        OutputError: the scores cannot be written to `out`.
    """
    with speaking(language, rubric.language):
        running = Engine(engine, threads, master)
        paths = [inputs] if isinstance(inputs, (str, Path)) else list(inputs)
        read = read_inputs(rubric, paths, language=language or rubric.language, progress=progress)
        if strict and (read.findings["severity"] == "error").any():
            raise _refused(read)
        # What another rubric's findings say of these files is said when that rubric is run itself.
        others = {
            one.id: read_inputs(one, paths, language=one.language) for one in rubric.family if one.id != rubric.id
        }
        return score(rubric, read, period, engine=running, out=out, language=language, others=others)


def score(
    rubric: Rubric,
    inputs: Inputs,
    period: str | None = None,
    *,
    engine: Engine = _HERE,
    out: str | Path | None = None,
    language: Language | None = None,
    others: Mapping[str, Inputs] | None = None,
) -> Result:
    """Score a period from inputs already read. Arguments and what is given back are those of `run`.

    `others` are the inputs of rubrics this one uses, however far, by their ids.

    Raises:
        InputError: no jurisdiction, a period the rubric does not have, a rubric it uses without inputs, or marks that
            rest on themselves by the roster.
        Overflow: bounds that these inputs make too wide; those of a loaded rubric have been proved.
        ClusterError, Unportable: see `run`.
        EngineFault: a compiled step failed, which is a fault of this program.
        OutputError: the scores cannot be written to `out`.
    """
    with speaking(language, rubric.language):
        if inputs.roster.is_empty():
            raise InputError(Text("没有可测评的地区", "there is no jurisdiction to score"))
        chosen = _period(rubric, inputs, period)
        known = {rubric.id: inputs, **(others or {})}
        if without := [one.id for one in rubric.family if one.id not in known]:
            raise InputError(
                Text(
                    "本规则用到其他规则的结果，但没有给出它们的填报数：{ids}（写在 others 中）",
                    "the rubric reads results of others, of which no inputs are given: {ids} (give them as `others`)",
                ).with_(ids=", ".join(without))
            )
        facts = {name: Facts.of(one) for name, one in known.items()}
        running = _Running(known, engine, Planner(facts, parse), {})
        return _score(rubric, chosen, running, language or rubric.language, Path(out) if out else None)


@dataclass(frozen=True)
class _Running:
    """What runs the plans of one call, and what it has run: the period before rests on some of the same."""

    inputs: Mapping[str, Inputs]
    engine: Engine
    planner: Planner
    done: dict[int, Session]


def _score(rubric: Rubric, period: Period, running: _Running, language: Language, out: Path | None = None) -> Result:
    started = now()
    plan = running.planner.plan(rubric, period)
    running.engine.look_over(plan)
    written: list[Path] = []

    def write(session: Session, finished: bool) -> None:
        if out:
            written.append(write_marks(plan.draft, session, out, finished=finished))

    # Where marks are written as they are computed, memory is to stay flat: nothing that was run is kept.
    done = {} if out else running.done
    session = run_plan(plan, running.inputs, running.engine.open, write if out else None, done)
    own = running.inputs[rubric.id]
    provenance = {
        "rubric": f"{rubric.id} {rubric.rubric.version}",
        "rubric_sha256": rubric.sha256,
        "period": period.id,
        "started": started,
        "finished": now(),
        "scoring": scoring.__version__,
        running.engine.name: running.engine.version,
        "polars": pl.__version__,
        "python": platform.python_version(),
        "platform": platform.platform(terse=True),
    }

    def before() -> Result | None:
        found = period_back(rubric, period, 1, "year") or period_back(rubric, period, 1, "period")
        return _score(rubric, found, running, language) if found and found.id in own.periods else None

    kept = written[0] if written else None
    return Result(rubric, period, own, plan.draft, session, language, _write_workbook, before, provenance, kept)


def _write_workbook(result: Result, path: Path) -> Path:
    # The writer of workbooks is loaded when one is asked for.
    from scoring.report.workbook import write_workbook

    with speaking(result.language, None):
        return write_workbook(result, path)


def _period(rubric: Rubric, inputs: Inputs, wanted: str | None) -> Period:
    known = [p for p in rubric.periods if p.id in inputs.periods]
    if wanted is not None:
        try:
            return rubric.period(wanted)
        except KeyError:
            raise InputError(no_such_period(rubric, wanted)) from None
    if not known:
        raise InputError(
            Text(
                "输入中没有规则所列的任何期次（{all}）", "the inputs speak of none of the rubric's periods ({all})"
            ).with_(all="、".join(p.id for p in rubric.periods))
        )
    return max(known, key=lambda p: (p.ends, p.ends - p.starts))


def _refused(inputs: Inputs) -> InputError:
    errors = inputs.findings.filter(pl.col("severity") == "error")
    lines = [f"{row['file']}!{row['sheet']}!{row['cell']} {row['message']}" for row in errors.iter_rows(named=True)]
    head = Text("严格模式：有{n}处错误，未计分。", "strict: {n} error(s), nothing was scored.").with_(n=len(lines))
    body = "\n".join(lines)
    return InputError(Text(f"{head.zh}\n{body}", f"{head.en}\n{body}"))
