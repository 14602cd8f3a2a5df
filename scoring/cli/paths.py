"""Paths given on the command line: what is to be read must be there, what is to be written must have its folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from scoring.cli.verb import Misuse, name_of
from scoring.words import Text


class Readable(click.ParamType[Path]):
    """A file that is there; or a folder, where folders are welcome."""

    name = "path"

    def __init__(self, *, folders: bool = False) -> None:
        self.folders = folders

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        words = {"path": path, "name": name_of(param)}
        if not path.exists():
            raise Misuse(Text("{name}：{path} 不存在", "{name}: {path} does not exist").with_(**words), ctx)
        if path.is_dir() and not self.folders:
            raise Misuse(
                Text("{name}：{path} 是文件夹，应为文件", "{name}: {path} is a folder, not a file").with_(**words), ctx
            )
        return path


class Writable(click.ParamType[Path]):
    """A file to write, in a folder that is there; of a kind told by its ending, where one is asked for."""

    name = "path"

    def __init__(self, ending: str = "") -> None:
        self.ending = ending

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        words = {"path": path, "folder": path.parent, "name": name_of(param), "ending": self.ending}
        if path.suffix.lower() != (self.ending or path.suffix.lower()):
            raise Misuse(
                Text("{name}：{path} 应以 {ending} 结尾", "{name}: {path} must end in {ending}").with_(**words), ctx
            )
        if path.is_dir():
            raise Misuse(
                Text("{name}：{path} 是文件夹，应为文件", "{name}: {path} is a folder, not a file").with_(**words), ctx
            )
        if not path.parent.is_dir():
            missing = Text(
                "{name}：没有文件夹 {folder}，请先建立", "{name}: there is no folder {folder}; make it first"
            )
            raise Misuse(missing.with_(**words), ctx)
        return path


class Folder(click.ParamType[Path]):
    """A folder to write into; it is made where it is not there, inside one that is."""

    name = "folder"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        words = {"path": path, "folder": path.parent, "name": name_of(param)}
        if path.exists() and not path.is_dir():
            raise Misuse(
                Text("{name}：{path} 是文件，应为文件夹", "{name}: {path} is a file, not a folder").with_(**words), ctx
            )
        if not path.parent.is_dir():
            missing = Text(
                "{name}：没有文件夹 {folder}，请先建立", "{name}: there is no folder {folder}; make it first"
            )
            raise Misuse(missing.with_(**words), ctx)
        return path


_MOST = 256


class Count(click.ParamType[int]):
    """A whole number from 1 to 256: more threads than that a database only chokes on."""

    name = "count"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        if str(value).isdecimal() and len(str(value)) < 5 and 0 < int(value) <= _MOST:
            return int(value)
        words = Text(
            "{name} 应为 1 到 256 的整数，写的是“{value}”", "{name} takes a whole number from 1 to 256, not “{value}”"
        )
        raise Misuse(words.with_(name=name_of(param), value=value), ctx)
