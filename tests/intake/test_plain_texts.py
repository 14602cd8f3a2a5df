"""Texts that are not looked at one by one come to what they would come to if they were."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from scoring.intake.rows import likened, plain, tidied, translate
from scoring.intake.who import is_remark, is_total
from scoring.intake.wording import tidy
from scoring.rubric.titles import alike

WORDS = st.sampled_from(
    ["合计", "小 计", "备注", "注：", "注1:", "填表说明：", "Total", "note:", "甲", "乙镇", "·", "设计"]
)
MARKS = st.sampled_from(list("０１Ａａaz9._-: *　 \t\u200b\u00adﬁ①²豈㐀"))
TEXTS = st.lists(WORDS | MARKS | st.characters(categories=("L", "N", "P", "Z")), max_size=6).map("".join)


@given(st.lists(st.none() | TEXTS, min_size=1, max_size=40))
def test_plain_texts_are_what_they_would_be_read_as(texts: list[str | None]) -> None:
    series = pl.Series("text", texts, dtype=pl.String)
    assert tidied(series).to_list() == [None if one is None else tidy(one) for one in texts]
    assert likened(series).to_list() == [None if one is None else alike(one) for one in texts]
    for heads in (is_total, is_remark):
        told = translate(series, heads, pl.Boolean, plainly=False)
        assert [bool(one) for one in told] == [one is not None and heads(one) for one in texts]
    assert series.to_list() == texts


def test_what_lists_are_full_of_is_plain() -> None:
    told = plain(pl.Series("text", ["150824", "SL0101", "示例·甲县", "乙镇", "150824001-2"]))
    assert told.all()
