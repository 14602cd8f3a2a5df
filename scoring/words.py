"""Bilingual wording: every sentence a user may read is written once, in Chinese and in English, where it is used."""

from __future__ import annotations

import locale
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def language_called(name: str) -> Language | None:
    """The language a name such as `en`, `zh-CN` or `en_GB.UTF-8` begins with; None for any other.

    >>> language_called("zh_CN.UTF-8"), language_called("fr")
    ('zh', None)
    """
    return next((language for language in LANGUAGES if re.split(r"[-_.]", name.lower())[0] == language), None)


def language_asked(environment: Mapping[str, str]) -> Language | None:
    """The language SCORING_LANG asks for."""
    return language_called(environment.get("SCORING_LANG", ""))


def language_at_home(environment: Mapping[str, str]) -> Language:
    """The computer's own language, as far as it is one of ours."""
    # The variables come first: on Windows, too, they are what a user sets by hand.
    names = [environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    name = next(filter(None, names), "") or locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


@dataclass(frozen=True)
class Text:
    """A sentence in both languages, with `{placeholders}` filled by `with_`.

    >>> Text("缺少工作表{sheet}", "sheet {sheet} is missing").with_(sheet="2023").say("en")
    'sheet 2023 is missing'
    """

    zh: str
    en: str = ""

    def say(self, language: Language) -> str:
        """The sentence in one language; Chinese stands in where no English was given."""
        return self.zh if language == "zh" or not self.en else self.en

    def with_(self, **values: Any) -> Text:
        """The same sentence with its placeholders filled; a `Text` value is filled in each language's own words."""
        return Text(
            self.zh.format(**{k: v.say("zh") if isinstance(v, Text) else v for k, v in values.items()}),
            self.en.format(**{k: v.say("en") if isinstance(v, Text) else v for k, v in values.items()}),
        )

    def __str__(self) -> str:
        return self.zh
