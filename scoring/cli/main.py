"""The entry point of the `scoring` command: what is heard, what went wrong in which words, and the exit code."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

import scoring
from scoring.cli.check import CHECK
from scoring.cli.methods import METHODS
from scoring.cli.run import RUN
from scoring.cli.schema import SCHEMA
from scoring.cli.show import SHOW
from scoring.cli.speech import Speech, speech
from scoring.cli.verb import Exit, Option, Verbs, explain
from scoring.errors import EngineFault, ScoringError
from scoring.words import Text


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        argv: its arguments without the program's name; those of this process where not given.

    Returns:
        the exit code, as `Exit` lists them.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console that has no letters for a name shows a question mark, and the work goes on.
            stream.reconfigure(errors="replace")
    arguments = sys.argv[1:] if argv is None else list(argv)
    heard = speech(arguments, os.environ)
    with interruptions() as interrupted:
        try:
            # Given None, click also expands the wildcards that the Windows shell leaves to it.
            done = SCORING.main(None if argv is None else arguments, "scoring", standalone_mode=False, obj=heard)
            return int(done or 0)
        except (click.Abort, KeyboardInterrupt):
            return _stopped(heard)
        except click.ClickException as error:
            return _misused(error, heard)
        except EngineFault as error:
            return _stopped(heard) if interrupted else _fault(error, heard)
        except ScoringError as error:
            _tell(error.say(heard.language))
            return Exit.NOTHING
        except Exception as error:  # noqa: BLE001 - the last place where it can still be put into words
            return _stopped(heard) if interrupted else _fault(error, heard)


@contextmanager
def interruptions() -> Iterator[list[int]]:
    """Signals by which the user stopped the work, as they come: a library may turn one into an error of its own."""
    heard: list[int] = []

    def hear(signal_: int, _: object) -> None:
        heard.append(signal_)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        # Only the main thread is told of signals.
        yield heard
        return
    before = signal.signal(signal.SIGINT, hear)
    try:
        yield heard
    finally:
        signal.signal(signal.SIGINT, before)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"scoring {scoring.__version__}")
        ctx.exit()


SCORING = Verbs(
    "scoring",
    Text(
        "按写成 YAML 的评分规则给示范城市测评计分：逐级精确计算，写出可复核的排名工作簿。",
        "Exact scoring of assessment programmes: a rubric in YAML, submitted evidence, a ranked workbook.",
    ),
    Text(
        "例：\n  scoring check 规则.yaml 报送材料\n  scoring run 规则.yaml 报送材料 -o 排名.xlsx\n\n"
        "各命令的说明：scoring 命令 --help",
        "For example:\n  scoring check rubric.yaml inputs\n  scoring run rubric.yaml inputs -o ranked.xlsx\n\n"
        "More on a command: scoring COMMAND --help",
    ),
    [
        Option(
            ["--version"],
            Text("显示版本号", "show the version"),
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
        )
    ],
    [RUN, CHECK, SHOW, METHODS, SCHEMA],
)


def _stopped(heard: Speech) -> int:
    _tell(heard.say(Text("已中断，没有做完。", "Stopped before it was done.")))
    return Exit.STOPPED


def _misused(error: click.ClickException, heard: Speech) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        _tell(error.format_message())
        return Exit.MISUSED
    _tell(heard.say(Text("错误：{said}", "Error: {said}").with_(said=explain(error))))
    ctx = getattr(error, "ctx", None)
    if ctx is not None:
        _tell(heard.say(Text("说明：{path} --help", "Help: {path} --help").with_(path=ctx.command_path)))
    return Exit.MISUSED


def _fault(error: Exception, heard: Speech) -> int:
    words = Text(
        "程序内部故障，没有写出结果。这是程序的缺陷，不是数据有错。\n"
        "  {kind}: {said}\n"
        "请用同样的命令加上 --debug 再运行一次，把全部输出、版本号（scoring --version）和规则文件一并发给维护者。",
        "A fault of the program: nothing was written. Your data are not to blame.\n"
        "  {kind}: {said}\n"
        "Run the same command with --debug and send all it prints to the maintainers, with the rubric and what "
        "scoring --version prints.",
    )
    if heard.debug:
        import traceback

        _tell("".join(traceback.format_exception(error)))
    said = error.text if isinstance(error, ScoringError) else error
    _tell(heard.say(words.with_(kind=type(error).__name__, said=said)))
    return Exit.FAULT


def _tell(message: str) -> None:
    click.echo(message, err=True)
