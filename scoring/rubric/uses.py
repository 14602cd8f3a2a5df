"""Rubrics that another reads results of: found beside it, loaded, and held to what is asked of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from scoring.errors import Problem, RubricError
from scoring.rubric.checks.whole import Whole
from scoring.rubric.expression import Reference
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.nearest import did_you_mean
from scoring.rubric.prose import source
from scoring.words import Text


def others(
    whole: Whole, path: Path, load: Callable[[Path], Rubric], above: tuple[Path, ...]
) -> tuple[dict[str, Rubric], list[Problem]]:
    """The rubrics used, by the names formulas call them by; and what is wrong with how they are used.

    Args:
        whole: the rubric that uses them.
        path: its file; theirs lie in its folder or below.
        load: what loads one.
        above: files being loaded already, this one last; a rubric cannot use one that uses it.
    """
    found: dict[str, Rubric] = {}
    problems: list[Problem] = []
    for name, use in whole.rubric.uses.items():
        where = ("uses", name, "file")
        named = PurePosixPath(use.file)
        if named.is_absolute() or ".." in named.parts or "\\" in use.file or ":" in use.file:
            expected = Text("本规则所在文件夹里的文件", "a file in this rubric's folder")
            hint = Text("把文件放在一起，只写文件名", "put the files together and write the name alone")
            problems.append(whole.problem(where, "file_elsewhere", use.file, expected, hint))
            continue
        file = path.parent / use.file
        if file.resolve() in above:
            expected = Text("不反过来用到本规则的规则", "a rubric that does not use this one")
            problems.append(whole.problem(where, "used_in_a_circle", use.file, expected))
            continue
        try:
            found[name] = load(file)
        except RubricError as fault:
            expected = Text("一份可用的评分规则", "a rubric that can be used")
            lines = [Text(one.say("zh"), one.say("en")) for one in fault.problems[:3]]
            hint = Text("\n".join(line.zh for line in lines), "\n".join(line.en for line in lines))
            problems.append(whole.problem(where, "used_rubric_faulty", use.file, expected, hint))
    if not problems:
        problems += _periods(whole, found)
        problems += _references(whole, found)
    return found, problems


def _periods(whole: Whole, found: Mapping[str, Rubric]) -> Iterator[Problem]:
    for name, use in whole.rubric.uses.items():
        ids = [period.id for period in found[name].periods]
        if use.period not in ("same", *ids):
            expected = Text("same，或那份规则的一个期次", "same, or a period of that rubric")
            yield whole.problem(
                ("uses", name, "period"), "unknown_period", use.period, expected, did_you_mean(use.period, ids)
            )


def _references(whole: Whole, found: Mapping[str, Rubric]) -> Iterator[Problem]:
    for written in whole.formulas:
        for part in written.expression.walk() if written.expression else ():
            if not isinstance(part, Reference) or not part.other:
                continue
            other = found.get(part.other)
            if other is None:
                expected = Text("uses 中写明的规则", "a rubric named under uses")
                yield whole.problem(
                    written.where, "unknown_rubric", part.other, expected, did_you_mean(part.other, list(found))
                )
            elif part.code not in other.items:
                expected = Text("那份规则中的代码", "a code of that rubric")
                hint = did_you_mean(part.code, list(other.items))
                yield whole.problem(written.where, "unknown_node", part.code, expected, hint)
            elif not _has(other, part):
                expected = Text("那一项所有的方面", "something that item has")
                hint = Text(
                    "指标有 value，计分的有 score、rate，rank 和 grade 只有排名的那一项有",
                    "leaves have a value, what is scored a score and rate; rank and grade are of the item ranked",
                )
                yield whole.problem(written.where, "no_such_aspect", source(part), expected, hint)


def _has(other: Rubric, part: Reference) -> bool:
    item = other.items[part.code]
    return {
        "value": isinstance(item, Leaf),
        "label": item.label is not None,
        "rank": part.code == other.rank.of,
        "grade": part.code == other.rank.of and other.grades is not None,
        "state": True,
    }.get(part.aspect, item.role != "shown")
