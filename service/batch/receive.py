"""An upload taken in: into the store, then into the ledger, within its owner's share; once, however often it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any, Final

from service.batch.ended import folder_of
from service.batch.quotas import check_held, check_quotas
from service.config import settings
from service.errors import Problem, RequestReused, problem
from service.ledger import Batch, Ledger, Wish, new_id
from service.store import Store
from service.vietnamese.characters import composed

SUFFIXES: Final = (".xlsx", ".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".zip")
_ZIPPED: Final = frozenset({".xlsx", ".zip"})
_MOST_NAME: Final = 150                            # characters


def receive(ledger: Ledger, store: Store, owner: str, wish: Wish, upload: bytes, *, campaign: Mapping[str, Any] | None = None,
            priority: int = 0, total: int = 0, request: tuple[str, str] | None = None) -> tuple[Batch, bool]:
    """The batch, and whether an earlier request with the same key had made it. `wish.name` ends with the upload's suffix;
    `total`: its rows, 0 where only reading them tells; `request`: its key and the fingerprint of what came with it.

    The upload is in the store before the batch is in the ledger: no keeper finds a batch without it. Raises RequestReused,
    QuotaExceeded, LimitExceeded.
    """
    earlier = ledger.batches.requested(owner, *request) if request else None
    if earlier:
        return earlier, True
    used = ledger.batches.used(owner)
    check_quotas(used, settings().bulk, max(total, 1))
    if wish.held:
        check_held(used, settings().bulk)
    number = new_id()
    source = f"{folder_of(number)}/input{PurePath(wish.name).suffix.lower()}"
    store.put(source, upload)
    try:
        batch, new = ledger.batches.add(number, owner, replace(wish, source=source), campaign=campaign, priority=priority,
                                        request=request, total=total)
    except RequestReused:                         # another request with this key came in between
        store.delete([source])
        raise
    if not new:
        store.delete([source])
    return batch, not new


def unfit(data: bytes, suffix: str) -> Iterator[Problem]:
    """What a glance at the file tells; whoever plans the batch reads it."""
    if suffix not in SUFFIXES:
        yield problem("batch-upload-format", "Không nhận tệp này; hãy gửi .xlsx, .csv (UTF-8), .jsonl, hoặc thư mục phong trào "
                      "nén thành .zip.", place="file")
    elif not data.strip():
        yield problem("batch-empty", "Tệp chưa có dòng dữ liệu nào.", place="file")
    elif suffix in _ZIPPED and not data.startswith(b"PK\x03\x04"):
        yield problem("batch-upload-kind", "Nội dung tệp không phải {can}.", place="file", can=suffix)


def named(sent: str) -> str:
    """A file's name as it is told again: its last part, without what controls a terminal; never the name of a file of ours."""
    last = sent.replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = composed("".join(one for one in last if one.isprintable())).strip().rpartition(".")
    return f"{(stem if dot else suffix)[:_MOST_NAME] or 'dot'}{f'.{suffix[:10]}' if dot else ''}"
