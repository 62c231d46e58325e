"""TOML text → values. Only home of tomllib."""

from __future__ import annotations

import re
import tomllib

from service.errors import InputUnreadable, problem
from service.inputs.clean import MAX_DEPTH, too_deep
from service.inputs.places import position

# tomllib's cost grows with the square of a dotted key's length: 120 KB of `a.a.a…` took 77 seconds
_LONG_KEY = re.compile(rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*"|'[^'\n]*')[ \t]*+\.[ \t]*+){{{MAX_DEPTH + 1}}}""", re.ASCII)

def read_toml(text: str, name: str) -> object:
    if _LONG_KEY.search(text):
        raise too_deep(name)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        found = re.search(r"line (\d+), column (\d+)", str(fault))
        line, column = (int(found[1]), int(found[2])) if found else position(text, len(text))
        raise InputUnreadable(problem("toml-syntax", "TOML sai cú pháp ở dòng {dong}, cột {cot}.", place=name, dong=line,
                                      cot=column)) from fault
    except ValueError as fault:                  # an integer of more digits than Python converts
        raise InputUnreadable(problem("toml-value", "TOML có giá trị không đọc được ({ly_do}).", place=name,
                                      ly_do=str(fault))) from fault
