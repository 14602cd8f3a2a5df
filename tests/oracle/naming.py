"""Names earned by figures: labels of items, and what grades and labels ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.oracle.arithmetic import number
from tests.oracle.document import Document, Item, Section

if TYPE_CHECKING:
    from tests.oracle.tree import Tree

EDGES = ("at_least", "more_than", "at_most", "less_than")


def labels(document: Document, trees: Mapping[str, Tree]) -> dict[tuple[str, str], str | None]:
    """The label of everyone at every due item that has one; None where the data cannot tell."""
    return {
        (who, item.code): label(tree, item)
        for who, tree in trees.items()
        for item in document.items.values()
        if "label" in item.keys and item.code in tree.due
    }


def label(tree: Tree, item: Item) -> str | None:
    """The name of the first line that holds; None where one before it cannot be told."""
    for line in lines(item.keys["label"]):
        if "when" in line:
            truth = tree.holds(line["when"])
        elif "bound" in line:
            figure = tree.referred(item.code, line["of"])
            assert figure is None or isinstance(figure, Fraction)
            truth = None if figure is None else within(figure, line["bound"])
        else:
            return said(line["gives"])
        if truth is None:
            return None
        if truth and reached(tree, line):
            return said(line["gives"])
    return None


def said(name: str | Section) -> str:
    """A name as it is given in Chinese, where it is written in both languages."""
    return name if isinstance(name, str) else str(name["zh"])


def lines(written: Section) -> Iterator[Section]:
    """A label's lines: its cases, or one for each bound and the rest."""
    yield from written.get("cases", ())
    for edge in EDGES:
        for bound, gives in written.get(edge, {}).items():
            minimum = written.get("minimum", {}).get(said(gives), {})
            yield {"of": written["of"], "bound": {edge: bound}, "gives": gives, "minimum": minimum}
    if "else" in written:
        yield {"gives": written["else"]}


def within(figure: Fraction | None, bound: Section) -> bool:
    """Whether a figure lies on the right side of the one bound, with the edge it names."""
    if figure is None:
        return False
    edge = next(edge for edge in EDGES if edge in bound)
    limit = number(bound[edge])
    if edge == "at_least":
        return figure >= limit
    if edge == "more_than":
        return figure > limit
    return figure <= limit if edge == "at_most" else figure < limit


def reached(tree: Tree, wanted: Section) -> bool:
    """Whether the least rates asked for are reached; an item that is not due asks nothing, one without a mark fails."""
    for code, least in wanted.get("minimum", {}).items():
        rate = tree.rate(code)
        if code in tree.due and (rate is None or rate < number(least)):
            return False
    return True
