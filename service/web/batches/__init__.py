"""Batches of an office (docs/bulk.md): from a workbook or a campaign to many documents.

    own.py        whose batch it is; files in and out, the trail
    start.py      /dot, /dot/moi: what there is, a new one            upload.py     an upload taken in
    shown.py      /dot/<id>: how it stands, events; its end           told.py       a batch as a page tells it
    content.py    what the page shows, by the state                   waiting.py    of one that waits
    readiness.py  the matrix; a cell corrected; begun                 matrix.py     rows of the matrix
    results.py    documents that were made; downloads
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint

from service.web.batches import readiness, results, shown, start, upload

blueprint: Final = Blueprint("batch_pages", __name__, url_prefix="/dot")     # "batches" is the HTTP service's
for one in (start, upload, shown, readiness, results):
    one.register(blueprint)
