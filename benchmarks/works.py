"""The trees that are measured, by name."""

from __future__ import annotations

from benchmarks.tree import plain

WORKS = {work.name: work for work in (plain(), plain(2))}
