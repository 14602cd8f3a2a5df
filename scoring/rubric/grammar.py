"""The rubric's classes with the methods put in: one optional key of a leaf or node for each method there is.

The model knows no method; the registry above it knows them all. `grammar` joins the two, so that a method added to the
registry is a key of the file, of its JSON Schema and of every error's list of choices, with nothing else to touch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Annotated, Any, ClassVar, Protocol, TypeVar, cast

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    ModelWrapValidatorHandler,
    Tag,
    ValidationError,
    create_model,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from scoring.rubric.method import Combining, Method
from scoring.rubric.model import Leaf, Node, Rubric, keys_of
from scoring.rubric.values import Frozen

Methods = Mapping[str, type[Method]]

LEAF, NODE = "<leaf>", "<node>"
"""Tags of the two kinds of children. No key of a file looks like them, so they are told apart in error places."""

DEFAULT_SCALE = "share"
DEFAULT_COMBINE = "mean"

_Made = TypeVar("_Made", bound=Frozen)


class Registry(Protocol):
    """The methods there are, by the key a rubric calls them by."""

    @property
    def evidence(self) -> Methods:
        """Kinds of evidence a leaf may have."""

    @property
    def scale(self) -> Methods:
        """Scales a leaf may have."""

    @property
    def combine(self) -> Methods:
        """Ways a node may combine its children."""

    @property
    def transform(self) -> Methods:
        """What a leaf's value may be turned into before it is scaled."""


def grammar(evidence: Methods, scale: Methods, combine: Methods, transform: Methods | None = None) -> type[Rubric]:
    """The class of whole rubrics that use these methods; made once for a registry.

    Args:
        evidence: kinds of evidence by key.
        scale: scales by key; `share` must be among them, which stands where a leaf names none.
        combine: combinations by key; `mean` must be among them, which stands where a node names none.
        transform: what a leaf's value may be turned into before it is scaled; nothing where not given.
    """
    return _grammar(*(tuple((room or {}).items()) for room in (evidence, scale, combine, transform)))


def method_keys(leaf: type[Leaf]) -> tuple[Methods, Methods]:
    """The evidence and the scale methods a leaf class was made with."""
    made = cast("type[_Leaf]", leaf)
    return made.evidence_methods, made.scale_methods


def one_key(found: Mapping[str, Any], choices: Methods) -> list[str]:
    """Which of the methods a leaf's mapping names, in the file's order."""
    return [key for key in found if key in choices]


class _Leaf(Leaf):
    """A leaf before its methods are put in: what holds whichever they are."""

    evidence_methods: ClassVar[Methods] = {}
    scale_methods: ClassVar[Methods] = {}

    @property
    def evidence(self) -> Method:
        return next(_given(self, self.evidence_methods))

    @property
    def transforms(self) -> tuple[Method, ...]:
        given: tuple[_One, ...] | None = getattr(self, "transform_by", None)
        return tuple(one.method for one in given or ())

    @property
    def scale(self) -> Method:
        return next(_given(self, self.scale_methods), None) or _unsaid(self.scale_methods[DEFAULT_SCALE])

    @property
    def scale_is_given(self) -> bool:
        """Whether the file names a scale."""
        return any(_given(self, self.scale_methods))

    @model_validator(mode="wrap")
    @classmethod
    def _has_one_of_each(cls, written: Any, handler: ModelWrapValidatorHandler[_Leaf]) -> _Leaf:
        wrong: list[InitErrorDetails] = []
        if isinstance(written, Mapping):
            evidence, scale = one_key(written, cls.evidence_methods), one_key(written, cls.scale_methods)
            # A misspelt method key is reported as unknown already; "none given" beside it would only confuse.
            unknown = any(key not in keys_of(cls) for key in written)
            if len(evidence) > 1 or not (evidence or unknown):
                wrong.append(_error("evidence", evidence, cls.evidence_methods))
            if len(scale) > 1:
                wrong.append(_error("scale", scale, cls.scale_methods))
        return _together(cls, written, handler, wrong)


class _One(Frozen):
    """One method where several could stand: its key, with its parameters."""

    methods: ClassVar[Methods] = {}
    kind: ClassVar[str] = "combine"

    @property
    def method(self) -> Method:
        return next(_given(self, self.methods))

    @model_validator(mode="wrap")
    @classmethod
    def _has_one(cls, written: Any, handler: ModelWrapValidatorHandler[_One]) -> _One:
        wrong: list[InitErrorDetails] = []
        if isinstance(written, Mapping) and len(written) != 1:
            wrong.append(_error(cls.kind, list(written), cls.methods))
        return _together(cls, written, handler, wrong)


class _Node(Node):
    """A node before its methods are put in."""

    default_combine: ClassVar[type[Method]]

    @property
    def combine(self) -> Combining:
        given: _One | None = getattr(self, "combine_by", None)
        method = given.method if given else _unsaid(self.default_combine)
        if not isinstance(method, Combining):
            raise TypeError(f"{method.key} does not combine")
        return method

    @property
    def combine_is_given(self) -> bool:
        return getattr(self, "combine_by", None) is not None


@lru_cache(maxsize=8)
def _grammar(*rooms: tuple[tuple[str, type[Method]], ...]) -> type[Rubric]:
    evidence, scale, combine, transform = (dict(room) for room in rooms)
    turned: Any = _made("Transform", _One, _optional(transform), methods=transform, kind="transform")
    several = BeforeValidator(_bare_list, json_schema_input_type=str | turned | tuple[str | turned, ...])
    transforms: Any = tuple[turned, ...] | None
    leaf_fields = {
        **_optional({**evidence, **scale}),
        "transform_by": (Annotated[transforms, several], Field(None, alias="transform")),
    }
    leaf = _made("Leaf", _Leaf, leaf_fields, evidence_methods=evidence, scale_methods=scale)
    by = _made("Combine", _One, _optional(combine), methods=combine, kind="combine")
    child = Annotated[
        Annotated[leaf, Tag(LEAF)] | Annotated["Node", Tag(NODE)],  # type: ignore[valid-type]
        Discriminator(_kind),
    ]
    bare = BeforeValidator(_bare_key, json_schema_input_type=by | str)
    node_fields = {
        "combine_by": (Annotated[by | None, bare], Field(None, alias="combine")),
        "children": (tuple[child, ...], ...),
    }
    node = _made("Node", _Node, node_fields, default_combine=combine[DEFAULT_COMBINE])
    node.model_rebuild(_types_namespace={"Node": node})
    return _made("Rubric", Rubric, {"tree": (node, ...)})


def _made(name: str, base: type[_Made], fields: Mapping[str, Any], **constants: Any) -> type[_Made]:
    made: type[_Made] = create_model(name, __base__=base, __module__=__name__, __doc__=base.__doc__, **fields)
    for key, value in constants.items():
        setattr(made, key, value)
    return made


def _optional(methods: Methods) -> dict[str, Any]:
    return {
        key: (method | None, Field(None, title=method.title.zh, description=method.summary.zh))
        for key, method in methods.items()
    }


@cache
def _unsaid(method: type[Method]) -> Method:
    """The method that stands where a rubric names none: the same for all, as it has no parameters of its own."""
    return method()


def _given(part: Frozen, methods: Methods) -> Iterator[Method]:
    # Only what the file gives is looked at: there are dozens of methods, and one of them.
    given = (key for key in part.model_fields_set if key in methods)
    return (value for key in given if (value := getattr(part, key)) is not None)


def _kind(child: Any) -> str | None:
    if isinstance(child, (Leaf, Node)):
        return LEAF if isinstance(child, Leaf) else NODE
    if isinstance(child, Mapping):
        return NODE if "node" in child else LEAF if "leaf" in child else None
    return None


def _bare_key(written: Any) -> Any:
    return {written: {}} if isinstance(written, str) else written


def _bare_list(written: Any) -> Any:
    return [_bare_key(one) for one in (written if isinstance(written, list | tuple) else [written])]


def _error(kind: str, found: list[str], choices: Methods) -> InitErrorDetails:
    context = {"found": found, "choices": tuple(choices)}
    return InitErrorDetails(type=PydanticCustomError(f"one_{kind}", "exactly one is needed", context), loc=(), input="")


def _together(made: type[_Made], written: Any, handler: Callable[[Any], _Made], wrong: list[InitErrorDetails]) -> _Made:
    """Validate the fields, and report what is wrong with them together with what is wrong with the whole."""
    try:
        result = handler(written)
    except ValidationError as fault:
        raise ValidationError.from_exception_data(made.__name__, [*wrong, *map(_again, fault.errors())]) from None
    if wrong:
        raise ValidationError.from_exception_data(made.__name__, wrong)
    return result


def _again(error: Any) -> InitErrorDetails:
    # Made anew as a custom error, since an error's own type cannot be built from its name alone.
    kind = PydanticCustomError(error["type"], "{said}", {**error.get("ctx", {}), "said": error["msg"]})
    return InitErrorDetails(type=kind, loc=error["loc"], input=error["input"])
