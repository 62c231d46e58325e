"""/dot/<id>: how a batch stands, live; cancelled, deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, copy_current_request_context, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from service.api import batches_events, events
from service.api.opened import opened
from service.batch.ended import cancel, discard
from service.config import settings
from service.web.batches.content import context, to_batch
from service.web.batches.own import mine, noted, owner
from service.web.batches.told import RESTING, failures, told
from service.web.page import page, piece
from service.web.texts import _
from service.web.visit import allowed


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/<id>", "shown", shown)
    blueprint.add_url_rule("/<id>/noi-dung", "content", content)
    blueprint.add_url_rule("/<id>/tien-do", "progress", progress)
    blueprint.add_url_rule("/<id>/su-kien", "stream", stream)
    blueprint.add_url_rule("/<id>/huy", "stop", stop, methods=["POST"])
    blueprint.add_url_rule("/<id>/xoa", "delete", delete, methods=["POST"])


@allowed("batch")
def shown(id: str) -> ResponseReturnValue:
    found = told(mine(id))
    return page("batches/shown.html", **context(found))


@allowed("batch")
def content(id: str) -> ResponseReturnValue:
    """All but the frame of the page: what it shows changes with the state."""
    return piece("batches/content.html", **context(told(mine(id))))


@allowed("batch")
def progress(id: str) -> ResponseReturnValue:
    """For a browser that hears no events."""
    batch = mine(id)
    return piece("batches/progress.html", told=told(batch), failures=failures(batch))


@allowed("batch")
def stream(id: str) -> ResponseReturnValue:
    """Events: the same piece whenever something has changed; at the end `end`."""
    mine(id)
    whose = owner()

    @copy_current_request_context
    def look() -> Mapping[str, Any]:
        batch = opened().ledger.batches.get(id, whose)
        found = told(batch)
        html = render_template("batches/progress.html", told=found, failures=failures(batch))
        return {"state": batch.state, "counts": {}, "html": html}

    return batches_events.answer(look, _written, RESTING)


@allowed("batch")
def stop(id: str) -> ResponseReturnValue:
    batch = cancel(opened().ledger, mine(id), keep_days=settings().bulk.keep_days)
    noted("batch-cancelled", batch)
    return to_batch(batch)


@allowed("batch")
def delete(id: str) -> ResponseReturnValue:
    batch, ours = mine(id), opened()
    discard(ours.ledger, ours.store, batch, keep_days=settings().bulk.keep_days)
    noted("batch-deleted", batch)
    flash(_("Đã xóa đợt “{ten}” và mọi tệp của nó.", ten=batch.wish.name), "success")
    return redirect(url_for("batch_pages.listed"))


def _written(number: str, state: Mapping[str, Any]) -> bytes:
    said = events.text_event(number, "state", state["html"])
    return said + (events.text_event(number, "end", ".") if state["state"] in RESTING else b"")
