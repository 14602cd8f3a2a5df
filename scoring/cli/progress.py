"""How far long work has come: on a terminal a bar that goes away, elsewhere nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from scoring.cli.speech import Speech
from scoring.words import Text

Told = Callable[[str, int, int], None]


@contextmanager
def progress(heard: Speech, *, quiet: bool = False) -> Iterator[Told]:
    """A function to be told what is being done, how much of it is done and how much there is (0: not known)."""
    if quiet or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    shown = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    )
    with shown:
        task = shown.add_task(heard.say(Text("准备", "starting")), total=None)

        def told(what: str, done: int, of: int) -> None:
            shown.update(task, description=what, completed=done, total=of or None)

        yield told
