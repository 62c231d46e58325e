"""Bytes of a data file → plain values: JSON, YAML 1.2 or TOML; of a sheet (CSV, XLSX) → its cells with their places.

What comes out is safe to print: strings composed (NFC) with line feeds only, no character that XML cannot hold, no key twice, no
NaN, bounded in size and depth. Dates that YAML and TOML know are kept as dates. What a value must be is the type's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from service.errors import InputRefused, InputUnreadable, LimitExceeded, Problem, problem
from service.inputs.clean import Cleaner, too_deep
from service.inputs.csv_text import read_csv
from service.inputs.grid import CellFault, Grid, Line, Value, letters
from service.inputs.json_text import read_json
from service.inputs.text import decoded
from service.inputs.toml_text import read_toml
from service.inputs.xlsx import Workbook, read_xlsx
from service.inputs.yaml_text import read_yaml

__all__ = [
    "CellFault",
    "Grid",
    "Line",
    "Value",
    "Workbook",
    "check_size",
    "letters",
    "load",
    "load_file",
    "load_lines",
    "load_list",
    "read_csv",
    "read_file",
    "read_xlsx",
]

MIB = 1024 * 1024
MAX_BYTES = 20 * MIB
# Their readers are pure Python (for YAML only that one follows 1.2, where `no` is a word): 1 MB of YAML takes seven seconds.
MAX_SLOW_BYTES = MIB

Format = Literal["json", "yaml", "toml"]
_READERS: dict[Format, Callable[[str, str], object]] = {"json": read_json, "yaml": read_yaml, "toml": read_toml}
_SUFFIXES: dict[str, Format] = {".json": "json", ".yaml": "yaml", ".yml": "yaml", ".toml": "toml"}
_MEDIA_TYPES: dict[str, Format] = {"json": "json", "yaml": "yaml", "x-yaml": "yaml", "vnd.yaml": "yaml", "toml": "toml"}


def load(data: bytes, *, name: str = "", media_type: str = "", max_bytes: int = MAX_BYTES) -> dict[str, Any]:
    """The object in a data file, by its name's suffix or its media type; without either JSON is tried, then YAML.

    `name` stands before the place in every message. Raises InputUnreadable (line and column), LimitExceeded (which limit), and
    InputRefused with the JSON pointer of every value that no document can hold.
    """
    found = _parsed(data, name, media_type, max_bytes)
    if not isinstance(found, dict):
        raise InputUnreadable(problem("data-not-object", "Dữ liệu phải là một đối tượng gồm các trường có tên.", place=name))
    cleaner = Cleaner(name, max_characters=max_bytes)
    cleaned = cleaner.clean_object(found)
    InputRefused.raise_any(cleaner.problems)
    return cleaned


def load_list(data: bytes, key: str, *, name: str, max_bytes: int = MAX_BYTES) -> list[Any]:
    """The list in a data file, or in an object with this one key. Raises as `load`."""
    found = _parsed(data, name, "", max_bytes)
    if isinstance(found, dict) and list(found) == [key]:
        found = found[key]
    if not isinstance(found, list):
        raise InputUnreadable(problem("data-not-list", "Dữ liệu phải là một danh sách.", place=name))
    cleaner = Cleaner(name, max_characters=max_bytes)
    cleaned = cleaner.clean_list(found)
    InputRefused.raise_any(cleaner.problems)
    return cleaned


def load_lines(
    data: bytes, *, name: str, max_bytes: int = MAX_BYTES
) -> Iterator[tuple[int, dict[str, Any], tuple[Problem, ...]]]:
    """JSONL: (number of the line, its object, what of it no document can hold); an object that cannot be read is empty and told.

    Raises InputUnreadable where the bytes are no UTF-8, LimitExceeded.
    """
    check_size(data, name, max_bytes)
    for number, line in enumerate(decoded(data, name).split("\n"), start=1):
        if not line.strip():
            continue
        cleaner = Cleaner(name, max_characters=max_bytes)
        try:
            found = read_json(line, name)
            if not isinstance(found, dict):
                raise InputUnreadable(problem("data-not-object", "Dữ liệu phải là một đối tượng gồm các trường có tên.",
                                              place=name))
            yield number, cleaner.clean_object(found), tuple(cleaner.problems)
        except RecursionError:
            yield number, {}, too_deep(name).problems
        except InputUnreadable as fault:
            yield number, {}, tuple(replace(one, args=MappingProxyType({**one.args, "dong": number})) for one in fault.problems)


def load_file(path: Path, *, max_bytes: int = MAX_BYTES) -> dict[str, Any]:
    """The object in this file. Raises as `load`, and InputUnreadable where the file cannot be opened."""
    return load(read_file(path, max_bytes=max_bytes), name=path.name, max_bytes=max_bytes)


def read_file(path: Path, *, max_bytes: int = MAX_BYTES) -> bytes:
    """The file's bytes, one more than allowed where there are more. Raises InputUnreadable where it cannot be opened."""
    try:
        with path.open("rb") as file:
            return file.read(max_bytes + 1)
    except OSError as fault:
        raise InputUnreadable(problem("file-not-opened", "Không mở được tệp dữ liệu {tep} ({ly_do}).", place=str(path),
                                      tep=str(path), ly_do=fault.strerror or type(fault).__name__)) from fault


def _parsed(data: bytes, name: str, media_type: str, max_bytes: int) -> object:
    check_size(data, name, max_bytes)
    text = decoded(data, name)
    kind = _kind(text, name, media_type)
    if kind != "json" and len(data) > MAX_SLOW_BYTES:
        raise LimitExceeded(problem("data-too-large", "Dữ liệu {loai} lớn hơn {toi_da} MiB; hãy dùng JSON.", place=name,
                                    loai=kind.upper(), toi_da=MAX_SLOW_BYTES // MIB))
    try:
        return _READERS[kind](text, name)
    except RecursionError as fault:
        raise too_deep(name) from fault


def check_size(data: bytes, name: str, max_bytes: int = MAX_BYTES, *, setting: str = "VANBAN_MAX_BODY_BYTES") -> None:
    """Raises LimitExceeded, which names the setting that has the limit."""
    if len(data) > max_bytes:
        raise LimitExceeded(problem("data-too-large", "Dữ liệu lớn hơn {toi_da} byte ({bien}).", place=name, toi_da=max_bytes,
                                    bien=setting))


def _kind(text: str, name: str, media_type: str) -> Format:
    by_name = _SUFFIXES.get(Path(name).suffix.lower())
    subtype = media_type.partition(";")[0].strip().lower().rpartition("/")[2]
    by_media = _MEDIA_TYPES.get(subtype) or _MEDIA_TYPES.get(subtype.rpartition("+")[2])
    # without a hint: whoever begins with a brace means JSON, and wants JSON's complaint about it
    return by_name or by_media or ("json" if text.lstrip()[:1] in ("{", "[") else "yaml")
