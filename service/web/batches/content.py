"""A batch's page but for its frame, by its state."""

from __future__ import annotations

from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.ledger import Batch, new_id
from service.web.batches import results, waiting
from service.web.batches.start import grouped
from service.web.batches.told import Told, failures


def context(found: Told) -> dict[str, Any]:
    batch = found.batch
    more: dict[str, Any] = {}
    if batch.state == "judged":
        more = waiting.context(found)
    elif batch.state == "refused":
        more = {"groups": grouped()}
    elif found.ended:
        more = results.context(found)
    return {"told": found, "batch": batch, "failures": failures(batch), "request_key": new_id(), **more}


def moved(found: Told) -> Response:
    """The batch's page is another now: in place of whatever piece was asked for."""
    address = url_for("batch_pages.shown", id=found.id)
    if not request.headers.get("HX-Request"):
        return make_response("", 303, {"Location": address})
    body = render_template("batches/content.html", **context(found))
    return make_response(body, 200, {"HX-Retarget": "#batch", "HX-Reswap": "innerHTML show:window:top", "HX-Push-Url": address})


def to_batch(batch: Batch) -> ResponseReturnValue:
    """Leads to the batch's page."""
    return redirect(url_for("batch_pages.shown", id=batch.id), 303)
