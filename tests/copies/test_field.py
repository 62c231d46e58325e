"""The field of the agency's signature: its place, its bytes, its tag, and what was in the file before."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import pikepdf
import pytest
from PIL import ImageDraw
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from service import doctypes, pipeline
from service.copies import Copy, Wanted
from service.copies.place import height_mm
from service.errors import FileUnreadable, SignatureRefused
from service.pdfium import opened
from service.sign.reading import sound_in
from tests.copies import scans
from tests.pki.pki import Pki

AGENCY = "Ủy ban nhân dân phường Hạnh Thông"
LONG = "Ban Quản lý dự án đầu tư xây dựng công trình giao thông và nông nghiệp khu vực các phường phía Bắc Thành phố Hồ Chí Minh"
WANTED = Wanted("SY", AGENCY)
MM = 72 / 25.4


def made(pdf: bytes, wanted: Wanted = WANTED) -> Copy:
    return pipeline.copy_file([("quet.pdf", pdf)], wanted)


def widgets(document: pikepdf.Pdf) -> list[Any]:
    return [one for one in document.pages[0].get("/Annots", []) if one.get("/FT") == "/Sig"]


def seen_box(pdf: bytes, name: str = "chu_ky_co_quan") -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the field in mm, on the page as PDFium turns and cuts it, a mark drawn in its place."""
    document = pikepdf.open(io.BytesIO(pdf))
    sheet = document.pages[0]
    field = next(one for one in sheet.Annots if one.get("/T") == name)
    left, low, right, high = map(float, field.Rect)
    mark = document.make_stream(f"0 0 1 rg {left} {low} {right - left} {high - low} re f".encode())
    sheet.Contents = mark
    with opened(scans.saved(document)) as drawn:
        picture = drawn[0].render(scale=4, draw_annots=False).to_pil().convert("RGB")
    blue = picture.point(lambda one: 255 * (one < 128)).getchannel("R").getbbox()
    assert blue
    return tuple(edge / 4 / MM for edge in blue)  # type: ignore[return-value]


@pytest.mark.parametrize(("turn", "shift", "size"), [
    (0, 0, scans.A4), (90, 0, scans.A4), (180, 0, scans.A4), (270, 0, scans.A4), (0, 60, scans.A4), (90, 60, scans.A4),
    (0, 0, (297.0, 210.0)), (270, 35, (297.0, 210.0))])
def test_it_stands_in_the_top_right_corner_of_the_page_as_shown(turn: int, shift: float, size: tuple[float, float]) -> None:
    copy = made(scans.scan(turn=turn, shift=shift, size=size))
    left, top, right, bottom = seen_box(copy.pdf)
    assert copy.faults == copy.notices == ()
    assert (size[0] - right, top) == pytest.approx((8, 6), abs=0.3)
    assert right - left >= 60 - 0.3
    assert bottom - top >= 10 - 0.3
    assert bottom <= 25


def test_a_long_name_makes_it_higher_and_it_stays_in_the_margin() -> None:
    short, long = seen_box(made(scans.scan()).pdf), seen_box(made(scans.scan(), Wanted("SY", LONG)).pdf)
    assert long[3] - long[1] > short[3] - short[1]
    assert long[3] <= 25.1
    assert height_mm(LONG, 60) > height_mm(LONG, 80) > height_mm(AGENCY, 80)


def test_where_the_corner_is_written_on_it_moves_along_the_edge() -> None:
    copy = made(scans.scan(corner="LƯU HÀNH NỘI BỘ"))
    left, _, right, _ = seen_box(copy.pdf)
    assert [one.code for one in copy.notices] == ["copy-corner-moved"]
    assert left >= 0
    assert right < 135


def test_where_the_whole_edge_is_written_on_that_is_a_fault() -> None:
    full = scans.page().copy()
    draw = ImageDraw.Draw(full)
    for top in range(0, 220, 12):
        draw.text((0, top), "XEM XONG TRẢ LẠI " * 20, scans.INK)
    copy = pipeline.copy_file([("quet.jpg", scans.picture(full, dpi=(200, 200)))], WANTED)
    assert [one.code for one in copy.faults] == ["copy-corner-taken"]


@pytest.mark.parametrize("turn", [0, 90])
def test_the_given_bytes_stay_and_the_field_is_empty(turn: int) -> None:
    scan = scans.scan(turn=turn)
    copy = made(scan)
    assert copy.pdf.startswith(scan)
    whole = pikepdf.open(io.BytesIO(copy.pdf))
    field, = widgets(whole)
    assert (str(field.T), int(field.F), "/V" in field) == ("chu_ky_co_quan", 4, False)
    assert "/AP" in field
    assert int(field.get("/MK", {}).get("/R", 0)) == turn
    form = whole.Root.AcroForm
    assert (len(form.Fields), int(form.SigFlags) & 1) == (1, 1)


def test_a_file_older_than_1_4_is_brought_to_a_later_version() -> None:
    copy = made(scans.scan(version="1.3"))
    assert copy.pdf.startswith(b"%PDF-1.3")
    assert pikepdf.open(io.BytesIO(copy.pdf)).Root.Version == "/1.7"


def test_a_place_that_is_there_already_is_used_as_it_is() -> None:
    once = made(scans.scan()).pdf
    assert made(once).pdf == once


@lru_cache(maxsize=2)
def certified(pki: Pki, permission: MDPPerm | None) -> bytes:
    """A stranger's scan with a signature, not seen; with a permission it certifies the document."""
    key = signers.SimpleSigner.load_pkcs12_data(pki.pkcs12("person"), other_certs=[], passphrase=pki.PASSPHRASE.encode())
    assert key
    writer = IncrementalPdfFileWriter(io.BytesIO(scans.scan()))
    meta = PdfSignatureMetadata(field_name="Signature1", certify=permission is not None,
                                **({"docmdp_permissions": permission} if permission else {}))
    out = io.BytesIO()
    PdfSigner(meta, key, new_field_spec=SigFieldSpec("Signature1")).sign_pdf(writer, output=out)
    return out.getvalue()


def test_an_earlier_signature_stays_valid(pki: Pki) -> None:
    signed = certified(pki, None)
    copy = made(signed)
    assert copy.pdf.startswith(signed)
    assert sound_in(copy.pdf, "Signature1")
    assert len(widgets(pikepdf.open(io.BytesIO(copy.pdf)))) == 2


def test_a_certification_that_allows_no_more_fields_is_respected(pki: Pki) -> None:
    with pytest.raises(SignatureRefused) as refused:
        made(certified(pki, MDPPerm.NO_CHANGES))
    assert [one.code for one in refused.value.problems] == ["copy-breaks-signature"]


def test_a_signed_file_that_was_changed_is_refused(pki: Pki) -> None:
    signed = certified(pki, None)
    at = signed.index(b"/MediaBox")
    with pytest.raises(SignatureRefused) as refused:
        made(signed[:at] + b"/MediaBoy" + signed[at + 9:])
    assert "file-changed" in [one.code for one in refused.value.problems]


def locked() -> bytes:
    pdf = pikepdf.open(io.BytesIO(scans.scan()))
    return scans.saved(pdf, encryption=pikepdf.Encryption(owner="chu", user=""))


@pytest.mark.parametrize(("data", "kind", "code"), [
    (locked, SignatureRefused, "file-encrypted"),
    (lambda: scans.scan()[:-2000], FileUnreadable, "pdf-broken"),
    (lambda: b"%PDF-1.4\nrubbish", FileUnreadable, "pdf-broken"),
], ids=["locked", "cut off", "rubbish"])
def test_files_that_cannot_be_used(data: Any, kind: type[Exception], code: str) -> None:
    with pytest.raises(kind) as refused:
        made(data())
    assert refused.value.problems[0].code == code  # type: ignore[attr-defined]


@pytest.mark.parametrize("slug", ["quyet_dinh", "bien_ban"])
def test_in_a_tagged_file_it_has_an_element_of_its_own(slug: str) -> None:
    document = pipeline.issue(slug, doctypes.get(slug).example()["data"], formats=("docx",))
    copy = pipeline.copy_file([("van_ban.docx", document.docx)], Wanted("TrS", AGENCY, "electronic"), keep=["đoạn 1-99"])
    whole = pikepdf.open(io.BytesIO(copy.pdf))
    field = next(one for one in whole.pages[0].Annots if one.get("/T") == "chu_ky_co_quan")
    tree = whole.Root.StructTreeRoot
    numbers = list(tree.ParentTree.Nums)
    element = numbers[numbers.index(int(field.StructParent)) + 1]
    assert (element.S, element.K.Type, element.K.Obj.T) == ("/Form", "/OBJR", "chu_ky_co_quan")
    assert element.P.K[0].objgen == element.objgen
    assert int(tree.ParentTreeNextKey) > int(field.StructParent)
