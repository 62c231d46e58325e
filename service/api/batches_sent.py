"""Answers that are sent piece by piece, as long as their reader takes: nothing of them is held, threads stay for the others."""

from __future__ import annotations

import errno
import logging
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from flask import Response, request

from service.api.access import note
from service.api.turn import LONG_ANSWERS
from service.errors import ServerBusy, VanbanError, problem
from service.ledger import Batch
from service.sheets import file_name

_LOG: Final = logging.getLogger("vanban.batch")
# A page of ours that needs no script, no picture and nothing from anywhere.
PAGE_POLICY: Final = ("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
                      "frame-ancestors 'none'; sandbox")


def sent(pieces: Iterable[bytes], media_type: str, *, batch: str, name: str = "", size: int | None = None) -> Response:
    """The pieces as they come; of HEAD only what would be sent. `name`: of the file it is to be saved as.

    Raises ServerBusy where too many such answers are being sent. What goes wrong in the middle breaks the connection: with its
    length said before, nobody takes half a file for a whole one.
    """
    if request.method == "HEAD":
        response = Response(mimetype=media_type)
    else:
        response = Response(_unbroken(pieces, batch), mimetype=media_type)
        taken(response)
    if size is not None:
        response.content_length = size
    if name:
        response.headers["Content-Disposition"] = disposition(name)
    return response


def taken(response: Response) -> None:
    """One of the long answers, until it has been sent or its reader has left. Raises ServerBusy."""
    if not LONG_ANSWERS.acquire(blocking=False):
        raise ServerBusy(problem("answers-full", "Máy chủ đang gửi quá nhiều tệp và luồng sự kiện cùng lúc; hãy thử lại sau."))
    response.call_on_close(LONG_ANSWERS.release)


def noted(response: Response, batch: str, file: str) -> Response:
    """The answer, once the trail has it: who cannot be written down gets nothing. Raises DatabaseUnreachable."""
    if request.method == "HEAD" or response.status_code != HTTPStatus.OK:
        return response
    tag = response.get_etag()[0]
    try:
        note("batch-downloaded", "batch", batch, file=file, **({"sha256": tag} if tag else {}))
    except VanbanError:
        response.close()                          # gives back its place among the long answers
        raise
    return response


def disposition(name: str, *, shown: bool = False) -> str:
    """RFC 6266: the name in UTF-8, and in ASCII for programs that know no other."""
    plain = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D")).encode("ascii", "ignore").decode()
    told = "".join(one for one in plain if one not in '"\\')
    return f"{'inline' if shown else 'attachment'}; filename=\"{told}\"; filename*=UTF-8''{quote(name, safe='')}"


def saved_as(batch: Batch, rest: str) -> str:
    """"Danh sách.xlsx", "_in.pdf" → "Danh sách_in.pdf"."""
    return f"{file_name(PurePath(batch.wish.name).stem)}{rest}"


def _unbroken(pieces: Iterable[bytes], batch: str) -> Iterator[bytes]:
    with _breaking_off(batch):
        yield from pieces


@contextmanager
def _breaking_off(batch: str) -> Iterator[Any]:
    """An error of ours → a connection that breaks; gunicorn takes it for the reader's and logs no words of ours."""
    try:
        yield
    except VanbanError as error:
        _LOG.error("batch %s: an answer broke off: %s", batch, error.problems[0].code)
        raise ConnectionResetError(errno.ECONNRESET, "broken off") from None
