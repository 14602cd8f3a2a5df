"""Running plans: those a plan rests on first, and its own once for each level of the roster where it looks below.

What a jurisdiction takes from those below it is their result of the pass before: after as many passes as the roster has
levels nothing changes any more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from scoring.engine.plans import Link, Plan
from scoring.engine.session import Session
from scoring.errors import InputError
from scoring.evidence.metrics import relation
from scoring.intake.inputs import Inputs
from scoring.intake.read import READERS
from scoring.sql.exact import quote
from scoring.sql.roster import stored_as
from scoring.sql.scan import Relation
from scoring.words import Text


def run(
    plan: Plan,
    inputs: Mapping[str, Inputs],
    opened: Callable[[], Session],
    write: Callable[[Session, bool], None] | None = None,
    done: dict[int, Session] | None = None,
) -> Session:
    """Run a plan and all it rests on; the session then holds its `scored`.

    Args:
        plan: what to run.
        inputs: by rubric id, what was submitted for it.
        opened: makes a session of the engine that is to run it.
        write: writes what the plan comes to while running its steps itself, or (where told so) once they have been run.
        done: sessions of plans already run.

    Raises:
        EngineFault: a step failed, which is a fault of this program.
        InputError: marks of those below that rest, by way of a group they share, on marks of those above.
    """
    done = {} if done is None else done
    if id(plan) in done:
        return done[id(plan)]
    session = opened()
    session.load(_relations(inputs[plan.rubric.id]))
    for link in plan.links:
        if link.plan:
            other = run(link.plan, inputs, opened, done=done)
            session.load({link.name: _results(other, link)})
    if plan.below:
        roster = inputs[plan.rubric.id].roster
        taken = _nothing(plan.below)
        session.load({plan.below.name: taken})
        for _ in range(_depth(roster) - 1):
            session.run(plan.draft.steps)
            taken = _results(session, plan.below)
            session.load({plan.below.name: taken})
        session.run(plan.draft.steps)
        _settled(taken, _results(session, plan.below), roster)
        if write:
            write(session, True)
    elif write:
        write(session, False)
    else:
        session.run(plan.draft.steps)
    done[id(plan)] = session
    return session


def _relations(inputs: Inputs) -> dict[str, Relation]:
    roster = inputs.roster.with_columns(pl.int_range(pl.len()).alias("place")).rename(stored_as)
    relations: dict[str, Relation] = {relation(name): frame for name, frame in inputs.metrics.items()}
    for period, scanned in inputs.scanned.items():
        relations[relation(period)] = scanned.scan.beside(roster)
    return relations | {"roster": roster} | {name: getattr(inputs, name) for name in READERS}


def _results(session: Session, link: Link) -> pl.DataFrame:
    columns = ", ".join(f"{sql} AS {quote(name)}" for name, sql in link.columns.items())
    return session.frame(f"SELECT jurisdiction, {columns} FROM scored", link.name)


def _nothing(link: Link) -> pl.DataFrame:
    kinds = {name: pl.String if type_ == "VARCHAR" else pl.Int64 for name, type_ in link.types.items()}
    return pl.DataFrame(schema={"jurisdiction": pl.String, **kinds})


def _settled(taken: pl.DataFrame, given: pl.DataFrame, roster: pl.DataFrame) -> None:
    """What was taken from those below is what they came to; who has nobody above is taken from by nobody."""
    below = roster.filter(pl.col("parent").is_not_null())["jurisdiction"].implode()
    columns = [name for name in given.columns if name != "jurisdiction"]
    both = given.join(taken, on="jurisdiction", suffix=" taken").filter(pl.col("jurisdiction").is_in(below))
    moved = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name} taken")) for name in columns)
    who = both.filter(moved)["jurisdiction"].sort().to_list() if taken.height else []
    if who:
        raise InputError(
            Text(
                "汇总下级的得分算不定：{who}的得分又取决于其上级的得分（两者同在一个比较或补缺的组里）。"
                "请核对名册的上级与层级，或把该组改为只含一级（among: level）",
                "marks taken from those below do not settle: those of {who} rest on those of who is above them "
                "(both are in one group of comparison or filling). Check parents and levels on the roster, or make it "
                "a group of one level (among: level)",
            ).with_(who=", ".join(who[:5]))
        )


def _depth(roster: pl.DataFrame) -> int:
    """How many levels lie one above another on the roster; a circle of parents ends where it closes."""
    above = dict(roster.select("jurisdiction", "parent").iter_rows())
    most = 1
    for one, parent in above.items():
        seen, here = {one}, parent
        while here in above and here not in seen:
            seen.add(here)
            here = above[here]
        most = max(most, len(seen))
    return most
