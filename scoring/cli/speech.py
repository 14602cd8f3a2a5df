"""Which language the command speaks: the one asked for, else the rubric's, else the computer's."""

from __future__ import annotations

import locale
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.words import LANGUAGES, Language, Text

_DECLARED = re.compile(r"\blanguage:\s*[\"']?(zh|en)\b")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_READ = 65_536


@dataclass
class Speech:
    """The language of one call of the command.

    Attributes:
        asked: `--lang`, else the environment's SCORING_LANG.
        home: the computer's own.
        rubric: that of the rubric in hand, once there is one.
        debug: whether a fault shows its traceback.
    """

    asked: Language | None
    home: Language
    rubric: Language | None = None
    debug: bool = False

    @property
    def language(self) -> Language:
        """The language to speak now."""
        return self.asked or self.rubric or self.home

    def say(self, text: Text) -> str:
        """A text in the language to speak now."""
        return text.say(self.language)


def speech(arguments: Sequence[str], environment: Mapping[str, str]) -> Speech:
    """The language asked for, found before the arguments are parsed: help and their errors need it already.

    >>> speech(["run", "--lang", "en"], {"LANG": "zh_CN.UTF-8"}).language
    'en'
    >>> speech(["--help"], {"LANG": "zh_CN.UTF-8"}).language
    'zh'
    """
    asked = _known(_option(arguments)) or _known(environment.get("SCORING_LANG", ""))
    debug = "--debug" in arguments or environment.get("SCORING_DEBUG", "") not in ("", "0")
    return Speech(asked, _home(environment), debug=debug)


def written_in(rubric: Path) -> Language | None:
    """The language a rubric file is written in, as far as its text shows it: the file itself may not load."""
    try:
        with rubric.open("rb") as file:
            text = file.read(_READ).decode("utf-8", errors="replace")
    except OSError:
        return None
    declared = _DECLARED.search(text)
    if declared:
        return _known(declared[1])
    return "zh" if _CHINESE.search(text) else None


def _option(arguments: Sequence[str]) -> str:
    for n, argument in enumerate(arguments):
        if argument == "--lang":
            return "".join(arguments[n + 1 : n + 2])
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return ""


def _home(environment: Mapping[str, str]) -> Language:
    # The variables come first: on Windows, too, they are what a user sets by hand.
    names = [environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = next(filter(None, names), "") or locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def _known(name: str) -> Language | None:
    return next((language for language in LANGUAGES if re.split(r"[-_.]", name.lower())[0] == language), None)
