"""Request bytes → the JSON value, strictly: what flask-openapi3 validates comes from here."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from service import inputs
from service.config import settings

JSON = "application/json"


class StrictRequest(Request):
    """A request whose JSON is read by `inputs` (broken JSON has a place, doubled keys and NaN are refused).

    flask-openapi3 asks for the JSON silently, which would turn broken JSON and a wrong content type into a missing body.
    """

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002 - Werkzeug's signature, here and below
        content_type: str | None,  # noqa: ARG002
        filename: str | None = None,  # noqa: ARG002
        content_length: int | None = None,  # noqa: ARG002
    ) -> IO[bytes]:
        """A form's file stays in memory, like any other body: documents are not written to a disk, which may be read-only."""
        return BytesIO()

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:  # noqa: ARG002 - Flask's signature
        """The body as an object. Raises UnsupportedMediaType, RequestEntityTooLarge, InputUnreadable."""
        encoding = self.headers.get("Content-Encoding", "identity").lower()
        charset = self.mimetype_params.get("charset", "utf-8").lower()       # RFC 8259, 8.1: JSON is UTF-8
        if self.mimetype != JSON or charset not in ("utf-8", "utf8") or encoding != "identity":
            raise UnsupportedMediaType
        most = settings().max_body_bytes
        data = self.get_data(cache=False)
        if self.content_length is None and len(data) >= most:      # Werkzeug cuts a chunked body at the limit and says nothing
            raise RequestEntityTooLarge
        return inputs.load(data, media_type=JSON, max_bytes=most)
