"""An upload as it was stored → the units of its batch: whoever plans what was received calls this."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from service.batch.folder import plan_folder
from service.batch.places import Place, by_recipe
from service.batch.plan import Plan, plan_rows
from service.dossier.packed import SUFFIX, unpack
from service.errors import InputRefused, problem
from service.ledger.values import Wish
from service.sheets import Correction, read_rows


def plan_upload(data: bytes, wish: Wish, *, campaign: Mapping[str, object] | None = None, place: Place = by_recipe,
                watch: Callable[[int], None] = lambda _: None) -> Plan:
    """XLSX, CSV, JSONL, or the ZIP of a campaign's folder, by `wish.name` → Plan. `campaign`: what rows share.

    Pictures given as paths are refused: rows have no folder here. Raises what makes nothing possible: InputUnreadable,
    InputRefused, LimitExceeded, FileRefused, FileUnreadable, TypeUnknown; StoreUnreachable where the disk is full.
    """
    if not is_folder(wish):
        cells = [Correction(*one) for one in wish.corrections]
        rows = read_rows(data, wish.name, slug=wish.slug or None, convert=wish.convert, corrections=cells)
        return plan_rows(rows, place=place, formats=wish.formats, today=wish.today, campaign=campaign, watch=watch)
    if campaign is not None or wish.today is None:
        raise InputRefused(problem("folder-alone", "Thư mục phong trào đã có dữ liệu chung của nó và cần ngày lập văn bản; bỏ "
                                   "campaign, ghi today.", place=wish.name))
    with TemporaryDirectory(prefix="vanban-") as folder:
        unpack(data, Path(folder))
        return plan_folder(Path(folder), place=place, formats=wish.formats, today=wish.today, watch=watch)


def is_folder(wish: Wish) -> bool:
    """Whether the upload is a campaign's folder, and not rows."""
    return wish.name.lower().endswith(SUFFIX)
