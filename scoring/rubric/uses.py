"""Rubrics that another reads results of: found beside it, loaded, and held to what is asked of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from scoring.errors import Problem, RubricError
from scoring.rubric.checks.whole import Whole
from scoring.rubric.expression import Reference
from scoring.rubric.model import Leaf, Rubric
from scoring.rubric.nearest import did_you_mean
from scoring.rubric.prose import source
from scoring.words import Text


@dataclass(frozen=True)
class Together:
    """What is loaded on behalf of one rubric: the files being read, the outermost first, and what each came to.

    `done` is shared by all of them, so that a file used on several paths is loaded and proved once.
    """

    above: tuple[Path, ...] = ()
    done: dict[Path, Rubric | RubricError] = field(default_factory=dict)

    def below(self, file: Path) -> Together:
        """The same, for what that file uses."""
        return Together((*self.above, file.resolve()), self.done)

    def get(self, file: Path, load: Callable[[Path], Rubric]) -> Rubric:
        """The rubric of a file, loaded where it has not been.

        Raises:
            RubricError: everything wrong with it.
        """
        place = file.resolve()
        if place not in self.done:
            try:
                self.done[place] = load(file)
            except RubricError as fault:
                self.done[place] = fault
        found = self.done[place]
        if isinstance(found, RubricError):
            raise found
        return found


def others(
    whole: Whole, path: Path, load: Callable[[Path], Rubric], together: Together
) -> tuple[dict[str, Rubric], list[Problem]]:
    """The rubrics used, by the names formulas call them by; and what is wrong with how they are used.

    Args:
        whole: the rubric that uses them.
        path: its file; theirs lie in its folder or below.
        load: what loads one.
        together: files being loaded already, this one last; a rubric cannot use one that uses it.
    """
    found: dict[str, Rubric] = {}
    problems: list[Problem] = []
    for name, use in whole.rubric.uses.items():
        where = ("uses", name, "file")
        if not _beside(use.file):
            expected = Text("本规则所在文件夹里的文件", "a file in this rubric's folder")
            hint = Text("把文件放在一起，只写文件名", "put the files together and write the name alone")
            problems.append(whole.problem(where, "file_elsewhere", use.file.replace("\0", "\\0"), expected, hint))
            continue
        file = path.parent / use.file
        if file.resolve() in together.above:
            expected = Text("不反过来用到本规则的规则", "a rubric that does not use this one")
            problems.append(whole.problem(where, "used_in_a_circle", use.file, expected))
            continue
        try:
            found[name] = together.get(file, load)
        except RubricError as fault:
            expected = Text("一份可用的评分规则", "a rubric that can be used")
            lines = [Text(one.say("zh"), one.say("en")) for one in fault.problems[:3]]
            hint = Text("\n".join(line.zh for line in lines), "\n".join(line.en for line in lines))
            problems.append(whole.problem(where, "used_rubric_faulty", use.file, expected, hint))
    if not problems:
        problems += _ids(whole, path, found)
        problems += _periods(whole, found)
        problems += _references(whole, found)
    return found, problems


def _beside(file: str) -> bool:
    """Whether it names a file of the folder or below; no path holds a character of code zero."""
    named = PurePosixPath(file)
    return not (named.is_absolute() or ".." in named.parts or any(one in file for one in "\\:\0"))


def _ids(whole: Whole, path: Path, found: Mapping[str, Rubric]) -> Iterator[Problem]:
    """Inputs and results are told apart by the rubric's id: no two files of a family may have the same."""
    files = {whole.rubric.id: path}
    for name, other in found.items():
        for one in other.family:
            first = files.setdefault(one.id, Path(one.file))
            if first.resolve() != Path(one.file).resolve():
                expected = Text(
                    "id 与本规则及其他用到的规则都不同的规则",
                    "a rubric whose id neither this one nor another one used has",
                )
                hint = Text(
                    "{one}与{first}的 id 同为{id}，请给其中一份另起 id",
                    "{one} and {first} both have the id {id}: give one of them another",
                ).with_(one=Path(one.file).name, first=first.name, id=one.id)
                yield whole.problem(("uses", name, "file"), "duplicate_rubric", one.id, expected, hint)


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
