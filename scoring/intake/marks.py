"""What an .xlsx sheet says of its cells beyond their values: which are formulas, errors, or shown as percentages."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, NoReturn
from xml.parsers import expat

from defusedxml import ElementTree

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_PERCENT_IDS = frozenset(("9", "10"))
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
Cell = tuple[int, int]


@dataclass
class Marks:
    """Rows and columns, from 1, of the cells that are more than their value.

    Attributes:
        formulas: each formula's text; whether a result was saved with it is told by `unsaved`.
        unsaved: formulas without a result.
        errors: the error value each such cell shows.
        percents: cells with a percent format.
    """

    formulas: dict[Cell, str] = field(default_factory=dict)
    unsaved: set[Cell] = field(default_factory=set)
    errors: dict[Cell, str] = field(default_factory=dict)
    percents: set[Cell] = field(default_factory=set)


def read_marks(package: zipfile.ZipFile) -> dict[str, Marks]:
    """The marks of every worksheet, by its name.

    Raises:
        ParseError, expat.ExpatError, KeyError, ValueError: a damaged package.
    """
    percents = _percent_styles(package)
    found = {}
    for name, part in _parts(package).items():
        if part in package.namelist():
            with package.open(part) as stream:
                found[name] = _Scanner(percents).read(stream)
    return found


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _parts(package: zipfile.ZipFile) -> dict[str, str]:
    related = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): PurePosixPath("/xl", one.get("Target", "")) for one in related}
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))
    parts = {}
    for sheet in book.iter():
        if _local(sheet.tag) == "sheet":
            relation = next((value for key, value in sheet.attrib.items() if _local(key) == "id"), None)
            parts[sheet.get("name", "")] = targets[relation].as_posix().lstrip("/")
    return parts


def _percent_styles(package: zipfile.ZipFile) -> frozenset[str]:
    if "xl/styles.xml" not in package.namelist():
        return frozenset()
    styles = ElementTree.fromstring(package.read("xl/styles.xml"))
    custom = {
        one.get("numFmtId"): "%" in _QUOTED.sub("", one.get("formatCode", ""))
        for one in styles.iter()
        if _local(one.tag) == "numFmt"
    }
    formats = next((group for group in styles if _local(group.tag) == "cellXfs"), ())
    ids = [one.get("numFmtId", "0") for one in formats]
    return frozenset(str(n) for n, one in enumerate(ids) if custom.get(one, one in _PERCENT_IDS))


class _Scanner:
    """Walks over a sheet's cells; holds no more of it than the marks."""

    def __init__(self, percents: frozenset[str]) -> None:
        self.percents, self.marks = percents, Marks()
        self.row = self.column = 0
        self.type = self.inside = self.formula = self.value = ""
        self.is_formula = False

    def read(self, stream: IO[bytes]) -> Marks:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = self.text, _refuse
        parser.ParseFile(stream)
        return self.marks

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._move(attributes.get("r"))
            self.type, self.formula, self.value, self.is_formula = attributes.get("t", "n"), "", "", False
            if attributes.get("s") in self.percents:
                self.marks.percents.add((self.row, self.column))
        elif tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif tag == "f":
            self.inside, self.is_formula = tag, True
        elif tag == "v":
            self.inside = tag

    def text(self, text: str) -> None:
        if self.inside == "v":
            self.value += text
        elif self.inside == "f":
            self.formula += text

    def end(self, name: str) -> None:
        self.inside = ""
        if name.rpartition(":")[2] != "c":
            return
        cell = self.row, self.column
        if self.type == "e":
            self.marks.errors[cell] = self.value
        if self.is_formula:
            self.marks.formulas[cell] = self.formula
            # A result that is the empty text is a blank; no value and no such type was never calculated.
            if not self.value and self.type != "str":
                self.marks.unsaved.add(cell)

    def _move(self, reference: str | None) -> None:
        match = _REFERENCE.fullmatch(reference or "")
        if match is None:
            self.column += 1
            return
        self.row, self.column = int(match[2]), 0
        for letter in match[1]:
            self.column = 26 * self.column + ord(letter) - 64


def _refuse(*_: object) -> NoReturn:
    raise ValueError("a sheet declares no document type")
