"""The package's side of an inserted image: its name, its relationship, its content type."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import quoteattr

from service.values import Image

_MEDIA = "word/media/anh-"
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpeg"}
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_EMPTY = f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{_RELATIONSHIPS}"></Relationships>'.encode()


def media_name(image: Image) -> str:
    """The member an image is stored as: by its content, so the same image is stored once."""
    return f"{_MEDIA}{hashlib.sha256(image.data).hexdigest()[:16]}.{_EXTENSIONS[image.media_type]}"


def is_media(name: str) -> bool:
    """Whether a member is an inserted image."""
    return name.startswith(_MEDIA)


def add_relationships(rels: bytes | None, part: str, images: Mapping[str, Image]) -> bytes:
    """A part's relationships (None where it has none) + images by relationship id → the new relationships."""
    folder = posixpath.dirname(part)
    lines = [
        f'<Relationship xmlns="{_RELATIONSHIPS}" Id="{rid}" Type="{_IMAGE}" '
        f"Target={quoteattr(posixpath.relpath(media_name(image), folder))}/>"
        for rid, image in sorted(images.items())
    ]
    return _before_end(rels or _EMPTY, "".join(lines))


def add_defaults(types: bytes, media_types: Iterable[str]) -> bytes:
    """[Content_Types].xml + the kinds of images → with a default for each of their extensions."""
    wanted = {_EXTENSIONS[kind]: kind for kind in media_types}
    lines = [
        f'<Default xmlns="{_CONTENT_TYPES}" Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in sorted(wanted.items())
        if f'extension="{extension}"' not in types.decode().lower()
    ]
    return _before_end(types, "".join(lines))


def _before_end(xml: bytes, lines: str) -> bytes:
    text = xml.decode()
    if text.rstrip().endswith("/>"):  # an empty root
        at = text.rindex("/>")
        name = text[text.rindex("<") + 1 :].split()[0].rstrip("/>")
        return f"{text[:at]}>{lines}</{name}>".encode()
    at = text.rindex("</")
    return f"{text[:at]}{lines}{text[at:]}".encode()
