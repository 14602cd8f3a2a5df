"""`matrix: {columns: {of: b, at_least: [60]}, at_least: {90: [100%, 80%]}, else: [50%, 0]}` — 双变量分档."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from scoring.rubric.example import Example
from scoring.rubric.formula import parse
from scoring.rubric.method import Complaint, Formulated
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.spreadsheet import Sheet, cases, literal, spelled
from scoring.rubric.values import Frozen, Number, number_written, write_as_read
from scoring.scale.edged import SIGNS, edge_of, in_order, one_edge
from scoring.scale.gives import Gives, Outcome
from scoring.scale.kernels.bands import Rung
from scoring.scale.method import Scaled
from scoring.scale.nested import GIVEN_SCHEMA, Given, read_gives, row, table
from scoring.scale.tabled import Path, Tabled
from scoring.scale.target import written
from scoring.scale.wording import joined
from scoring.sql.exact import Ratio
from scoring.sql.states import CASE_UNKNOWN
from scoring.words import Text

_SENTENCE = Text("按本项与“{second}”两项定档：{rows}", "by this and by {second}: {rows}")
_ROW = Text("本项{sign}{bound}：{cells}", "this {sign} {bound}: {cells}")
_REST = Text("本项其余：{cells}", "this otherwise: {cells}")
_CELL = Text("另一项{sign}{bound}{gives}", "the other {sign} {bound} {gives}")
_LAST = Text("另一项其余{gives}", "the other otherwise {gives}")

Cells = tuple[Given, ...]
_CELLS = {"type": "array", "items": GIVEN_SCHEMA, "minItems": 2}
Bounds = Annotated[
    tuple[Number, ...], BeforeValidator(lambda given: [given] if isinstance(given, str) else given), Field(min_length=1)
]
Rows = Annotated[
    tuple[tuple[Number, Cells], ...],
    BeforeValidator(lambda given: table(given, number_written, lambda cells: row(cells, read_gives))),
    Field(min_length=1),
    WithJsonSchema({"type": "object", "additionalProperties": _CELLS, "minProperties": 1}),
]


class Columns(Frozen):
    """The second variable: what it is `of`, a formula, and the bounds that part its columns, with one of four edges."""

    of: str
    at_least: Bounds | None = None
    more_than: Bounds | None = None
    at_most: Bounds | None = None
    less_than: Bounds | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        return one_edge(self)

    @property
    def bounds(self) -> tuple[Fraction, ...]:
        """The bounds, in the order they are tried."""
        found: tuple[Fraction, ...] = getattr(self, edge_of(self))
        return found


class Matrix(Tabled):
    """The value finds the row, a second variable the column: one list of awards a row, one award a column.

    Rows are bands of the value by exactly one of `at_least`, `more_than`, `at_most`, `less_than`; `columns` names the
    second variable and its bounds. Each row, and `else`, has one entry for each bound and a last for the rest. Where
    the second variable is not known nothing is assessed. Awards lie between none and full marks, or
    the leaf's own `floor` and `ceiling`.
    Source: rules of two variables, as votes with a turnout, or 平时 × 年终 ratings.
    """

    key: ClassVar[str] = "matrix"
    title: ClassVar[Text] = Text("双变量分档", "matrix")
    summary: ClassVar[Text] = Text("按两项数值所在的档次得分", "an award by the bands of two values")
    details: ClassVar[Text] = Text(
        "每行的得分个数 = 列界限个数 + 1，最后一个归其余。",
        "A row has one award more than there are bounds of columns; the last is for the rest.",
    )
    parameters: ClassVar[Mapping[str, Text]] = {
        "columns": Text(
            "第二项：算式 of，及各列界限（at_least、more_than、at_most 或 less_than）",
            "the second variable: `of` a formula, and the bounds of its columns",
        ),
        "at_least": Text("各行下限（递减，含界限）及其各列得分", "the rows by lower bounds, falling, the edge inside"),
        "more_than": Text("同上，不含界限", "the same, the edge outside"),
        "at_most": Text("各行上限（递增，含界限）及其各列得分", "the rows by upper bounds, rising, the edge inside"),
        "less_than": Text("同上，不含界限", "the same, the edge outside"),
        "else": Text("其余各行的各列得分", "the awards of all other rows"),
    }
    source: ClassVar[Text] = Text("按两个变量定档的规则", "rules with two variables")

    examples: ClassVar[tuple[Example, ...]] = (
        Example(
            title=Text("得票率定档，不足60的再看第二项", "Votes by band, and by a second variable below 60"),
            children="""
                - leaf: x
                  title: {zh: 得票, en: votes}
                  points: 200
                  value: votes
                  matrix:
                    columns: {of: second, at_least: [1/3]}
                    at_least: {90: [200, 200], 80: [190, 190], 70: [180, 180], 60: [170, 170]}
                    else: [130, 160]
                """,
            declarations="""
                metrics:
                  votes: {title: {zh: 得票, en: votes}, unit: 票, maximum: 100}
                  second: {title: {zh: 第二项, en: second}, unit: 倍, decimals: 2, maximum: 1}
                """,
            tables={
                "metrics": "code,period,votes,second\nA,2024,90,0\nB,2024,89,1\nC,2024,60,0\nD,2024,59,0.34\n"
                "E,2024,59,0.33"
            },
            marks={
                "A": {"x": "200"},
                "B": {"x": "190"},
                "C": {"x": "170"},
                "D": {"x": "130"},
                "E": {"x": "160"},
            },
            points="200",
        ),
    )

    columns: Columns
    at_least: Rows | None = None
    more_than: Rows | None = None
    at_most: Rows | None = None
    less_than: Rows | None = None
    otherwise: Annotated[
        Cells, BeforeValidator(lambda given: row(given, read_gives)), WithJsonSchema(_CELLS), Field(alias="else")
    ]

    @model_validator(mode="after")
    def _one(self) -> Self:
        return one_edge(self)

    @property
    def rows(self) -> tuple[tuple[Fraction, Cells], ...]:
        """Each bound with its row, in the order they are tried."""
        found: tuple[tuple[Fraction, Cells], ...] = getattr(self, edge_of(self))
        return found

    def sentence(self, rubric: Rubric) -> Text:
        sign, across = SIGNS[edge_of(self)][1], SIGNS[edge_of(self.columns)][1]

        def said(cells: Cells) -> Text:
            parts = [
                _CELL.with_(sign=across, bound=write_as_read(at), gives=cell.said(rubric))
                for at, cell in zip(self.columns.bounds, cells, strict=False)
            ]
            return joined([*parts, _LAST.with_(gives=cells[-1].said(rubric))], "，", ", ")

        rows = [_ROW.with_(sign=sign, bound=write_as_read(at), cells=said(cells)) for at, cells in self.rows]
        rows.append(_REST.with_(cells=said(self.otherwise)))
        return _SENTENCE.with_(second=written(self.columns.of, rubric), rows=joined(rows))

    def complaints(self, leaf: Leaf, rubric: Rubric) -> Iterator[Complaint]:
        edge, across = edge_of(self), edge_of(self.columns)
        yield from in_order([at for at, _ in self.rows], edge, (edge,), "matrix")
        yield from in_order(self.columns.bounds, across, ("columns", across), "matrix")
        wanted = len(self.columns.bounds) + 1
        for path, cells in self._paths():
            if len(cells) != wanted:
                expected = Text(
                    "{n}个得分：每列一个，最后一个归其余", "{n} awards: one a column, the last for the rest"
                )
                hint = Text("补齐或删去", "add or remove some")
                yield Complaint(path, "matrix", str(len(cells)), expected.with_(n=wanted), hint)
        yield from super().complaints(leaf, rubric)

    def written(self) -> Iterator[Formulated]:
        yield Formulated(("columns", "of"), self.columns.of, "compared")
        yield from super().written()

    def instead(self, scaled: Scaled) -> Sequence[Outcome]:
        known = scaled.work_out(self.columns.of).known
        return [] if known == "TRUE" else [Outcome(f"NOT ({known})", "not_assessed", CASE_UNKNOWN)]

    def tried(self, scaled: Scaled) -> tuple[Sequence[Rung], Gives]:
        second = scaled.work_out(self.columns.of)
        sign, across = SIGNS[edge_of(self)][0], SIGNS[edge_of(self.columns)][0]
        columns = [second.compare(across, Ratio.of(at)) for at in self.columns.bounds]
        rungs = []
        for at, cells in self.rows:
            here = scaled.value.compare(sign, Ratio.of(at))
            rungs += [Rung(f"({here} AND {there})", cell) for there, cell in zip(columns, cells, strict=False)]
            rungs.append(Rung(here, cells[-1]))
        rungs += [Rung(there, cell) for there, cell in zip(columns, self.otherwise, strict=False)]
        return rungs, self.otherwise[-1]

    def _paths(self) -> Iterator[tuple[Path, Cells]]:
        for at, cells in self.rows:
            yield (edge_of(self), write_as_read(at)), cells
        yield ("else",), self.otherwise

    def given(self) -> Iterator[tuple[Path, Gives]]:
        for path, cells in self._paths():
            yield from (((*path, n), cell) for n, cell in enumerate(cells))

    def spreadsheet(self, sheet: Sheet) -> str:
        second = spelled(parse(self.columns.of), sheet)
        sign, across = SIGNS[edge_of(self)][0], SIGNS[edge_of(self.columns)][0]

        def one_of(cells: Cells) -> str:
            arms = [
                (f"{second}{across}{literal(at)}", cell.spreadsheet(sheet))
                for at, cell in zip(self.columns.bounds, cells, strict=False)
            ]
            return cases(arms, cells[-1].spreadsheet(sheet))

        rows = [(f"{sheet.value}{sign}{literal(at)}", one_of(cells)) for at, cells in self.rows]
        return cases(rows, one_of(self.otherwise))
