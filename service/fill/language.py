"""The language of the tags: Jinja's, sandboxed, without loaders, clocks and dice, every growing operation bounded."""

from __future__ import annotations

import types
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from jinja2 import Undefined
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as DEFAULT_FILTERS
from jinja2.filters import do_round, make_attrgetter, sync_do_slice, sync_do_sum
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, pass_environment

from service.fill import limits
from service.fill.generator import Generator
from service.fill.markup import BY_CONTEXT, as_text
from service.fill.record import Missing

CONCAT = "in concat"  # stands for `~`, which the sandbox does not let through its hands



def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FILTERS = _words(
    "abs batch capitalize count d default dictsort filesizeformat first float groupby int items last length list lower map max "
    "min reject rejectattr reverse select selectattr slice sort string striptags title trim truncate unique upper wordcount"
)  # not: safe, xmlattr, urlize, tojson (make markup), random (another file each time), pprint, attr, forceescape

_METHODS: Mapping[type, frozenset[str]] = {
    str: _words(
        "upper lower title capitalize casefold swapcase strip lstrip rstrip startswith endswith removeprefix removesuffix split "
        "rsplit splitlines partition rpartition find rfind index rindex count isdigit isalpha isalnum isnumeric isdecimal "
        "isupper islower istitle isspace replace join center ljust rjust zfill format format_map"
    ),
    dict: frozenset(("items", "keys", "values", "get")),
    list: frozenset(("index", "count")),
    tuple: frozenset(("index", "count")),
    int: frozenset(),
    bool: frozenset(),
    float: frozenset(("is_integer",)),
}
_OF_DICT = frozenset(dir(dict))


class Language(ImmutableSandboxedEnvironment):
    """One environment for all templates. Values are escaped where they are printed (markup.py), by the compiler's own filters,
    so `autoescape` is off: Jinja's would escape once more."""

    intercepted_binops = frozenset(limits.OPERATORS)
    code_generator_class = Generator

    def __init__(self) -> None:
        super().__init__(undefined=Missing, autoescape=False, keep_trailing_newline=True, cache_size=0)
        self.data: defaultdict[str, set[type]] = defaultdict(set)  # attribute → the types that hold it as plain data
        self.binop_table.update(limits.OPERATORS)
        self.globals = {"range": limits.steps, "dict": dict, "namespace": Namespace}
        self.filters = {name: DEFAULT_FILTERS[name] for name in _FILTERS} | dict(_BOUNDED) | dict(BY_CONTEXT) | {CONCAT: _concat}

    def getattr(self, obj: Any, attribute: str) -> Any:
        # plain data first (four fifths of a fill's time went into the sandbox's questions): a key that no dict attribute hides is
        # what Jinja would find, and a public field or property of a dataclass is data whatever its value
        kind = type(obj)
        if kind is dict:
            if attribute not in _OF_DICT:
                return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        elif kind in self.data.get(attribute, ()):
            return getattr(obj, attribute)
        elif _is_data(kind, attribute):
            self.data[attribute].add(kind)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        for kind, allowed in _METHODS.items():
            if isinstance(obj, kind) and hasattr(kind, attr):
                return attr in allowed
        return super().is_safe_attribute(obj, attr, value)

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(obj, Undefined):
            return obj(*args, **kwargs)
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, str) and isinstance(obj, types.BuiltinMethodType):
            limits.call_method(owner, obj.__name__, args)
        elif isinstance(obj, types.FunctionType) and isinstance(getattr(obj, "__wrapped__", None), types.BuiltinMethodType):
            limits.call_method(obj.__wrapped__.__self__, "format", (*args, *kwargs.values()))  # type: ignore[attr-defined]  # sandboxed str.format
        if not self.is_safe_callable(obj):
            raise SecurityError(f"{obj!r} is not safely callable")
        return context.call(obj, *args, **kwargs)


def _is_data(kind: type, attribute: str) -> bool:
    if attribute.startswith("_") or issubclass(kind, tuple(_METHODS)):
        return False
    if isinstance(getattr(kind, attribute, None), property):
        return kind is LoopContext or is_dataclass(kind)
    return is_dataclass(kind) and any(field.name == attribute for field in fields(kind))


@pass_environment
def _join(environment: Language, value: Iterable[object], d: str = "", attribute: str | int | None = None) -> str:
    items = map(make_attrgetter(environment, attribute), value) if attribute is not None else value
    return limits.join(map(as_text, items), d)


def _concat(items: list[object]) -> str:
    return limits.join(map(as_text, items))


def _same(value: object) -> object:
    return value  # what is printed is escaped once, anyway


def _replace(s: object, old: str, new: str, count: int | None = None) -> str:
    return limits.replace(as_text(s), old, new, count)


def _center(value: object, width: int = 80) -> str:
    limits.chars(width)
    return as_text(value).center(width)


def _indent(s: object, width: int | str = 4, first: bool = False, blank: bool = False) -> str:
    text = as_text(s)
    limits.chars(len(text) + (text.count("\n") + 1) * (width if isinstance(width, int) else len(width)))
    return str(DEFAULT_FILTERS["indent"](text, width, first, blank))


def _format(value: object, *args: object, **kwargs: object) -> str:
    return str(limits.OPERATORS["%"](as_text(value), kwargs or args))


def _batch(value: Iterable[object], linecount: int, fill_with: object = None) -> object:
    if linecount > limits.MAX_STEPS:
        limits.too_many(limits.MAX_STEPS)
    return DEFAULT_FILTERS["batch"](value, linecount, fill_with)


def _slice(value: Collection[object], slices: int, fill_with: object = None) -> object:
    if slices > limits.MAX_STEPS:
        limits.too_many(limits.MAX_STEPS)
    return sync_do_slice(value, slices, fill_with)


@pass_environment
def _sum(environment: Language, iterable: Iterable[Any], attribute: str | int | None = None, start: float = 0) -> object:
    # numbers only: adding lists is quadratic
    numbers: object = sync_do_sum(environment, iterable, attribute, start if isinstance(start, (int, float)) else 0)
    return numbers


def _round(value: float, precision: int = 0, method: Any = "common") -> float:
    return do_round(value, max(-15, min(precision, 15)), method)


_BOUNDED: Mapping[str, Callable[..., object]] = {
    "join": _join,
    "e": _same,
    "escape": _same,
    "replace": _replace,
    "center": _center,
    "indent": _indent,
    "format": _format,
    "batch": _batch,
    "slice": _slice,
    "sum": _sum,
    "round": _round,
}
