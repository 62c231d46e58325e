"""What a batch gave: its documents, found and fetched one by one, and all of them at once."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from service.api.batches_files import WHOLES, Whole, send_archive, send_whole
from service.api.batches_results import send_result
from service.api.opened import opened
from service.batch.ended import folder_of
from service.bundle.manifest import why
from service.errors import BatchUnknown, problem
from service.ledger import Batch, Unit
from service.ledger.reading import Which
from service.web.batches.own import mine, noted
from service.web.batches.told import Told, told
from service.web.names import type_name
from service.web.page import piece
from service.web.visit import allowed

_PAGE: Final = 50
_WHICH: Final[dict[str, Which]] = {"xem-lai": "warned", "khong-lam": "unmade"}
_FILES: Final[dict[str, Whole]] = {one.name: one for one in WHOLES if one.media_type != "text/html"}


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/<id>/ket-qua", "found", found)
    blueprint.add_url_rule("/<id>/tep/<file>", "file", file)
    blueprint.add_url_rule("/<id>/tat-ca.zip", "everything", everything)
    blueprint.add_url_rule("/<id>/tai/<name>", "whole", whole)


def context(batch: Told) -> dict[str, Any]:
    """A part of the documents, by the search of the address; which files of the whole there are."""
    search, which = request.args.get("tim", "").strip()[:100], request.args.get("xem", "")
    after = _number(request.args.get("sau", "0"))
    units = opened().ledger.reading.found(batch.id, search, _WHICH.get(which, "all"), after, _PAGE + 1)
    shown = units[:_PAGE]
    more = url_for("batch_pages.found", id=batch.id, tim=search or None, xem=which or None,
                   sau=shown[-1].number) if len(units) > _PAGE else ""
    store, folder = opened().store, folder_of(batch.id)
    there = {name for name in (*_FILES, "errors.xlsx", "errors.csv") if store.size(f"{folder}/{name}") is not None}
    return {"units": shown, "after": more, "search": search, "which": which if which in _WHICH else "", "there": there,
            "why": why, "type_name": type_name, "label": label}


@allowed("batch")
def found(id: str) -> ResponseReturnValue:
    batch = told(mine(id))
    return piece("batches/results.html", told=batch, batch=batch.batch, more=bool(request.args.get("sau")), **context(batch))


@allowed("batch")
def file(id: str, file: str) -> ResponseReturnValue:
    """`7.pdf`: of the seventh document."""
    batch = mine(id)
    answer = send_result(batch, file)
    noted("document-downloaded", batch, file=file, sha256=answer.get_etag()[0])
    return answer


@allowed("batch")
def everything(id: str) -> ResponseReturnValue:
    batch = mine(id)
    answer = send_archive(batch)
    noted("batch-downloaded", batch, file="archive.zip", manifest=_manifest(batch))
    return answer


@allowed("batch")
def whole(id: str, name: str) -> ResponseReturnValue:
    """Manifest, report, print-ready PDF."""
    batch = mine(id)
    if name not in _FILES:
        raise BatchUnknown(problem("batch-file-unknown", "Đợt này không có tệp {ten}.", place=name[:64], ten=name[:64]))
    answer = send_whole(batch, _FILES[name])
    noted("batch-downloaded", batch, file=name, manifest=_manifest(batch))
    return answer


def label(unit: Unit) -> str:
    """dat, xem, loi, or the state of one that was not made."""
    if unit.state != "done" or unit.made is None:
        return unit.state
    if unit.made.verdict == "loi":
        return "loi"
    return "xem" if unit.made.findings else "dat"


def _manifest(batch: Batch) -> str | None:
    return opened().store.sha256(f"{folder_of(batch.id)}/manifest.json")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
