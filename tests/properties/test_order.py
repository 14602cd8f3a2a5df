"""The order of rows, the chunks they come in, the order of siblings and the number of threads change no digit."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.inputs import inputs
from tests.properties.scored import FEWER, chunked, scored, shuffled, tables
from tests.properties.strategies import rubrics


@FEWER
@given(data=st.data(), seed=st.integers(0, 1000), rows=st.sampled_from((1, 2, 7)))
def test_the_order_and_the_chunks_of_rows_change_nothing(data: st.DataObject, seed: int, rows: int) -> None:
    written = data.draw(rubrics())
    given_ = data.draw(inputs(written))
    other = chunked(shuffled(given_, seed), rows)
    assert all(frame.n_chunks() == -(-frame.height // rows) for frame in other.metrics.values() if frame.height)
    assert tables(scored(written, other)) == tables(scored(written, given_))


@FEWER
@given(data=st.data(), seed=st.integers(0, 1000))
def test_the_order_of_siblings_changes_nothing(data: st.DataObject, seed: int) -> None:
    written = data.draw(rubrics())
    given_ = data.draw(inputs(written))
    other = {**written, "tree": reordered(written["tree"], Random(seed))}
    first, second = tables(scored(written, given_)), tables(scored(other, given_))
    assert second[0] == first[0]
    # The note of who has no score tells the first reason found, in the tree's order.
    assert [{**row, "note": ""} for row in second[1]] == [{**row, "note": ""} for row in first[1]]


@pytest.mark.parametrize("threads", [2, 5])
@FEWER
@given(data=st.data())
def test_the_number_of_threads_changes_nothing(threads: int, data: st.DataObject) -> None:
    written = data.draw(rubrics())
    given_ = data.draw(inputs(written))
    assert tables(scored(written, given_, threads=threads)) == tables(scored(written, given_, threads=1))


def reordered(item: dict[str, Any], random: Random) -> dict[str, Any]:
    """The same tree with every node's children in another order."""
    if "children" not in item:
        return item
    children = [reordered(child, random) for child in item["children"]]
    random.shuffle(children)
    return {**item, "children": children}
