"""Folders → document types (docs/types.md): built-in ones and the office's own, the later of one name wins.

    head.py        what schema.toml says of the type itself
    schema.py      common.toml + campaign.toml + schema.toml → Schema
    gather.py      data and campaign → checked values; taken.py: what a field takes of a campaign; computed.py: count, sum
    doctype.py     DocumentType: the way from data to Values; json_form.py: its JSON Schema; names.py: its template's names
    context.py     checked fields → the names of docs/templates.md
    appendices.py  cac_phu_luc; apart.py: in files of their own
    origin.py      what a document was made from, as a file inside its PDF
    plain.py       checked values → plain data, for rules across documents
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from service.config import settings
from service.doctypes.doctype import DocumentType, Values
from service.doctypes.schema import SCHEMA, read_schema
from service.errors import Problem, TemplateFaulty, TypeUnknown, problem
from service.fields.messages import unknown

__all__ = ["DocumentType", "Values", "catalogue", "get", "load"]


def load(folder: Path) -> DocumentType:
    """One folder → DocumentType. Raises TemplateFaulty with every mistake of its schema; the template is read at first use."""
    schema, mistakes = read_schema(folder)
    TemplateFaulty.raise_any(mistakes)
    assert schema is not None
    return DocumentType(folder, schema)


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, DocumentType]:
    """Every type by its slug, in alphabetical order. Raises TemplateFaulty with the mistakes of all schemas."""
    folders = {path.parent.name: path.parent for place in settings().types_dirs for path in sorted(place.glob(f"*/{SCHEMA}"))}
    types: dict[str, DocumentType] = {}
    mistakes: list[Problem] = []
    for slug, folder in sorted(folders.items()):
        try:
            types[slug] = load(folder)
        except TemplateFaulty as fault:
            mistakes += fault.problems
    TemplateFaulty.raise_any(mistakes)
    return MappingProxyType(types)


def get(slug: str) -> DocumentType:
    """A type by its slug. Raises TypeUnknown with the nearest name and all names."""
    types = catalogue()
    if slug not in types:
        known = ", ".join(types)
        raise TypeUnknown(unknown(
            slug, types, problem("type-unknown", "Không có loại văn bản “{ten}”. Các loại: {cac_loai}.", cac_loai=known),
            problem("type-unknown", "Không có loại văn bản “{ten}”; có phải “{gan}”? Các loại: {cac_loai}.", cac_loai=known)))
    return types[slug]
