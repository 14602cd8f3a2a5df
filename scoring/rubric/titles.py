"""What a table's headers may call a metric, and when two texts are the same for a reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from scoring.rubric.declarations import Metric

REASON_ENDINGS = ("说明", "理由", "不适用理由", "不适用说明", "_reason", "reason")
"""What follows a metric's title in the header of the column that says why it does not apply."""

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
"""What has no form: pages of the web put it into what is copied from them. Joiners count, as some scripts need them."""
_BLANKS = re.compile(r"\s+")


def alike(text: str) -> str:
    """The form in which two texts are the same for a reader, who sees no width, blanks or case.

    The mark of a required field and what cannot be seen are left out too.

    >>> alike(" 地区　代码 *") == alike("地区代码")
    True
    """
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text).translate(UNSEEN)).strip("*:").casefold()


def metric_titles(code: str, metric: Metric) -> Iterator[str]:
    """Every way a metric may be called in a header: titles and code, each with or without its unit."""
    for title in (metric.title.zh, metric.title.en, *metric.also_called, code):
        if title:
            yield title
            yield f"{title}({metric.unit})"
            yield f"{title}(单位:{metric.unit})"
            yield f"{title}/{metric.unit}"


def reason_titles(code: str, metric: Metric) -> Iterator[str]:
    """Every header of the column of reasons beside a metric."""
    return (title + ending for title in metric_titles(code, metric) for ending in REASON_ENDINGS)
