"""Texts of cells tidied and cut for sentences, and what was nearly meant by a strange one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

from scoring.rubric.nearest import listed, nearest
from scoring.rubric.titles import UNSEEN
from scoring.words import LANGUAGES, Text

_BLANKS = re.compile(r"\s+")
_POINT_ZERO = re.compile(r"(?<=\d)\.0+$")
_NO_DIGIT = re.compile(r"\D")
_SHOWN = 40
_LISTED = 12
_COMPARED = 500


def tidy(text: str) -> str:
    """Full-width forms made narrow, outer blanks gone, inner blanks single, what cannot be seen left out.

    >>> tidy("  １５０８２４　甲旗 ")
    '150824 甲旗'
    """
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", text).translate(UNSEEN)).strip()


def marked(text: str) -> str:
    """The characters that only look like digits or signs once tidied (a footnote's ①, an exponent's ²), if any.

    >>> marked("181①"), marked("１８１")
    ('①', '')
    """
    forms = ((char, unicodedata.decomposition(char)) for char in text if not char.isascii() and not char.isspace())
    return "".join(char for char, form in forms if form.startswith("<") and not form.startswith("<wide>"))


def clip(text: str) -> str:
    """A text short enough to stand in a sentence."""
    text = text.strip()
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def did_you_mean(text: str, known: Collection[str]) -> Text:
    """A hint naming the known text nearest to a strange one, or nothing where none is near or there are too many.

    Zeros lost from the front of a code, and a `.0` behind it (a spreadsheet's doing), are looked for first. What has
    other digits is another code or year, however like it looks: it is not offered.

    >>> did_you_mean("见面核查人娄", ["见面核查人数"]).en
    ' Did you mean “见面核查人数”?'
    >>> did_you_mean("1", ["001"]).en
    ' Did you mean “001”?'
    >>> did_you_mean("2024.0", ["2024"]).en, did_you_mean("2023", ["2024"]).en
    (' Did you mean “2024”?', '')
    """
    plain = _POINT_ZERO.sub("", tidy(text))
    near = next((one for one in known if plain.isdecimal() and one.lstrip("0") == plain.lstrip("0")), None)
    if near is None and len(known) <= _COMPARED:
        near = nearest(plain, known)
    if near is None or (_NO_DIGIT.sub("", near).lstrip("0") != _NO_DIGIT.sub("", plain).lstrip("0")):
        return Text("", "")
    return Text("是否应为“{near}”？", " Did you mean “{near}”?").with_(near=near)


def one_of(known: Iterable[str | Text]) -> Text:
    """The allowed texts as a list to be shown in each language, cut where it grows long.

    >>> one_of([Text("县", "county"), Text("镇", "town")]).en
    'county, town'
    """
    names = [name if isinstance(name, Text) else Text(name, name) for name in known]
    more = Text("等{n}项", " … ({n} in all)").with_(n=len(names)) if len(names) > _LISTED else Text("", "")
    shown = (listed(name.say(language) for name in names[:_LISTED]).say(language) for language in LANGUAGES)
    return Text("{names}{more}", "{names}{more}").with_(names=Text(*shown), more=more)
