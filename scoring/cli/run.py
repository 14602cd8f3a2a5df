"""`scoring run`: from a rubric and submitted files to a ranked workbook, in one go."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from scoring.cli.load import RUBRIC, load, named_period
from scoring.cli.paths import Count, Folder, Readable, Writable
from scoring.cli.progress import progress
from scoring.cli.speech import Speech
from scoring.cli.verb import Argument, Exit, Misuse, OneOf, Option, Verb
from scoring.engine.engines import NAMES
from scoring.words import Text

NO_TARGET = Text(
    "请写明结果写到哪里：-o 排名.xlsx，或 --out 文件夹", "say where the result goes: -o ranked.xlsx, or --out a folder"
)
WRITING = Text("写工作簿", "writing the workbook")


@click.pass_obj
def run(  # noqa: PLR0913 - click passes each option by its name
    heard: Speech,
    rubric: Path,
    inputs: tuple[Path, ...],
    *,
    output: Path | None,
    out: Path | None,
    period: str | None,
    engine: Literal["duckdb", "spark"],
    master: str | None,
    threads: int | None,
    strict: bool,
    quiet: bool,
) -> int:
    """Score a period and write it down; the screen gets a summary, the workbook everything."""
    if output is None and out is None:
        raise Misuse(NO_TARGET, click.get_current_context())
    import scoring
    from scoring.cli.summary import summary

    loaded = load(heard, rubric)
    named_period(loaded, period)
    with progress(heard, quiet=quiet) as told:
        result = scoring.run(
            loaded,
            inputs,
            period=period,
            engine=engine,
            master=master,
            out=out,
            language=heard.language,
            threads=threads,
            strict=strict,
            progress=told,
        )
        if output is not None:
            told(heard.say(WRITING), 0, 0)
            result.write_workbook(output)
    if not quiet:
        summary(result, heard, output)
    if not result.summary["scored"]:
        none = Text(
            "没有一个地区得出分数，原因见排名表的说明栏。", "No jurisdiction has a score; the ranking's notes say why."
        )
        click.echo(heard.say(none), err=True)
        return Exit.NOTHING
    return Exit.WRITTEN


RUN = Verb(
    "run",
    run,
    Text(
        "按评分规则给一批地区计分，写出排名工作簿。",
        "Score a batch of jurisdictions by a rubric and write the ranked workbook.",
    ),
    [
        RUBRIC,
        Argument(
            "inputs",
            Text(
                "报送材料：名册、填报指标、台账审查、实地检查、问卷、案事件；文件或文件夹，"
                "xlsx、xlsm、xls、et、csv、tsv、txt、parquet",
                "what was submitted: roster, metrics, desk reviews, site visits, survey answers, events; files or "
                "folders of xlsx, xlsm, xls, et, csv, tsv, txt, parquet",
            ),
            type=Readable(folders=True),
            nargs=-1,
            required=True,
        ),
        Option(
            ["-o", "--output"], Text("排名工作簿", "the ranked workbook"), type=Writable(".xlsx"), metavar="OUT.xlsx"
        ),
        Option(
            ["--period"],
            Text("期次；不写时取材料中最近的一期", "the period; the latest in the inputs if not given"),
            metavar="P",
        ),
        Option(
            ["--out"],
            Text(
                "另把各级得分写成 Parquet，放在这个文件夹", "also write everybody's marks as Parquet into this folder"
            ),
            type=Folder(),
            metavar="DIR",
        ),
        Option(
            ["--engine"],
            Text("计算引擎：本机，或 Spark 集群", "what computes: this machine, or a Spark cluster"),
            type=OneOf(*NAMES),
            metavar="|".join(NAMES),
            default="duckdb",
        ),
        Option(
            ["--master"],
            Text("Spark 集群的地址，如 spark://主机:7077", "the Spark cluster's address, such as spark://host:7077"),
            metavar="URL",
        ),
        Option(
            ["--threads"],
            Text("使用几个线程；结果与它无关", "how many threads; the digits do not depend on it"),
            type=Count(),
            metavar="N",
        ),
        Option(
            ["--strict"], Text("材料中有错误就不计分", "refuse to score while any finding is an error"), is_flag=True
        ),
        Option(["--quiet"], Text("不显示进度和摘要", "neither progress nor summary"), is_flag=True),
    ],
    Text(
        "材料里读不懂、不合理的内容逐条列为数据问题，按“未测评”处理；其余照常计分，不会悄悄丢弃。",
        "What cannot be read or cannot be true is listed as a finding and is not assessed; the rest is scored, and "
        "nothing is dropped silently.",
    ),
)
