"""Where the files of a unit lie: its folder, by whose document it is, and their names in the store."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from service.sheets import file_name

# folder, stem, recipe → the name in the store, without suffix
Place = Callable[[str, str, str], str]

_RULES: Final = Path(__file__).with_name("folders.toml")
# A folder that is called as a file beside it may be: the two could not lie in one place.
_LIKE_A_FILE: Final = re.compile(r"\.(?=(?:csv|docx|html|json|pdf|xlsx|zip)$)", re.IGNORECASE)


def by_name(folder: str, stem: str, _recipe: str) -> str:
    """In the folder that was asked for: as people look for it."""
    return f"{folder}/{stem}" if folder else stem


def by_recipe(_folder: str, _stem: str, recipe: str) -> str:
    """In the service: what is made of the same has the same name, whichever batch wanted it."""
    return f"made/{recipe[:2]}/{recipe}"


def folder_of(slug: str, values: Mapping[str, Any]) -> str:
    """The folder of the unit that a document belongs to, by folders.toml; "" where no field says one. `values`: what its template
    sees, or its data."""
    for path in _rules().get(slug, _rules()[""]):
        said = " ".join(_said(values, path).split())
        if said:
            return folder_named(said)
    return ""


def folder_named(text: str) -> str:
    return _LIKE_A_FILE.sub("-", file_name(text))


def _said(value: Any, path: str) -> str:
    for step in path.split("."):
        # else: printed text with parts; an organisation given by its name alone
        value = value.get(step) if isinstance(value, Mapping) else getattr(value, step, value)
    return value if isinstance(value, str) else ""


@lru_cache(maxsize=1)
def _rules() -> Mapping[str, tuple[str, ...]]:
    """Paths by slug; "" are those of every other type."""
    found = tomllib.loads(_RULES.read_text(encoding="utf-8"))
    return {"": tuple(found["every"])} | {slug: tuple(paths) for slug, paths in found["types"].items()}
