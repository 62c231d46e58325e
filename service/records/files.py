"""A document's files in the store, below `documents/<organisation>/<id>/`, named by their content: none is ever half
replaced."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress

from service.errors import FileGone, RecordUnknown, StoreUnreachable, problem
from service.records.values import Document, StoredFile
from service.store import Store


def keep(store: Store, organisation: str, document: str, data: Mapping[str, bytes]) -> dict[str, StoredFile]:
    """Kind (docx, pdf, signed) → where it is kept. Raises StoreUnreachable."""
    kept = {}
    for kind, one in data.items():
        sha256 = hashlib.sha256(one).hexdigest()
        kept[kind] = StoredFile(f"{_folder(organisation, document)}/{kind}-{sha256[:32]}", sha256, len(one))
    store.put_all({kept[kind].place: one for kind, one in data.items()})
    return kept


def read(store: Store, document: Document, kind: str) -> bytes:
    """Raises RecordUnknown where there is none, FileGone also where it is not the same any more."""
    file = document.files.get(kind)
    if file is None:
        raise RecordUnknown(problem("file-none", "Văn bản này không có tệp đó."))
    data = store.get(file.place)
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise FileGone(problem("file-changed", "Tệp {ten} trong kho đã bị thay đổi từ bên ngoài.", place=file.place,
                               ten=f"{kind}-{file.sha256[:8]}"))
    return data


def forget(store: Store, before: Mapping[str, StoredFile], now: Mapping[str, StoredFile]) -> None:
    """Removes what a row named before and does not now, and nothing else: another process may just be bringing a file. A store
    that is away keeps it, which harms nobody."""
    named = {one.place for one in now.values()}
    with suppress(StoreUnreachable):
        store.delete([one.place for one in before.values() if one.place not in named])


def _folder(organisation: str, document: str) -> str:
    return f"documents/{organisation}/{document}"
