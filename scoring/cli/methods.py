"""`scoring methods`: what a rubric may say, from the methods' own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoring.cli.layout import columns, listing, pad, paragraphs, width
from scoring.cli.paths import Writable
from scoring.cli.speech import Speech
from scoring.cli.verb import Argument, Exit, Misuse, Option, Verb
from scoring.errors import OutputError
from scoring.words import Text

if TYPE_CHECKING:
    from scoring.methods import Room
    from scoring.rubric.method import Method

_NO_SUCH = Text("没有方法“{name}”；{hint}", "there is no method “{name}”; {hint}")
_PARAMETERS, _NEEDED = Text("参数：", "Parameters:"), Text("必写", "needed")
_DEFAULT = Text("不写时为 {default}", "{default} if left out")
_OPTIONAL = Text("可不写", "may be left out")
_HEAD = Text("{key}  {title}（{room}）", "{key}  {title} ({room})")
_COLON = Text("：", ": ")


@click.pass_obj
def methods(heard: Speech, name: str | None, output: Path | None) -> int:
    """Print the methods room by room, one of them in full, or write the reference as a page."""
    if output is not None:
        return _write(heard, output)
    for line in _overview(heard) if name is None else _named(heard, name):
        click.echo(line)
    return Exit.WRITTEN


def _write(heard: Speech, output: Path) -> int:
    from scoring.manual.page import page

    try:
        output.write_text("\n".join(page(heard.language)) + "\n", encoding="utf-8")
    except OSError as fault:
        words = Text("无法写入 {path}：{why}", "cannot write {path}: {why}")
        raise OutputError(words.with_(path=output, why=fault.strerror)) from None
    return Exit.WRITTEN


def _overview(heard: Speech) -> Iterator[str]:
    from scoring.manual.parameters import parameters
    from scoring.methods import ROOMS, registry

    for number, room in enumerate(ROOMS):
        if number:
            yield ""
        yield heard.say(room.title)
        pairs = []
        for key, method in registry().rooms[room.key].items():
            written = [one.name if one.default is None else f"[{one.name}]" for one in parameters(method)]
            pairs.append((key, f"{heard.say(method.title)}{heard.say(_COLON)}{heard.say(method.summary)}"))
            pairs += [("", " ".join(written))] if written else []
        yield from listing(pairs, columns())


def _named(heard: Speech, name: str) -> Iterator[str]:
    from scoring.methods import ROOMS, registry
    from scoring.rubric.nearest import did_you_mean

    rooms = registry().rooms
    found = [(room, rooms[room.key][name]) for room in ROOMS if name in rooms[room.key]]
    if not found:
        hint = did_you_mean(name, [key for methods in rooms.values() for key in methods])
        raise Misuse(_NO_SUCH.with_(name=name, hint=hint), click.get_current_context())
    for number, (room, method) in enumerate(found):
        if number:
            yield ""
        yield from _told(heard, room, method)


def _told(heard: Speech, room: Room, method: type[Method]) -> Iterator[str]:
    from scoring.manual import page
    from scoring.manual.parameters import parameters
    from scoring.manual.worked import Shown

    size, say = columns(), heard.say
    yield say(_HEAD.with_(key=method.key, title=method.title, room=room.title))
    summary = say(method.summary)
    yield from paragraphs(summary[:1].upper() + summary[1:] + say(page.STOP), size)
    if method.details.zh:
        yield from paragraphs(say(method.details), size)
    pairs = []
    for one in parameters(method):
        default = _NEEDED if one.default is None else _DEFAULT.with_(default=one.default) if one.default else _OPTIONAL
        said = [say(one.says), say(one.kind).replace("`", ""), say(default)]
        pairs.append((one.name, say(Text("；", "; ")).join(said)))
    if pairs:
        yield ""
        yield say(_PARAMETERS)
        yield from listing(pairs, size)
    for example in method.examples:
        shown = Shown(room.key, method, example)
        yield ""
        yield from paragraphs(f"{say(example.title)}{say(_COLON)}{say(shown.sentence)}", size)
        yield from (f"    {line}" for line in page.rule(example).splitlines())
        for head, rows in page.tables(example, heard.language):
            yield ""
            yield from _table(head, rows)
        formula = page.formula_of(shown, heard.language)
        if formula:
            yield ""
            yield from paragraphs(formula.replace("`", ""), size)
    yield ""
    yield from paragraphs(say(page.SOURCE.with_(source=method.source)) + say(page.STOP), size)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    lines = [head, *rows]
    sizes = [max(width(line[n]) for line in lines) for n in range(len(head))]
    for line in lines:
        yield ("    " + "  ".join(pad(cell, size) for cell, size in zip(line, sizes, strict=True))).rstrip()


METHODS = Verb(
    "methods",
    methods,
    Text(
        "列出规则里能写的方法；给出名称时，列出它的参数、算例和表格公式。",
        "List the methods a rubric may use; with a name, its parameters, a worked example and a spreadsheet formula.",
    ),
    [
        Argument("name", Text("一种方法的键，如 proportional", "the key of one: proportional"), required=False),
        Option(
            ["-o", "--output"],
            Text("把全部方法写成一页说明", "write all of it as one page"),
            type=Writable(".md"),
            metavar="OUT.md",
        ),
    ],
    Text("方括号中的参数可以不写。", "A parameter in brackets may be left out."),
)
