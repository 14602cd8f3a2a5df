"""pandas: the whole file in memory, a column an item.

python -m benchmarks.peers.in_pandas wide WORK INPUT OUTPUT
"""

from __future__ import annotations

import sys

import pandas as pd

from benchmarks.tree import FULL, AtMost, Bands, Branch, Goalposts, Leaf, PerQuantum, Proportional, Work
from benchmarks.works import WORKS


def half_up(top: pd.Series, bottom: int) -> pd.Series:
    """The nearest whole numbers to quotients of numbers not below zero."""
    return (top * 2 + bottom) // (2 * bottom)


def earned(leaf: Leaf, values: pd.Series) -> pd.Series:
    """An indicator's marks in hundredths."""
    match leaf.scale:
        case Goalposts(worst, best) if best > worst:
            return half_up((values.clip(worst, best) - worst) * FULL, best - worst)
        case Goalposts(worst, best):
            return half_up((worst - values.clip(best, worst)) * FULL, worst - best)
        case Bands(steps):
            marks = pd.Series(0, index=values.index, dtype="int32")
            for edge, award in reversed(steps):
                marks = marks.mask(values >= edge, award)
            return marks
        case PerQuantum(every, each):
            return FULL - (values // every * each).clip(upper=FULL)
        case Proportional(target):
            return half_up(values.clip(upper=target) * FULL, target)
        case AtMost(edge):
            return (values <= edge).astype("int32") * FULL
        case other:
            raise TypeError(other)


def mean(branch: Branch, marks: dict[str, pd.Series]) -> pd.Series:
    """The weighted mean of the children's marks."""
    total = sum(marks[child.code] * child.weight for child in branch.children)
    return half_up(total, sum(child.weight for child in branch.children))


def wide(work: Work, source: str, target: str) -> None:
    """From a row a jurisdiction to the marks of all items."""
    values = pd.read_parquet(source)
    marks = {leaf.code: earned(leaf, values[leaf.metric]) for leaf in work.leaves}
    for level in work.root.levels():
        for branch in level:
            marks[branch.code] = mean(branch, marks)
    pd.DataFrame({"jurisdiction": values["jurisdiction"], **marks}).to_parquet(target, index=False)


if __name__ == "__main__":
    {"wide": wide}[sys.argv[1]](WORKS[sys.argv[2]], *sys.argv[3:])
