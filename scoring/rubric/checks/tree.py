"""The tree: codes, roles, points that add up, and what each method has to say of its leaf."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from scoring.errors import Problem
from scoring.rubric.checks.whole import Placed, Whole, repeated
from scoring.rubric.formula import FormulaError, kind_of, parse
from scoring.rubric.model import Leaf, Node
from scoring.rubric.nearest import listed
from scoring.rubric.shares import counted, is_weighted, own_points
from scoring.rubric.values import write_number
from scoring.rubric.written import methods_of
from scoring.words import Text

_CHILDREN = Text("补上计分的下级，或把 node 改为 leaf", "add scored children, or make it a leaf")
_FIGURES = Text(
    "该分支的各下级都写分值和计分方法；只展示数值的指标移出该分支，写 role: shown",
    "each child of this node needs points and a scale; a figure only to be shown stands beside it, with role: shown",
)


def duplicate_codes(whole: Whole) -> Iterator[Problem]:
    """Conditions and workbooks name an item by its code: it must be one item's only."""
    for placed in whole.placed:
        first = whole.items[placed.item.code]
        if first is not placed:
            line = whole.document.line(first.where)
            yield whole.problem(
                placed.where,
                "duplicate_code",
                placed.item.code,
                Text("每个代码只用一次", "each code once"),
                Text(f"第 {line} 行已用，请改其一", f"line {line} has it already: change one of them"),
            )


def no_children(whole: Whole) -> Iterator[Problem]:
    """A node is combined from its children."""
    for placed in whole.placed:
        if isinstance(placed.item, Node) and not any(child.role == "scored" for child in placed.item.children):
            yield whole.problem(
                (*placed.where, "children"),
                "no_children",
                "[]" if not placed.item.children else "",
                Text("至少一个计分的下级指标", "at least one scored child"),
                _FIGURES if placed.item.role == "shown" else _CHILDREN,
            )


def points_missing(whole: Whole) -> Iterator[Problem]:
    """Whatever is scored, added or taken off needs its full marks or its cap."""
    for placed in whole.placed:
        item = placed.item
        points = whole.points(item.code)
        if item.role == "shown":
            continue
        if points is None:
            yield whole.problem(
                placed.where,
                "no_points",
                item.code,
                Text("分值 points", "its points"),
                _points_wanted(whole, placed),
            )
        elif points <= 0:
            yield whole.problem(
                (*placed.where, "points"),
                "points_not_positive",
                write_number(points),
                Text("大于 0 的分值", "points above 0"),
                Text("扣分项写 role: penalty，分值仍为正", "a deduction is role: penalty with positive points"),
            )


def _points_wanted(whole: Whole, placed: Placed) -> Text:
    """How to give an item its points. Where no sibling would be left with marks it is no way out to show it only."""
    if placed.item.role in ("bonus", "penalty"):
        return Text("加减分项的 points 是上限", "the points of a bonus or penalty are its cap")
    if not placed.above:
        return Text("写上 points，或给下级写 points", "give points, or points to its children")
    above = placed.above[-1]
    left = any(whole.points(child.code) is not None for child in counted(above))
    if above.role == "shown":
        return Text("写上 points", "give points") if left else _FIGURES
    weighed = Text(
        "写上 points（或给每个同级写 weight，给上级写 points）",
        "give points (or a weight to each sibling, and points to the node above)",
    )
    only_shown = Text("{weighed}；只展示不计分的写 role: shown", "{weighed}; for display only, role: shown")
    return only_shown.with_(weighed=weighed) if left else weighed


def points_sum(whole: Whole) -> Iterator[Problem]:
    """The scored children's points make up their parent's, where they are what it is combined by."""
    for placed in whole.placed:
        item = placed.item
        if not isinstance(item, Node) or item.points is None or not item.combine.points_add_up:
            continue
        children = counted(item)
        known = [one for child in children if (one := own_points(child)) is not None]
        total = sum(known, Fraction(0))
        if is_weighted(children) or not known or len(known) != len(children):
            continue
        if total != item.points:
            yield whole.problem(
                (*placed.where, "points"),
                "points_sum",
                f"{' + '.join(map(write_number, known))} = {write_number(total)}",
                Text("{code} 的分值 {points}", "the {points} points of {code}").with_(
                    code=item.code, points=write_number(item.points)
                ),
                Text("调整下级分值或本级分值，使之相等", "change the children's points or the node's until they agree"),
            )


def weights_sound(whole: Whole) -> Iterator[Problem]:
    """Siblings all have weights or none has; no weight is negative and not all are zero."""
    for placed in whole.placed:
        if not isinstance(placed.item, Node):
            continue
        children = counted(placed.item)
        given = [child.weight for child in children if child.weight is not None]
        where = (*placed.where, "children")
        if given and len(given) < len(children):
            bare = listed([child.code for child in children if child.weight is None])
            expected = Text("同级各有权重，或都没有", "a weight for every sibling, or for none")
            yield whole.problem(where, "weight_missing", bare.zh, expected, Text("补上 weight", "add the weights"))
        if any(weight < 0 for weight in given):
            found = listed([write_number(weight) for weight in given]).zh
            expected = Text("不小于 0 的权重", "weights of at least 0")
            yield whole.problem(
                where, "weight_negative", found, expected, Text("扣分写 role: penalty", "a deduction is role: penalty")
            )
        elif given and len(given) == len(children) and not any(given):
            expected = Text("至少一个大于 0 的权重", "a weight above 0")
            hint = Text("权重全为 0 时无法合成", "with all weights zero nothing can be combined")
            yield whole.problem(where, "weights_all_zero", "0", expected, hint)
        if given and not placed.item.combine.points_add_up and placed.item.combine.key == "sum":
            expected = Text("有分值的下级", "children with points")
            hint = Text("求和只看得分：删去 weight，写 points", "a sum adds marks: give points, not weights")
            yield whole.problem(where, "weights_in_sum", "weight", expected, hint)


def weight_has_siblings(whole: Whole) -> Iterator[Problem]:
    """A weight speaks of scored siblings: what is added, taken off or shown has none."""
    for placed in whole.placed:
        item = placed.item
        if item.weight is not None and (item.role != "scored" or not placed.above):
            expected = Text("计分的下级指标才有权重", "a weight on scored children only")
            hint = Text(
                "删去 weight；加减分项用 points 作上限", "remove it; a bonus or penalty is capped by its points"
            )
            yield whole.problem(
                (*placed.where, "weight"), "weight_of_nothing", write_number(item.weight), expected, hint
            )


def shown_is_not_scored(whole: Whole) -> Iterator[Problem]:
    """What is only shown has neither points nor a scale."""
    for placed in whole.placed:
        if placed.item.role != "shown":
            continue
        given = [("points", placed.item.points is not None)]
        if isinstance(placed.item, Leaf):
            given.append((placed.item.scale.key, placed.item.scale_is_given))
        for key, there in given:
            if there:
                yield whole.problem(
                    (*placed.where, key),
                    "shown_is_not_scored",
                    key,
                    Text("只展示的指标不写分值和计分方法", "an item for display has neither points nor scale"),
                    Text(f"删去 {key}，或删去 role: shown", f"remove {key}, or remove role: shown"),
                )


def role_of_root(whole: Whole) -> Iterator[Problem]:
    """The whole is what is scored."""
    if whole.rubric.tree.role != "scored":
        expected = Text("根节点的角色为 scored", "the root's role to be scored")
        yield whole.problem(("tree", "role"), "root_role", whole.rubric.tree.role, expected)


def needs_scale(whole: Whole) -> Iterator[Problem]:
    """Only evidence that is already a share of full marks may leave its scale out."""
    for placed, leaf in whole.leaves:
        is_share = leaf.evidence.gives_share if leaf.change is None else leaf.change.is_share
        if leaf.role != "shown" and not leaf.scale_is_given and not is_share:
            yield whole.problem(
                placed.where,
                "no_scale",
                leaf.evidence.key if leaf.change is None else "change",
                Text("一种计分方法", "a scale"),
                Text("如 proportional: {target: 95%}", "for instance proportional: {target: 95%}"),
            )


def methods_complain(whole: Whole) -> Iterator[Problem]:
    """Each method checks its own parameters."""
    for placed in whole.placed:
        if isinstance(placed.item, Node) and placed.item.combine_is_given:
            for one in placed.item.combine.complaints_of(placed.item, whole.rubric):
                where = (*placed.where, "combine", placed.item.combine.key, *one.path)
                yield whole.problem(where, one.code, one.found, one.expected, one.hint)
    for placed, leaf in whole.leaves:
        for key, method in methods_of(leaf):
            for one in method.complaints(leaf, whole.rubric):
                where = (*placed.where, *key, *one.path)
                # Of a formula that does not read it is not asked what happens where it comes to zero.
                if one.path in (("zero_target",), ("equal_posts",)) and not _reads(whole, one.found):
                    continue
                yield whole.problem(where, one.code, one.found, one.expected, one.hint)


def _reads(whole: Whole, text: str) -> bool:
    """Whether a target's formula reads, and names what there is."""
    try:
        return kind_of(parse(text), whole.names_for("target")) == "number"
    except FormulaError:
        return False


def items_told_apart(whole: Whole) -> Iterator[Problem]:
    """An item of a checklist is one thing: the same code must not stand for two in the same kind of record."""
    seen: dict[tuple[str, str], tuple[Text, str]] = {}
    for placed, leaf in whole.leaves:
        items = getattr(leaf.evidence, "items", None)
        table, answers = getattr(leaf.evidence, "table", ""), getattr(leaf.evidence, "answers", "")
        # Items that only name what is declared elsewhere, with a weight or none, have no title to tell apart.
        titled = items.items() if isinstance(items, Mapping) else ()
        for name, title in titled:
            if not isinstance(title, Text):
                continue
            first = seen.setdefault((table, name), (title, answers))
            where = (*placed.where, leaf.evidence.key, "items", name)
            if first[0] != title:
                expected = Text("{name} 已指“{title}”", "{name} to mean “{title}” as before")
                expected = expected.with_(name=name, title=first[0])
                hint = Text("换一个要点代码", "give the item another code")
                yield whole.problem(where, "duplicate_item", f"{name}: {title.zh}", expected, hint)
            elif first[1] != answers:
                expected = Text("{name} 的结论用 {answers} 这一套", "verdicts on {name} to come from {answers}")
                expected = expected.with_(name=name, answers=first[1])
                hint = Text(
                    "一项只有一个结论，各处用同一套答案", "an item has one verdict: use one set of answers for it"
                )
                yield whole.problem(where, "two_answer_sets", f"{name}: {answers}", expected, hint)


def duplicate_groups(whole: Whole) -> Iterator[Problem]:
    """Groups of the roster are named once."""
    groups = whole.rubric.population.groups
    if twice := repeated(groups):
        found, expected = listed(groups[n] for n in twice).zh, Text("每组一次", "each group once")
        yield whole.problem(("population", "groups"), "duplicate_group", found, expected)


CHECKS = (
    duplicate_codes,
    no_children,
    points_missing,
    points_sum,
    weights_sound,
    weight_has_siblings,
    shown_is_not_scored,
    role_of_root,
    needs_scale,
    methods_complain,
    items_told_apart,
    duplicate_groups,
)
