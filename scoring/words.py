"""Bilingual wording: every sentence a user may read is written once, in Chinese and in English, where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


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
