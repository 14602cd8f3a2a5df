"""The worked examples of a page, read as a reader would: tables, formulas, marks; nothing here asks the engine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tests.docs.submitted import Programme, both, read

_WORKED = re.compile(r"<!-- worked: (?P<who>\S+) (?P<period>\S+) -->\n(?P<body>.*?)<!-- /worked -->", re.DOTALL)
_HEADS = {
    "leaf": ("指标", "填报数和记录", "取值", "得分算式", "得分"),
    "node": ("项目", "下级得分", "算式", "得分"),
    "leaf en": ("Indicator", "Submitted numbers and records", "Value", "Marks", "Result"),
    "node en": ("Item", "Parts", "Formula", "Result"),
    "gap": ("指标", "状态", "原因", "处理", "得分"),
    "gap en": ("Indicator", "State", "Reason", "What becomes of it", "Result"),
}
_PART = re.compile(r"(?P<sign>[+−]?)`(?P<code>[^`]+)` (?P<mark>-?[\d.]+)")
_GAP = re.compile(r"`(?P<code>[^`]+)` [^`]*?[（(](?P<points>[\d.]+)(?: 分）|\)(?:; |$))")
_GATED = re.compile(r"MIN\([^,()]+,(?:MIN|MAX|ROUND)|^0\*")


@dataclass(frozen=True)
class Row:
    """An item of the page: a leaf or a node with its formula, its marks and full marks."""

    code: str
    basis: tuple[str, ...]
    value: str
    made: str
    formula: str
    mark: Fraction | None
    points: Fraction | None


@dataclass(frozen=True)
class Example:
    """One worked example of a page."""

    who: str
    period: str
    body: str

    @cached_property
    def leaves(self) -> Mapping[str, Row]:
        """The leaves with marks, by code."""
        return {row.code: row for row in self._rows("leaf")}

    @cached_property
    def nodes(self) -> Mapping[str, Row]:
        """The nodes, by code, those below before those above."""
        return {row.code: row for row in self._rows("node")}

    @cached_property
    def gaps(self) -> Mapping[str, Row]:
        """The leaves without a value that have marks all the same, by code."""
        found = {}
        for cells in self._cells("gap"):
            for item in _GAP.finditer(cells[0]) if cells[-1] != "–" else ():
                mark, points = Fraction(cells[-1]), Fraction(item["points"])
                found[item["code"]] = Row(item["code"], (), "", "", "", mark, points)
        return found

    @property
    def items(self) -> Mapping[str, Row]:
        return {**self.leaves, **self.gaps, **self.nodes}

    @property
    def formulas(self) -> dict[str, str]:
        """Every formula of the page by what it is: marks, how a value was made, and the value they use."""
        found: dict[str, str] = {}
        for row in self.items.values():
            found |= {f"{row.code} marks": row.formula} if row.formula else {}
            found |= {f"{row.code} made": row.made, f"{row.code} value": row.value} if row.made else {}
        return found

    def numbers(self, pattern: str) -> list[Fraction]:
        """The numbers in the first place a pattern stands."""
        match = re.search(pattern, self.body)
        assert match, pattern
        return [Fraction(group) for group in match.groups()]

    def _rows(self, kind: str) -> Iterator[Row]:
        return (_row(cells, kind) for cells in self._cells(kind))

    def _cells(self, kind: str) -> Iterator[tuple[str, ...]]:
        """The rows of the tables of a kind."""
        heads = {_HEADS[kind], _HEADS[f"{kind} en"]}
        inside = False
        for line in self.body.splitlines():
            cells = tuple(cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1])
            inside = (inside and bool(cells)) or cells in heads
            if inside and cells not in heads and not set(line) <= set("|-"):
                yield cells


def examples(page: str) -> list[Example]:
    """The worked examples of a page."""
    return [Example(found["who"], found["period"], found["body"]) for found in _WORKED.finditer(page)]


def _row(cells: tuple[str, ...], kind: str) -> Row:
    basis = tuple(cells[1].split("<br>"))
    made, value = "", ""
    if kind == "leaf":
        formulas = re.findall(r"`([^`]+)`", cells[2])
        made = formulas[0].removeprefix("=") if formulas and formulas[0].startswith("=") else ""
        value = formulas[-1].removeprefix("=") if formulas else ""
    code = re.match(r"`([^`]+)`", cells[0])
    assert code, cells
    mark, _, points = cells[-1].partition(" / ")
    return Row(
        code[1],
        basis,
        value,
        made,
        cells[-2].strip("`").removeprefix("="),
        None if mark == "–" else Fraction(mark),
        Fraction(points) if points else None,
    )


def amiss_in_results(example: Example, results: Mapping[str, object]) -> list[str]:
    """Where a formula, calculated by a spreadsheet, does not come to what the page prints."""
    found = []
    for row in example.items.values():
        marks = results.get(f"{row.code} marks")
        if row.formula and (not isinstance(marks, int | float) or row.mark is None or marks != float(row.mark)):
            found.append(f"{row.code}: {row.formula} is {marks}, not {row.mark}")
        made, value = results.get(f"{row.code} made"), results.get(f"{row.code} value")
        if row.made and not (isinstance(made, float | int) and isinstance(value, float | int) and _same(made, value)):
            found.append(f"{row.code}: {row.made} is {made}, not {value}")
    return found


def _same(one: float, other: float) -> bool:
    """Whether two doubles are the same number to the twelve decimals a value may be rounded to."""
    return abs(one - other) <= 1e-11 * max(1, abs(one))


def amiss_in_tree(example: Example, programme: Programme) -> list[str]:
    """Where a node's parts are not what their own rows say, or do not come to its marks by plain addition."""
    found = []
    nodes = {node["node"]: node for node in _nodes(programme.written["tree"])}
    for row in example.nodes.values():
        parts = [part for line in row.basis for part in _PART.finditer(line)]
        for part in parts:
            own = example.items[part["code"]].mark
            if own != Fraction(part["mark"]):
                found.append(f"{part['code']}: {part['mark']} in {row.code}, {own} in its own row")
        node = nodes[row.code]
        if row.mark is None or not _is_plain(node) or _GATED.search(row.formula) or not parts:
            continue
        came = _added(row, [(part["sign"], example.items[part["code"]]) for part in parts], row.formula)
        if came != row.mark:
            found.append(f"{row.code}: its parts come to {came}, not {row.mark}")
    return found


def _added(row: Row, parts: list[tuple[str, Row]], formula: str) -> Fraction:
    """The parts' marks over their points, times the node's; then bonuses and penalties; rounded half-up."""
    own = [part for sign, part in parts if not sign]
    marks = sum((part.mark or Fraction(0) for part in own), Fraction(0))
    attainable = sum((part.points or Fraction(0) for part in own), Fraction(0))
    assert row.points is not None
    exact = row.points * marks / attainable
    exact += sum((part.mark or Fraction(0) for sign, part in parts if sign), Fraction(0))
    digits = re.search(r"ROUND\(.*,(\d+)\)", formula)
    assert digits, formula
    unit = Fraction(1, 10 ** int(digits[1]))
    size, sign = abs(exact) / unit, 1 if exact >= 0 else -1
    rounded = sign * ((2 * size.numerator + size.denominator) // (2 * size.denominator)) * unit
    return min(max(rounded, Fraction(0)), row.points)


def _is_plain(node: dict[str, object]) -> bool:
    """Whether a node simply adds up points: no other way to combine, no weights, no coefficient, no limits."""
    children = node["children"]
    assert isinstance(children, list)
    own = {"combine", "coefficient", "floor", "ceiling", "weight"}
    # A node that only writes a weight has its parent's points, and no page of ours rounds to other than decimals.
    round_ = node.get("round", "0.01")
    return (
        not own & node.keys()
        and isinstance(round_, str)
        and all("points" in child for child in children if child.get("role", "scored") == "scored")
    )


def _nodes(node: dict[str, object]) -> Iterator[dict[str, object]]:
    yield node
    children = node["children"]
    assert isinstance(children, list)
    for child in children:
        if "node" in child:
            yield from _nodes(child)


def amiss_in_submitted(example: Example, programme: Programme) -> list[str]:
    """Where a number printed for a metric is not the one in the sample files."""
    found = []
    for title, period, number in printed(example, programme):
        there = programme.submitted.get((title, period, example.who))
        if there is None or there != number:
            found.append(f"{title} {period}: {number} printed, {there} submitted")
    return found


def printed(example: Example, programme: Programme) -> Iterator[tuple[str, str, Fraction]]:
    """Every number the Chinese page prints for a metric: title, period, number."""
    called = {both(period["title"])[0]: period["id"] for period in programme.written["periods"]}
    for row in example.leaves.values():
        for line in row.basis:
            head, _, said = line.partition("：")
            period = next((name for name in called if head.startswith(name)), "")
            title = head.removeprefix(period)
            if title not in programme.units or not said:
                continue
            inner = re.search(r"（(.*?)(，合计|，平均|，取最大|，取最小)?）$", said)
            parts = re.findall(r"(\S+) (-?[\d.]+)", inner[1]) if inner else []
            if parts:
                yield from (
                    (title, part.removeprefix("、").split("、")[-1], Fraction(number)) for part, number in parts
                )
                continue
            number = read(said)
            assert number is not None, line
            yield title, inner[1] if inner else called.get(period, example.period), number
