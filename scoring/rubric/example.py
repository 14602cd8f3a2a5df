"""Worked examples of methods: a test runs each through files, loader and engine, and the reference pages print them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from string import ascii_uppercase

from scoring.words import Text

LAST_YEAR = 2024
"""The year examples are scored for; those before it that its inputs speak of are periods too."""

WORKED = Text("算例", "Worked example")
VALUE, MARKS = Text("实际值", "value"), Text("得分", "marks")

_BASE = {
    "rubric": '{id: example, title: {zh: 算例, en: Example}, version: "1", source: {title: {zh: 算例, en: Example}}}',
    "assumed": (
        "{points: 算例, settings: 算例, policy: 算例, role: 算例, round: 算例, scale: 算例, due: 算例, evidence: 算例, "
        "metric: 算例, applies_to: 算例, change: 算例, coverage: 算例, combine: 算例, answers: 算例, options: 算例, "
        "sample: 算例, panels: 算例, tasks: 算例}"
    ),
    "population": "{levels: {county: {zh: 县, en: county}, town: {zh: 镇, en: town}}}",
    "settings": (
        "{missing: zero, not_applicable: rescale, not_assessed: rescale, zero_by_zero: not_assessed, "
        "by_zero: not_assessed}"
    ),
    "rank": "{of: total, digits: 2, assumed: {rank: 算例, digits: 算例}}",
}
_KEY = re.compile(r"^(?P<key>[a-z_]+):", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A small rubric, its inputs, and the marks they come to.

    Attributes:
        title: what it shows.
        children: YAML, the list under the root `total`.
        tables: inputs as CSV texts by file name without its ending; without a `roster`, whoever has marks is on it.
        marks: what is expected, by jurisdiction and code: a mark as an exact decimal, or the state of one that has no
            mark and counts as none. `code:value`, `code:rate`, `code:state` and `code:rank` name another aspect.
        points: the root's.
        root: YAML, further keys of the root: `combine: geometric`.
        declarations: YAML, top-level keys; each replaces what an example has by default (levels county and town,
            the years up to 2024 that the inputs name, missing zero and all else rescaled, no rounding).
        period: the one scored.
        rule: the part of the rubric a page prints; `children` by default.
        columns, cases: what a page prints in place of tables and marks, where one table says it all.
        cells: what the formula of evidence over records asks for (the mean of each type of sites), by jurisdiction and
            name; its value is then among the marks.
    """

    title: Text
    children: str
    tables: Mapping[str, str]
    marks: Mapping[str, Mapping[str, str]]
    points: str = "10"
    root: str = ""
    declarations: str = ""
    period: str = str(LAST_YEAR)
    rule: str = ""
    columns: tuple[Text, ...] = ()
    cases: tuple[tuple[str, ...], ...] = ()
    cells: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @staticmethod
    def of_values(
        scale: str,
        cases: Mapping[str | tuple[str, ...], str],
        *,
        points: str = "10",
        title: Text = WORKED,
        leaf: str = "",
        declarations: str = "",
        decimals: int | None = None,
    ) -> Example:
        """An example of a scale (or of a transform before one): values of one leaf `x`, and the marks of each.

        Args:
            scale: YAML keys of the leaf: `proportional: {target: 95%}`.
            cases: a value as a submitter writes it (a tuple: those of the years before, then of this one), and the
                marks of that jurisdiction; all cases are one group.
            points: full marks.
            title: what it shows.
            leaf: YAML, further keys of the leaf: `round: 0.01`, `change: {…}`.
            declarations: as in `Example`; its `metrics`, if any, must declare `x`.
            decimals: of the metric; as many as the cases show by default.
        """
        series = {case if isinstance(case, tuple) else (case,): mark for case, mark in cases.items()}
        names = dict(zip(series, _names(), strict=False))
        years = max(map(len, series))
        rows = ["code,period,x"]
        for values in series:
            rows += [f"{names[values]},{LAST_YEAR - years + 1 + n},{value}" for n, value in enumerate(values)]
        declared = (
            declarations
            if re.search(r"^metrics:", declarations, re.MULTILINE)
            else (
                f"{declarations}\nmetrics:\n  x: {_metric(VALUE, (v for values in series for v in values), decimals)}"
            )
        )
        before = [Text(f"{LAST_YEAR - years + 1 + n}年", f"{LAST_YEAR - years + 1 + n}") for n in range(years - 1)]
        return Example(
            title=title,
            children=f"- leaf: x\n  title: {{zh: 指标, en: Indicator}}\n  points: {points}\n  value: x\n"
            + _indented(f"{leaf}\n{scale}"),
            tables={"metrics": "\n".join(rows)},
            marks={names[values]: {"x": mark} for values, mark in series.items()},
            points=points,
            declarations=declared,
            rule="\n".join(filter(None, (f"points: {points}", leaf.strip(), scale.strip()))),
            columns=(*before, VALUE, MARKS),
            cases=tuple((*values, mark) for values, mark in series.items()),
        )

    @staticmethod
    def of_marks(
        combine: str,
        cases: Mapping[tuple[str, ...], str],
        *,
        worth: Sequence[str],
        points: str = "100",
        title: Text = WORKED,
        root: str = "",
        weighted: bool = False,
    ) -> Example:
        """An example of a way to combine: the marks of children `c1`, `c2`, … and of the node above them.

        Args:
            combine: YAML, the root's `combine`: `geometric`, or `{…}` with parameters.
            cases: the children's marks (`N/A: reason` where one does not apply, empty where missing, which counts
                zero), and the root's.
            worth: the children's points; or their weights, each then marked out of the root's points.
            points: the root's.
            title: what it shows.
            root: YAML, further keys of the root: `round: 1`.
            weighted: whether `worth` are weights.
        """
        codes = [f"c{n + 1}" for n in range(len(worth))]
        names = dict(zip(cases, _names(), strict=False))
        full = [points if weighted else one for one in worth]
        children = [
            f"- {{leaf: {code}, title: {{zh: 下级{n}, en: child {n}}}, {'weight' if weighted else 'points'}: {one}, "
            f"value: {code} / {most}, share: {{}}}}"
            for n, (code, one, most) in enumerate(zip(codes, worth, full, strict=True), 1)
        ]
        metrics = [
            f"  {code}: {{title: {code}, unit: 分, decimals: 6, maximum: {most}}}"
            for code, most in zip(codes, full, strict=True)
        ]
        rows = [",".join(("code", "period", *codes))]
        rows += [",".join((names[marks], str(LAST_YEAR), *marks)) for marks in cases]
        head = tuple(Text(f"下级{n}（{one}）", f"child {n} ({one})") for n, one in enumerate(worth, 1))
        return Example(
            title=title,
            children="\n".join(children),
            tables={"metrics": "\n".join(rows)},
            marks={names[marks]: {"total": mark} for marks, mark in cases.items()},
            points=points,
            root=f"combine: {combine}\n{root}",
            declarations="metrics:\n" + "\n".join(metrics),
            rule="\n".join(filter(None, (f"points: {points}", root.strip(), f"combine: {combine}"))),
            columns=(*head, MARKS),
            cases=tuple((*marks, mark) for marks, mark in cases.items()),
        )

    @staticmethod
    def of_records(  # noqa: PLR0913 - keywords with defaults
        evidence: str,
        table: str,
        records: str,
        marks: Mapping[str, str | tuple[str, str]],
        *,
        points: str = "10",
        title: Text = WORKED,
        declarations: str = "",
        cells: Mapping[str, Mapping[str, str]] | None = None,
    ) -> Example:
        """An example of evidence over records: one leaf `x`, its records, and the marks of each jurisdiction.

        Args:
            evidence: YAML keys of the leaf: the evidence, and a scale where it needs one.
            table: what its records are: `desk_review`, `site_visits`, `survey`, `events`, `marks`, `reports`.
            records: CSV with its header row; `code` is the jurisdiction.
            marks: the marks (or the state) of each jurisdiction; or its value and its marks.
            points: full marks.
            title: what it shows.
            declarations: as in `Example`: the answers, surveys, sites, events the leaf names.
            cells: as in `Example`.
        """
        declared = textwrap.dedent(declarations).strip()
        return Example(
            title=title,
            children=f"- leaf: x\n  title: {{zh: 指标, en: Indicator}}\n  points: {points}\n" + _indented(evidence),
            tables={table: textwrap.dedent(records).strip()},
            marks={
                who: {"x": mark} if isinstance(mark, str) else {"x:value": mark[0], "x": mark[1]}
                for who, mark in marks.items()
            },
            points=points,
            declarations=declared,
            cells=cells or {},
            rule="\n".join(filter(None, (declared, f"points: {points}", evidence.strip()))),
        )

    def rubric(self) -> str:
        """The whole rubric file."""
        parts = {**_BASE, "periods": self._periods(), **_sections(textwrap.dedent(self.declarations))}
        rank = parts.pop("rank")
        head = "\n".join(f"{key}: {body}" for key, body in parts.items())
        tree = f"tree:\n  node: total\n  title: {{zh: 总分, en: Total}}\n  points: {self.points}\n"
        tree += _indented(textwrap.dedent(self.root)) + "  children:\n" + _indented(textwrap.dedent(self.children))
        return f"{head}\n{tree}rank: {rank}\n"

    def _periods(self) -> str:
        spoken_of = {int(year) for table in self.tables.values() for year in re.findall(r"\b20\d\d\b", table)}
        return "".join(
            f'\n- {{id: "{year}", kind: year, title: {{zh: {year}年, en: "{year}"}}, '
            f"starts: {year}-01-01, ends: {year}-12-31}}"
            for year in range(min({*spoken_of, LAST_YEAR}), LAST_YEAR + 1)
        )

    def inputs(self) -> dict[str, str]:
        """The input files by name: CSV."""
        files = {f"{name}.csv": textwrap.dedent(table).strip() + "\n" for name, table in self.tables.items()}
        if "roster" not in self.tables:
            files["roster.csv"] = "code,name,level\n" + "".join(f"{who},{who},county\n" for who in self.marks)
        return files


def _sections(written: str) -> dict[str, str]:
    """The text of each top-level key: nothing is read as YAML before the loader does."""
    starts = [*_KEY.finditer(written)]
    ends = [*(match.start() for match in starts[1:]), len(written)]
    return {match["key"]: written[match.end() : end].rstrip() for match, end in zip(starts, ends, strict=True)}


def _indented(written: str) -> str:
    lines = [line for line in textwrap.dedent(written).splitlines() if line.strip()]
    return "".join(f"  {line}\n" for line in lines)


def _names() -> Iterable[str]:
    """A, B, …, Z, A2, B2 and so on."""
    return (f"{letter}{round_ if round_ > 1 else ''}" for round_ in count(1) for letter in ascii_uppercase)


def _metric(title: Text, values: Iterable[str], decimals: int | None) -> str:
    """A metric wide enough for what the cases show; in percent where they are."""
    written = [value for value in values if re.match(r"^[-+]?\d", value)]
    numbers = [value.rstrip("%").lstrip("+") for value in written]
    digits = max((len(number.partition(".")[2]) for number in numbers), default=0)
    most = 10 ** max((len(number.partition(".")[0].lstrip("-")) for number in numbers), default=1)
    low = f"minimum: -{most}, " if any(number.startswith("-") for number in numbers) else ""
    places = min(digits, 6) if decimals is None else decimals
    unit = '"%"' if any(value.endswith("%") for value in written) else "个"
    words = f"{{zh: {title.zh}, en: {title.en}}}"
    return f"{{title: {words}, unit: {unit}, decimals: {places}, {low}maximum: {most}}}"
