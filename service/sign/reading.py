"""The file to be signed: opened for an update after its bytes, its fields read, its earlier signatures looked at."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final

from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import CMSStructuralError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from service.errors import FileUnreadable, SignatureRefused, problem
from service.sign.places import Place

# What pyHanko raises over a file that is not what it says, besides its own errors.
_BROKEN: Final = (misc.PdfError, SignatureValidationError, CMSStructuralError, ValueError, LookupError, TypeError, AttributeError,
                  AssertionError, ArithmeticError, NotImplementedError, RecursionError)

_END: Final = b"%%EOF"


@contextmanager
def reading() -> Iterator[None]:
    """Raises FileUnreadable where the file breaks while it is read."""
    try:
        yield
    except _BROKEN as fault:
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
            width, height = _size(_widget(field))
            found.append(Place(name, value is not None, width, height))
    return found


def field_of(writer: IncrementalPdfFileWriter, name: str) -> generic.IndirectObject | None:
    """The field of that name."""
    return next((reference for found, _, reference in enumerate_sig_fields(writer) if found == name), None)


def _widget(field: Any) -> Any:
    kids = field.get("/Kids")
    return kids[0] if kids else field


def _size(widget: Any) -> tuple[float, float]:
    if "/Rect" not in widget:
        return 0.0, 0.0
    x1, y1, x2, y2 = map(float, widget["/Rect"])
    return abs(x2 - x1), abs(y2 - y1)


def require_intact(pdf: bytes) -> None:
    """Raises SignatureRefused (file-changed) with every signature that no longer holds, FileUnreadable."""
    with reading():
        found = [one.field_name for one in PdfFileReader(BytesIO(pdf), strict=False).embedded_signatures if not intact(one)]
    SignatureRefused.raise_any(
        problem("file-changed", "Chữ ký đã có ở {ten} không còn đúng: tệp đã bị sửa sau khi ký; không ký thêm.", place=name,
                ten=name)
        for name in found
    )


def intact_in(pdf: bytes, name: str) -> bool:
    """Whether the signature in this field holds."""
    return any(intact(one) for one in PdfFileReader(BytesIO(pdf), strict=False).embedded_signatures if one.field_name == name)


def intact(signature: EmbeddedPdfSignature) -> bool:
    """Whether the signed bytes are what was signed, and what came after them only what a signature allows. Trust is not asked."""
    try:
        signature.compute_integrity_info()  # type: ignore[no-untyped-call]  # not annotated there
        summary = signature.summarise_integrity_info()
        covered = _covered(signature)
        same, valid = validate_sig_integrity(signature.signer_info, signature.signer_cert, *covered)
    except _BROKEN:
        return False
    whole = summary["coverage"] in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
    return bool(same and valid and whole and summary["docmdp_ok"] is not False)


def _covered(signature: EmbeddedPdfSignature) -> tuple[str, bytes]:
    """The kind of what was signed and its digest; of a document time stamp what is signed holds the file's digest (RFC 3161).

    Raises ValueError where a time stamp is of other bytes.
    """
    digest = signature.compute_digest()
    if signature.sig_object_type != "/DocTimeStamp":
        return "data", digest
    stamp = signature.signed_data["encap_content_info"]["content"]
    if stamp.parsed["message_imprint"]["hashed_message"].native != digest:
        raise ValueError("a time stamp of other bytes")
    return "tst_info", hashlib.new(signature.md_algorithm, stamp.contents).digest()
