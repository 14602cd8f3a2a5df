"""Whatever way a number is written, it reads back exactly; and the vectorised column agrees with the single cell."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from scoring.intake.columns import Cells, read_column
from scoring.intake.findings import Finding
from scoring.intake.headers import KINDS
from scoring.intake.number import read_value
from scoring.intake.recognise import Table
from scoring.rubric.declarations import Metric
from scoring.words import Text

WIDE = str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％")


@st.composite
def written_numbers(draw: st.DrawFn) -> tuple[Metric, int, str]:
    decimals = draw(st.integers(0, 6))
    unit = draw(st.sampled_from(["人", "%", "万元", ""]))
    value = draw(st.integers(-(10**12), 10**12))
    metric = Metric(
        title=Text("数"), unit=unit, decimals=decimals, minimum=Fraction(-(10**12)), maximum=Fraction(10**12)
    )
    digits = str(abs(value)).rjust(decimals + 1, "0")
    whole, rest = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    if draw(st.booleans()):
        whole = f"{int(whole):,}"
    if draw(st.booleans()):
        rest = rest.rstrip("0")
    text = ("-" if value < 0 else "") + whole + (f".{rest}" if rest else "")
    text += draw(st.sampled_from(["", unit])) if unit != "%" else "%"
    text = draw(st.sampled_from(["", " ", "　"])) + text + draw(st.sampled_from(["", " ", "\n"]))
    return metric, value, text.translate(WIDE) if draw(st.booleans()) else text


@given(written_numbers())
def test_any_way_of_writing_a_number_reads_back_exactly(case: tuple[Metric, int, str]) -> None:
    metric, value, text = case
    reading = read_value(text, metric)
    assert (reading.value, reading.state, reading.code) == (value, 0, "")


TEXTS = st.one_of(
    st.from_regex(r"-?[0-9]{1,14}(\.[0-9]{0,5})?", fullmatch=True),
    st.sampled_from(
        ["不适用", "N/A：无", "95%", "0.95", "1", "1,234", "无", "=A1", "２３", "103", "100.005", "-0.001"]
    ),
    st.text(max_size=6),
)


@given(st.lists(TEXTS, min_size=1, max_size=8), st.integers(0, 6), st.sampled_from(["%", "人"]), st.booleans())
def test_a_column_is_read_as_its_cells_one_by_one(texts: list[str], decimals: int, unit: str, known: bool) -> None:
    metric = Metric(title=Text("数"), unit=unit, decimals=decimals, maximum=Fraction(100))
    series = pl.Series([text.strip() or None for text in texts], dtype=pl.String)
    rows = pl.Series(range(1, len(texts) + 1))
    table = Table("f", "s", KINDS[-2], pl.DataFrame(), {"metric:m": 2}, formats_known=known)
    notes: list[Finding] = []
    cells = Cells(table, "m", series, None, rows, pl.Series(["J"] * len(texts)), "metric:m")
    column = read_column(cells, metric, "missing", notes)
    single = [read_value(text.strip(), metric, formats_known=known) for text in texts]
    assert column.values.to_list() == [reading.value for reading in single]
    assert column.states.to_list() == [reading.state for reading in single]
    codes = [reading.code for reading in single if reading.code]
    others = [code for code in codes if code != "rounded"]
    assert [note.code for note in notes] == [*others, *(["rounded"] if "rounded" in codes else [])]
