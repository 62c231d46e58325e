"""JSON text → values, strictly (RFC 8259): a key twice is an error with its place, not the last value silently."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from service.errors import InputUnreadable, Problem, problem
from service.inputs.places import doubled, empty, position

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],]', re.DOTALL)


class _Doubled(ValueError):
    """A key stands twice in one object."""


def read_json(text: str, name: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_pairs, parse_int=_integer, parse_constant=_constant)
    except _Doubled as fault:
        raise InputUnreadable(*_doubled_keys(text, name)) from fault
    except json.JSONDecodeError as fault:
        raise InputUnreadable(_json_problem(fault, name)) from fault


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Doubled
    return found


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= 40 else math.inf      # told with its pointer by the cleaner, like 1e999


def _constant(_: str) -> float:
    return math.nan


def _doubled_keys(text: str, name: str) -> Iterator[Problem]:
    """Where each second key stands. Slow and only for text that is known to be at fault."""
    seen: list[set[str] | None] = []
    for token in _TOKEN.finditer(text):
        if token[0] in "{[":
            seen.append(set() if token[0] == "{" else None)
        elif token[0] in "}]":
            seen.pop()
        elif token[0] != "," and seen and (keys := seen[-1]) is not None and text[token.end():].lstrip()[:1] == ":":
            key = str(json.loads(token[0]))
            if key in keys:
                line, column = position(text, token.start())
                yield doubled(key, line, column, name)
            keys.add(key)


def _json_problem(fault: json.JSONDecodeError, name: str) -> Problem:
    """The decoder's complaint in Vietnamese: the four mistakes people make by hand, and everything else."""
    place: dict[str, Any] = {"place": name, "dong": fault.lineno, "cot": fault.colno}
    here = fault.doc[fault.pos:fault.pos + 1]
    if not fault.doc.strip():
        return empty(name)
    if not here or fault.msg.startswith("Unterminated string"):
        return problem("json-unfinished", "JSON chưa kết thúc: thiếu dấu đóng của phần mở ở dòng {dong}, cột {cot}.", **place)
    if fault.msg.startswith("Expecting ',' delimiter"):
        return problem("json-comma-missing", "JSON thiếu dấu phẩy hoặc dấu đóng ngoặc ở dòng {dong}, cột {cot}.", **place)
    if fault.msg.startswith(("Expecting property name", "Illegal trailing comma")):
        return problem("json-name-expected", "JSON cần tên trường trong dấu nháy kép ở dòng {dong}, cột {cot} "
                       "(không có dấu phẩy sau trường cuối).", **place)
    if fault.msg.startswith("Invalid control character"):
        return problem("json-control-character", "JSON có ký tự xuống dòng hoặc ký tự điều khiển trong chuỗi ở dòng {dong}, "
                       "cột {cot}; hãy viết \\n.", **place)
    return problem("json-syntax", "JSON sai cú pháp ở dòng {dong}, cột {cot}, tại “{gan}”.", gan=here, **place)
