"""Operations whose result can be far larger than their operands, each asked first how large: a template cannot eat the memory
or the time of the process. What is refused says which limit it broke."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NoReturn

from service.errors import LimitExceeded, problem

MAX_VALUE_CHARS = 1_000_000  # one string; two hundred pages of a decree are about 600 000 characters
MAX_ITEMS = 100_000
MAX_STEPS = 10_000  # `range`: no official document counts further
MAX_BITS = 4_096
MAX_PLACES = 400  # digits of a `%` or `format` width
_WIDTH = re.compile(r"\d{4,}|\*|\{[^{}]*\{")


def too_long() -> NoReturn:
    raise LimitExceeded(problem("limit-chars", "Một chuỗi trong mẫu dài quá {gioi_han} ký tự.", gioi_han=MAX_VALUE_CHARS))


def too_many(limit: int = MAX_ITEMS) -> NoReturn:
    raise LimitExceeded(problem("limit-loop", "Mẫu lặp hoặc lập danh sách quá {gioi_han} phần tử.", gioi_han=limit))


def too_large() -> NoReturn:
    raise LimitExceeded(problem("limit-number", "Phép tính trong mẫu cho số quá {gioi_han} bit.", gioi_han=MAX_BITS))


def chars(count: int) -> None:
    if count > MAX_VALUE_CHARS:
        too_long()


def steps(*arguments: int) -> range:
    """`range` of at most MAX_STEPS steps."""
    made = range(*arguments)
    if len(made) > MAX_STEPS:
        too_many(MAX_STEPS)
    return made


def width(pattern: str) -> None:
    """A `%` or `format` pattern whose width comes from data, or has four digits, can ask for any length."""
    if _WIDTH.search(pattern):
        too_long()


def _multiply(left: object, right: object) -> object:
    for one, other in ((left, right), (right, left)):
        if isinstance(other, int) and isinstance(one, str):
            chars(len(one) * other)
        elif isinstance(other, int) and isinstance(one, (list, tuple)) and len(one) * other > MAX_ITEMS:
            too_many()
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > MAX_BITS:
        too_large()
    return operator.mul(left, right)


def _power(left: object, right: object) -> object:
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() * abs(right) > MAX_BITS:
        too_large()
    return operator.pow(left, right)


def _add(left: object, right: object) -> object:
    if isinstance(left, str) and isinstance(right, str):
        chars(len(left) + len(right))
    elif isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)) and len(left) + len(right) > MAX_ITEMS:
        too_many()
    return operator.add(left, right)


def _remainder(left: object, right: object) -> object:
    if isinstance(left, str):
        width(left)
        chars(len(left) + sum(len(str(item)) for item in (right if isinstance(right, tuple) else (right,))))
    return operator.mod(left, right)


OPERATORS: Mapping[str, Callable[[object, object], object]] = MappingProxyType(
    {"*": _multiply, "**": _power, "+": _add, "%": _remainder}
)


def join(items: Iterable[object], separator: str = "") -> str:
    pieces = [str(item) for item in items]
    chars(sum(map(len, pieces)) + len(separator) * len(pieces))
    return separator.join(pieces)


def replace(text: str, old: str, new: str, count: int | None = None) -> str:
    found = text.count(old) if count is None or count < 0 else min(count, text.count(old))
    chars(len(text) + found * (len(new) - len(old)))
    return text.replace(old, new, -1 if count is None else count)


def call_method(text: str, name: str, arguments: tuple[object, ...]) -> None:
    """Asks before a method of a string that can make it longer."""
    if name == "replace" and len(arguments) >= 2:
        old, new = str(arguments[0]), str(arguments[1])
        chars(len(text) + text.count(old) * max(len(new) - len(old), 0))
    elif name == "join" and arguments:
        items = list(arguments[0]) if isinstance(arguments[0], (list, tuple)) else [str(arguments[0])]
        chars(sum(len(str(item)) for item in items) + len(text) * len(items))
    elif name in ("center", "ljust", "rjust", "zfill") and arguments and isinstance(arguments[0], int):
        chars(arguments[0])
    elif name in ("format", "format_map"):
        width(text)
        chars(len(text) + sum(len(str(argument)) for argument in arguments))
