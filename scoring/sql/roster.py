"""The roster's own columns, under names nothing else can have.

A rubric names its attributes freely: `rank`, `s1` or `Level` must not fall upon a column the engine makes. A blank
cannot stand in any name a rubric gives, and no other name of the engine begins as these do, so it keeps them apart.
"""

from __future__ import annotations

from scoring.sql.exact import quote

KEYS = ("place", "jurisdiction")
"""Columns that keep their names: the order of the roster, and whom a row is about."""


def stored_as(name: str) -> str:
    """The name a roster column has in every wide relation.

    >>> stored_as("level"), stored_as("jurisdiction")
    ('roster level', 'jurisdiction')
    """
    return name if name in KEYS else f"roster {name}"


def column(name: str) -> str:
    """The quoted name of a roster column."""
    return quote(stored_as(name))
