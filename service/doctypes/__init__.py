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

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from functools import lru_cache
from pathlib import Path

from service.config import settings
from service.doctypes.doctype import DocumentType, Values
from service.doctypes.schema import SCHEMA, read_schema
from service.errors import Problem, TemplateFaulty, TypeUnknown, problem
from service.fields.messages import unknown

__all__ = ["Catalogue", "DocumentType", "Values", "catalogue", "get", "load"]


def load(folder: Path) -> DocumentType:
    """One folder → DocumentType. Raises TemplateFaulty with every mistake of its schema; the template is read at first use."""
    schema, mistakes = read_schema(folder)
    TemplateFaulty.raise_any(mistakes)
    assert schema is not None
    return DocumentType(folder, schema)


class Catalogue(Mapping[str, DocumentType]):
    """Types by their slugs, in alphabetical order, each loaded at first use: a batch needs a few of them, and to load all takes a
    second. Whoever asks for all of them (`values`, `items`) gets TemplateFaulty with the mistakes of all schemas."""

    def __init__(self, folders: Mapping[str, Path]) -> None:
        self._folders = dict(sorted(folders.items()))
        self._loaded: dict[str, DocumentType] = {}

    def __getitem__(self, slug: str) -> DocumentType:
        """Raises TemplateFaulty with the mistakes of its schema."""
        if slug not in self._loaded:
            self._loaded[slug] = load(self._folders[slug])
        return self._loaded[slug]

    def __contains__(self, slug: object) -> bool:
        return slug in self._folders

    def __iter__(self) -> Iterator[str]:
        return iter(self._folders)

    def __len__(self) -> int:
        return len(self._folders)

    def values(self) -> ValuesView[DocumentType]:
        return self._whole().values()

    def items(self) -> ItemsView[str, DocumentType]:
        return self._whole().items()

    def _whole(self) -> dict[str, DocumentType]:
        mistakes: list[Problem] = []
        for slug in self:
            try:
                self[slug]
            except TemplateFaulty as fault:
                mistakes += fault.problems
        TemplateFaulty.raise_any(mistakes)
        return {slug: self._loaded[slug] for slug in self}


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """Every type there is."""
    return Catalogue({path.parent.name: path.parent for place in settings().types_dirs for path in place.glob(f"*/{SCHEMA}")})


def get(slug: str) -> DocumentType:
    """A type by its slug. Raises TypeUnknown with the nearest name and all names, TemplateFaulty with its mistakes."""
    types = catalogue()
    if slug not in types:
        known = ", ".join(types)
        raise TypeUnknown(unknown(
            slug, types, problem("type-unknown", "Không có loại văn bản “{ten}”. Các loại: {cac_loai}.", cac_loai=known),
            problem("type-unknown", "Không có loại văn bản “{ten}”; có phải “{gan}”? Các loại: {cac_loai}.", cac_loai=known)))
    return types[slug]
