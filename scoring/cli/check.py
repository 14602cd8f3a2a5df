"""`scoring check`: everything that is wrong with a rubric and its inputs, before anything is scored."""

from __future__ import annotations

from pathlib import Path

import click

from scoring.cli.load import RUBRIC, load
from scoring.cli.paths import Readable
from scoring.cli.progress import progress
from scoring.cli.speech import Speech
from scoring.cli.verb import Argument, Exit, Verb
from scoring.errors import RubricError
from scoring.words import Text


@click.pass_obj
def check(heard: Speech, rubric: Path, inputs: tuple[Path, ...]) -> int:
    """Print the rubric's problems; where there are none, the findings of the inputs, by file."""
    try:
        loaded = load(heard, rubric)
    except RubricError as error:
        click.echo(error.say(heard.language))
        if inputs:
            click.echo(heard.say(Text("改好规则后再检查输入。", "Mend the rubric first; the inputs were not read.")))
        return Exit.NOTHING
    good = Text(
        "{file}：规则可用，{n}项指标，满分{points}分", "{file}: a good rubric of {n} indicators, {points} points"
    )
    scored = [leaf for leaf in loaded.leaves.values() if leaf.role != "shown"]
    click.echo(heard.say(good.with_(file=rubric, n=len(scored), points=loaded.tree.points)))
    if not inputs:
        return Exit.WRITTEN
    from scoring.cli.findings import report
    from scoring.intake.read import read_inputs

    with progress(heard) as told:
        read = read_inputs(loaded, inputs, language=heard.language, progress=told)
    for line in report(read.findings, heard, loaded):
        click.echo(line)
    return Exit.NOTHING if (read.findings["severity"] == "error").any() else Exit.WRITTEN


CHECK = Verb(
    "check",
    check,
    Text(
        "检查评分规则；给出输入时再检查输入。一次列出全部问题：文件、工作表、单元格、原因。",
        "Check a rubric, and inputs where given: every problem at once, by file, sheet and cell.",
    ),
    [
        RUBRIC,
        Argument(
            "inputs",
            Text("报送材料：文件或文件夹", "submitted files, or folders of them"),
            type=Readable(folders=True),
            nargs=-1,
            required=False,
        ),
    ],
    Text(
        "规则有误，或输入中有“错误”一级的问题时，退出码为 1；警告和提示不影响。",
        "The exit code is 1 where the rubric has problems or any finding is an error; warnings and notices pass.",
    ),
)
