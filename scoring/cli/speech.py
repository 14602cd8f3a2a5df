"""Which language the command speaks: the one asked for, else the rubric's, else the computer's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.words import Language, Text, language_asked, language_at_home, language_called


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
    asked = language_called(_option(arguments)) or language_asked(environment)
    debug = "--debug" in arguments or environment.get("SCORING_DEBUG", "") not in ("", "0")
    return Speech(asked, language_at_home(environment), debug=debug)


def _option(arguments: Sequence[str]) -> str:
    for n, argument in enumerate(arguments):
        if argument == "--lang":
            return "".join(arguments[n + 1 : n + 2])
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return ""
