"""Whatever is changed after signing is seen: a byte in any region, or a later revision that shows something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm

from service.verify import Verdict, verify
from tests.pki.pki import Pki
from tests.verify.samples import ADOBE, PADES, Sign, sign, stranger
from tests.verify.told import codes, only, pdfsig

BASE = stranger("chu_ky", "dau")


def gap(pdf: bytes) -> tuple[int, int]:
    """Where the signature's hexadecimal digits are."""
    [found] = re.finditer(rb"/Contents\s*<([0-9a-fA-F]+)>", pdf)
    return found.start(1), found.end(1)


def put(pdf: bytes, old: bytes, new: bytes) -> bytes:
    assert pdf.count(old) >= 1
    assert len(old) == len(new)
    return pdf.replace(old, new, 1)


def digits(pdf: bytes, at: int, value: bytes) -> bytes:
    """Other digits of the signature, counted from its beginning, or from the end of the message."""
    begin, end = gap(pdf)
    used = len(pdf[begin:end].rstrip(b"0"))
    where = begin + (at if at >= 0 else used + used % 2 + at)
    return pdf[:where] + value + pdf[where + len(value):]


REGIONS: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("text", lambda pdf: put(pdf, b"100000 DONG", b"900000 DONG"), "signature-broken"),
    ("image", lambda pdf: put(pdf, bytes(range(65, 77)), bytes(range(66, 78))), "signature-broken"),
    ("field value", lambda pdf: put(pdf, b"(Cu)", b"(Ho)"), "signature-broken"),
    ("signature value", lambda pdf: digits(pdf, -8, b"0000"), "signature-broken"),
    ("message", lambda pdf: digits(pdf, 0, b"ffff"), "signature-unreadable"),
    ("room left over", lambda pdf: pdf[:gap(pdf)[1] - 8] + b"deadbeef" + pdf[gap(pdf)[1]:], "coverage-partial"),
    ("after the end", lambda pdf: pdf + b"1 0 obj << /Type /Catalog >> endobj", "changed-after"),
    ("one byte after the end", lambda pdf: pdf + b"x", "changed-after"),
    ("range", lambda pdf: re.sub(rb"(?<=/ByteRange \[0 )\d", lambda digit: bytes([digit[0][0] ^ 1]), pdf, count=1),
     "coverage-partial"),
]
# What poppler does not look at: bytes that no signature covers, and that nobody's reader shows.
UNSEEN = ("room left over", "after the end", "one byte after the end")


@pytest.mark.parametrize("form", [PADES, ADOBE])
@pytest.mark.parametrize(("region", "change", "code"), REGIONS, ids=[one[0] for one in REGIONS])
def test_a_changed_byte_is_seen_in_every_region(
    office: Pki, tmp_path: Path, form: Any, region: str, change: Callable[[bytes], bytes], code: str
) -> None:
    signed = sign(BASE, office, "chu_ky", Sign(form=form))
    assert verify(signed).fine
    changed = change(signed)
    assert changed != signed
    found = verify(changed)
    assert code in codes(only(found))
    assert found.verdict is Verdict.KHONG_HOP_LE
    assert ("Signature is Valid." in pdfsig(changed, tmp_path)) == (region in UNSEEN)


def test_white_space_after_the_end_spoils_nothing(office: Pki) -> None:
    """A mail gateway adds a line break; no reader finds an object in it."""
    one = only(verify(sign(BASE, office, "chu_ky") + b"\r\n\n"))
    assert (one.verdict, one.coverage) == (Verdict.HOP_LE, "toan_phien_ban")


def update(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """A later revision, as any editor may append one."""
    writer, out = IncrementalPdfFileWriter(BytesIO(pdf), strict=False), BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()


def name(text: str) -> Any:
    return generic.NameObject(text)


def other_page(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT /F1 12 Tf 20 150 Td (SO TIEN: 900000) Tj ET"))
    writer.update_container(page)


def more_pages(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    size = generic.ArrayObject(map(generic.NumberObject, (0, 0, 300, 200)))
    new = generic.DictionaryObject({name("/Type"): name("/Page"), name("/Parent"): writer.root.raw_get("/Pages"),
                                    name("/MediaBox"): size})
    pages["/Kids"].append(writer.add_object(new))
    pages["/Count"] = generic.NumberObject(2)
    writer.update_container(pages)


def note(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    box = generic.ArrayObject(map(generic.NumberObject, (20, 140, 250, 170)))
    page["/Annots"].append(writer.add_object(generic.DictionaryObject({
        name("/Type"): name("/Annot"), name("/Subtype"): name("/FreeText"), name("/Rect"): box,
        name("/Contents"): generic.pdf_string("900000"), name("/DA"): generic.pdf_string("/F1 12 Tf")})))
    writer.update_container(page["/Annots"])
    writer.update_container(page)


def field(writer: IncrementalPdfFileWriter, which: str) -> Any:
    [found] = [one.get_object() for one in writer.root["/AcroForm"]["/Fields"] if one.get_object()["/T"] == which]
    return found


def fill(writer: IncrementalPdfFileWriter) -> None:
    one = field(writer, "ghi_chu")
    one["/V"] = generic.pdf_string("Moi")
    writer.update_container(one)


def other_contents(writer: IncrementalPdfFileWriter) -> None:
    value = field(writer, "chu_ky")["/V"]
    value["/Contents"] = generic.ByteStringObject(b"\x30\x00" * 100)
    writer.update_container(value)


def other_value(writer: IncrementalPdfFileWriter) -> None:
    """The field shows another signature object, a copy: its place in the file is no longer the one that was signed."""
    one = field(writer, "chu_ky")
    one["/V"] = writer.add_object(generic.DictionaryObject(dict(one["/V"].items())))
    writer.update_container(one)


def script(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/OpenAction"] = writer.add_object(generic.DictionaryObject({
        name("/S"): name("/JavaScript"), name("/JS"): generic.pdf_string("app.alert(1)")}))
    writer.update_root()


@pytest.mark.parametrize(("change", "verdict", "code", "changes"), [
    (other_page, Verdict.KHONG_HOP_LE, "changed-after", "dang_ngo"),
    (more_pages, Verdict.KHONG_HOP_LE, "changed-after", "dang_ngo"),
    (note, Verdict.KHONG_HOP_LE, "changed-after", "dang_ngo"),
    (script, Verdict.KHONG_HOP_LE, "changed-after", "dang_ngo"),
    (fill, Verdict.KHONG_XAC_DINH, "filled-after", "dien_bieu_mau"),
    (other_contents, Verdict.KHONG_HOP_LE, "signature-unreadable", "dang_ngo"),
    (other_value, Verdict.KHONG_HOP_LE, "coverage-partial", "dang_ngo"),
])
def test_a_later_revision_that_shows_something_else_is_seen(
    office: Pki, change: Callable[[IncrementalPdfFileWriter], None], verdict: Verdict, code: str, changes: str
) -> None:
    one = only(verify(update(sign(BASE, office, "chu_ky"), change)))
    assert (codes(one), one.verdict, one.changes) == ([code], verdict, changes)


def test_the_field_that_was_filled_is_named(office: Pki) -> None:
    one = only(verify(update(sign(BASE, office, "chu_ky"), fill)))
    assert "ghi_chu" in one.findings[0].problem.message


def test_an_authors_signature_that_allows_nothing_is_obeyed(office: Pki) -> None:
    """ISO 32000-1, 12.8.2.2: what another signature lets pass, this one does not."""
    signed = sign(BASE, office, "chu_ky", Sign(certify=MDPPerm.NO_CHANGES))
    assert verify(signed).fine
    assert codes(only(verify(update(signed, fill)))) == ["changed-after"]


def test_what_was_done_between_two_signatures_is_held_against_the_first_only(office: Pki) -> None:
    """The second signer has signed what he saw; the first has not."""
    changed = update(sign(BASE, office, "chu_ky"), other_page)
    first, second = verify(sign(changed, office, "dau", Sign("agency"))).signatures
    assert (codes(first), first.changes) == (["changed-after"], "dang_ngo")
    assert (second.verdict, second.coverage) == (Verdict.HOP_LE, "toan_tep")
