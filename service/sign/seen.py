"""What a signature shows, by whose it is (PL I, II.7d, II.8; Phần II, I.3): an image, or a line of 10 pt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from xml.etree import ElementTree

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.stamp import StaticStampStyle

from service.errors import Problem, SignatureRefused, problem
from service.sign import appearance
from service.sign.images import check_seal, check_signature
from service.sign.order import Clock, Order
from service.sign.places import TEXT, Place
from service.sign.reading import reading
from service.vietnamese.clock import VIETNAM

_MM_PT: Final = 72 / 25.4
_MOST_XMP: Final = 1024 * 1024
_IDENTIFIER: Final = "{http://purl.org/dc/elements/1.1/}identifier"
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def style(
    place: Place, order: Order, signer: str, at: datetime, writer: IncrementalPdfFileWriter
) -> tuple[StaticStampStyle, Sequence[Problem]]:
    """pyHanko's style of the field's content, and what is to be said about it.

    Raises SignatureRefused: number-missing, image-unused, field-small, and the image's own faults.
    """
    if not place.width_pt or not place.height_pt:
        if order.image:
            raise SignatureRefused(problem("image-unused", "Chữ ký ẩn không hiển thị hình ảnh.", place=place.name))
        return StaticStampStyle(), ()
    size = place.width_pt, place.height_pt
    if place.kind == TEXT:
        if order.image:
            raise SignatureRefused(problem("image-unused", "Chữ ký của cơ quan, tổ chức ở góc phải không hiển thị hình ảnh (Phụ "
                                           "lục I, Phần I, II.8b; Phần II, I.3).", place=place.name))
        return appearance.text([_line(place, order, at, writer)], *size).style(place.turn), ()
    if order.image is None:
        clock = "sample" if place.kind == "dau" else order.clock     # ISO 8601 has no place to break, and a seal's box is narrow
        return appearance.text([signer, said(at, clock)], *size).style(place.turn), _without_image(place)
    if place.kind == "dau":
        ink = check_seal(order.image, place.width_pt / _MM_PT)
        return appearance.seal(ink, *size).style(place.turn), ink.notices
    ink = check_signature(order.image)
    return appearance.signature(ink, *size).style(place.turn), ink.notices


def said(at: datetime, clock: Clock) -> str:
    """The time of signing in Vietnam: 2026-01-05T14:05:33+07:00, or as the samples print it, 05/01/2026; 14:05:33 +07:00."""
    local = at.astimezone(VIETNAM).replace(microsecond=0)
    return local.isoformat() if clock == "iso" else f"{local:%d/%m/%Y; %H:%M:%S} +07:00"


def _line(place: Place, order: Order, at: datetime, writer: IncrementalPdfFileWriter) -> str:
    time = said(at, order.clock)
    if order.copy:
        return f"{order.copy.form}; {order.copy.agency}; {time}"
    number = order.number or _number(writer)
    if not number:
        raise SignatureRefused(problem("number-missing", "Cần số và ký hiệu của văn bản cho chỗ ký {ten}: tệp không nêu.",
                                       place=place.name, ten=place.name))
    return f"{number}; {time}"


def _without_image(place: Place) -> Sequence[Problem]:
    match place.kind:
        case "chu_ky":
            return (problem("image-missing", "Chữ ký ở {ten} chưa có hình ảnh chữ ký màu xanh (Phụ lục I, Phần I, II.7d).",
                            place=place.name, ten=place.name),)
        case "dau":
            return (problem("image-missing", "Chữ ký ở {ten} chưa có hình ảnh dấu màu đỏ (Phụ lục I, Phần I, II.8a).",
                            place=place.name, ten=place.name),)
        case _:
            return ()


def _number(writer: IncrementalPdfFileWriter) -> str:
    """The document's own number and symbol, dc:identifier of its XMP (pdfa.py writes it); "" where there is none."""
    with reading():
        data = bytes(writer.root["/Metadata"].data) if "/Metadata" in writer.root else b""
    if not data or len(data) > _MOST_XMP or b"<!" in data:     # no entities to blow up
        return ""
    try:
        found = ElementTree.fromstring(data).iter(f"{_RDF}Description")
    except ElementTree.ParseError:
        return ""
    return next((text for one in found if (text := _identifier(one))), "")


def _identifier(description: Any) -> str:
    """As an element or as an attribute: XMP allows both (ISO 16684-1, 7.9.2.2)."""
    return str(description.findtext(_IDENTIFIER) or description.get(_IDENTIFIER) or "").strip()
