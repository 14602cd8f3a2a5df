"""Standings (状态标签): what a unit enters, stays in and leaves from period to period; written under `standings`."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from scoring.rubric.method import exactly_one
from scoring.rubric.values import Assumptions, Code, Frozen, Names, Words


class Standing(Frozen):
    """A status with entry, stay and exit over periods of one kind (挂牌整治, 示范点, 提醒→通报→督办); it moves no mark.

    Who does not hold it enters where `enter` is true. Who held it in the period before leaves where `leave` is true (or
    `stay` is false), else goes one of the `levels` up where `rise` is true (`enter` unless given), else stays. What
    cannot be told changes nothing. Nobody holds it before the first period there is.
    """

    standing: Code
    title: Words
    enter: str
    stay: str = ""
    leave: str = ""
    levels: Names = ()
    rise: str = ""
    due: Names = ()
    clause: str = ""
    assumed: Assumptions = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if bool(self.stay) == bool(self.leave):
            raise exactly_one(("stay", "leave"))
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """What holding it is called, from the first level up: its own title where it has none."""
        return self.levels or (self.title.zh,)

    @property
    def rises(self) -> str:
        """The condition to go up a level; empty where there is only one."""
        return (self.rise or self.enter) if len(self.names) > 1 else ""

    @property
    def before(self) -> str:
        """The condition, as a formula, that it was not held in the period before: what has to be known of it."""
        return f"previous([{self.standing}:standing] = '')"

    def conditions(self) -> dict[str, str]:
        """Its conditions by key, those it has."""
        given = {"enter": self.enter, "stay": self.stay, "leave": self.leave, "rise": self.rise}
        return {key: text for key, text in given.items() if text}
