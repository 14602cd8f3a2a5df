"""The word a writer probably meant, so that an error about a name can offer the right one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from scoring.words import Text

_SHOWN = 12
_DIGITS = re.compile(r"\d")


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice most like the word, or nothing where none is near.

    What differs in its digits alone is another item or period, and never meant.

    >>> nearest("regsitered", ["registered", "met"]), nearest("1.2", ["1.4"])
    ('registered', None)
    """
    known = [one for one in dict.fromkeys(choices) if one == word or _DIGITS.sub("", one) != _DIGITS.sub("", word)]
    by_case = {choice.casefold(): choice for choice in known}
    exact = by_case.get(word.casefold())
    if exact is not None:
        return exact
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return close[0] if close else None


def did_you_mean(word: str, choices: Iterable[str]) -> Text:
    """A hint: the nearest choice, else what there is to choose from.

    >>> did_you_mean("men", ["mean", "sum"]).en
    'did you mean “mean”?'
    """
    known = list(dict.fromkeys(choices))
    close = nearest(word, known)
    if close is not None:
        return Text("是否想写“{close}”？", "did you mean “{close}”?").with_(close=close)
    if not known:
        return Text("评分规则中还没有定义任何一项", "the rubric declares none yet")
    more = Text(f"等{len(known)}项", f" and {len(known) - _SHOWN} more") if len(known) > _SHOWN else Text("", "")
    return Text("可用的有：{some}{more}", "there are: {some}{more}").with_(some=listed(known[:_SHOWN]), more=more)


def listed(words: Iterable[str]) -> Text:
    """Several words in a row, joined as each language joins them."""
    known = list(words)
    return Text("、".join(known), ", ".join(known))
