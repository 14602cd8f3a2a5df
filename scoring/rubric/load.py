"""From a file to a rubric that can be used, or to everything that is wrong with it at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scoring.errors import Problem, RubricError, Unprovable
from scoring.rubric.checks import check
from scoring.rubric.checks.whole import survey
from scoring.rubric.document import Document, read
from scoring.rubric.grammar import Registry, grammar
from scoring.rubric.model import Rubric
from scoring.rubric.nearest import did_you_mean
from scoring.rubric.uses import Together, others
from scoring.rubric.validation import Misfit, misfits
from scoring.words import Language, Text, language_called

_OURS = ("file", "sha256", "others")
"""Fields of the model that say where a rubric came from: never keys of the file."""

_STANDALONE = frozenset(
    {
        "duplicate_code",
        "formula",
        "unknown_name",
        "unknown_node",
        "unknown_answers",
        "unknown_survey",
        "unknown_question",
        "unknown_site",
        "unknown_event",
        "unknown_metric",
        "wrong_kind",
        "cycle",
        "one_effect",
        "period_backwards",
        "duplicate_period",
    }
)
"""Problems that stay true whatever a mistyped value elsewhere should have been."""

_DECLARATIONS = ("metrics", "answers", "surveys", "sites", "events", "panels", "tasks", "uses")
_POPULATION = ("population",)
_DECLARED = re.compile(r"\blanguage:\s*[\"']?(zh|en)\b")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_READ = 65_536


def written_in(rubric: Path) -> Language | None:
    """The language a rubric file is written in, as far as its text shows it: the file itself may not load."""
    try:
        with rubric.open("rb") as file:
            text = file.read(_READ).decode("utf-8", errors="replace")
    except OSError:
        return None
    declared = _DECLARED.search(text)
    if declared:
        return language_called(declared[1])
    return "zh" if _CHINESE.search(text) else None


def load_rubric(
    path: str | Path,
    methods: Registry,
    unprovable: Callable[[Rubric], Iterable[Unprovable]] | None = None,
    together: Together | None = None,
) -> Rubric:
    """Read, check and freeze a rubric.

    Args:
        path: a YAML file.
        methods: the scoring methods it may use.
        unprovable: compiles a sound rubric and tells what keeps it from being scored, and at which node.
        together: what is loaded on behalf of the rubric that uses this one.

    Returns:
        the rubric, with `file` and the `sha256` of the file's bytes, and the rubrics it uses.

    Raises:
        RubricError: everything wrong with it, each with file, line, path, what was found and expected, and a hint.
    """
    document = read(path)
    problems = list(document.problems)
    # Of a file in two parts the first lacks what stands in the second: nothing else is sure.
    if document.content is None or any(problem.code == "second_document" for problem in problems):
        raise RubricError(problems)
    problems += _not_ours(document)
    made = grammar(methods.evidence, methods.scale, methods.combine, methods.transform)
    try:
        rubric = made.model_validate(document.content, by_alias=True, by_name=False)
    except ValidationError as fault:
        wrong = misfits(fault, made, document)
        problems += [one.problem for one in wrong] + _beyond(wrong, made, document)
        raise RubricError(problems) from None
    problems += _sure(check(rubric, document), everything=not document.emptied)
    if not problems:
        here = (together or Together()).below(Path(path))
        found, wrong_uses = others(
            survey(rubric, document), Path(path), lambda file: load_rubric(file, methods, unprovable, here), here
        )
        problems += wrong_uses
        rubric = rubric.model_copy(update={"others": found})
    if not problems and unprovable:
        problems += _unprovable(rubric, document, unprovable(rubric))
    if problems:
        raise RubricError(problems)
    return rubric.model_copy(update={"file": document.file, "sha256": document.sha256})


def _unprovable(rubric: Rubric, document: Document, found: Iterable[Unprovable]) -> Iterator[Problem]:
    whole = survey(rubric, document)
    expected = {
        "too_wide": Text("界限在38位整数以内的得分", "marks whose bounds fit 38 digits"),
        "undecided": Text("每种可能的得分都有规定", "a rule for every mark there can be"),
    }
    for (node, code), text in {(fault.node, fault.code): fault.text for fault in found}.items():
        where = whole.items[node].where if node in whole.items else ()
        yield whole.problem(where, code, node, expected[code], text)


def _not_ours(document: Document) -> list[Problem]:
    content = document.content or {}
    expected, known = Text("一个已知的键", "a known key"), [name for name in Rubric.model_fields if name not in _OURS]
    found = [key for key in _OURS if content.pop(key, None) is not None]
    return [document.problem((key,), "unknown_key", key, expected, did_you_mean(key, known)) for key in found]


def _beyond(wrong: Sequence[Misfit], made: type[Rubric], document: Document) -> list[Problem]:
    """What else is wrong, seen once misspelt keys are read as meant and unreadable values left out.

    Where that still makes no rubric nothing more is said: a second look must not invent problems.
    """
    mended = replace(document, content=deepcopy(document.content), lines=dict(document.lines))
    for one in wrong:
        _mend(one, mended)
    try:
        rubric = made.model_validate(mended.content, by_alias=True, by_name=False)
    except ValidationError:
        return []
    only_keys = all(one.kind == "extra_forbidden" for one in wrong)
    found = _sure(check(rubric, mended), everything=only_keys and not document.emptied)
    # An effect out of which what could not be read was left is not at fault for having none.
    left = [one.problem.path for one in wrong]
    found = [one for one in found if one.code != "one_effect" or not any(p.startswith(f"{one.path}.") for p in left)]
    if not any(_declares(one) for one in wrong):
        return found
    return [one for one in found if one.code != "wrong_kind" and not one.code.startswith("unknown_")]


def _declares(one: Misfit) -> bool:
    """Whether what was left out may have declared what formulas and evidence name elsewhere."""
    is_attribute = one.where[:2] == ("population", "attributes")
    is_declaration = len(one.where) <= 2 and one.where[:1] in {(section,) for section in _DECLARATIONS}
    return one.kind not in ("extra_forbidden", "missing") and (
        is_declaration or is_attribute or one.where == _POPULATION
    )


def _sure(found: list[Problem], *, everything: bool) -> list[Problem]:
    return [problem for problem in found if everything or problem.code in _STANDALONE]


def _mend(one: Misfit, document: Document) -> None:
    holder: Any = document.at(one.where[:-1])
    key = one.where[-1] if one.where else None
    # An entry of a list stays as it is: taking it out would move the places of all that follow.
    if not isinstance(holder, dict) or key not in holder:
        return
    value = holder.pop(key)
    if one.kind != "extra_forbidden" or one.meant is None or one.meant in holder:
        return
    if key != one.problem.found:
        holder[key] = one.meant
        return
    holder[one.meant] = value
    length = len(one.where)
    for where, line in list(document.lines.items()):
        if where[:length] == one.where:
            document.lines[(*one.where[:-1], one.meant, *where[length:])] = line
