"""`scoring schema`: what a rubric file may hold, for editors that complete and check while one writes."""

from __future__ import annotations

from pathlib import Path

import click

from scoring.cli.paths import Writable
from scoring.cli.verb import Exit, Option, Verb
from scoring.errors import OutputError
from scoring.words import Text


def schema(output: Path | None) -> int:
    """Print the JSON Schema of rubrics, or write it to a file."""
    import json

    from scoring.methods import registry
    from scoring.rubric import schema as room
    from scoring.rubric.grammar import grammar

    methods = registry()
    made = room.schema(grammar(methods.evidence, methods.scale, methods.combine, methods.transform))
    text = json.dumps(made, ensure_ascii=False, indent=2)
    if output is None:
        click.echo(text)
        return Exit.WRITTEN
    try:
        output.write_text(text + "\n", encoding="utf-8")
    except OSError as fault:
        words = Text("无法写入 {path}：{why}", "cannot write {path}: {why}")
        raise OutputError(words.with_(path=output, why=fault.strerror)) from None
    return Exit.WRITTEN


SCHEMA = Verb(
    "schema",
    schema,
    Text(
        "输出评分规则文件的 JSON Schema，供编辑器边写边提示、边检查。",
        "Print the JSON Schema of rubric files, so that editors complete and check as one writes.",
    ),
    [
        Option(
            ["-o", "--output"],
            Text("写入文件，而不是屏幕", "write to a file instead"),
            type=Writable(".json"),
            metavar="OUT.json",
        )
    ],
    Text(
        "在规则文件首行写“# yaml-language-server: $schema=rubric.json”，常用编辑器即可识别。",
        "Most editors find it by a first line “# yaml-language-server: $schema=rubric.json”.",
    ),
)
