"""Signature fields: the layout's boxes on the layout's pages, fit for both standards, and signable by a stranger's tool."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields as pyhanko_fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from service.errors import SignatureRefused
from service.paper import Block, Cell, Float, Paper, Position, Properties, Row, Slot, Table
from service.pdf import to_pdf
from tests.conformance import second, verapdf
from tests.html.printing import ABOVE_EM, HEIGHT_PT, LEFT_PT, STYLE, TOP_PT, WIDTH_PT, html, lines, paper, paragraph

MM = 72 / 25.4
OF_ITSELF = Properties(title="Quyết định số 12/QĐ-UBND", language="vi-VN")


def place(name: str, x_mm: float, y_mm: float, width_mm: float = 36.0, height_mm: float = 25.0, **positions: Any) -> Float:
    """A slot so far from the left edge of its column and from the top of its paragraph."""
    sides = {"x": Position("column", x_mm * MM), "y": Position("paragraph", y_mm * MM), **positions}
    return Float(Slot(name, f"Chữ ký: {name}"), width_mm * MM, height_mm * MM, **sides)


def printed(*blocks: Block) -> tuple[Paper, bytes]:
    value = paper(*blocks, properties=OF_ITSELF)
    return value, to_pdf(html(value), value.properties)


def boxes(pdf: bytes) -> list[tuple[str, int, tuple[float, ...]]]:
    """Name, page, and left, top, width and height in mm from the page's top left corner, in the order of the form."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = [page.obj.objgen for page in document.pages]
        for field in document.Root.AcroForm.Fields:
            left, low, right, high = (float(side) for side in field.Rect)
            sides = (left, HEIGHT_PT - high, right - left, high - low)
            found.append((str(field["/T"]), pages.index(field.P.objgen) + 1, tuple(round(side / MM, 2) for side in sides)))
    return found


def top_mm(pdf: bytes, text: str) -> float:
    """The top of the line that begins with this text."""
    (line,) = (one for one in lines(pdf) if one.text.startswith(text))
    return (line.y_pt - ABOVE_EM * STYLE.size_pt) / MM


def table(*texts: Block) -> Table:
    cells = tuple(Cell((block,), number) for number, block in enumerate(texts))
    return Table(tuple(200.0 for _ in texts), (Row(cells),))


SEVERAL = (
    paragraph("Tờ trình"),
    paragraph("Chánh", place("chu_ky_thu_ky", 20.0, 8.0)),
    paragraph("Dấu", place("dau_xac_nhan", -12.5, -4.0, 36.0, 36.0)),
    table(paragraph("Nơi nhận"), paragraph("Trưởng phòng", place("chu_ky", 10.0, 6.5, 45.0, 20.0))),
    paragraph("Trang hai", page_break_before=True),
    paragraph("Phê duyệt", place("dau", 33.0, -2.5), left_pt=40.0),
)


def test_a_box_is_where_the_layout_puts_it_on_its_page_and_in_order_of_reading() -> None:
    _, pdf = printed(*SEVERAL)
    left = LEFT_PT / MM
    wanted = [
        ("chu_ky_thu_ky", 1, (left + 20.0, top_mm(pdf, "Chánh") + 8.0, 36.0, 25.0)),
        ("dau_xac_nhan", 1, (left - 12.5, top_mm(pdf, "Dấu") - 4.0, 36.0, 36.0)),
        ("chu_ky", 1, ((LEFT_PT + 200 + 5.4) / MM + 10.0, top_mm(pdf, "Nơinhận") + 6.5, 45.0, 20.0)),
        ("dau", 2, (left + 33.0, top_mm(pdf, "Phê") - 2.5, 36.0, 25.0)),
    ]
    found = boxes(pdf)
    assert [(name, page) for name, page, _ in found] == [(name, page) for name, page, _ in wanted]
    for (name, _, box), (_, _, expected) in zip(found, wanted, strict=True):
        assert box == pytest.approx(expected, abs=0.1), name


def test_a_place_counted_from_the_page_or_its_margins() -> None:
    corner = place("chu_ky_co_quan", 0, 0, 60.0, 15.0, x=Position("page", 130 * MM), y=Position("page", 8 * MM))
    right = place("chu_ky", 0, 0, 50.0, 20.0, x=Position("margin", align="right"), y=Position("margin", 40 * MM))
    _, pdf = printed(paragraph("Phụ lục", corner, right))
    assert boxes(pdf)[0] == ("chu_ky_co_quan", 1, pytest.approx((130.0, 8.0, 60.0, 15.0), abs=0.02))
    beside = (LEFT_PT + WIDTH_PT) / MM - 50.0, TOP_PT / MM + 40.0, 50.0, 20.0
    assert boxes(pdf)[1] == ("chu_ky", 1, pytest.approx(beside, abs=0.02))


def test_a_field_is_an_empty_signature_and_nothing_else() -> None:
    _, pdf = printed(*SEVERAL)
    with pikepdf.open(BytesIO(pdf)) as document:
        form = document.Root.AcroForm
        assert (set(form.keys()), form.SigFlags) == ({"/Fields", "/SigFlags"}, 1)
        for field in form.Fields:
            assert set(field.keys()) == {"/Type", "/Subtype", "/P", "/F", "/T", "/TU", "/StructParent", "/FT", "/Rect", "/AP"}
            assert (field.FT, field.F, str(field.TU)) == ("/Sig", 4, f"Chữ ký: {field['/T']}")
            drawing = field.AP.N
            left, low, right, high = (float(side) for side in field.Rect)
            assert drawing.read_bytes() == b""
            assert [float(side) for side in drawing.BBox] == pytest.approx([0, 0, right - left, high - low], abs=1e-4)
            assert not drawing.Resources
        assert all(page.obj.Tabs == "/S" for page in document.pages)
        fonts = {str(one.BaseFont) for page in document.pages for one in page.Resources.Font.values()}
        sizes = [len(one.read_raw_bytes()) for one in document.objects if isinstance(one, pikepdf.Stream)]
    assert len(fonts) == 1
    assert max(sizes) < 30_000                       # no whole font came along with the form


def test_a_field_stands_in_the_tree_of_tags_where_it_stands_in_the_document() -> None:
    _, pdf = printed(*SEVERAL)
    with pikepdf.open(BytesIO(pdf)) as document:
        parents = dict(zip(*[iter(document.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
        for field in document.Root.AcroForm.Fields:
            form = parents[field.StructParent]
            kids = form.K if isinstance(form.K, pikepdf.Array) else [form.K]
            assert form.S == "/Form"
            assert [kid.Obj.objgen for kid in kids] == [field.objgen]


def test_the_same_document_gives_the_same_bytes_and_one_without_places_has_no_form() -> None:
    value, pdf = printed(*SEVERAL)
    assert to_pdf(html(value), value.properties) == pdf
    _, plain = printed(paragraph("Không ký"))
    with pikepdf.open(BytesIO(plain)) as document:
        assert "/AcroForm" not in document.Root


def test_both_judges_pass_it() -> None:
    _, pdf = printed(*SEVERAL)
    for judge in (verapdf.judge, second.judge):
        assert judge(pdf) == {"3a": (), "ua1": ()}


def test_two_places_of_one_name_are_refused_with_the_page_of_the_second() -> None:
    with pytest.raises(SignatureRefused) as fault:
        printed(paragraph("Một", place("chu_ky", 0, 5.0)), paragraph("Hai", place("chu_ky", 0, 5.0), page_break_before=True))
    assert [(one.code, one.place, "chu_ky" in one.message) for one in fault.value.problems] == [("slot-twice", "trang 2", True)]


def test_a_stranger_s_tool_finds_and_signs_the_fields_one_after_another() -> None:
    _, pdf = printed(*SEVERAL)
    names = [name for name, _, _ in boxes(pdf)]
    assert [name for name, _, _ in pyhanko_fields.enumerate_sig_fields(PdfFileReader(BytesIO(pdf)))] == names
    own, signer = throwaway()
    for name in names[:2]:
        about = PdfSignatureMetadata(name, md_algorithm="sha256", subfilter=pyhanko_fields.SigSeedSubFilter.PADES)
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        pdf = PdfSigner(about, signer, stamp_style=StaticStampStyle(border_width=0)).sign_pdf(writer).getvalue()
    found = PdfFileReader(BytesIO(pdf)).embedded_signatures
    assert [one.field_name for one in found] == names[:2]
    for one in found:
        status = validate_pdf_signature(one, ValidationContext(trust_roots=[own]))
        assert status.bottom_line, status.pretty_print_details()
    assert verapdf.judge(pdf) == {"3a": (), "ua1": ()}


def throwaway() -> tuple[asn1.Certificate, SimpleSigner]:
    """A key of our own making, and the certificate that it signed for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Trần Thị Thử Nghiệm")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(who, who, key.public_key(), 7, now - timedelta(days=1), now + timedelta(days=1))
        .add_extension(x509.KeyUsage(*(bit < 2 for bit in range(9))), critical=True).sign(key, hashes.SHA256())
    )
    own = asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
    secret = keys.PrivateKeyInfo.load(
        key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return own, SimpleSigner(signing_cert=own, signing_key=secret, cert_registry=SimpleCertificateStore())
