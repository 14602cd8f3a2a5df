"""Verbs, options and arguments that carry their words in both languages, and the errors of their use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from typing import Any

import click

from scoring.cli.layout import columns, listing, paragraphs
from scoring.cli.speech import Speech
from scoring.rubric.nearest import did_you_mean
from scoring.words import Text


class Exit(IntEnum):
    """What the command says to whoever called it."""

    WRITTEN = 0
    NOTHING = 1
    MISUSED = 2
    FAULT = 3
    STOPPED = 130


EXIT_WORDS: dict[Exit, Text] = {
    Exit.WRITTEN: Text("成功；发现的数据问题写在结果里", "done; problems in the data are part of the result"),
    Exit.NOTHING: Text(
        "没有结果：评分规则有误、没有可计分的地区、--strict 遇到错误，或写不出文件",
        "no result: rubric errors, no jurisdiction to score, an error under --strict, or a file that cannot be written",
    ),
    Exit.MISUSED: Text(
        "命令用法不对，或所给的路径、期次不存在", "wrong usage, or a path or period that does not exist"
    ),
    Exit.FAULT: Text("程序内部故障", "a fault of the program itself"),
}


_NEEDS_VALUE = Text("选项 {name} 后面要写一个值", "{name} needs a value")


class Misuse(click.UsageError):
    """A command used wrongly, said in both languages."""

    def __init__(self, text: Text, ctx: click.Context | None = None) -> None:
        super().__init__(text.en, ctx)
        self.text = text


class Option(click.Option):
    """An option with its words."""

    def __init__(self, names: Sequence[str], words: Text, **settings: Any) -> None:
        super().__init__(names, **settings)
        self.words = words


class Argument(click.Argument):
    """An argument with its words."""

    def __init__(self, name: str, words: Text, *, nargs: int = 1, required: bool = True, **settings: Any) -> None:
        shown = name.upper() + ("…" if nargs == -1 else "")
        metavar = shown if required else f"[{shown}]"
        super().__init__([name], nargs=nargs, required=required, metavar=metavar, **settings)
        self.words = words


class Verb(click.Command):
    """A verb: what it does in a sentence, its arguments and options, what more there is to know."""

    def __init__(
        self, name: str, callback: Callable[..., int], words: Text, params: list[click.Parameter], more: Text
    ) -> None:
        super().__init__(name, callback=callback, params=[*params, *common()])
        # Click's own words for an argument too many are English only: it lets them through, `parse_args` does not.
        self.allow_extra_args = True
        self.words = words
        self.more = more

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        left = super().parse_args(ctx, args)
        if left:
            raise Misuse(Text("多余的参数：{left}", "one argument too many: {left}").with_(left=" ".join(left)), ctx)
        return left

    def get_help(self, ctx: click.Context) -> str:
        return "\n".join(_page(self, ctx))

    def get_usage(self, ctx: click.Context) -> str:
        return _usage(self, ctx)


class Verbs(click.Group):
    """All verbs."""

    def __init__(
        self, name: str, words: Text, more: Text, params: list[click.Parameter], verbs: Sequence[Verb]
    ) -> None:
        super().__init__(name, params=[*params, *common()], commands=verbs)
        self.words = words
        self.more = more

    def get_help(self, ctx: click.Context) -> str:
        return "\n".join(_page(self, ctx))

    def get_usage(self, ctx: click.Context) -> str:
        return _usage(self, ctx)


def common() -> list[click.Parameter]:
    """The options every verb has. They are read before the arguments are parsed, and only checked here."""
    language = Text(
        "使用的语言；不写时依次取环境变量 SCORING_LANG、评分规则的语言、系统语言",
        "language to speak; otherwise SCORING_LANG, the rubric's own, or the system's",
    )
    debug = Text("出现内部故障时列出详细信息", "show the details of a fault of the program")
    return [
        Option(["--lang"], language, type=OneOf("zh", "en"), metavar="zh|en", expose_value=False),
        Option(["--debug"], debug, is_flag=True, expose_value=False),
    ]


class OneOf(click.ParamType[str]):
    """One of a few words."""

    name = "choice"

    def __init__(self, *choices: str) -> None:
        self.choices = choices

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in self.choices:
            return str(value)
        words = Text("{name} 不能是“{value}”；{hint}", "{name} cannot be “{value}”; {hint}")
        raise Misuse(words.with_(name=name_of(param), value=value, hint=did_you_mean(str(value), self.choices)), ctx)


def name_of(param: click.Parameter | None) -> str:
    """How a user writes a parameter."""
    if isinstance(param, click.Option):
        return param.opts[-1]
    return (param.name or "").upper() if param else ""


def explain(error: click.ClickException) -> Text:
    """What is wrong with the way the command was called."""
    match error:
        case Misuse():
            return error.text
        case click.NoSuchOption():
            words = Text("没有选项 {name}。{hint}", "there is no option {name}. {hint}")
            return words.with_(name=error.option_name, hint=did_you_mean(error.option_name, _options(error.ctx)))
        case click.NoSuchCommand():
            words = Text("没有命令 {name}。{hint}", "there is no command {name}. {hint}")
            return words.with_(name=error.command_name, hint=did_you_mean(error.command_name, _verbs(error.ctx)))
        case click.MissingParameter():
            return Text("缺少 {name}", "{name} is missing").with_(name=name_of(error.param))
        case click.BadOptionUsage():
            bare = "does not take" in error.message
            words = Text("选项 {name} 后面不写值", "{name} takes no value") if bare else _NEEDS_VALUE
            return words.with_(name=error.option_name)
        case _:
            return Text("命令写法不对：{en}", "{en}").with_(en=error.format_message())


def _options(ctx: click.Context | None) -> list[str]:
    return [name for param in _params(ctx.command, ctx) for name in param.opts] if ctx else []


def _verbs(ctx: click.Context | None) -> list[str]:
    return list(ctx.command.commands) if ctx and isinstance(ctx.command, click.Group) else []


def _params(command: click.Command, ctx: click.Context) -> list[click.Option]:
    return [param for param in command.get_params(ctx) if isinstance(param, click.Option)]


def _page(command: Verb | Verbs, ctx: click.Context) -> Iterator[str]:
    say, size = ctx.find_object(Speech).say, columns()  # type: ignore[union-attr] # `main` always gives one
    yield from paragraphs(_usage(command, ctx), size)
    yield ""
    yield from paragraphs(say(command.words), size)
    if isinstance(command, Verbs):
        verbs = [(name, say(verb.words)) for name, verb in command.commands.items() if isinstance(verb, Verb)]
        yield from _section(Text("命令：", "Commands:"), verbs, say, size)
    arguments = [(a.make_metavar(ctx), say(a.words)) for a in command.params if isinstance(a, Argument)]
    yield from _section(Text("参数：", "Arguments:"), arguments, say, size)
    options = [(_written(option, ctx), say(_words(option))) for option in _params(command, ctx)]
    yield from _section(Text("选项：", "Options:"), options, say, size)
    yield ""
    yield from paragraphs(say(command.more), size)
    codes = [(str(int(code)), say(words)) for code, words in EXIT_WORDS.items()]
    yield from _section(Text("退出码：", "Exit codes:"), codes, say, size)


def _section(title: Text, pairs: list[tuple[str, str]], say: Callable[[Text], str], size: int) -> Iterator[str]:
    if pairs:
        yield ""
        yield say(title)
        yield from listing(pairs, size)


def _usage(command: click.Command, ctx: click.Context) -> str:
    say = ctx.find_object(Speech).say  # type: ignore[union-attr] # `main` always gives one
    parts = [param.make_metavar(ctx) for param in command.params if isinstance(param, click.Argument)]
    if isinstance(command, click.Group):
        parts = [say(Text("命令 …", "COMMAND …"))]
    words = Text("用法：{path} {parts} [选项]", "Usage: {path} {parts} [OPTIONS]")
    return say(words.with_(path=ctx.command_path, parts=" ".join(parts))).replace("  ", " ")


def _written(option: click.Option, ctx: click.Context) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag or option.count else f"{names} {option.make_metavar(ctx)}"


def _words(option: click.Option) -> Text:
    # The help option is click's own.
    return option.words if isinstance(option, Option) else Text("显示本说明", "show this page")
