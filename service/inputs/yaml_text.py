"""YAML text → values: version 1.2, plain types only. Only home of ruamel.yaml."""

from __future__ import annotations

import math
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.constructor import DuplicateKeyError, SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from service.errors import InputUnreadable, problem
from service.inputs.clean import MAX_DEPTH
from service.inputs.places import doubled, empty, position


class _BoundedComposer(Composer):
    """Stops at the depth limit while reading: the parser's own cost grows with the square of the depth."""

    _depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        self._depth += 1
        if self._depth > MAX_DEPTH + 1:
            raise RecursionError
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1


class _CarefulConstructor(SafeConstructor):
    """The plain types, with integers as `_integer` makes them."""


def _integer(constructor: SafeConstructor, node: Any) -> int | float | str:
    """Keeps `0912345678` and `001` as written: as numbers they would lose what makes them a telephone or a code."""
    text = str(node.value)
    if re.fullmatch("[-+]?0[0-9]+", text):
        return text
    # longer ones are told with their pointer by the cleaner
    return constructor.construct_yaml_int(node) if len(text) <= 40 else math.inf


_CarefulConstructor.add_constructor("tag:yaml.org,2002:int", _integer)


def read_yaml(text: str, name: str) -> object:
    reader = YAML(typ="safe", pure=True)
    reader.Composer, reader.Constructor = _BoundedComposer, _CarefulConstructor
    try:
        found = reader.load(text)
    except DuplicateKeyError as fault:
        line, column = _marked(fault)
        key = re.search('duplicate key "(.*?)"', fault.problem or "")
        raise InputUnreadable(doubled(key[1] if key else "", line, column, name)) from fault
    except MarkedYAMLError as fault:
        line, column = _marked(fault)
        raise InputUnreadable(problem("yaml-syntax", "YAML sai cú pháp ở dòng {dong}, cột {cot}.", place=name, dong=line,
                                      cot=column)) from fault
    except ReaderError as fault:
        line, column = position(text, fault.position)
        raise InputUnreadable(problem("yaml-character", "YAML có ký tự điều khiển ở dòng {dong}, cột {cot}.", place=name,
                                      dong=line, cot=column)) from fault
    except (YAMLError, ValueError) as fault:     # a date such as 2025-02-30
        raise InputUnreadable(problem("yaml-value", "YAML có giá trị không đọc được ({ly_do}).", place=name,
                                      ly_do=str(fault))) from fault
    if found is None:
        raise InputUnreadable(empty(name))
    return found


def _marked(fault: MarkedYAMLError) -> tuple[int, int]:
    mark = fault.problem_mark or fault.context_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
