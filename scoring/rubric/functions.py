"""The functions of formulas: which there are, how each is written, and the part of an expression a call becomes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Literal, cast, get_args

from scoring.rubric import expression as ex
from scoring.rubric.computed import FUNCTIONS as COMPUTED
from scoring.rubric.expression import Expression
from scoring.rubric.kinds import FormulaError
from scoring.rubric.nearest import did_you_mean, listed
from scoring.rubric.values import read_number
from scoring.words import Text

MOST_PERIODS = 20

PLAIN: tuple[str, ...] = get_args(ex.Function)
STATISTICS: tuple[str, ...] = get_args(ex.Statistic)
PAST: tuple[str, ...] = get_args(ex.Past)
EARLIER: dict[str, Literal["period", "year"]] = {"previous": "period", "year_before": "year"}
INSIDE: tuple[str, ...] = get_args(ex.Inside)
KINDS: tuple[str, ...] = get_args(ex.PeriodKind)
FUNCTIONS = tuple(dict.fromkeys((*PLAIN, *STATISTICS, *EARLIER, *PAST, *INSIDE)))

_WRITTEN = {
    "if": "if(a > 0, a, b)",
    "min": "min(a, b)",
    "max": "max(a, b)",
    "sum": "sum(a, b)",
    "mean": "mean(a, b)",
    "abs": "abs(a)",
    "count": "count(a > 0, b > 0)",
    "up": "up(a), up(a, 0.1)",
    "down": "down(a), down(a, 0.1)",
    "nearest": "nearest(a), nearest(a, 0.1)",
    "previous": "previous(a), previous(a, 2)",
    "year_before": "year_before(a), year_before(a, 2)",
    "every": "every(a > 0, 3)",
    "ever": "ever(a > 0, 3)",
    **{name: f"{name}(a), {name}(a, 2)" for name in PAST if name.endswith("_before")},
    **{name: f"{name}(a, quarter)" for name in INSIDE},
}
_AMONG = {
    **{name: f"{name}(a among level)" for name in STATISTICS},
    "count": "count(a > 0 among level)",
    "share": "share(a > 0 among level)",
    "percentile": "percentile(a, 75% among level)",
}
_MOST = {"if": 3, "abs": 1, "up": 2, "down": 2, "nearest": 2, **dict.fromkeys((*EARLIER, *PAST, *INSIDE), 2)}
_LEAST = {"if": 3, "every": 2, "ever": 2, **dict.fromkeys(INSIDE, 2)}
_TRANSFORM = Text(
    "算式里没有对数、方根和指数：取值的写成 transform，如 transform: log；常数写在不用算式的地方，如 target: ln(100)",
    "formulas have no logarithms, roots or powers: of a value write transform, as in transform: log; a constant stands "
    "where no formula is, as in target: ln(100)",
)


def call(name: Any, arguments: list[Any], group: Any | None, build: Callable[[Any], Expression]) -> Expression:
    """What a call means.

    Args:
        name: the token of the function's name.
        arguments: the parsed trees of its arguments, at least one.
        group: the token of the group behind `among`; None where there is none.
        build: makes an expression of a tree.

    Raises:
        FormulaError: no such function, or not written as it must be.
    """
    function = str(name)
    if function not in FUNCTIONS:
        expected = Text("一个函数", "a function")
        hint = _TRANSFORM if function in COMPUTED else did_you_mean(function, FUNCTIONS)
        raise FormulaError(function, expected, hint, name.start_pos + 1)
    if group is not None:
        return _among(name, arguments, str(group), build)
    if function not in _WRITTEN:
        expected = Text("一组地区，如 {form}", "a group of jurisdictions, as in {form}").with_(form=_AMONG[function])
        hint = Text(
            "在哪些地区中比？all、level、group、parent 或名册属性",
            "which group? all, level, group, parent or an attribute",
        )
        raise FormulaError(function, expected, hint, name.start_pos + 1)
    _count(name, arguments, _LEAST.get(function, 1), _MOST.get(function), _WRITTEN[function])
    if function in EARLIER:
        back = _periods(arguments[1]) if len(arguments) > 1 else 1
        return ex.Earlier(build(arguments[0]), back, EARLIER[function])
    if function in PAST:
        periods = _periods(arguments[1]) if len(arguments) > 1 else None
        return ex.History(cast("ex.Past", function), build(arguments[0]), periods)
    if function in INSIDE:
        return ex.Within(cast("ex.Inside", function), build(arguments[0]), _kind(arguments[1]))
    if function in ("up", "down", "nearest") and len(arguments) > 1:
        _step(arguments[1])
    return ex.Call(cast("ex.Function", function), tuple(build(argument) for argument in arguments))


def _among(name: Any, arguments: list[Any], group: str, build: Callable[[Any], Expression]) -> ex.Among:
    function = str(name)
    if function not in STATISTICS:
        expected = Text("不带 among 的写法，如 {form}", "no among, as in {form}").with_(form=_WRITTEN[function])
        hint = Text("可以在一组地区中算的有：{some}", "over a group there are: {some}").with_(some=listed(STATISTICS))
        raise FormulaError("among", expected, hint, name.start_pos + 1)
    wanted = 2 if function == "percentile" else 1
    _count(name, arguments, wanted, wanted, _AMONG[function])
    argument = _share(arguments[1]) if function == "percentile" else None
    return ex.Among(cast("ex.Statistic", function), build(arguments[0]), group, argument)


def _count(name: Any, arguments: list[Any], least: int, most: int | None, form: str) -> None:
    if least <= len(arguments) <= (most or len(arguments)):
        return
    expected = Text("写法如 {form}", "to be written as {form}").with_(form=form)
    hint = Text("写了 {n} 个参数", "{n} given").with_(n=len(arguments))
    raise FormulaError(str(name), expected, hint, name.start_pos + 1)


def _periods(tree: Any) -> int:
    number = _constant(tree)
    if number is not None and number.denominator == 1 and 1 <= number <= MOST_PERIODS:
        return int(number)
    expected = Text(f"1 到 {MOST_PERIODS} 的整数", f"a whole number from 1 to {MOST_PERIODS}")
    hint = Text("期数写成整数，如 previous(a, 2)", "write how many periods, as in previous(a, 2)")
    raise FormulaError(_written(tree), expected, hint, _start(tree))


def _kind(tree: Any) -> ex.PeriodKind:
    kind = str(tree.children[0]) if tree.data == "name" else ""
    if kind in KINDS:
        return cast("ex.PeriodKind", kind)
    expected = Text("一类测评期：{kinds}", "a kind of period: {kinds}").with_(kinds=listed(KINDS))
    hint = Text("各季度的平均写作 mean_within(a, quarter)", "over the quarters it is mean_within(a, quarter)")
    raise FormulaError(_written(tree), expected, hint, _start(tree))


def _step(tree: Any) -> None:
    number = _constant(tree)
    if number is None or number <= 0:
        expected = Text("大于零的步长", "a step above zero")
        hint = Text("步长写成数，如 up(a, 0.1)", "write a number, as in up(a, 0.1)")
        raise FormulaError(_written(tree), expected, hint, _start(tree))


def _share(tree: Any) -> Fraction:
    number = _constant(tree)
    if number is not None and 0 <= number <= 1:
        return number
    expected = Text("0% 到 100% 的分位", "a share from 0% to 100%")
    hint = Text("四分之三分位写作 percentile(a, 75% among all)", "as in percentile(a, 75% among all)")
    raise FormulaError(_written(tree), expected, hint, _start(tree))


def _constant(tree: Any) -> Fraction | None:
    return read_number(tree.children[0]) if tree.data == "constant" else None


def _tokens(tree: Any) -> list[Any]:
    children = getattr(tree, "children", None)
    return [tree] if children is None else [token for child in children for token in _tokens(child)]


def _start(tree: Any) -> int:
    return int(_tokens(tree)[0].start_pos) + 1


def _written(tree: Any) -> str:
    return " ".join(map(str, _tokens(tree)))
