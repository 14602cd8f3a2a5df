"""How cells look: a look is data, its xlsxwriter format is made once and shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from functools import cached_property
from typing import Any, Literal

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from scoring.words import Language

FONTS: dict[Language, str] = {"zh": "Microsoft YaHei", "en": "Calibri"}
INK, FAINT, WARNING, HEADER, RULE = "#1F2937", "#6B7280", "#B45309", "#1F3864", "#D9DEE7"
BAR = "#9DC3E6"
LOST_BAR = "#F4B183"

Colours = tuple[str, str]
"""Background and text."""

GREEN: Colours = ("#C6EFCE", "#006100")
BLUE: Colours = ("#DDEBF7", "#1F4E78")
YELLOW: Colours = ("#FFEB9C", "#7F6000")
RED: Colours = ("#FFC7CE", "#9C0006")
GREY: Colours = ("#E7E6E6", "#595959")


@dataclass(frozen=True)
class Look:
    """How a cell looks; `number` is its number format, empty for text."""

    number: str = ""
    align: Literal["left", "center", "right"] = "left"
    wrap: bool = False
    bold: bool = False
    indent: int = 0
    size: float = 10
    colour: str = INK
    fill: str = ""
    top: bool = False
    as_typed: bool = False
    ruled: bool = False

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        # Looked up once a cell: worked out once a look.
        return hash(astuple(self))

    def but(self, **changes: Any) -> Look:
        """The same look with some of it changed."""
        return replace(self, **changes)


TEXT = Look()
CENTRE = Look(align="center")
WRAPPED = Look(wrap=True, top=True)
WHOLE = Look("0", align="center")
SHARE = Look("0.00%", align="right")
CHANGE = Look('"▲"0;"▼"0;"—"', align="center")
TITLE = Look(size=15, bold=True, colour=HEADER)
LINE = Look(size=9, colour=FAINT)
NOTICE = Look(size=9, bold=True, colour=WARNING)
HEADING = Look(align="center", wrap=True, bold=True, colour="#FFFFFF", fill=HEADER)
SECTION = Look(bold=True, colour=HEADER, fill="#D9E2F3")


def marks(places: int) -> Look:
    """A mark with its declared decimals; where none are declared, four and up to nine."""
    least = places if places < 9 else 4
    digits = "0" * least + "#" * (places - least)
    return Look("0" + (f".{digits}" if digits else ""), align="right")


def spread(count: int) -> Sequence[Colours]:
    """Colours for so many grades from best to worst: green first, red last.

    >>> [colours[0] for colours in spread(2)] == [GREEN[0], RED[0]]
    True
    """
    between = [BLUE, YELLOW, *[GREY] * count]
    return [GREEN, *between[: max(count - 2, 0)], RED][:count]


class Styles:
    """The formats of one workbook."""

    def __init__(self, workbook: Workbook, language: Language) -> None:
        self._workbook = workbook
        self._font = FONTS[language]
        self._made: dict[Look, Format] = {}

    def of(self, look: Look) -> Format:
        """The format of a look."""
        if look not in self._made:
            self._made[look] = self._workbook.add_format(self._properties(look))
        return self._made[look]

    def shade(self, colours: Colours) -> Format:
        """A conditional format: background and text in the given colours."""
        return self._workbook.add_format({"bg_color": colours[0], "font_color": colours[1]})

    def ink(self, colour: str) -> Format:
        """A conditional format: text in the given colour."""
        return self._workbook.add_format({"font_color": colour})

    def _properties(self, look: Look) -> dict[str, Any]:
        properties: dict[str, Any] = {
            "font_name": self._font,
            "font_size": look.size,
            "font_color": look.colour,
            "align": look.align,
            "valign": "top" if look.top else "vcenter",
            "bold": look.bold,
            "text_wrap": look.wrap,
            "indent": look.indent,
            "num_format": look.number or "General",
            "quote_prefix": look.as_typed,
        }
        if look.ruled:
            properties |= {"bottom": 1, "bottom_color": RULE}
        if look.fill:
            properties |= {"bg_color": look.fill, "pattern": 1}
        return properties
