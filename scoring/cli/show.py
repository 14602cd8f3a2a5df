"""`scoring show`: the rubric as its assessors would explain it."""

from __future__ import annotations

from pathlib import Path

import click

from scoring.cli.load import RUBRIC, load, named_period
from scoring.cli.speech import Speech
from scoring.cli.verb import Exit, Option, Verb
from scoring.words import Text


@click.pass_obj
def show(heard: Speech, rubric: Path, period: str | None, *, clauses: bool) -> int:
    """Print the tree with every rule as a sentence, then what was assumed and why; or the clauses alone."""
    from scoring.rubric.clauses import clauses as by_clause
    from scoring.rubric.show import show as by_part

    loaded = load(heard, rubric)
    tell = by_clause if clauses else by_part
    for line in tell(loaded, heard.language, named_period(loaded, period)):
        click.echo(line)
    return Exit.WRITTEN


SHOW = Verb(
    "show",
    show,
    Text(
        "用文字列出评分规则：指标树、分值、计分办法、否决、等次、排名，以及哪些是假设、理由何在。",
        "Put a rubric into words: the tree, points, rules, gates, grades, rank, and what is assumed and why.",
    ),
    [
        RUBRIC,
        Option(
            ["--period"],
            Text("只列该期次测评的指标", "only what is assessed in this period"),
            metavar="P",
        ),
        Option(
            ["--clauses"],
            Text(
                "只列条款：每条落在哪些指标、门槛上，或为何不计分",
                "only the clauses: what scores each, or why nothing does",
            ),
            is_flag=True,
        ),
    ],
    Text("带 * 的是条文没有给出、由规则选定的内容。", "What bears a * is given by no clause; the rubric chose it."),
)
