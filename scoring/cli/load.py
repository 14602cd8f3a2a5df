"""The rubric a verb is about, loaded; from then on the command speaks its language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoring.cli.paths import Readable
from scoring.cli.speech import Speech
from scoring.cli.verb import Argument, Misuse
from scoring.words import Text

if TYPE_CHECKING:
    from scoring.rubric.declarations import Period
    from scoring.rubric.model import Rubric

RUBRIC = Argument("rubric", Text("评分规则，一个 YAML 文件", "the rubric, a YAML file"), type=Readable())


def load(heard: Speech, path: Path) -> Rubric:
    """Load a rubric.

    Raises:
        RubricError: all that is wrong with it; `heard` then speaks the language the file seems to be written in.
    """
    import scoring
    from scoring.rubric.load import written_in

    heard.rubric = written_in(path)
    rubric = scoring.load_rubric(path)
    heard.rubric = rubric.language
    return rubric


def named_period(rubric: Rubric, name: str | None) -> Period | None:
    """The period of that name; None where none is asked for.

    Raises:
        Misuse: the rubric has no such period.
    """
    if name is None:
        return None
    try:
        return rubric.period(name)
    except KeyError:
        from scoring.rubric.terms import no_such_period

        words = Text("--period：{said}", "--period: {said}").with_(said=no_such_period(rubric, name))
        raise Misuse(words, click.get_current_context()) from None
