"""The file to be signed: opened for an update after its bytes, its fields read, its earlier signatures looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import enumerate_sig_fields

from service.errors import FileUnreadable, SignatureRefused, problem
from service.sign.places import Place
from service.verify import opening
from service.verify.found import Verdict
from service.verify.opening import BROKEN
from service.verify.soundness import of_bytes
from service.verify.taken import Taken, taken

_END: Final = b"%%EOF"


@contextmanager
def reading() -> Iterator[None]:
    """Raises FileUnreadable where the file breaks while it is read."""
    try:
        yield
    except BROKEN as fault:
        raise FileUnreadable(problem("pdf-broken", "Không đọc được tệp PDF: tệp hỏng hoặc không phải PDF.")) from fault


def opened(pdf: bytes) -> IncrementalPdfFileWriter:
    """PDF → its update to be. Word writes hybrid files (ISO 32000-1, 7.5.8.4), which only a lenient reader takes.

    Raises FileUnreadable, SignatureRefused (file-encrypted).
    """
    with reading():
        if pdf[pdf.rfind(_END):].strip(b"\0 \t\r\n") != _END:
            raise ValueError("cut off, or something stands after the end")     # a lenient reader takes the update before it
        writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
        locked = writer.prev.encrypted
        if not locked and int(writer.prev.root["/Pages"]["/Count"]) < 1:
            raise ValueError("no page")
    if locked:
        raise SignatureRefused(problem("file-encrypted", "Tệp PDF đặt mật khẩu hoặc khóa quyền; hãy bỏ khóa rồi ký."))
    return writer


def places(writer: IncrementalPdfFileWriter) -> list[Place]:
    """The signature fields, in the order of the form. Document time stamps are none: they are nobody's signature."""
    found = []
    with reading():
        for name, value, reference in enumerate_sig_fields(writer):
            field = reference.get_object()
            if value is not None and field["/V"].get("/Type") == "/DocTimeStamp":
                continue
            widget = _widget(field)
            turn = int(_of(_of(widget, "/MK", {}), "/R", 0)) % 360 // 90 * 90     # ISO 32000-1, table 189: quarters
            width, height = _size(widget)[:: -1 if turn in (90, 270) else 1]
            found.append(Place(name, value is not None, width, height, turn))
    return found


def field_of(writer: IncrementalPdfFileWriter, name: str) -> generic.IndirectObject | None:
    """The field of that name."""
    return next((reference for found, _, reference in enumerate_sig_fields(writer) if found == name), None)


def _widget(field: Any) -> Any:
    return _of(field, "/Kids", [field])[0]


def _of(dictionary: Any, key: str, default: Any) -> Any:
    """An entry, its reference followed: `get` of pyHanko's dictionaries does not."""
    return dictionary[key] if key in dictionary else default  # noqa: SIM401


def _size(widget: Any) -> tuple[float, float]:
    if "/Rect" not in widget:
        return 0.0, 0.0
    x1, y1, x2, y2 = map(float, widget["/Rect"])
    return abs(x2 - x1), abs(y2 - y1)


def require_intact(pdf: bytes) -> None:
    """Raises SignatureRefused (file-changed) with every signature that no longer holds, FileUnreadable, LimitExceeded."""
    SignatureRefused.raise_any(
        problem("file-changed", "Chữ ký đã có ở {ten} không còn đúng: tệp đã bị sửa sau khi ký; không ký thêm.", place=one.field,
                ten=one.field)
        for one in taken(opening.opened(pdf)) if not sound(one)
    )


def sound(one: Taken) -> bool:
    """Whether the signed bytes are what was signed, and what came after them only what a signature allows. Trust is not asked."""
    return all(found.effect is not Verdict.KHONG_HOP_LE for found in of_bytes(one))


def sound_in(pdf: bytes, name: str) -> bool:
    """Whether the signature in this field holds; the others were looked at before it was made."""
    file = opening.opened(pdf)
    own = replace(file, filled=tuple(one for one in file.filled if one[0] == name))
    return any(map(sound, taken(own)))
