"""What is measured."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.job import OURS, Command, Job, linear, mebibytes, seconds, times


@dataclass(frozen=True)
class Sizes:
    """Jurisdictions in a large, a middling and a small assessment."""

    big: int = 600_000
    middle: int = 40_000
    small: int = 3_000


TINY = Sizes(1_200, 600, 300)
"""The same jobs in two or three minutes, to see that all of it works."""

ALL = "{out}.parquet"


def us(*inputs: str) -> Command:
    """Our program, to write all marks to a folder."""
    return ("-m", "benchmarks.ours", "{rubric}", *inputs, "{out}")


def peer(library: str, what: str, work: str, *inputs: str) -> Command:
    """A peer's program, to write the same."""
    return ("-m", f"benchmarks.peers.in_{library}", what, work, *inputs, ALL)


def jobs(sizes: Sizes) -> list[Job]:
    """All jobs, in the order of the table."""
    beside = [long(sizes), command(sizes), csv(sizes), whole(sizes), *mixes(sizes), growth(sizes), spark(sizes)]
    return [*wide(sizes), *beside, HELP, SAMPLE]


def wide(sizes: Sizes) -> list[Job]:
    """A row a jurisdiction: the standard, and other ways to store the numbers."""
    one = f"@wide-{sizes.big}-int32.parquet"
    peers = {library: peer(library, "wide", "plain", one) for library in ("polars", "numpy", "pandas", "duckdb")}
    title = f"{sizes.big:,} × 200, wide Parquet → all 237 marks in Parquet"
    targets = (times("polars", 1.0), mebibytes(1024))
    found = [Job("wide", title, "plain", {OURS: us(one), **peers}, ("polars", "numpy", "pandas"), targets)]
    for name, kind, work in (
        ("int64", "int64", "plain"),
        ("double", "double-2", "plain2"),
        ("decimal", "decimal128-2", "plain2"),
    ):
        one = f"@wide-{sizes.big}-{kind}.parquet"
        programs = {OURS: us(one), "polars": peer("polars", "wide", work, one)}
        title = f"the same, numbers stored as {name}"
        found.append(Job(f"wide-{name}", title, work, programs, ("polars",), targets, runs=3))
    return found


def long(sizes: Sizes) -> Job:
    """A row a value."""
    one = f"@long-{sizes.big}.parquet"
    peers = {library: peer(library, "long", "plain", one) for library in ("duckdb", "numpy", "polars")}
    return Job(
        "long",
        f"{sizes.big * 200:,} long facts in Parquet → the same marks",
        "plain",
        {OURS: us(one), **peers},
        ("numpy", "polars"),
        (times("duckdb", 3.0), mebibytes(1024)),
        runs=3,
    )


def command(sizes: Sizes) -> Job:
    """The whole command."""
    one = f"@wide-{sizes.middle}-int32.parquet"
    run = ("-m", "scoring", "run", "{rubric}", one, "--out", "{out}")
    peers = {library: peer(library, "wide", "plain", one) for library in ("polars", "numpy", "pandas")}
    title = f"{sizes.middle:,} × 200, the whole command `scoring run … --out DIR`"
    return Job("command", title, "plain", {OURS: run, **peers}, tuple(peers), (seconds(1.5),))


def csv(sizes: Sizes) -> Job:
    """A row a jurisdiction, as text."""
    one = f"@wide-{sizes.small}.csv"
    programs = {OURS: us(one), "polars": peer("polars", "csv", "plain", one)}
    return Job("csv", f"{sizes.small:,} × 200, CSV → the same marks", "plain", programs, ("polars",))


def whole(sizes: Sizes) -> Job:
    """From submitted files to the ranked workbook."""
    inputs = (f"@wide-{sizes.small}.xlsx", f"@answers-{sizes.small}.csv")
    answers = sizes.small * 1_000
    return Job(
        "workbook",
        f"{sizes.small:,} × 200 in xlsx and {answers:,} answers in CSV → ranked workbook",
        "surveys",
        _to_workbook("{rubric}", *inputs),
        targets=(times("bare", 1.5),),
        between=KEEP,
        runs=1,
        warm=False,
    )


KEEP = ("-m", "benchmarks.bare", "keep", "{folder}/ours.xlsx", "{folder}/cells")


def _to_workbook(rubric: str, *inputs: str) -> dict[str, Command]:
    return {
        OURS: ("-m", "benchmarks.ours", rubric, *inputs, "{out}.xlsx"),
        "bare": ("-m", "benchmarks.bare", "copy", "{folder}/cells", "{out}.xlsx", *inputs),
    }


def mixes(sizes: Sizes) -> list[Job]:
    """What real rubrics hold besides, each against polars."""
    middle, small = sizes.middle, sizes.small
    inputs = {
        "relative": (f"@roster-{middle}.parquet", f"@wide-{middle}-int32.parquet"),
        "trend": (f"@years-{middle}.parquet",),
        "surveys": (f"@wide-{small}-int32.parquet", f"@answers-{small}.parquet"),
        "gaps": (f"@gaps-{middle}.parquet",),
        "gates": (f"@wide-{middle}-int32.parquet",),
    }
    titles = {
        "relative": f"{middle:,} × 200, 40 of them against those of the same level",
        "trend": f"{middle:,} × 200 in two years, 40 of them by growth",
        "surveys": f"{small:,} × 190, and {small * 1_000:,} answers to 10 questions",
        "gaps": f"{middle:,} × 200 as texts, 5 % missing, 2 % not applicable with a reason",
        "gates": f"{middle:,} × 200 with a veto, a cap and a zero",
    }
    return [
        Job(
            name,
            title,
            name,
            {OURS: us(*inputs[name]), "polars": peer("polars_mixes", name, name, *inputs[name])},
            ("polars",),
            runs=3,
        )
        for name, title in titles.items()
    ]


def growth(sizes: Sizes) -> Job:
    """Ours at three sizes."""
    counts = {f"ours, {count:,}": count for count in (sizes.small, sizes.middle, sizes.big)}
    programs = {name: us(f"@wide-{count}-int32.parquet") for name, count in counts.items()}
    _, middle, big = counts
    title = "growth: wide Parquet → all 237 marks"
    return Job("growth", title, "plain", programs, targets=linear(big, middle, counts), counts=counts, runs=3)


def spark(sizes: Sizes) -> Job:
    """The whole command at two sizes by Spark, in one process with two threads: what it costs before it is spread."""
    run = ("-m", "scoring", "run", "{rubric}")
    counts = {f"spark, {count:,}": count for count in (sizes.small, sizes.middle)}
    on_spark = {
        name: (*run, f"@wide-{count}-int32.parquet", "--out", "{out}", "--engine", "spark", "--master", "local[2]")
        for name, count in counts.items()
    }
    here = f"duckdb, {sizes.middle:,}"
    on_duckdb: dict[str, Command] = {here: (*run, f"@wide-{sizes.middle}-int32.parquet", "--out", "{out}")}
    counts[here] = sizes.middle
    title = f"{sizes.middle:,} × 200, the whole command by either engine"
    return Job("spark", title, "plain", on_duckdb | on_spark, counts=counts, runs=1, warm=False)


HELP = Job(
    "help", "scoring --help", "", {OURS: ("-m", "scoring", "--help"), "python": ("-c", "")}, (), (seconds(0.3),), runs=9
)

SAMPLE = Job(
    "sample",
    "the sample inputs of a banner of 300, 8 files → ranked workbook",
    "",
    _to_workbook("rubrics/wulateqianqi-2023.yaml", "sample_inputs/wulateqianqi-2023"),
    targets=(times("bare", 1.5),),
    between=KEEP,
)
"""Two periods of a real programme: a workbook that compares with the year before."""
