"""What the bytes of a document depend on → one digest: the program, and the values that its template sees (docs/bulk.md)."""

from __future__ import annotations

import hashlib
import platform
import zlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, Final

import service
from service.config import settings
from service.doctypes import DocumentType, Values
from service.printing.engine import name as engine_name
from service.printing.engine import system_libraries
from service.words import Data

# Libraries that write a DOCX or a PDF, lay it out or measure for it; what only reads or checks data is seen in the values.
_LIBRARIES: Final = ("brotli", "cssselect2", "docxtpl", "fonttools", "isal", "jinja2", "lxml", "markupsafe", "pillow", "pydyf",
                     "pyphen", "tinycss2", "tinyhtml5", "uharfbuzz", "weasyprint", "zopfli")
_OWN: Final = frozenset({".icc", ".py", ".toml"})          # of our package, without the units that make no part of a document:
_APART: Final = frozenset({"accounts", "api", "asking", "batch", "bundle", "cli", "config", "copies", "data", "database",
                           "deadline.py", "errors.py", "fix", "language.py", "ledger", "locale", "records", "sheets", "sign",
                           "store", "telemetry", "trust", "verify", "web"})
_FACES: Final = frozenset({".ttf", ".otf"})
# Of a dataclass: the bytes it begins with, and what takes its fields. Kept, as a sheet has hundreds of them.
_Shape = tuple[bytes, Callable[[Any], tuple[Any, ...]]]
_SHAPES: Final[dict[type, _Shape]] = {}


@lru_cache(maxsize=1)
def program() -> str:
    """SHA-256, once a process, of all that is not the record: our sources, Python, the libraries, the faces."""
    digest = hashlib.sha256()
    _add(digest.update, [platform.python_version(), platform.machine(), zlib.ZLIB_RUNTIME_VERSION, engine_name(),
                         settings().printer, system_libraries(), {name: _version(name) for name in _LIBRARIES}])
    package = Path(service.__file__).parent
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package)
        if path.suffix in _OWN and name.parts[0] not in _APART:
            _add(digest.update, [name.as_posix(), path.read_bytes()])
    for folder in settings().fonts_dirs:                # in order: the first that has a face wins
        for path in sorted(path for path in folder.iterdir() if path.suffix in _FACES):
            _add(digest.update, [path.name, path.read_bytes()])
    return digest.hexdigest()


def recipe(doctype: DocumentType, values: Values, formats: Collection[str]) -> str:
    """SHA-256 of everything that files and findings of a document depend on. Of the values only those count that the template
    prints. Raises TypeError for a value that no template prints."""
    digest = hashlib.sha256()
    names = doctype.prepared.names
    notices = [[one.code, one.text, one.pointer, one.place, dict(one.args)] for one in values.notices]
    _add(digest.update, [program(), doctype.slug, doctype.version, sorted(formats), notices,
                         {name: value for name, value in values.context.items() if name in names}])
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:                        # one that another library may do without
        return ""


def _add(update: Callable[[bytes], object], value: Any) -> None:
    update(_alone(value))


def _alone(value: Any) -> bytes:
    """A value with its type and length, so that no two values give the same bytes."""
    parts: list[bytes] = []
    _walk(value, parts)
    return b"".join(parts)


def _walk(value: Any, out: list[bytes]) -> None:
    kind = type(value)
    if kind is str:
        _said(out, b"s", value)
    elif value is None or kind is bool:
        out.append(b"n" if value is None else b"t" if value else b"f")
    elif kind is tuple or kind is list:
        out.append(b"l%d:" % len(value))
        for one in value:
            _walk(one, out)
    elif kind is float or kind is int:
        out.append(b"d%r;" % value if kind is float else b"i%d;" % value)
    elif kind in _SHAPES or is_dataclass(kind):
        head, parts = _SHAPES.get(kind) or _shape(kind)
        out.append(head)
        for one in parts(value):
            _walk(one, out)
    else:
        _walk_rarer(value, out)


def _walk_rarer(value: Any, out: list[bytes]) -> None:
    kind = type(value)
    if isinstance(value, Mapping):
        out.append(b"m%d:" % len(value))
        for key, one in sorted(((_alone(key), one) for key, one in value.items()), key=itemgetter(0)):
            out.append(key)
            _walk(one, out)
    elif isinstance(value, bytes):
        out.append(b"b%d:" % len(value))
        out.append(value)
    elif isinstance(value, Enum):                       # before str and int, which some are too
        _said(out, b"e", f"{kind.__qualname__}.{value.name}")
    elif isinstance(value, Decimal):
        _said(out, b"D", str(value))
    elif isinstance(value, date | time):                # a datetime is a date
        _said(out, b"T", f"{kind.__qualname__} {value.isoformat()}")
    elif isinstance(value, set | frozenset):
        out.append(b"S%d:" % len(value))
        out.extend(sorted(_alone(one) for one in value))
    elif isinstance(value, Data):
        _said(out, b"p", kind.__qualname__)
        _walk(value.__dict__, out)
    elif isinstance(value, str | list):                 # a printed text with its parts, a body with the parts it came from
        _said(out, b"+", kind.__qualname__)
        _walk(str.__str__(value) if isinstance(value, str) else list(value), out)
        _walk(vars(value), out)
    else:
        raise TypeError(f"no digest of {kind.__module__}.{kind.__qualname__}")


def _said(out: list[bytes], mark: bytes, text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    out.append(mark + b"%d:" % len(raw))
    out.append(raw)


def _shape(kind: type) -> _Shape:
    names = [one.name for one in fields(kind)]
    take = attrgetter(*names)
    head: list[bytes] = []
    _said(head, b"o", kind.__qualname__)
    found: _Shape = (b"".join(head), take if len(names) > 1 else lambda value: (take(value),))
    _SHAPES[kind] = found
    return found
